"""The moments of a course by which its time is reckoned, and whether its people were warned that it runs out."""

from datetime import datetime, timedelta

from bot.domain.course import CLOSED, STATES
from bot.domain.people import Role
from bot.ports import Row
from bot.privacy.retention import Life
from bot.records import courses, freezing
from bot.records.core import Records, moment, stamp
from bot.records.links import LinkKind

CHORE = "retention"
CLOCKS_DIFFER = timedelta(minutes=2)
# Where it stands when something happened in a course.
_MOVES = {
    "courses": "moved_at",
    "memberships": "joined_at",
    "links": "made_at",
    "seats": "moved_at",
    "places": "moved_at",
    "notes": "made_at",
    "parked": "moved_at",
    "files": "made_at",
    "wordings": "made_at",
    "verdicts": "said_at",
    "suggestions": "moved_at",
    "begun": "begun_at",
    "actions": "made_at",
}


def life(records: Records, course: str) -> Life:
    """The moments of a course. Raises NotFound."""
    state = courses.state(records, course)
    joined = bool(courses.ids(records, course, Role.COUNSELLEE))
    meeting = courses.meeting(records, course)
    warned = records.rows.one("expiring", {"course": course})
    return Life(
        moved=_moved(records, course),
        joined=joined,
        open_invitation=not joined and state == STATES[0],
        ends=moment(_course(records, course)["moved_at"]) if state == CLOSED else None,
        meeting=meeting.starts_at if meeting else None,
        warned=moment(warned["warned_at"]) if warned else None,
        rounds=(warned["rounds"] or 0) if warned else 0,
        frozen=freezing.is_frozen(records, course),
    )


def every_course(records: Records) -> list[str]:
    """All courses, by id."""
    return [row["id"] for row in records.rows.some("courses", {})]


def warned(records: Records, course: str) -> None:
    """Its people are told now that its time runs out."""
    records.rows.put("expiring", {"course": course, "warned_at": stamp(records.now), "rounds": 0})


def waited(records: Records, course: str, rounds: int) -> None:
    """So many rounds were made since they were told."""
    records.rows.change("expiring", {"course": course}, {"rounds": rounds})


def fresh(records: Records, course: str) -> None:
    """A warning that was given holds no more."""
    records.rows.drop("expiring", {"course": course})


def renew(records: Records, course: str) -> None:
    """Its time begins anew."""
    fresh(records, course)
    records.rows.change("courses", {"id": course}, {"moved_at": stamp(records.now)})


def chore_done(records: Records, count: int) -> None:
    """The daily round was made, and so many things went."""
    records.rows.put("chores", {"name": CHORE, "ran_at": stamp(records.now), "count": count})


def chore_ran(records: Records) -> datetime | None:
    """When the daily round was made last."""
    row = records.rows.one("chores", {"name": CHORE})
    return moment(row["ran_at"]) if row else None


def chore_is_due(records: Records, every: timedelta) -> bool:
    """Whether the last round is longer ago than this, or was made by a clock that was ahead."""
    ran = chore_ran(records)
    return ran is None or not timedelta(0) <= records.now - ran <= every


def is_back(records: Records, away: timedelta) -> bool:
    """Whether no round was made for this long, though some were before."""
    ran = chore_ran(records)
    return ran is not None and abs(records.now - ran) > away


def clock_is_behind(records: Records) -> bool:
    """Whether the clock shows an earlier time than the house has written of late."""
    last = records.rows.last("trail", "number")
    written = [row[column] for row, column in ((last, "at"), (records.rows.one("chores", {"name": CHORE}), "ran_at")) if row]
    return max(written, default="") > stamp(records.now + CLOCKS_DIFFER)


def _moved(records: Records, course: str) -> datetime:
    found = [row[column] for table, column in _MOVES.items() for row in _rows(records, table, course)]
    for note in records.rows.some("notes", {"course": course}):
        found += [row["written_at"] for row in records.rows.some("versions", {"note": note["id"]})]
    return moment(max(found))


def _rows(records: Records, table: str, course: str) -> list[Row]:
    rows = records.rows.some(table, {"id" if table == "courses" else "course": course})
    # The house makes these by itself, for each letter that leaves as a knock: also for the warning that the course's time runs out.
    return [row for row in rows if row["kind"] != LinkKind.KNOCK] if table == "links" else rows


def _course(records: Records, course: str) -> Row:
    return _rows(records, "courses", course)[0]
