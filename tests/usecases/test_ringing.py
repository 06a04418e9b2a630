"""Several reminders at once: in one letter that has room for them, the most important first, and late only where that is ours."""

from datetime import UTC, datetime, timedelta

from bot.domain.letter import Letter
from bot.domain.plan import Action, ActionState
from bot.domain.reminder import ReminderKind, Wishes
from bot.domain.sheet import Words
from bot.records import notes, plans, reminding, timers
from bot.records.core import Records
from bot.usecases import planning, ringing
from bot.usecases.ringing import BELLS, FIRST, LONGEST_LINE, MOST_IN_ONE
from tests.usecases.story import Story

AT = datetime(2026, 11, 24, 10, tzinfo=UTC)
ROOM, BUTTONS = 4096, 100


def a_step(story: Story, name: str, at: datetime, what: str = "Ringe") -> None:
    who = story.counsellee

    def keep(records: Records) -> None:
        words = Words(question="Hvad vil du gøre?", said=what, answer={"text": what})
        notes.write(records, course=who.course, author=who.person, field="plan", flow=plans.FLOW, step="what", subject=name, words=words)
        step = Action(id=name, course=who.course, doer=who.person, version=1, state=ActionState.OPEN, due=None, remind_at=at)
        planning.keep_action(records, who, step)

    story.do(keep)


def rung(story: Story, at: datetime) -> list[Letter]:
    """What was written when it rang at this time."""
    story.clock.now = at
    story.do(ringing.ring_due, story.stage, 100)
    return story.letters(story.counsellee.person, "remind_step")


def test_two_at_the_same_minute_are_one_letter() -> None:
    story = Story().accept()
    a_step(story, "one", AT, "Ringe til skolen")
    a_step(story, "two", AT, "Skrive til mester")
    [letter] = rung(story, AT)
    assert letter.text == "Her er det samlet:\n\n1. Dit skridt: Ringe til skolen\n\n2. Dit skridt: Skrive til mester"


def test_a_gathered_letter_has_room_for_everything_in_it() -> None:
    story = Story().accept()
    for number in range(40):
        a_step(story, f"s{number}", AT, "Ringe til dem alle sammen " * 60)
    [letter] = rung(story, AT)
    buttons = [button for row in letter.rows for button in row]
    assert len(letter.text) < ROOM
    assert len(buttons) <= BUTTONS
    assert letter.text.endswith(f"Og {40 - MOST_IN_ONE} til, som står i planen.")
    assert max(map(len, letter.text.splitlines())) <= LONGEST_LINE + len("10. ")


def test_every_kind_has_its_place_in_a_gathered_letter() -> None:
    assert set(FIRST) == set(ReminderKind)
    assert BELLS


def test_what_waited_for_a_pause_to_end_is_not_late_though_its_time_was_named() -> None:
    story = Story().accept()
    a_step(story, "one", AT)
    story.do(reminding.keep, story.counsellee.person, Wishes(paused_until=AT + timedelta(days=5)))
    assert rung(story, AT) == []
    [letter] = rung(story, AT + timedelta(days=5))
    assert "Undskyld" not in letter.text


def test_what_comes_late_says_when_it_was_meant_for() -> None:
    story = Story().accept()
    a_step(story, "one", AT)
    [letter] = rung(story, AT + timedelta(hours=2))
    assert letter.text.startswith("Den her skulle være kommet tirsdag den 24. november 2026 kl. 11.00. Undskyld.\n\n")


def test_what_concerns_everybody_is_in_the_same_letter_as_what_concerns_one() -> None:
    story = Story().accept()
    a_step(story, "one", AT)
    timer = {"kind": "evaluation", "subject": f"{story.counsellee.course}:m1:", "version": 1}
    story.do(timers.set_timer, **timer, person="", course=story.counsellee.course, at=AT + timedelta(minutes=1))
    [letter] = rung(story, AT + timedelta(days=1))
    assert "1. Hvordan gik det med: Ringe?" in letter.text
    assert "2. Et minut om mødet?" in letter.text
