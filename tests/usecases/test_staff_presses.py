"""A counsellor answers for a promise of their own in Telegram; everything else is for the desk."""

from datetime import timedelta

import pytest

from bot.domain.people import Role
from bot.domain.plan import ActionState
from bot.records import courses, people, plans
from bot.records.people import Address
from bot.usecases import inviting, planning, receiving, ringing
from tests.usecases.story import Story
from tests.usecases.test_receiving import Chat


def promised() -> tuple[Chat, str]:
    """A counsellor in Telegram whose promise has just been reminded of there; the step's id."""
    story = Story().accept()
    settled = Address(channel="telegram", external="77", person=story.counsellor.person, course="", state=people.OPEN)
    story.do(people.settle, settled)
    at = story.clock.now + timedelta(hours=2)
    step = story.do(planning.promise, story.stage, story.counsellor, what="Ringe", first="", due=None, remind_at=at)
    story.clock.later(hours=3)
    story.do(ringing.ring_due, story.stage, 10)
    return Chat(story), step


def state(chat: Chat, step: str) -> tuple[ActionState, int]:
    action = chat.story.ask(plans.get, step)
    assert action
    return action.state, action.version


def test_done_is_said_in_telegram_and_the_counsellee_hears_of_it() -> None:
    chat, step = promised()
    assert chat.press("Gjort").text == "Tak. Det er skrevet ned."
    assert state(chat, step) == (ActionState.DONE, 2)
    assert len(chat.story.letters(chat.story.counsellee.person, "done")) == 1


def test_not_yet_asks_when_to_be_reminded_again_and_keeps_it() -> None:
    chat, step = promised()
    assert chat.press("Ikke endnu").text == "Det er i orden. Hvornår skal jeg minde dig om det igen?"
    assert chat.press("Om en uge").text == "Så minder jeg dig om det søndag den 29. november 2026 kl. 10.00."
    assert state(chat, step) == (ActionState.NOT_YET, 3)
    assert [row["due_at"][:16] for row in chat.story.rows("timers", kind="action")] == ["2026-11-29T09:00"]


@pytest.mark.parametrize("press", ["a:{id}:1:help", "a:{id}:1:change", "a:{id}:1:forged", "a:{id}:9:done", "a:{id}:1", "b:{id}", "m:home"])
def test_everything_else_is_for_the_desk(press: str) -> None:
    chat, step = promised()
    assert chat.forge(press.format(id=step)).text == receiving.STAFF
    assert state(chat, step) == (ActionState.OPEN, 1)


def test_nobody_else_on_the_staff_answers_for_it() -> None:
    chat, step = promised()
    other, _ = chat.story.do(inviting.add_counsellor, chat.stage, "Kollega")
    chat.story.do(courses.join, chat.story.counsellor.course, other, Role.COUNSELLOR)
    chat.story.do(people.settle, Address(channel="telegram", external="78", person=other, course="", state=people.OPEN))
    assert Chat(chat.story, "78").forge(f"a:{step}:1:done").text == receiving.STAFF
    assert state(chat, step) == (ActionState.OPEN, 1)


def test_in_a_closed_course_nothing_is_kept() -> None:
    chat, step = promised()
    chat.story.close()
    assert chat.forge(f"a:{step}:1:done").text == receiving.STAFF
    assert state(chat, step) == (ActionState.OPEN, 1)
