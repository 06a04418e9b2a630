"""Which pictures there are: one that cannot be read is left out, and nothing else stops for it."""

import pytest

from bot.usecases.pictures import reading
from bot.usecases.pictures.reading import ODD, Ref
from bot.usecases.pictures.taken import Taken
from tests.usecases.pictures.mapping import picture, wrote

ROADS = ("Arbejde", "[Gem]", *("At blive", "Ro", "Tid", "Mod", "4"), "[Tilføj en mere]", *("At gå", "Løn", "Tid", "Mod", "7"), "[Færdig]")


@pytest.mark.parametrize("fault", ODD)
def test_answers_that_make_no_picture_leave_it_out_and_the_sheet_whole(fault: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    story = wrote("crossroads", *ROADS)
    assert picture(story, "crossroads") is not None

    def falls(_: Taken) -> None:
        raise fault

    monkeypatch.setattr(reading, "OF_A_TAKING", {**reading.OF_A_TAKING, "crossroads": falls})
    assert picture(story, "crossroads") is None
    assert story.ask(reading.standing, story.stage, story.counsellee) == {}


@pytest.mark.parametrize("text", ["", "crossroads", "nothing.at.all", "..", "crossroads.somebody.", "lifeline.\x00.x", "a" * 9000])
def test_a_reference_that_was_never_written_names_nothing(text: str) -> None:
    story = wrote("crossroads", *ROADS)
    assert story.ask(reading.read, story.stage, story.counsellee, reading.ref(text)) is None


def test_a_reference_reads_as_it_was_written() -> None:
    one = Ref(kind="evaluation", author="a-b_c", subject="m3.x")
    assert reading.ref(str(one)) == one
