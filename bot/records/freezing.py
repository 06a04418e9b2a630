"""Courses that are frozen: who froze them. While one is, nobody but its author reads a word of theirs, and nothing rings or runs out."""

from bot.records.core import Records, stamp


def freeze(records: Records, course: str, person: str) -> None:
    """Freeze the course for this counsellee; a second time changes nothing."""
    records.rows.add("frozen", {"course": course, "person": person, "since": stamp(records.now)})


def thaw(records: Records, course: str, person: str) -> None:
    """The course is as it was for this counsellee; another's freezing stays."""
    records.rows.drop("frozen", {"course": course, "person": person})


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
