"""A step with a day can be put into one's calendar, without a word of what it is."""

import pytest
from icalendar import Calendar

from bot.channels.terminal import options
from bot.errors import NotFound
from bot.usecases import step_files
from bot.usecases.letters import letter
from bot.usecases.stage import Who
from tests.usecases.story import Story
from tests.usecases.test_plan import WHAT, planned, the_step
from tests.usecases.test_receiving import Chat, in_chat


def event(text: str) -> dict[str, str]:
    """The one event of a file: its fields as text."""
    [found] = Calendar.from_ical(text).walk("VEVENT")
    lines = [line.partition(":") for line in str(found.to_ical(), "utf-8").splitlines()]
    return {name.partition(";")[0]: said for name, _, said in lines}


def file_of(story: Story, step: str) -> str:
    return story.ask(step_files.calendar_file, story.stage, story.counsellee, step)


def test_the_file_comes_as_an_attachment_and_does_not_say_what_the_step_is() -> None:
    story = planned()
    story.talk("/menu", "[Mine skridt]", "[1. Læg i kalender]")
    assert story.screen
    written = letter(story.screen, story.stage.texts_in("da"))
    told = event(written.attachment)
    assert (told["SUMMARY"], told["DTSTART"], told["SEQUENCE"]) == ("Et skridt", "20261127", "1")
    assert "mester" not in written.attachment
    assert written.text == "Her er en fil til din kalender. Der står ikke i den, hvad skridtet er."


def test_it_comes_in_telegram() -> None:
    chat: Chat = in_chat(Story())
    chat.story.clock.later(minutes=1)
    chat.story.counsellee = Who(person=chat.address.person, course=chat.address.course) if chat.address else chat.story.counsellee
    chat.story.talk("/menu", "[Lav et skridt]", *WHAT, "[Slet ikke]")
    assert event(chat.forge(f"b:{the_step(chat.story).id}").attachment)["SUMMARY"] == "Et skridt"


def test_a_changed_step_is_the_same_event_with_a_higher_number() -> None:
    story = planned()
    step = the_step(story).id
    before = event(file_of(story, step))
    keep = "[Behold svaret]"
    story.talk("/menu", "[Mine skridt]", "[1. Ret planen]", "Ringe til to", "[Gem]", keep, "på lørdag", "[Ja, det passer]", *[keep] * 3)
    after = event(file_of(story, step))
    assert (after["UID"], after["DTSTART"]) == (before["UID"], "20261128")
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def test_a_step_without_a_day_or_one_that_is_done_has_none() -> None:
    story = planned()
    story.talk("/menu", "[Lav et skridt]", "Skrive", "[Gem]", *["[Spring over]"] * 5, "/menu", "[Mine skridt]")
    assert story.screen
    labels = [option.label for option in options(story.screen)]
    assert ("1. Læg i kalender" in labels, "2. Læg i kalender" in labels) == (True, False)
    first = story.rows("actions")[0]["id"]
    story.press(f"a:{first}:1:done")
    with pytest.raises(NotFound):
        file_of(story, first)


@pytest.mark.parametrize("who", ["counsellor", "elsewhere", "by_staff"])
def test_nobody_but_its_doer_gets_it(who: str) -> None:
    story = planned()
    mine = story.counsellee
    asks = {
        "counsellor": story.counsellor,
        "elsewhere": Who(person=mine.person, course="other"),
        "by_staff": Who(person=mine.person, course=mine.course, shared_only=True),
    }[who]
    with pytest.raises(NotFound):
        story.ask(step_files.calendar_file, story.stage, asks, the_step(story).id)
