"""The pages of the desk, each one value for one template."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.letter import Button
from bot.usecases.inviting import Invitation
from bot.usecases.looking import CourseLine, CoursePage
from bot.web.desk_evaluation import Evaluations
from bot.web.desk_methods import Methods


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskDoorPage:
    """Nobody is signed in. `left`: whether they have just signed out; `kept`: what they had typed when the door was found closed."""

    left: bool = False
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSignInPage:
    """A one-time link, before it is used. `here` is the page's own address."""

    here: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskStopPage:
    """It goes no further here: a heading and what to do (source texts)."""

    heading: str
    text: str


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
    """The counsellor's own courses, those that need them first. `telegram`: whether Telegram can be connected."""

    name: str
    lines: tuple[CourseLine, ...]
    notices: tuple[Notice, ...]
    telegram: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskInvitePage:
    """The form of an invitation, with what was typed and what is wrong with it, by field."""

    longest: int
    typed: Mapping[str, str] = field(default_factory=dict)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskCoursePage:
    """One course with its forms.

    `owed` is what the counsellor still owes (section, source text); `starts` the meeting's local time as an input takes it; `zones` the
    time zones offered (IANA name, label); `saved` the deed that was just done; `again` the step of which the next reminder is asked.
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
    saved: str = ""
    again: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
