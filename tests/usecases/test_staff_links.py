"""A link given by staff opens a course as far as staff may know it: nothing private is read, told, found out by trying, or written over."""

from dataclasses import replace

import pytest

from bot.usecases import reviewing
from bot.usecases.sharing import LOCKED
from tests.usecases.story import Story, answered


def by_staff(story: Story) -> Story:
    story.counsellee = replace(story.counsellee, shared_only=True)
    return story


def taken(method: str, *lines: str) -> Story:
    """A method that was taken to its end, with all that was not answered skipped."""
    story = answered()
    story.press(f"m:take={method}")
    story.talk(*lines)
    while story.screen and story.screen.name == "step":
        story.talk("/spring")
    return story


def labels(story: Story) -> list[str]:
    assert story.screen
    return [option.label for option in story.screen.answers]


def test_it_does_not_tell_that_something_was_skipped() -> None:
    story = by_staff(taken("dream", "Et hus", "[Gem]"))
    story.press("m:look=dream")
    story.talk("[Skriv mere]")
    assert labels(story) == ["Tilbage"]


def test_what_was_skipped_cannot_be_opened_with_a_made_up_press() -> None:
    story = by_staff(taken("dream", "Et hus", "[Gem]"))
    story.press("m:look=dream")
    assert story.screen
    story.press(f"t:{story.screen.turn}:skipped")
    assert story.screen.name == "told"


@pytest.mark.parametrize("page", ["m:home", "m:actions"])
def test_it_does_not_tell_of_evenings_that_run(page: str) -> None:
    story = taken("goodthings")
    assert story.screen
    story.press("m:take=goodthings")
    while "Ja, hver aften" not in labels(story):
        story.talk("/spring")
    story.talk("[Ja, hver aften]", "[kl. 20]")
    by_staff(story).press(page)
    assert not [line for line in (*story.told, *labels(story)) if "aften" in line or line == "Mine skridt"]


@pytest.mark.parametrize("answer", [("Hemmeligt", "[Gem]"), ("/spring",), ()])
def test_a_question_looks_the_same_answered_in_private_skipped_or_open(answer: tuple[str, ...]) -> None:
    story = answered()
    story.do(reviewing.ask, story.stage, story.counsellor, "Hvad nu?")
    story.press("m:home")
    story.talk("[Svar på et spørgsmål]", *answer)
    story.press("m:home")
    by_staff(story).press("m:home")
    story.talk("[Svar på et spørgsmål]")
    assert story.told[0] == story.stage.texts_in("da").say(LOCKED)


@pytest.mark.parametrize("way", ["/tilbage", "[Tilbage]"])
def test_nobody_goes_back_and_writes_over_an_earlier_answer(way: str) -> None:
    story = answered()
    story.press("m:take=dream")
    story.talk("Et hus", "[Gem]")
    by_staff(story).press("m:go")
    story.talk(way)
    assert story.screen
    assert (story.told[0], story.screen.number) == (story.stage.texts_in("da").say(LOCKED), 2)


def test_a_draft_nobody_but_its_author_has_seen_stays_when_words_are_left_beside_it() -> None:
    story = Story().accept("[Videre]", "[Mig]", "[Fint]", "En læreplads")
    own, screen = story.counsellee, story.screen
    assert screen
    by_staff(story).press("m:home", text="Noget andet", turn=screen.turn)
    story.counsellee = own
    story.talk("[Fortsæt, hvor du slap]")
    assert story.screen
    assert story.screen.draft.startswith("En læreplads")


@pytest.mark.parametrize("line", ["/gem", "save", "over", "/pause", "m:go", "m:more", "/spring", "Mit eget svar"])
def test_a_draft_of_another_is_neither_saved_nor_lost(line: str) -> None:
    story = Story().accept("[Videre]", "[Mig]", "[Fint]", "En læreplads")
    own, screen = story.counsellee, story.screen
    assert screen
    press = f"t:{screen.turn}:{line}" if line in {"save", "over"} else line if line.startswith("m:") else ""
    by_staff(story)
    story.press(press) if press else story.talk(line)
    story.counsellee = own
    kept = {note.flow for note in story.mine() if "En læreplads" in note.words.said}
    back = story.press("m:go")
    assert back
    assert (kept, back.draft.startswith("En læreplads")) == (set(), True) or kept == {"parking"}
