"""What became of parked thoughts and other points of an agenda, by note. One of which nothing is kept here lies where it was put.

One that was let go has no words left.
"""

from bot.records import sheets
from bot.records.core import Records, stamp

KEPT, AGENDA, LET_GO, TALKED = "kept", "agenda", "let_go", "talked"


def move(records: Records, course: str, note: str, state: str) -> None:
    """Keep what became of a thought."""
    records.rows.put("parked", {"note": note, "course": course, "state": state, "moved_at": stamp(records.now)})
    sheets.touch(records, course)


def states(records: Records, course: str) -> dict[str, tuple[str, str]]:
    """The state of every thought of a course that has one, and since when (a stamp), by note."""
    rows = records.rows.some("parked", {"course": course})
    return {row["note"]: (row["state"], row["moved_at"]) for row in rows}


def forget(records: Records, course: str, note: str) -> None:
    """Nothing became of a point after all."""
    records.rows.drop("parked", {"note": note})
    sheets.touch(records, course)
