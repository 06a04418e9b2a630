"""The evaluation of a meeting: asked for once, the same day and never at night, and seen by both."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.letter import Letter
from bot.domain.meeting import Meeting
from bot.records import people
from bot.usecases import evaluating, reviewing, ringing
from bot.usecases.evaluating import Evaluation
from bot.usecases.stage import Who
from tests.usecases.story import Story

DENMARK = ZoneInfo("Europe/Copenhagen")
ANSWERS = ("[Videre]", "9", "8", "[Spring over]", "7", "Mere tid", "[Gem]")


def meeting_at(*parts: int) -> Story:
    """A course with a meeting at this time in Denmark."""
    story = Story().accept()
    move(story, *parts)
    return story


def move(story: Story, *parts: int) -> Meeting:
    year, month, day, hour, minute = (*parts, 0)[:5]
    starts = datetime(year, month, day, hour, minute, tzinfo=DENMARK)
    return story.do(
        reviewing.set_meeting,
        story.stage,
        story.counsellor,
        day_and_time=f"{starts:%Y-%m-%dT%H:%M}",
        timezone="Europe/Copenhagen",
        place="",
    )


def at(story: Story, *parts: int) -> list[Letter]:
    """It becomes this time in Denmark; what the counsellee is asked by then."""
    year, month, day, hour, minute = (*parts, 0)[:5]
    story.clock.now = datetime(year, month, day, hour, minute, tzinfo=DENMARK).astimezone(UTC)
    story.do(ringing.ring_due, story.stage, 10)
    return asked(story)


def asked(story: Story) -> list[Letter]:
    return story.letters(story.counsellee.person, "remind_evaluation")


def said_by(who: Who) -> Evaluation:
    """The ANSWERS as they are read."""
    numbers = {"heard": "9 af 10", "wanted": "8 af 10", "overall": "7 af 10"}
    return Evaluation(author=who.person, day=date(2026, 11, 23), numbers=numbers, line="Mere tid")


def met(story: Story) -> None:
    story.do(reviewing.mark_met, story.stage, story.counsellor)
    story.do(ringing.ring_due, story.stage, 10)


def sent(story: Story) -> int:
    """How many times the counsellee was asked, whether or not the letter still waits."""
    return len(story.rows("outbox", kind="remind_evaluation"))


def test_an_hour_after_the_start_the_counsellee_is_asked() -> None:
    story = meeting_at(2026, 11, 23, 14)
    assert at(story, 2026, 11, 23, 14, 59) == []
    [letter] = at(story, 2026, 11, 23, 15)
    assert letter.text == "Et minut om mødet?\n\nDet er fire tal og én linje. Både du og Vejleder ser dem."
    assert [(button.label, button.press) for button in letter.rows[0]] == [("Ja, et minut", "v:m1")]
    assert story.letters(story.counsellor.person, "remind_evaluation") == []


def test_the_counsellor_marks_that_they_met_and_the_counsellee_is_asked_at_once() -> None:
    story = Story().accept()
    met(story)
    assert [letter.rows[0][0].press for letter in asked(story)] == ["v:d2026-11-22"]


@pytest.mark.parametrize("marked", [(23, 13, 50), (23, 14, 30), (23, 17, 0), (23, 20, 0), (24, 12, 0), (25, 9, 0)])
def test_a_meeting_is_asked_about_once_whoever_says_that_it_is_over(marked: tuple[int, int, int]) -> None:
    story = meeting_at(2026, 11, 23, 14)
    if marked > (23, 15, 0):
        at(story, 2026, 11, 23, 15)
    at(story, 2026, 11, *marked)
    met(story)
    met(story)
    at(story, 2026, 11, 26, 12)
    assert sent(story) == 1


def test_a_meeting_nobody_had_set_is_asked_about_too() -> None:
    story = meeting_at(2026, 11, 23, 14)
    at(story, 2026, 11, 23, 15)
    met(story)
    at(story, 2026, 11, 25, 12)
    met(story)
    assert sent(story) == 2


def test_the_next_meeting_is_asked_about_too() -> None:
    story = meeting_at(2026, 11, 23, 14)
    at(story, 2026, 11, 23, 15)
    met(story)
    move(story, 2026, 12, 1, 10)
    [letter] = at(story, 2026, 12, 1, 11)
    assert (letter.rows[0][0].press, sent(story)) == ("v:m2", 2)


def test_a_meeting_that_is_moved_takes_the_question_with_it() -> None:
    story = meeting_at(2026, 11, 23, 14)
    at(story, 2026, 11, 23, 14, 10)
    move(story, 2026, 11, 24, 14)
    assert at(story, 2026, 11, 23, 20) == []
    assert [letter.rows[0][0].press for letter in at(story, 2026, 11, 24, 15)] == ["v:m2"]


def test_setting_the_next_meeting_in_this_one_does_not_lose_the_question() -> None:
    story = meeting_at(2026, 11, 23, 14)
    at(story, 2026, 11, 23, 14, 40)
    move(story, 2026, 12, 1, 10)
    assert [letter.rows[0][0].press for letter in at(story, 2026, 11, 23, 15)] == ["v:m1"]


@pytest.mark.parametrize(("hour", "minute"), [(20, 30), (23, 0)])
def test_a_late_meeting_is_asked_about_in_the_morning(hour: int, minute: int) -> None:
    story = meeting_at(2026, 11, 23, hour, minute)
    assert at(story, 2026, 11, 24, 0, 1) == []
    assert at(story, 2026, 11, 24, 7, 59) == []
    assert len(at(story, 2026, 11, 24, 8)) == 1


def test_marked_at_night_it_is_asked_in_the_morning_once() -> None:
    story = Story().accept()
    story.clock.now = datetime(2026, 11, 22, 21, 5, tzinfo=UTC)
    met(story)
    met(story)
    assert asked(story) == []
    at(story, 2026, 11, 23, 8)
    met(story)
    assert sent(story) == 1


def test_nothing_is_asked_in_a_closed_course_nor_about_a_meeting_long_ago() -> None:
    story = meeting_at(2026, 11, 23, 14)
    story.close()
    assert at(story, 2026, 11, 23, 15) == []
    story.do(reviewing.reopen, story.stage, story.counsellor)
    move(story, 2026, 11, 20, 9)
    assert at(story, 2026, 11, 23, 16) == []


def test_whoever_says_yes_after_the_meeting_was_set_is_asked_as_well() -> None:
    story = Story()
    move(story, 2026, 11, 23, 14)
    story.accept()
    assert len(at(story, 2026, 11, 23, 15)) == 1


def test_the_letter_opens_the_questions_once_and_then_what_was_said() -> None:
    story = meeting_at(2026, 11, 23, 14)
    [letter] = at(story, 2026, 11, 23, 15)
    story.press(letter.rows[0][0].press)
    assert story.told == ["Her er fire tal og én linje om mødet. Både du og Vejleder ser svarene."]
    story.talk(*ANSWERS)
    story.press(letter.rows[0][0].press)
    assert story.told == [
        "23. nov. 2026\nBlev du hørt? 9 af 10\nTalte I om det, du ville? 8 af 10\nHvordan var mødet alt i alt? 7 af 10\nMere tid"
    ]


def test_a_meeting_one_was_not_asked_about_opens_nothing() -> None:
    story = meeting_at(2026, 11, 23, 14)
    story.press("v:m1")
    assert story.told[0] == "Den knap virker ikke mere. Her er vi nu."


def test_both_read_it_and_the_course_has_been_looked_back_on() -> None:
    story = meeting_at(2026, 11, 23, 14)
    at(story, 2026, 11, 23, 15)
    met(story)
    story.press("v:m1")
    story.talk(*ANSWERS)
    own, theirs = (story.ask(evaluating.history, story.stage, who) for who in (story.counsellee, story.counsellor))
    assert own == theirs == [said_by(story.counsellee)]
    assert story.page().headline == "I har set tilbage"


def test_skipping_everything_looks_back_on_nothing() -> None:
    story = meeting_at(2026, 11, 23, 14)
    at(story, 2026, 11, 23, 15)
    met(story)
    story.press("v:m1")
    story.talk("[Videre]", *["[Spring over]"] * 5)
    assert (story.ask(evaluating.history, story.stage, story.counsellor), story.page().headline) == ([], "I har mødtes")


def test_evaluations_stand_with_the_newest_first() -> None:
    story = meeting_at(2026, 11, 23, 14)
    at(story, 2026, 11, 23, 15)
    story.press("v:m1")
    story.talk(*ANSWERS)
    move(story, 2026, 12, 1, 10)
    at(story, 2026, 12, 1, 11)
    story.press("v:m2")
    story.talk("[Videre]", "10", *["[Spring over]"] * 4)
    newest = Evaluation(author=story.counsellee.person, day=date(2026, 12, 1), numbers={"heard": "10 af 10"}, line="")
    assert story.ask(evaluating.history, story.stage, story.counsellor) == [newest, said_by(story.counsellee)]
    story.talk("/kort", "[Sådan var møderne]")
    assert [line.splitlines()[0] for line in story.told] == ["1. dec. 2026", "23. nov. 2026"]


def test_a_counsellee_elsewhere_is_asked_by_their_own_clock() -> None:
    story = Story().accept()
    story.do(people.add, replace(story.ask(people.get, story.counsellee.person), timezone="Asia/Tokyo"))
    move(story, 2026, 11, 23, 14)
    assert at(story, 2026, 11, 23, 15) == []
    assert len(at(story, 2026, 11, 24, 0)) == 1
