"""A meeting: when, in whose time zone and where, and when people are reminded of it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Before(StrEnum):
    """Which of the reminders before a meeting."""

    PREPARE = "prepare"
    DAY = "day"
    HOUR = "hour"


_DAYS = {Before.PREPARE: timedelta(days=3), Before.DAY: timedelta(days=1)}
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The next conversation of a course. `starts_at` is aware, in the meeting's own time zone; `comes` says who comes, in plain words.

    `version` rises whenever it is set, moved or cancelled; `first` is the one it had when it was first set, and stays as it is moved.
    """

    course: str
    version: int
    starts_at: datetime
    timezone: str
    place: str
    comes: str = ""
    first: int = 1
    cancelled: bool = False

    def reminders(self, now: datetime) -> dict[Before, datetime]:
        """When each reminder is due, of those that are still ahead. A day before is at the same time by the clock on the wall there."""
        local = self.starts_at.astimezone(ZoneInfo(self.timezone))
        due = {which: local - days for which, days in _DAYS.items()}
        due[Before.HOUR] = self.starts_at.astimezone(UTC) - _HOUR
        return {which: at for which, at in due.items() if at > now}
