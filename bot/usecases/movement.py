"""How the five marks moved over a counsellor's own self-checks, in all their courses; for them alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.dialogue.answers import Answer
from bot.domain.people import Role, Viewer
from bot.domain.sheet import Note
from bot.marks import N_
from bot.records import courses, freezing, notes, people
from bot.records.core import Records
from bot.usecases.selfchecking import FLOW

MOST = 12
# Each mark, and what is ticked in the self-check when it was there: step and choices.
MARKS: Mapping[str, Mapping[str, frozenset[str]]] = {
    N_("Der var tid til det, der betyder noget"): {"room": frozenset({"needs", "earlier", "matters"})},
    N_("Du spurgte, lyttede og var til at tale med"): {"your_part": frozenset({"asked", "listened", "near"})},
    N_("Det var klart for jer begge, hvor I var"): {"clear": frozenset({"reason", "content", "form", "place"})},
    N_("I så på undervejs, hvordan det gik"): {"your_part": frozenset({"checked"}), "clear": frozenset({"next"})},
    N_("Den anden valgte og skrev selv"): {"room": frozenset({"words", "method"})},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One self-check: its day, how many of a mark's signs were ticked, and where that lies in the drawing (0 to 1, 1 is all)."""

    day: date
    ticked: int
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One mark (a source text), how many signs it has, and its points, oldest first; never empty."""

    mark: str
    signs: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """The five rows, and the courses they are from. There are none before two self-checks are made."""

    rows: tuple[Row, ...] = ()
    courses: tuple[str, ...] = ()


def moved(records: Records, person: str) -> Movement:
    """The newest twelve self-checks of this counsellor; what is frozen or no longer theirs is left out."""
    own = [course for course in courses.of(records, person, Role.COUNSELLOR) if not freezing.is_frozen(records, course)]
    takings = [taking for course in own for taking in _takings(records, course, person)]
    newest = sorted(takings, key=lambda taking: min(note.written_at for note in taking))[-MOST:]
    if len(newest) < 2:
        return Movement()
    zone = ZoneInfo(people.tongue(records, person)[1])
    rows = tuple(_row(mark, signs, newest, zone) for mark, signs in MARKS.items())
    return Movement(rows=rows, courses=tuple(dict.fromkeys(taking[0].course for taking in newest)))


def _takings(records: Records, course: str, person: str) -> list[list[Note]]:
    """Each self-check of a course that was answered to the end of its ticks."""
    found: dict[str, list[Note]] = {}
    for note in notes.visible(records, course, viewer=Viewer(person=person), author=person, flow=FLOW):
        found.setdefault(note.subject, []).append(note)
    asked = {step for signs in MARKS.values() for step in signs}
    return [said for said in found.values() if asked <= {note.step for note in said}]


def _row(mark: str, signs: Mapping[str, frozenset[str]], takings: list[list[Note]], zone: ZoneInfo) -> Row:
    most = sum(len(choices) for choices in signs.values())
    return Row(mark=mark, signs=most, points=tuple(_point(signs, most, taking, zone) for taking in takings))


def _point(signs: Mapping[str, frozenset[str]], most: int, taking: list[Note], zone: ZoneInfo) -> Point:
    picks = {note.step: set(Answer.from_data(dict(note.words.answer)).picks) for note in taking}
    ticked = sum(len(choices & picks[step]) for step, choices in signs.items())
    day = min(note.written_at for note in taking).astimezone(zone).date()
    return Point(day=day, ticked=ticked, height=round(ticked / most, 2))
