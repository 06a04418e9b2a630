"""The pages of the desk, each one value for one template."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.letter import Button
from bot.domain.people import Person
from bot.usecases.closing import Standing
from bot.usecases.inviting import Invitation
from bot.usecases.listing import CourseLine
from bot.usecases.looking import CoursePage
from bot.usecases.undoing import Joined
from bot.usecases.ways_in import Ways
from bot.web.desk_evaluation import Evaluations
from bot.web.desk_methods import Methods


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskDoorPage:
    """Nobody is signed in, or they are to sign in again: a heading, every way in there is, and what was wrong (source texts).

    `organisation` is the host of its sign-in, empty without one; `kept` what they had typed when the door was found closed.
    """

    heading: str
    fault: str
    name: str
    kept: tuple[str, ...]
    passkeys: bool
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskWaysPage:
    """“Din adgang”. `required`: nothing else is to be had before one way in is there; `fault` and `saved` are source texts.

    Here and in the pages behind it, `lead` says which links stand on top: a lead's or a counsellor's.
    """

    lead: bool
    ways: Ways
    passkeys: bool
    organisation: str
    required: bool
    fault: str
    saved: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPasswordPage:
    """A name and a password are chosen; who has one already shows it first."""

    lead: bool
    name: str
    has_one: bool
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskCodePage:
    """The secret for a code app, as a picture and in letters, shown once; and the first code."""

    lead: bool
    ticket: str
    secret: str
    picture: str
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskOrganisationPage:
    """The way out of the house to the organisation's sign-in."""

    lead: bool
    host: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSignInPage:
    """A one-time link, before it is used. `here` is the page's own address."""

    here: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskStopPage:
    """It goes no further here: a heading and what to do (source texts). `renew`: a course whose counsellee can be given a new link."""

    heading: str
    text: str
    renew: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A letter that waits on the desk: its words, the course it is about (and what that is called), and what can be pressed."""

    key: str
    text: str
    course: str
    name: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """The counsellor's own courses, those that need them first.

    `telegram`: whether Telegram can be connected; `set_up`: whether they can sign in without a link; `offered`: how many courses
    they would take over, if the counsellees say yes; `resting` says in a sentence what there is to read, and when they meet next;
    `reads` is when they usually read.
    """

    name: str
    lines: tuple[CourseLine, ...]
    notices: tuple[Notice, ...]
    telegram: bool
    set_up: bool
    resting: str
    reads: str
    offered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskInvitePage:
    """The form of an invitation, with what was typed and what is wrong with it, by field; `today`: in the form for who sits here."""

    longest: int
    typed: Mapping[str, str] = field(default_factory=dict)
    today: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskInvitationPage:
    """A link, shown once. `joined`: it is for somebody who is in already, and opens shared words only."""

    invitation: Invitation
    joined: bool
    name: str
    picture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskTelegramPage:
    """The counsellor's own link to Telegram, shown once."""

    link: str
    picture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One wording of the goal as it is read: who proposed it and when, and what each person says to it (name, verdict, own line)."""

    version: int
    text: str
    by: str
    day: date
    said: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the plan as it is read; `reminder` in its doer's time zone, None for somebody else's."""

    id: str
    version: int
    mine: bool
    name: str
    what: str
    first: str
    helper: str
    sign: str
    sentence: str
    state: str
    due: date | None
    reminder: datetime | None
    waits: bool
    hindered: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How the end of a course stands; `alone_day` is from when the counsellor may end it alone, if they may ever.

    `colleagues` could take it over; `offered` is the one who is asked to, while the counsellee has not answered.
    """

    standing: Standing
    alone_day: date | None
    colleagues: tuple[Person, ...]
    offered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskCoursePage:
    """One course with its forms.

    `owed` is what the counsellor still owes (section, source text); `starts` the meeting's local time as an input takes it; `zones` the
    time zones offered (IANA name, label); `joined` how the counsellee came in, `came_at` when, in the counsellor's time zone;
    `saved` the deed that was just done; `again` the step of which the next reminder is asked;
    `waiting` are the counsellor's questions that no answer was shared to; `comment` is the longest message to something shared;
    `deed` is the one thing to do next: read, begin, open or nothing;
    `marks` stand for what was shared when the page was drawn (`bot.usecases.still_shared`).
    """

    page: CoursePage
    lines: tuple[CourseLine, ...]
    owed: tuple[tuple[str, str], ...]
    goal: Goal | None
    earlier: tuple[Goal, ...]
    said: str
    steps: tuple[Step, ...]
    starts: str
    zone: str
    zones: tuple[tuple[str, str], ...]
    foreign_zone: str
    place_link: str
    longest: int
    telegram: bool
    methods: Methods
    evaluations: Evaluations
    joined: Joined | None
    came_at: datetime | None
    marks: tuple[str, ...]
    waiting: tuple[str, ...]
    deed: str
    comment: int
    ending: Ending
    saved: str = ""
    again: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
