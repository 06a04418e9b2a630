"""A meeting: when, in whose time zone, and where."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The next conversation of a course. `starts_at` is aware, in the meeting's own time zone."""

    course: str
    version: int
    starts_at: datetime
    timezone: str
    place: str
