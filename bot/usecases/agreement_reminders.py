"""Reminds whoever has said nothing to the goal as it stands: after two days, once more after seven, and then no more."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.agreement import Wording
from bot.domain.course import CLOSED
from bot.domain.letter import Button, Letter
from bot.domain.people import Role
from bot.domain.reminder import Reminder, ReminderKind
from bot.marks import N_
from bot.records import agreements, courses, people, timers
from bot.records.core import Records
from bot.records.timers import Timer
from bot.usecases.press import menu
from bot.usecases.stage import Stage

TIMER = "agreement"
FIRST, SECOND = timedelta(days=2), timedelta(days=7)
WAITS = N_("Der er et mål, der venter på dit svar.")
READ = N_("Læs målet og svar")
DESK = N_("Åbn skrivebordet")


def expect(records: Records, course: str, version: int) -> None:
    """A wording was proposed: everybody is to say something to it. What was to be said of earlier words goes."""
    subject = f"{course}:goal:"
    for person in ("", *courses.everyone(records, course)):
        timers.clear(records, f"{subject}{person}", TIMER)
    timers.set_timer(records, kind=TIMER, subject=subject, version=version, person="", course=course, at=records.now + FIRST)


def whom(records: Records, timer: Timer) -> list[str]:
    """Who is in the course and has said nothing to these words."""
    wording = _wording(records, timer)
    return [person for person in courses.everyone(records, timer.course) if wording and person not in wording.said]


def ring(records: Records, stage: Stage, timer: Timer) -> Reminder | None:
    """Somebody has not said anything yet; None once they have, when the words are others by now, or the course is closed."""
    wording = _wording(records, timer)
    if wording is None or timer.person not in whom(records, timer):
        return None
    again = wording.at + SECOND
    if timer.at < again:
        timers.set_for(records, replace(timer, subject=f"{timer.course}:goal:", at=again), timer.person)
    texts = stage.texts_in(people.tongue(records, timer.person)[0])
    is_staff = timer.person in courses.ids(records, timer.course, Role.COUNSELLOR)
    desk = Button(label=texts.say(DESK), url=f"{stage.url}/desk/course/{timer.course}#goal")
    button = desk if is_staff else Button(label=texts.say(READ), press=menu("goals"))
    letter = Letter(text=texts.say(WAITS), rows=((button,),))
    about = f"{timer.course}:goal"
    return Reminder(kind=ReminderKind.AGREEMENT, about=about, letter=letter, line=letter.text, subject=str(timer.version))


def _wording(records: Records, timer: Timer) -> Wording | None:
    """The words that count, if they are those of the timer, in a course that is open."""
    wording = agreements.read(records, timer.course).now
    open_still = courses.state(records, timer.course) != CLOSED
    return wording if wording and wording.version == timer.version and open_still else None
