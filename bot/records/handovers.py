"""Courses that are between two counsellors: who has left, and who is offered to come (nobody, where the offer was taken back)."""

from dataclasses import dataclass
from datetime import datetime

from bot.ports import Row
from bot.records.core import Records, moment, row_of, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """A hand-over that waits for the counsellee's yes. `coming` is empty while nobody is offered; `left_at` is when `leaving` left."""

    course: str
    leaving: str
    coming: str
    left_at: datetime


def of(records: Records, course: str) -> Handover | None:
    """The hand-over of a course, if it is between two counsellors."""
    row = records.rows.one("handovers", {"course": course})
    return _handover(row) if row else None


def to(records: Records, coming: str) -> list[Handover]:
    """The hand-overs to somebody that wait for a yes."""
    return [_handover(row) for row in records.rows.some("handovers", {"coming": coming}, order=("made_at",))]


def begin(records: Records, course: str, *, leaving: str, by: str) -> Handover:
    """Somebody has left a course just now; nobody is offered yet."""
    row = {"course": course, "leaving": leaving, "coming": "", "by": by, "made_at": stamp(records.now)}
    records.rows.put("handovers", row)
    return _handover(row)


def offer(records: Records, course: str, coming: str, *, by: str) -> Handover:
    """This one is offered from now on; nobody, with an empty id. Raises LookupError where nobody has left."""
    records.rows.change("handovers", {"course": course}, {"coming": coming, "by": by})
    return _handover(row_of(records.rows.one("handovers", {"course": course})))


def end(records: Records, course: str) -> None:
    """The course is between nobody any more."""
    records.rows.drop("handovers", {"course": course})


def _handover(row: Row) -> Handover:
    return Handover(course=row["course"], leaving=row["leaving"], coming=row["coming"], left_at=moment(row["made_at"]))
