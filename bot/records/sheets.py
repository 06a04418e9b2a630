"""That a sheet has changed: counted with every change, and told when it is on disk to those who look at it."""

from bot.records.core import Records


def touch(records: Records, course: str) -> None:
    """Something that stands on this sheet has changed; counted once a transaction."""
    if course and course not in records.touched:
        records.touched.add(course)
        records.rows.put("sheets", {"course": course, "seq": number(records, course) + 1})


def touch_of(records: Records, note: str) -> None:
    """As `touch`, for the course of a note."""
    row = records.rows.one("notes", {"id": note})
    touch(records, row["course"] if row else "")


def number(records: Records, course: str) -> int:
    """How often the sheet has changed so far."""
    row = records.rows.one("sheets", {"course": course})
    return int(row["seq"]) if row else 0
