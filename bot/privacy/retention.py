"""When what is kept must go: what follows for a course from its moments, the operator's periods and the time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

NOTICE = timedelta(days=7)


class Fate(StrEnum):
    """What becomes of a course now."""

    STAYS = "stays"
    WARN = "warn"
    GOES = "goes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """The moments of one course, aware times. `moved` is when something happened last, `ends` when it was closed or last kept after that.

    `joined`: somebody has answered the invitation. `meeting`: the next one. `warned`: when its people were told that it will go, and
    `rounds`: how many daily rounds were made since: unlike the clock these never jump, nor go on while the machine is off.
    """

    moved: datetime
    joined: bool
    open_invitation: bool = False
    ends: datetime | None = None
    meeting: datetime | None = None
    warned: datetime | None = None
    rounds: int = 0
    frozen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """How many days a course is kept: one in which nothing happens, one that is closed, and an invitation nobody answers."""

    course: int
    closed: int
    invitation: int


def deadline(life: Life, periods: Periods) -> datetime:
    """When the course's time is over, if nothing happens until then."""
    if life.ends is not None:
        return life.ends + timedelta(days=periods.closed)
    days = periods.invitation if life.open_invitation else periods.course
    latest = max(life.moved, life.meeting) if life.meeting else life.moved
    return latest + timedelta(days=days)


def goes_at(life: Life, periods: Periods, now: datetime) -> datetime:
    """When it goes at the earliest: nobody who can be warned loses anything before they had a week to say no."""
    last = deadline(life, periods)
    return max(last, (life.warned or now) + NOTICE) if life.joined else last


def fate(life: Life, periods: Periods, now: datetime) -> Fate:
    """What becomes of the course now. Who has frozen it is left alone."""
    last = deadline(life, periods)
    if life.frozen or now < (last - NOTICE if life.joined else last):
        return Fate.STAYS
    if life.joined and life.warned is None:
        return Fate.WARN
    waited = not life.joined or life.rounds >= NOTICE.days
    return Fate.GOES if waited and now >= goes_at(life, periods, now) else Fate.STAYS


def is_fresh_again(life: Life, periods: Periods, now: datetime) -> bool:
    """Whether a course whose people were warned has time again, so that the warning holds no more."""
    return life.warned is not None and now < deadline(life, periods) - NOTICE
