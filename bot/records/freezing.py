"""Courses that are frozen: who froze them. While one is, nobody but its author reads a word of theirs, and nothing rings or runs out."""

from datetime import datetime

from bot.domain.people import Role
from bot.ports import Row
from bot.records import past, sheets
from bot.records.core import Records, stamp


def freeze(records: Records, course: str, person: str) -> None:
    """Freeze the course for this counsellee; a second time changes nothing."""
    if not since(records, course, person):
        past.note(records, _freezing(course, person))
        _freeze(records, course, person, records.now)


def thaw(records: Records, course: str, person: str) -> None:
    """The course is as it was for this counsellee; another's freezing stays."""
    if since(records, course, person):
        past.note(records, _thawing(course, person))
    records.rows.drop("frozen", {"course": course, "person": person})
    sheets.touch(records, course)


def freeze_again(records: Records) -> int:
    """Freeze what was frozen, and not opened again, though an older copy does not know of it; how many."""
    return sum(_freeze_again(records, row) for row in records.rows.some("memberships", {"role": Role.COUNSELLEE}))


def is_frozen(records: Records, course: str) -> bool:
    """Whether any counsellee of the course has frozen it."""
    return bool(frozen_by(records, course))


def frozen_by(records: Records, course: str) -> set[str]:
    """Who has frozen the course."""
    return {row["person"] for row in records.rows.some("frozen", {"course": course})}


def frozen(records: Records) -> set[str]:
    """Every course that is frozen, by id."""
    return {row["course"] for row in records.rows.some("frozen", {})}


def since(records: Records, course: str, person: str) -> str:
    """When this counsellee froze the course, as a stamp; empty if they have not."""
    row = records.rows.one("frozen", {"course": course, "person": person})
    return str(row["since"]) if row else ""


def _freeze_again(records: Records, member: Row) -> bool:
    course, person = member["course"], member["person"]
    at = past.ended(records, _freezing(course, person), member["joined_at"])
    if at is None or past.ended(records, _thawing(course, person), stamp(at)):
        return False
    return _freeze(records, course, person, at)


def _freeze(records: Records, course: str, person: str, at: datetime) -> bool:
    sheets.touch(records, course)
    return records.rows.add("frozen", {"course": course, "person": person, "since": stamp(at)})


def _freezing(course: str, person: str) -> str:
    return f"frozen.{course}.{person}"


def _thawing(course: str, person: str) -> str:
    return f"thawed.{course}.{person}"
