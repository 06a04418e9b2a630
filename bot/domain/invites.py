"""The one door to `icalendar`: a meeting or a step as a file for somebody's own calendar, which does not say what it is about.

Times are written in UTC: that is one moment in every calendar, on both sides of daylight saving, and needs no time zone table, which
programs read differently. The method is PUBLISH: REQUEST asks for an answer by mail from people it names, and we name nobody. A later
file about the same thing has its UID and a higher SEQUENCE, and takes its place; CANCEL with STATUS:CANCELLED takes it away.
"""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from bot.marks import N_

APPOINTMENT = N_("Aftale")
STEP = N_("Et skridt")
MEETING_LASTS, STEP_LASTS = timedelta(hours=1), timedelta(minutes=30)
_NAME_LENGTH = 40


def invite(
    *, uid_of: str, version: int, starts_at: datetime, title: str, url: str, now: datetime, place: str = "", cancelled: bool = False
) -> str:
    """A meeting as iCalendar text. `uid_of` names it for ever and cannot be read out of the file; `version` rises with each change.

    `starts_at` and `now` are aware; `title` is a neutral word in the reader's language, `place` stays empty where others may read it.
    """
    event = _event(uid_of, version, title, url, now, cancelled=cancelled)
    event.add("dtstart", starts_at.astimezone(UTC))
    event.add("dtend", starts_at.astimezone(UTC) + MEETING_LASTS)
    if place:
        event.add("location", place)
    return _text(event, cancelled=cancelled)


def step_event(  # noqa: PLR0913 - an entry in a calendar has that many parts
    *, uid_of: str, version: int, day: date, at: time | None, timezone: str, url: str, title: str, now: datetime, cancelled: bool = False
) -> str:
    """A step of the plan as iCalendar text: the whole day, or from `at`, which is local time in `timezone` (IANA name). Else as `invite`.

    A whole day takes up nobody's time: others may still ask them to a meeting on it.
    """
    event = _event(uid_of, version, title, url, now, cancelled=cancelled)
    if at is None:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        starts_at = datetime.combine(day, at, ZoneInfo(timezone)).astimezone(UTC)
        event.add("dtstart", starts_at)
        event.add("dtend", starts_at + STEP_LASTS)
    return _text(event, cancelled=cancelled)


def _event(uid_of: str, version: int, title: str, url: str, now: datetime, *, cancelled: bool) -> Event:
    event = Event()
    event.add("uid", sha256(uid_of.encode()).hexdigest()[:_NAME_LENGTH])
    event.add("sequence", version)
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("summary", title)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("url", url)
    return event


def _text(event: Event, *, cancelled: bool) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//Samvej//Samvej//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(event)
    return str(calendar.to_ical().decode())
