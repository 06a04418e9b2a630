"""The lifeline: turning points in the order of age, a title of one's own, how it reads without eyes, and who sees it."""

from dataclasses import replace

import pytest

from bot.domain.pictures import LifeEvent, Lifeline
from bot.usecases.pictures import lifeline
from bot.usecases.pictures.taken import Taken, taken
from tests.usecases.pictures.mapping import picture, shared, wrote
from tests.usecases.story import Story

PASS = "[Spring over]"
PARENTS = ("10,5 år: forældre skilt", "-4", "Jeg kan klare meget", "mormor")
SCHOOL = ("9 år: skoleskift", "-2", PASS, PASS)
FRIEND = ("12", "Ny ven", PASS, PASS, PASS)


def lived(*more: str) -> Story:
    """The parents' parting first, then the school before it."""
    return wrote("lifeline", "[Videre]", *PARENTS, *SCHOOL, *more, "[Færdig]")


def drawn(story: Story) -> Lifeline:
    found = picture(story, "lifeline")
    assert isinstance(found, Lifeline)
    return found


def test_the_events_stand_in_the_order_of_age_as_they_were_told() -> None:
    assert drawn(lived()).events == (
        LifeEvent(age=9, when="9 år", what="skoleskift", feeling=-2),
        LifeEvent(age=10.5, when="10,5 år", what="forældre skilt", feeling=-4, helped="mormor"),
    )


def test_a_feeling_that_was_not_said_is_not_drawn() -> None:
    assert drawn(lived(*FRIEND)).events[2] == LifeEvent(age=12, when="12 år", what="Ny ven", feeling=None)


def test_the_line_reads_as_text_with_all_that_was_said() -> None:
    assert drawn(lived(*FRIEND)).alt.splitlines() == [
        "En livslinje med 3 punkter.",
        "−5: meget svært. +5: meget godt.",
        "9 år: skoleskift",
        "Sådan var det: −2",
        "10,5 år: forældre skilt",
        "Sådan var det: −4",
        "Det lærte mig: Jeg kan klare meget",
        "Det hjalp: mormor",
        "12 år: Ny ven",
        "Der står ikke, hvordan det var.",
    ]


def test_the_words_of_the_drawing_are_those_of_the_question() -> None:
    assert drawn(lived()).terms == {"lowest": "meget svært", "highest": "meget godt", "helped": "Hjalp:"}


def test_the_line_has_the_title_of_the_method_until_it_is_given_one() -> None:
    story = lived()
    assert drawn(story).title == "Min livslinje"
    story.talk(PASS, PASS, PASS, PASS, "Sådan blev jeg\ntil mig", "[Gem]")
    assert (drawn(story).title, drawn(story).alt.splitlines()[1]) == ("Sådan blev jeg til mig",) * 2


def test_one_event_is_a_line_too() -> None:
    assert drawn(wrote("lifeline", "[Videre]", *SCHOOL, "[Færdig]")).alt.splitlines()[0] == "En livslinje med ét punkt."


@pytest.mark.parametrize("lines", [("[Videre]", PASS, PASS, PASS, PASS, PASS, "Min linje", "[Gem]"), ("[Videre]", "7", PASS, "[Tilbage]")])
def test_without_an_event_there_is_nothing_to_draw(lines: tuple[str, ...]) -> None:
    assert picture(wrote("lifeline", *lines), "lifeline") is None


def test_a_flow_whose_feelings_have_no_names_is_drawn_without_them() -> None:
    story = lived()
    found = story.ask(taken, story.stage, story.counsellee, "lifeline", story.counsellee.person, "")
    step = found.flow.step("events")
    assert step
    parts = tuple(replace(part, lowest="", highest="") for part in step.parts)
    plain = replace(found.flow, steps=(replace(step, parts=parts),))
    read = lifeline.read(Taken(flow=plain, tongue=found.tongue, notes=found.notes))
    assert isinstance(read, Lifeline)
    assert read.terms["lowest"] == ""
    assert read.alt.splitlines()[1] == "9 år: skoleskift"


def test_an_age_is_written_as_the_reader_writes_numbers() -> None:
    story = lived()
    found = story.ask(taken, story.stage, story.counsellee, "lifeline", story.counsellee.person, "")
    read = lifeline.read(replace(found, tongue=replace(found.tongue, texts=story.stage.texts_in("en"))))
    assert isinstance(read, Lifeline)
    assert "10.5" in read.events[1].when


def test_a_counsellor_sees_no_line_before_it_is_shared() -> None:
    story = lived()
    assert picture(story, "lifeline", story.counsellor) is None
    assert picture(shared(story, "lifeline"), "lifeline", story.counsellor) == picture(story, "lifeline")
