"""The roadmap: from here to there, the stop that comes next, how it reads without eyes, and who sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.answers import Answer
from bot.domain.pictures import Roadmap
from bot.usecases.pictures import roadmap
from tests.usecases.pictures.mapping import picture, shared, taking, wrote

WAY = ("Jeg har søgt to steder", "[Gem]", "En læreplads", "[Gem]", "Ringe\nBesøge stedet", "[Gem]")
BESIDE = ("Jeg bliver nervøs", "[Gem]", "Jeg øver mig først", "[Gem]", "Min søster\nMorten", "[Gem]")


def drawn(following: str) -> Roadmap:
    found = picture(wrote("roadmap", *WAY, *BESIDE, following, "[Gem]"), "roadmap")
    assert isinstance(found, Roadmap)
    return found


def test_all_that_was_said_of_the_road_is_on_it() -> None:
    found = drawn("Ringe")
    assert (found.here, found.there) == ("Jeg har søgt to steder", "En læreplads")
    assert (found.stops, found.obstacles, found.helpers) == (("Ringe", "Besøge stedet"), ("Jeg bliver nervøs",), ("Min søster", "Morten"))
    assert (found.detours, found.next) == ("Jeg øver mig først", "Ringe")


def test_the_road_reads_as_text_from_here_to_there() -> None:
    assert drawn("ringe.").alt.splitlines() == [
        "Et kort over min vej.",
        "Her er jeg nu: Jeg har søgt to steder",
        "Stop 1: Ringe (Næste stop)",
        "Stop 2: Besøge stedet",
        "Det kan stå i vejen:",
        "– Jeg bliver nervøs",
        "Sådan kommer jeg udenom: Jeg øver mig først",
        "Her vil jeg hen: En læreplads",
        "De kan hjælpe mig på vej:",
        "– Min søster",
        "– Morten",
    ]


@pytest.mark.parametrize(("said", "following"), [("ringe.", "Ringe"), ("Ikke ringe", "Ikke ringe")])
def test_the_next_stop_is_one_of_the_stops_only_where_it_is_called_so(said: str, following: str) -> None:
    found = drawn(said)
    assert found.next == following
    assert ("Næste stop: Ikke ringe" in found.alt.splitlines()) == (said == "Ikke ringe")


def test_with_nothing_said_there_is_nothing_to_draw() -> None:
    assert picture(wrote("roadmap", *["[Spring over]"] * 3), "roadmap") is None


def test_a_counsellor_sees_no_road_before_it_is_shared() -> None:
    story = wrote("roadmap", *WAY, *BESIDE, "Ringe", "[Gem]")
    assert picture(story, "roadmap", story.counsellor) is None
    assert picture(shared(story, "roadmap"), "roadmap", story.counsellor) == picture(story, "roadmap")


WORDS = st.text("abc æøå", min_size=1, max_size=20).filter(lambda words: words == words.strip())
LINES = st.lists(WORDS, min_size=1, max_size=6).map(tuple)


@given(LINES, LINES, LINES, WORDS, WORDS)
def test_the_text_holds_every_word_of_the_road(
    stops: tuple[str, ...], obstacles: tuple[str, ...], helpers: tuple[str, ...], there: str, following: str
) -> None:
    listed = {"stops": stops, "obstacles": obstacles, "helpers": helpers}
    answers = {step: Answer(lines=lines) for step, lines in listed.items()}
    drawn = roadmap.read(taking("roadmap", **answers, there=Answer(text=there), next_stop=Answer(text=following)))
    assert drawn
    lines = drawn.alt.splitlines()
    assert [line for line in lines if line.startswith("– ")] == [f"– {one}" for one in (*obstacles, *helpers)]
    assert sum(line.startswith("Stop ") for line in lines) == len(stops)
    assert all(any(stop in line for line in lines) for stop in (*stops, there))
    assert sum("Næste stop" in line for line in lines) == 1
