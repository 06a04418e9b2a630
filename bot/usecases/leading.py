"""What a lead sees and does: every course without a word of it, a new one given to a counsellor, and hand-overs (`handing_over`)."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.course import CLOSED
from bot.domain.people import Person, Role
from bot.domain.trail import Act
from bot.errors import NotFound
from bot.records import courses, handovers, people
from bot.records.core import Records, moment
from bot.usecases import inviting
from bot.usecases.handing_over import require_lead
from bot.usecases.notices import tell_counsellors
from bot.usecases.stage import Stage, counsellors_of

# Enough to tell one course from another over the phone; it says nothing of anybody.
CODE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One course as a lead may know it: a code, its counsellors, who is offered instead (empty: nobody), and the day it last moved."""

    course: str
    code: str
    counsellor: str
    coming: str
    is_open: bool
    moved: date


def add_lead(records: Records, stage: Stage, name: str) -> tuple[str, str]:
    """A new lead; their id and their one-time sign-in link. Raises BadInput without a name."""
    return inviting.add_staff(records, stage, name, "", Role.LEAD)


def leads(records: Records) -> list[Person]:
    """Every lead on the roll of staff."""
    return [people.get(records, person) for person in courses.roll(records, Role.LEAD)]


def lines(records: Records, lead: str) -> list[Line]:
    """Every course, the one that moved last first. Raises NotAllowed for who is no lead."""
    require_lead(records, lead)
    rows = records.rows.some("courses", {}, order=("moved_at",))
    return [_line(records, lead, row["id"]) for row in reversed(rows)]


def line(records: Records, lead: str, course: str) -> Line:
    """One course. Raises NotAllowed for who is no lead, NotFound for no course."""
    require_lead(records, lead)
    return _line(records, lead, course)


def can_take(records: Records, course: str) -> list[Person]:
    """The counsellors that a course can be handed to, by name."""
    offered = handovers.of(records, course)
    out = {member.person.id for member in courses.members(records, course)} | ({offered.coming} if offered else set())
    return sorted((one for one in inviting.counsellors(records) if one.id not in out), key=lambda one: one.name.casefold())


def assign(records: Records, stage: Stage, lead: str, counsellor: str, *, reason: str, duty: str = "") -> str:
    """A new course for a counsellor, who makes its link; its id. Raises BadInput without a reason, NotAllowed for who is no counsellor."""
    require_lead(records, lead)
    course = inviting.begin_course(records, counsellor, reason=reason, duty=duty)
    records.log(lead, Act.ASSIGN, course, counsellor)
    tell_counsellors(records, stage, course, "assigned")
    return course


def seen(records: Records, lead: str) -> None:
    """Write down that a lead has a list of courses before them."""
    records.log(lead, Act.READ_LIST)


def _line(records: Records, lead: str, course: str) -> Line:
    row = records.rows.one("courses", {"id": course})
    if row is None:
        raise NotFound
    offered = handovers.of(records, course)
    _, timezone = people.tongue(records, lead)
    return Line(
        course=course,
        code=course[:CODE],
        counsellor=counsellors_of(records, course),
        coming=people.name(records, offered.coming) if offered and offered.coming else "",
        is_open=row["state"] != CLOSED,
        moved=moment(row["moved_at"]).astimezone(ZoneInfo(timezone)).date(),
    )
