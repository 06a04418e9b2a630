"""Courses, who is in them, and their headline."""

from zoneinfo import ZoneInfo

from bot.domain import course as chart
from bot.domain.meeting import Meeting
from bot.domain.people import Member, Role
from bot.errors import CourseClosed, CourseFrozen, NotAllowed, NotFound
from bot.records import freezing, people, sheets
from bot.records.core import Records, moment, stamp

# The roll of staff is kept as the members of a course that is none: each is there once, as a counsellor or as a lead.
STAFF = "staff"


def add(records: Records, course: str, label: str) -> None:
    """A new course, with what its counsellor calls it."""
    sealed = records.seal(course, "courses", "label", course, label)
    now = stamp(records.now)
    records.rows.add("courses", {"id": course, "state": chart.CHART.initial, "label": sealed, "made_at": now, "moved_at": now})


def join(records: Records, course: str, person: str, role: Role) -> None:
    """Make somebody a member."""
    records.rows.add("memberships", {"course": course, "person": person, "role": role, "joined_at": stamp(records.now)})
    if course != STAFF:
        sheets.touch(records, course)


def state(records: Records, course: str) -> str:
    """The headline. Raises NotFound."""
    row = records.rows.one("courses", {"id": course})
    if row is None:
        raise NotFound
    return str(row["state"])


def label(records: Records, course: str) -> str:
    """What the counsellor calls the course. Raises NotFound."""
    row = records.rows.one("courses", {"id": course})
    if row is None:
        raise NotFound
    return str(records.open(course, "courses", "label", course, row["label"]))


def call(records: Records, course: str, label: str) -> None:
    """Change what its counsellor calls the course."""
    records.rows.change("courses", {"id": course}, {"label": records.seal(course, "courses", "label", course, label)})


def move(records: Records, course: str, trigger: str) -> str:
    """Let something that happened move the headline; the headline after it."""
    before = state(records, course)
    after = chart.after(before, trigger)
    if after != before:
        records.rows.change("courses", {"id": course}, {"state": after, "moved_at": stamp(records.now)})
        sheets.touch(records, course)
    return after


def members(records: Records, course: str) -> list[Member]:
    """Everybody in the course, counsellees first."""
    return [
        Member(course=course, person=people.get(records, row["person"]), role=Role(row["role"]))
        for row in records.rows.some("memberships", {"course": course}, order=("role", "joined_at"))
    ]


def ids(records: Records, course: str, role: Role) -> list[str]:
    """The people of one role in the course, by id."""
    return [row["person"] for row in records.rows.some("memberships", {"course": course, "role": role})]


def everyone(records: Records, course: str) -> list[str]:
    """Everybody in the course, whatever their role, by id."""
    return [person for role in Role for person in ids(records, course, role)]


def of(records: Records, person: str, role: Role) -> list[str]:
    """The courses somebody is in with this role, by id."""
    return [row["course"] for row in records.rows.some("memberships", {"person": person, "role": role}) if row["course"] != STAFF]


def leave(records: Records, course: str, person: str) -> None:
    """Somebody is a member no more."""
    records.rows.drop("memberships", {"course": course, "person": person})
    sheets.touch(records, course)


def enrol(records: Records, person: str, role: Role = Role.COUNSELLOR) -> None:
    """Put somebody on the roll of staff."""
    join(records, STAFF, person, role)


def roll(records: Records, role: Role = Role.COUNSELLOR) -> list[str]:
    """Everybody on the roll of staff with this role, by id."""
    return ids(records, STAFF, role)


def post(records: Records, person: str) -> Role | None:
    """What somebody is on the roll of staff; None for who is not on it."""
    row = records.rows.one("memberships", {"course": STAFF, "person": person})
    return Role(row["role"]) if row else None


def require(records: Records, course: str, person: str, role: Role | None = None) -> Role:
    """The role somebody has in the course. Raises NotAllowed when they have none, or another than is asked for.

    A counsellor has none that counts while the course is frozen: raises CourseFrozen.
    """
    found = require_also_frozen(records, course, person, role)
    if found is Role.COUNSELLOR and freezing.is_frozen(records, course):
        raise CourseFrozen
    return found


def require_also_frozen(records: Records, course: str, person: str, role: Role | None = None) -> Role:
    """As `require`, for what neither shows nor changes a word."""
    if course == STAFF:
        raise NotAllowed
    row = records.rows.one("memberships", {"course": course, "person": person})
    if row is None or (role is not None and row["role"] != role):
        raise NotAllowed
    return Role(row["role"])


def require_open(records: Records, course: str, person: str, role: Role | None = None) -> Role:
    """As `require`, for what a closed course does not take. Raises CourseClosed."""
    found = require(records, course, person, role)
    if state(records, course) == chart.CLOSED:
        raise CourseClosed
    return found


def meeting(records: Records, course: str) -> Meeting | None:
    """The next meeting, if one is set and not cancelled."""
    found = last_meeting(records, course)
    return None if found is None or found.cancelled else found


def last_meeting(records: Records, course: str) -> Meeting | None:
    """The meeting that was set last, also when it was cancelled since."""
    row = records.rows.one("meetings", {"course": course})
    if row is None:
        return None
    return Meeting(
        course=course,
        version=row["version"],
        starts_at=moment(row["starts_at"]).astimezone(ZoneInfo(row["timezone"])),
        timezone=row["timezone"],
        place=records.open(course, "meetings", "place", course, row["place"]),
        comes=records.open(course, "meetings", "comes", course, row["comes"]) if row["comes"] else "",
        # Meetings of before they could be cancelled do not tell at which version they were first set.
        first=row["first"] or 1,
        cancelled=row["state"] == "cancelled",
    )


def set_meeting(records: Records, meeting: Meeting) -> None:
    """Keep the meeting as it is now."""
    sealed = records.seal(meeting.course, "meetings", "place", meeting.course, meeting.place)
    when = {"starts_at": stamp(meeting.starts_at), "timezone": meeting.timezone}
    how = {"version": meeting.version, "first": meeting.first, "state": "cancelled" if meeting.cancelled else "set"}
    comes = records.seal(meeting.course, "meetings", "comes", meeting.course, meeting.comes)
    records.rows.put("meetings", {"course": meeting.course, **when, **how, "place": sealed, "comes": comes})
    sheets.touch(records, meeting.course)
