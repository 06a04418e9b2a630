"""Who has said that they cannot come to a meeting, and what became of the letters that told of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.meeting import Meeting
from bot.records.core import Records, moment, stamp

# The kind of letter by which it is told.
KIND = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Somebody cannot come to a meeting, and has said so at this time (UTC)."""

    person: str
    said_at: datetime


def say(records: Records, meeting: Meeting, person: str) -> bool:
    """Keep that somebody cannot come to the meeting as it is now; False when they had said so."""
    return records.rows.add("absences", {**_at(meeting), "person": person, "said_at": stamp(records.now)})


def take_back(records: Records, meeting: Meeting, person: str) -> bool:
    """They can come after all; False when they had not said that they cannot."""
    return records.rows.drop("absences", {**_at(meeting), "person": person}) > 0


def of(records: Records, meeting: Meeting) -> list[Absence]:
    """Who cannot come to the meeting as it is now, who said so first first."""
    rows = records.rows.some("absences", _at(meeting), order=("said_at",))
    return [Absence(person=row["person"], said_at=moment(row["said_at"])) for row in rows]


def letters(records: Records, course: str, since: datetime) -> set[str]:
    """How the letters stand that told of an absence from this time on (states as in `bot.records.post`)."""
    rows = records.rows.some("outbox", {"course": course, "kind": KIND})
    return {row["state"] for row in rows if row["made_at"] >= stamp(since)}


def _at(meeting: Meeting) -> dict[str, str | int]:
    return {"course": meeting.course, "version": meeting.version}
