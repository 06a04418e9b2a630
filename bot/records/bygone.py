"""The notes of a course as they were at some time, of which one sees only what is one's own or still shared with one."""

from datetime import datetime

from bot.domain.people import Viewer
from bot.domain.sheet import Note
from bot.ports import Row
from bot.records import notes, ops, spots
from bot.records.core import Records, moment, stamp

# The deeds that put a note into another field.
MOVES = ("move", "park", "undo")


def as_of(records: Records, course: str, *, viewer: Viewer, at: datetime) -> list[Note]:
    """The notes as they were then, oldest first, each in the version this viewer saw and may see still."""
    rows = _standing(records, course, stamp(at))
    found = ((row, _version(records, row, viewer, stamp(at))) for row in rows)
    seen = (notes.as_it_was(records, row["id"], version, viewer=viewer) for row, version in found if version)
    return [note for note in seen if note is not None]


def fields(records: Records, course: str, *, at: datetime) -> dict[str, str]:
    """In which field the notes lay then that were moved since, by note."""
    done = [did for kind in MOVES for did in ops.every(records, course, kind) if did.at > stamp(at) and "field" in did.was]
    latest_first = sorted(done, key=lambda did: (did.at, did.seq), reverse=True)
    return {did.note: did.was["field"] for did in latest_first}


def moments(records: Records, course: str, *, viewer: Viewer) -> list[datetime]:
    """When something was written, or shared with this viewer, that they may see still."""
    rows = records.rows.some("notes", {"course": course})
    return [moment(at) for row in rows for _, at in _versions(records, row, viewer)]


def _standing(records: Records, course: str, at: str) -> list[Row]:
    """The rows of notes that were there, but for those that had been taken off the sheet by then."""
    away = spots.removed(records, course)
    off = {did.note: did.at for did in ops.every(records, course, "remove")} if away else {}
    rows = records.rows.some("notes", {"course": course}, up_to={"made_at": at}, order=("made_at",))
    return [row for row in rows if row["id"] not in away or off.get(row["id"], "") > at]


def _version(records: Records, row: Row, viewer: Viewer, at: str) -> int:
    return max((version for version, since in _versions(records, row, viewer) if since <= at), default=0)


def _versions(records: Records, row: Row, viewer: Viewer) -> list[tuple[int, str]]:
    """The versions of a note that this viewer may see, and since when they could."""
    own = row["author"] == viewer.person
    if own and not viewer.shared_only:
        return [(one["version"], one["written_at"]) for one in records.rows.some("versions", {"note": row["id"]})]
    shares = records.rows.some("shares", {"note": row["id"], "ended_at": None})
    return [(one["version"], one["shared_at"]) for one in shares if own or one["audience"] == viewer.person]
