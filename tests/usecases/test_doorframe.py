"""Pas på dørkarmen: the first small step stands in the plan, and its reminder carries the sentence."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.plan import ActionState
from bot.records import plans
from bot.usecases import ringing
from tests.usecases.story import Story

SENTENCE = "Hvis jeg sætter mig i bussen, så ringer jeg til skolen."
WORDS = ("[Spring over]", "jeg sætter mig i bussen", "[Gem]", "ringer jeg til skolen", "[Gem]")
FAR = "Der er mere end to dage til. Det er helt i orden. Det er bare lettere at huske noget, der sker snart."
YES = "[Ja, det passer]"


def begun() -> Story:
    story = Story().accept()
    story.press("m:take=doorframe")
    story.talk(*WORDS)
    return story


def taken(*remind: str) -> Story:
    story = begun()
    story.talk("Finde nummeret", "[Gem]", "i morgen", YES, *(remind or ("[I morgen kl. 10]",)))
    return story


def with_cue(cue: str, *, day: str = "i morgen") -> Story:
    """Asked when to be reminded, after this cue."""
    story = Story().accept()
    story.press("m:take=doorframe")
    story.talk("[Spring over]", cue, *WORDS[2:], "Finde nummeret", "[Gem]", day, YES)
    return story


def test_the_first_small_step_stands_in_the_plan_with_its_sentence() -> None:
    story = taken()
    [action] = story.ask(plans.visible, story.counsellee.course, viewer=story.counsellee.viewer)
    assert (action.what, action.sentence, action.due, action.state) == ("Finde nummeret", SENTENCE, date(2026, 11, 23), ActionState.OPEN)
    story.talk("/menu", "[Mine skridt]")
    assert story.told == [f"1. Finde nummeret (dig, senest 23. nov. 2026, på vej)\n{SENTENCE}"]


def test_the_reminder_begins_with_the_sentence() -> None:
    story = taken()
    story.clock.later(days=1)
    story.do(ringing.ring_due, story.stage, 10)
    [letter] = story.letters(story.counsellee.person, "remind_step")
    assert letter.text == f"{SENTENCE}\n\nDer er et skridt, du ville tage:\n\nFinde nummeret"


def test_ones_own_time_for_the_reminder_holds() -> None:
    story = taken("[Jeg vælger selv]", "i morgen kl. 8.30", YES)
    assert [row["due_at"][:16] for row in story.rows("timers", kind="action")] == ["2026-11-23T07:30"]


def test_without_a_first_step_there_is_none_in_the_plan() -> None:
    story = begun()
    story.talk("[Spring over]", "[Spring over]", "[Slet ikke]")
    assert (story.rows("actions"), story.rows("timers")) == ([], [])


@pytest.mark.parametrize(("day", "told"), [("i morgen", False), ("om 2 dage", False), ("om 3 dage", True), ("om en uge", True)])
def test_a_day_more_than_two_days_away_is_told_of_gently(day: str, told: bool) -> None:
    story = begun()
    story.talk("Finde nummeret", "[Gem]", day, YES)
    assert (FAR in story.told) is told


def test_a_far_day_is_told_of_once() -> None:
    story = begun()
    story.talk("Finde nummeret", "[Gem]", "om en uge", YES, "[Tilbage]", "om 8 dage", YES)
    assert FAR not in story.told


def test_the_step_is_changed_from_the_plan_and_keeps_its_place() -> None:
    story = taken()
    story.talk("/menu", "[Mine skridt]", "[1. Ret planen]", "Spørge Ali", "[Gem]", "[Behold svaret]", "[Slet ikke]")
    [action] = story.ask(plans.visible, story.counsellee.course, viewer=story.counsellee.viewer)
    assert (action.what, action.version, story.rows("timers")) == ("Spørge Ali", 2, [])


def test_a_word_changed_in_a_step_that_is_done_makes_it_no_less_done() -> None:
    story = taken()
    story.press(f"a:{story.rows('actions')[0]['id']}:1:done")
    story.press("m:sharing")
    story.item(2, "Ret")
    story.talk("jeg går ud", "[Gem]")
    [action] = story.ask(plans.visible, story.counsellee.course, viewer=story.counsellee.viewer)
    assert (action.state, action.sentence) == (ActionState.DONE, "Hvis jeg går ud, så ringer jeg til skolen.")


def test_the_counsellor_sees_the_step_when_it_is_shared_and_hears_that_it_is_done() -> None:
    story = taken()
    assert story.page().actions == ()
    story.talk("[Del med Vejleder]")
    [action] = story.page().actions
    assert (action.what, action.sentence) == ("Finde nummeret", SENTENCE)
    story.press(f"a:{action.id}:{action.version}:done")
    assert len(story.letters(story.counsellor.person, "done")) == 1


def test_who_sees_only_the_sentence_is_not_told_that_the_step_is_done() -> None:
    story = taken()
    story.press("m:sharing")
    assert story.screen
    story.item(next(item.number for item in story.screen.items if item.said == SENTENCE), "Del")
    story.press(f"a:{story.rows('actions')[0]['id']}:1:done")
    assert (story.page().actions, story.letters(story.counsellor.person, "done")) == ((), [])


@pytest.mark.parametrize(
    ("cue", "at"),
    [
        ("klokken er 8 i morgen", "2026-11-23T07:00"),
        ("det er fredag kl. 14", "2026-11-27T13:00"),
        ("jeg vågner mandag morgen", "2026-11-23T07:00"),
        ("det bliver tirsdag", "2026-11-24T09:00"),
        ("klokken er 7.30", "2026-11-23T06:30"),
    ],
)
def test_the_reminder_comes_at_the_moment_that_the_cue_names(cue: str, at: str) -> None:
    story = with_cue(cue)
    story.talk("[Når det sker]")
    assert [row["due_at"][:16] for row in story.rows("timers", kind="action")] == [at]


def test_the_moment_is_said_back_and_the_sentence_comes_at_it() -> None:
    story = with_cue("det er fredag kl. 14")
    story.talk("[Når det sker]")
    assert "Så minder jeg dig om det fredag den 27. november 2026 kl. 14.00." in story.told
    story.clock.now = datetime(2026, 11, 27, 13, tzinfo=UTC)
    story.do(ringing.ring_due, story.stage, 10)
    [letter] = story.letters(story.counsellee.person, "remind_step")
    assert letter.text.startswith("Hvis det er fredag kl. 14, så ringer jeg til skolen.")


@pytest.mark.parametrize(
    "cue", ["jeg sætter mig i bussen", "det er hver mandag", "det er mandag eller onsdag", "jeg spiser om morgenen", "klokken er 8 i dag"]
)
def test_a_cue_that_names_no_one_moment_to_come_offers_none(cue: str) -> None:
    with pytest.raises(LookupError):
        with_cue(cue).talk("[Når det sker]")


def test_an_hour_alone_is_meant_on_the_day_of_the_step() -> None:
    story = with_cue("klokken er 8", day="på onsdag")
    story.talk("[Når det sker]")
    assert [row["due_at"][:16] for row in story.rows("timers", kind="action")] == ["2026-11-25T07:00"]


def test_a_moment_that_went_by_meanwhile_becomes_tomorrow_and_that_is_said() -> None:
    story = with_cue("klokken er 11 i dag")
    story.clock.later(days=1)
    story.talk("[Når det sker]")
    assert "Så minder jeg dig om det tirsdag den 24. november 2026 kl. 10.00." in story.told


def test_a_cue_that_was_changed_offers_its_moment_no_more() -> None:
    story = with_cue("det er fredag kl. 14")
    story.talk("[Tilbage]", "[Tilbage]", "[Tilbage]", "[Tilbage]", "jeg går ud", "[Gem]")
    with pytest.raises(LookupError):
        story.talk("[Behold svaret]", "[Behold svaret]", "[Behold svaret]", "[Når det sker]")
