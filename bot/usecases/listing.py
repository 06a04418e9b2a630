"""The list of a counsellor's courses, those that need them first: each one line, with one tag in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from zoneinfo import ZoneInfo

from bot.domain.course import CLOSED, NAMES
from bot.domain.meeting import Meeting
from bot.domain.people import Role
from bot.marks import N_
from bot.records import agreements, courses, freezing, people, plans
from bot.records.core import Records
from bot.texts import Texts
from bot.usecases import absent, closing, looking, planning, reviewing, undelivered
from bot.usecases.stage import Stage, Who

READ_IT = N_("Nyt at læse")
TODAY = N_("Møde i dag {at}")
YOUR_YES = N_("Venter på dit svar om målet")
THEIR_YES = N_("Venter på den andens svar om målet")
PROMISES = N_("Du har lovet noget, der venter")
WOULD_END = N_("Foreslår at slutte forløbet")
HELP_WANTED = N_("Vil gerne have hjælp til et skridt")
NOBODY_YET = N_("Venter på et ja til invitationen")
NOT_ARRIVED = N_("En besked nåede ikke frem")
CANNOT_COME = N_("Kan ikke komme til mødet")
QUIET = N_("Ingenting venter")
FROZEN = N_("frosset")
NOBODY_READS = N_("Ingen andre kan læse i det nu")
AT_DAY = {0: N_("i dag {at}"), 1: N_("i morgen {at}")}
BEGIN_HERE = N_("Der er nyt til dig. Det står øverst på listen.")
NOTHING_TO_READ = N_("Ingen svar at læse. Når nogen deler noget med dig, står det øverst på listen.")
NEXT_MEETING = N_("Ingen svar at læse. Næste møde: {name}, {when}.")
# A meeting stands as today's until it is likely to be over.
LASTS = timedelta(hours=2)


class Need(IntEnum):
    """How much a course needs its counsellor, the least first."""

    NOTHING = 0
    QUIET = 1
    ON_THEM = 2
    ON_ME = 3
    TODAY = 4
    READ = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """One course in the list: what it is called, its headline, what waits (the weightiest first), and when they meet.

    `urgent` sorts what needs me first; `starts` is when the meeting that is still ahead or going on begins, in the counsellor's time zone.
    """

    course: str
    name: str
    headline: str
    waits: tuple[str, ...]
    meets: str
    urgent: int
    starts: datetime | None = None

    @property
    def tag(self) -> str:
        """The one thing that is said of it."""
        return self.waits[0]


def course_lines(records: Records, stage: Stage, person: str) -> list[CourseLine]:
    """The counsellor's own courses, those that need them first; of those that meet today the earliest."""
    lines = [_line(records, stage, Who(person=person, course=course)) for course in courses.of(records, person, Role.COUNSELLOR)]
    return sorted(lines, key=_place)


def resting(records: Records, stage: Stage, person: str, lines: Sequence[CourseLine]) -> str:
    """In a sentence: where there is something to read, else that there is nothing, and when they meet next."""
    language, timezone = people.tongue(records, person)
    texts = stage.texts_in(language)
    if any(line.urgent == Need.READ for line in lines):
        return texts.say(BEGIN_HERE)
    ahead = [(line.starts, line.name) for line in lines if line.starts and line.starts > records.now]
    if not ahead:
        return texts.say(NOTHING_TO_READ)
    at, name = min(ahead)
    return texts.say(NEXT_MEETING, name=name, when=soon(texts, at, records.now.astimezone(ZoneInfo(timezone)).date()))


def meets_today(records: Records, who: Who, meeting: Meeting | None) -> bool:
    """Whether they meet today, in the counsellor's time zone, and it is not likely to be over."""
    if meeting is None or meeting.starts_at + LASTS <= records.now:
        return False
    zone = people.zone(records, who.person)
    return meeting.starts_at.astimezone(zone).date() == records.now.astimezone(zone).date()


def soon(texts: Texts, moment: datetime, today: date) -> str:
    """A time as it is said in passing: i dag kl. 13.00, i morgen kl. 09.00, 27. nov. 2026 kl. 09.00."""
    near, at = AT_DAY.get((moment.date() - today).days), texts.hour(moment.timetz().replace(tzinfo=None))
    return texts.say(near, at=at) if near else f"{texts.short_day(moment.date())} {at}"


def _place(line: CourseLine) -> tuple[int, float, str]:
    first = line.starts.timestamp() if line.starts and line.urgent == Need.TODAY else 0
    return (-line.urgent, first, line.name.casefold())


def _line(records: Records, stage: Stage, who: Who) -> CourseLine:
    texts = stage.texts_in(people.tongue(records, who.person)[0])
    name = looking.name_of(records, stage, who)
    if freezing.is_frozen(records, who.course):
        frozen, nobody = texts.say(FROZEN), texts.say(NOBODY_READS)
        return CourseLine(course=who.course, name=name, headline=frozen, waits=(nobody,), meets="", urgent=Need.NOTHING)
    state, meeting = looking.seen_state(records, who), courses.meeting(records, who.course)
    starts = _starts(records, who, meeting)
    waits = [] if state == CLOSED else _waits(records, who, texts, starts)
    return CourseLine(
        course=who.course,
        name=name,
        headline=texts.say(NAMES[state]),
        waits=tuple(text for text, _ in waits) or (texts.say(NAMES[CLOSED] if state == CLOSED else QUIET),),
        meets=soon(texts, starts, records.now.astimezone(starts.tzinfo).date()) if starts else "",
        urgent=max((need for _, need in waits), default=Need.NOTHING if state == CLOSED else Need.QUIET),
        starts=starts,
    )


def _starts(records: Records, who: Who, meeting: Meeting | None) -> datetime | None:
    ahead = meeting is not None and meeting.starts_at + LASTS > records.now
    return meeting.starts_at.astimezone(people.zone(records, who.person)) if meeting and ahead else None


def _waits(records: Records, who: Who, texts: Texts, starts: datetime | None) -> list[tuple[str, Need]]:
    """What is to be done in an open course, in words, the weightiest first."""
    agreement = agreements.read(records, who.course)
    mine = [a for a in plans.visible(records, who.course, viewer=who.viewer) if a.doer == who.person and a.waits]
    open_goal = agreement.now is not None and not agreement.settled(courses.everyone(records, who.course))
    said = agreement.now is not None and who.person in agreement.now.said
    today = starts is not None and starts.date() == records.now.astimezone(starts.tzinfo).date()
    at = texts.hour(starts.timetz().replace(tzinfo=None)) if starts else ""
    found = [
        (texts.say(CANNOT_COME), Need.READ, absent.is_waiting(records, who.course)),
        (texts.say(READ_IT), Need.READ, reviewing.unread(records, who)),
        (texts.say(TODAY, at=at), Need.TODAY, today),
        (texts.say(YOUR_YES), Need.ON_ME, open_goal and not said),
        (texts.say(WOULD_END), Need.ON_ME, closing.asks(records, who)),
        (texts.say(HELP_WANTED), Need.ON_ME, planning.asked_since(records, who)),
        (texts.say(NOT_ARRIVED), Need.ON_ME, bool(undelivered.missed(records, who.course))),
        (texts.say(PROMISES), Need.ON_ME, bool(mine)),
        (texts.say(THEIR_YES), Need.ON_THEM, open_goal and said),
        (texts.say(NOBODY_YET), Need.ON_THEM, not courses.ids(records, who.course, Role.COUNSELLEE)),
    ]
    return [(text, need) for text, need, holds in found if holds]
