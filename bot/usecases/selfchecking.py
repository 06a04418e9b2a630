"""The counsellor looks at their own part, at the desk: one flow, with answers that nobody else ever sees."""

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.dialogue import phrases
from bot.dialogue.turns import Say, Wished
from bot.domain.people import Role, Viewer
from bot.domain.sheet import Note
from bot.records import conversations, courses, notes, people
from bot.records.conversations import Seat
from bot.records.core import Records
from bot.usecases import walking
from bot.usecases.answering import answer
from bot.usecases.heard import Heard
from bot.usecases.press import menu
from bot.usecases.press import read as read_press
from bot.usecases.screens import Screen
from bot.usecases.showing import show
from bot.usecases.stage import Stage, Who

FLOW = "selfcheck"
WISHES = {menu(wish): wish for wish in ("pause", "back", "skip", "save")}
# Ways that lead out of the flow have no place here.
_OUT = {menu("park"), menu("home"), menu("crisis")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Selfcheck:
    """One earlier taking: its day, and each question with the answer."""

    day: date
    answers: tuple[tuple[str, str], ...]


def look(records: Records, stage: Stage, who: Who) -> Screen | None:
    """The screen of the open self-check; None when none is open. Raises NotAllowed to anybody but a counsellor of the course."""
    courses.require(records, who.course, who.person, Role.COUNSELLOR)
    seat = conversations.seat(records, who.person, who.course)
    return _screen(records, stage, who, seat) if seat and seat.stack else None


def begin(records: Records, stage: Stage, who: Who) -> None:
    """A new self-check, or the one that is open already. Raises CourseClosed."""
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    seat = conversations.seat(records, who.person, who.course) or Seat()
    if not seat.stack:
        _keep(records, who, walking.open_new(records, stage, who, replace(seat, says=()), FLOW))


def hear(records: Records, stage: Stage, who: Who, heard: Heard) -> tuple[Screen | None, bool]:
    """Take in an answer or a way around in the open self-check, and nothing else.

    The screen after it (None when it is done), and whether what came was taken. Raises NotAllowed, CourseClosed.
    """
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    seat = conversations.seat(records, who.person, who.course)
    if seat is None or not seat.stack:
        return None, False
    after = replace(_heard(records, stage, who, replace(seat, says=()), heard), screen="")
    _keep(records, who, after)
    return _screen(records, stage, who, after) if after.stack else None, after.turn != seat.turn


def earlier(records: Records, who: Who) -> list[Selfcheck]:
    """The counsellor's own earlier self-checks in this course, the newest first."""
    courses.require(records, who.course, who.person, Role.COUNSELLOR)
    _, timezone = people.tongue(records, who.person)
    takings: dict[str, list[Note]] = {}
    for note in notes.visible(records, who.course, viewer=Viewer(person=who.person), author=who.person, flow=FLOW):
        if not note.words.skipped:
            takings.setdefault(note.subject, []).append(note)
    return [
        Selfcheck(
            day=min(note.written_at for note in said).astimezone(ZoneInfo(timezone)).date(),
            answers=tuple((note.words.question, note.words.said) for note in said),
        )
        for said in reversed(takings.values())
    ]


def _heard(records: Records, stage: Stage, who: Who, seat: Seat, heard: Heard) -> Seat:
    wish = WISHES.get(heard.press)
    if wish:
        return walking.go(records, stage, who, seat, lambda _: Wished(option=wish))
    press = read_press(heard.press)
    if press is None or press.about != "t" or press.number(0) != seat.turn:
        return replace(seat, says=(Say(text=phrases.STALE),))
    return answer(records, stage, who, seat, ":".join(press.parts[1:]), heard)


def _screen(records: Records, stage: Stage, who: Who, seat: Seat) -> Screen:
    screen = show(records, stage, who, seat)
    ways = tuple(way for way in screen.ways if way.press not in _OUT)
    # A file would have to be kept and played back to somebody; words are enough here.
    return replace(screen, ways=ways, sends="")


def _keep(records: Records, who: Who, seat: Seat) -> None:
    conversations.keep_seat(records, who.person, who.course, seat)
