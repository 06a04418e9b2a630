"""The crossroads: its roads, which of them draws most, how it reads without eyes, and who sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.answers import Answer
from bot.domain.pictures import Crossroads, Road
from bot.usecases.pictures import crossroads
from tests.usecases.pictures.mapping import picture, shared, taking, wrote

STAY = ("At blive", "Tryghed", "Jeg kommer ikke videre", "[Spring over]", "4")
GO = ("[Tilføj en mere]", "En læreplads", "En løn", "[Spring over]", "At jeg ringer", "0")
ROADS = ("Arbejde", "[Gem]", *STAY, *GO, "[Færdig]")


def drawn(draws: str) -> Crossroads:
    found = picture(wrote("crossroads", *ROADS, draws, "[Gem]"), "crossroads")
    assert isinstance(found, Crossroads)
    return found


def test_every_road_has_what_was_said_of_it() -> None:
    assert drawn("En læreplads").roads == (
        Road(name="At blive", gains="Tryghed", costs="Jeg kommer ikke videre", gut=4),
        Road(name="En læreplads", gains="En løn", takes="At jeg ringer", gut=0, draws=True),
    )


def test_the_crossroads_reads_as_text_road_by_road() -> None:
    assert drawn("En læreplads").alt.splitlines() == [
        "Et vejkryds med 2 veje.",
        "Her skal jeg vælge: Arbejde",
        "Vej 1: At blive",
        "Det får jeg: Tryghed",
        "Det koster: Jeg kommer ikke videre",
        "Det siger maven: 4 af 10",
        "Vej 2: En læreplads (Trækker mest)",
        "Det får jeg: En løn",
        "Det kræver: At jeg ringer",
        "Det siger maven: 0 af 10",
    ]


@pytest.mark.parametrize("said", ["en læreplads.", "“En læreplads”", " EN LÆREPLADS! "])
def test_a_road_called_by_its_name_is_known(said: str) -> None:
    found = drawn(said)
    assert ([road.draws for road in found.roads], found.draws) == ([False, True], "")


@pytest.mark.parametrize("said", ["Ikke en læreplads", "Begge to", "Ved ikke"])
def test_what_names_no_road_marks_none_and_stands_in_its_own_words(said: str) -> None:
    found = drawn(said)
    assert ([road.draws for road in found.roads], found.draws) == ([False, False], said)
    assert found.alt.splitlines()[-1] == f"Trækker mest: {said}"


def test_without_roads_there_is_nothing_to_draw() -> None:
    assert picture(wrote("crossroads", "Arbejde", "[Gem]", "[Spring over]"), "crossroads") is None


def test_a_counsellor_sees_no_crossroads_before_it_is_shared() -> None:
    story = wrote("crossroads", *ROADS, "At blive", "[Gem]")
    assert picture(story, "crossroads", story.counsellor) is None
    assert picture(shared(story, "crossroads"), "crossroads", story.counsellor) == picture(story, "crossroads")


WORDS = st.text("abc æøå", min_size=1, max_size=20).filter(lambda words: words == words.strip())
ENTRY = st.fixed_dictionaries({"name": WORDS}, optional={"gains": WORDS, "costs": WORDS, "takes": WORDS, "gut": st.integers(0, 10)})


@given(st.lists(ENTRY, min_size=1, max_size=4), WORDS)
def test_the_text_holds_every_word_of_the_crossroads(roads: list[dict[str, str | int]], draws: str) -> None:
    drawn = crossroads.read(taking("crossroads", roads=Answer(entries=tuple(roads)), draws=Answer(text=draws)))
    assert drawn
    for said in (draws, *(f"{value} af 10" if name == "gut" else str(value) for road in roads for name, value in road.items())):
        assert said.casefold() in drawn.alt.casefold()
    assert ("(Trækker mest)" in drawn.alt) != (f"Trækker mest: {draws}" in drawn.alt)
