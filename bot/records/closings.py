"""Who would end a course, until the other has said yes or no."""

from dataclasses import dataclass
from datetime import datetime

from bot.records import sheets
from bot.records.core import Records, moment, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Somebody (`by`) has proposed at this time (aware, UTC) that the course ends."""

    course: str
    by: str
    at: datetime


def of(records: Records, course: str) -> Closing | None:
    """What waits for an answer; a proposal by somebody who is not in the course any more is none."""
    row = records.rows.one("closings", {"course": course})
    if row is None or not records.rows.one("memberships", {"course": course, "person": row["by"]}):
        return None
    return Closing(course=course, by=row["by"], at=moment(row["at"]))


def propose(records: Records, course: str, by: str) -> None:
    """This person would end the course; an earlier proposal gives way."""
    records.rows.put("closings", {"course": course, "by": by, "at": stamp(records.now)})
    sheets.touch(records, course)


def end(records: Records, course: str) -> None:
    """Nothing waits for an answer any more."""
    if records.rows.drop("closings", {"course": course}):
        sheets.touch(records, course)
