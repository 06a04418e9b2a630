"""Who has said nothing to the goal is reminded of it twice, and everybody else is left alone."""

import pytest

from bot.domain.agreement import Verdict
from bot.domain.letter import Button
from bot.records.timers import Timer
from bot.usecases import agreeing, agreement_reminders, erasing, ringing
from tests.usecases.story import BEGUN_AT, Story

WAITS = "Der er et mål, der venter på dit svar."


def proposed() -> Story:
    """The counsellor has proposed a goal and said yes to it."""
    story = Story().accept()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    story.do(agreeing.say, story.stage, story.counsellor, 1, Verdict.YES)
    return story


def reminded(story: Story, person: str) -> list[int]:
    """On which days after the beginning somebody is reminded."""
    days, before = [], 0
    for hours in range(0, 24 * 15, 6):
        story.clock.now = BEGUN_AT
        story.clock.later(hours=hours)
        story.do(ringing.ring_due, story.stage, 10)
        count = len(story.rows("outbox", person=person, kind="remind_agreement"))
        days += [hours // 24] * (count - before)
        before = count
    return days


def test_who_has_said_nothing_is_reminded_after_two_days_and_after_seven_and_no_more() -> None:
    story = proposed()
    assert reminded(story, story.counsellee.person) == [2, 7]
    assert story.rows("timers") == []


def test_who_has_said_yes_is_left_alone() -> None:
    story = proposed()
    assert reminded(story, story.counsellor.person) == []


@pytest.mark.parametrize("verdict", list(Verdict))
def test_whatever_one_says_one_is_not_reminded(verdict: Verdict) -> None:
    story = proposed()
    story.do(agreeing.say, story.stage, story.counsellee, 1, verdict)
    assert reminded(story, story.counsellee.person) == []


def test_who_proposed_and_forgot_to_say_yes_is_reminded_too() -> None:
    story = Story().accept()
    story.do(agreeing.propose, story.stage, story.counsellee, "At finde en vej")
    assert reminded(story, story.counsellee.person) == [2, 7]


def test_who_comes_after_the_goal_is_reminded_of_it() -> None:
    story = Story()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    story.accept()
    assert reminded(story, story.counsellee.person) == [2, 7]


def test_new_words_take_the_reminder_along() -> None:
    story = proposed()
    story.clock.later(days=1)
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en bedre vej")
    assert reminded(story, story.counsellee.person) == [3, 8]


def test_new_words_after_the_first_reminder_begin_again() -> None:
    story = proposed()
    story.clock.later(days=3)
    story.do(ringing.ring_due, story.stage, 10)
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en bedre vej")
    assert [row["version"] for row in story.rows("timers", kind="agreement")] == [2]


def test_a_timer_of_earlier_words_does_nothing() -> None:
    story = proposed()
    [row] = story.rows("timers", kind="agreement")
    subject, person = row["subject"], story.counsellee.person
    whose = {"subject": f"{subject}{person}", "person": person, "course": row["course"]}
    stale = Timer(id="t", kind="agreement", version=1, at=story.clock.now, **whose)
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en bedre vej")
    assert story.do(agreement_reminders.ring, story.stage, stale) is None


def test_nobody_is_reminded_in_a_closed_course_or_of_words_that_are_gone() -> None:
    closed, erased = proposed(), proposed()
    closed.close()
    erased.do(erasing.erase, erased.counsellee)
    for story in (closed, erased):
        assert reminded(story, story.counsellee.person) == []


def test_the_counsellee_opens_the_goal_from_the_letter_and_the_counsellor_the_desk() -> None:
    story = Story().accept()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    story.clock.later(days=2)
    story.do(ringing.ring_due, story.stage, 10)
    [mine] = story.letters(story.counsellee.person, "remind_agreement")
    [theirs] = story.letters(story.counsellor.person, "remind_agreement")
    assert (mine.text, theirs.text) == (WAITS, WAITS)
    assert mine.rows[0] == (Button(label="Læs målet og svar", press="m:goals"),)
    desk = f"https://samvej.test/desk/course/{story.counsellor.course}#goal"
    assert theirs.rows[0] == (Button(label="Åbn skrivebordet", url=desk),)
    story.press("m:goals")
    assert "Målet lyder: “At finde en vej”" in story.told
