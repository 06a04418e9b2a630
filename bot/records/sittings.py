"""The conversations that go on round a sheet: one at a time, since when, and about which field."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.records import sheets
from bot.records.core import Records, moment, stamp

ON, OVER = "on", "over"
# One that nobody ends is over when nothing has moved in it for so long, and one that was ended can go on within the same time.
LASTS = timedelta(hours=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A conversation: who began it and when, the field it is about, and when it ended (None: nobody has ended it)."""

    by: str
    focus: str
    begun_at: datetime
    moved_at: datetime
    ended_at: datetime | None


def last(records: Records, course: str) -> Kept | None:
    """The last conversation, going on or over; None when there was none."""
    row = records.rows.one("sittings", {"course": course})
    if row is None:
        return None
    ended_at = moment(row["ended_at"]) if row["ended_at"] else None
    begun_at, moved_at = moment(row["begun_at"]), moment(row["moved_at"])
    return Kept(by=row["by"], focus=row["focus"], begun_at=begun_at, moved_at=moved_at, ended_at=ended_at)


def going_on(records: Records, course: str) -> Kept | None:
    """The conversation that goes on now, if one does."""
    kept = last(records, course)
    return kept if kept and kept.ended_at is None and records.now - kept.moved_at < LASTS else None


def begin(records: Records, course: str, person: str, focus: str) -> None:
    """A conversation begins, or the one that ended a while ago goes on."""
    before = last(records, course)
    same = before is not None and records.now - before.moved_at < LASTS
    begun_at = before.begun_at if before and same else records.now
    _keep(records, course, Kept(by=person, focus=focus, begun_at=begun_at, moved_at=records.now, ended_at=None))


def focus(records: Records, course: str, field: str) -> None:
    """It is about this field now."""
    _change(records, course, {"focus": field, "moved_at": stamp(records.now)})


def stir(records: Records, course: str) -> None:
    """Something moved in it."""
    _change(records, course, {"moved_at": stamp(records.now)})


def end(records: Records, course: str) -> None:
    """It is over."""
    now = stamp(records.now)
    _change(records, course, {"state": OVER, "moved_at": now, "ended_at": now})


def _keep(records: Records, course: str, kept: Kept) -> None:
    times = {"begun_at": stamp(kept.begun_at), "moved_at": stamp(kept.moved_at), "ended_at": None}
    records.rows.put("sittings", {"course": course, "state": ON, "focus": kept.focus, "by": kept.by, **times})
    sheets.touch(records, course)


def _change(records: Records, course: str, values: dict[str, str]) -> None:
    records.rows.change("sittings", {"course": course}, values)
    sheets.touch(records, course)
