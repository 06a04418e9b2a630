"""The door to `dateparser`: understands a day in our own words first, then distances only the library knows.

Alone, the library reads `14`, `et` and `man` as dates, loses the hour in `fredag kl. 14` and finds the year 2125 in `27. nov kl 25`;
so it is asked only for a distance from now with its direction said (`om 2 timer`, `3 days ago`), never for a written date.
"""

import re
from datetime import datetime

import dateparser

from bot.dialogue.dates import When, read
from bot.dialogue.dates_words import LONGEST

_DIRECTION = re.compile(r"\b(?:om|in|siden|ago)\b", re.IGNORECASE)
_HOURS = re.compile(r"(?:\b|\d)(?:t|timer?|h|hrs?|hours?|m|mins?|minut(?:ter|es?)?|sek\w*|sec\w*)\b", re.IGNORECASE)


def understand(text: str, now: datetime) -> When | None:
    """The day `text` names, also one in the past, seen from `now`, the person's local time; None when it is not a date."""
    return read(text, now) or _distance(text, now)


def _distance(text: str, now: datetime) -> When | None:
    if len(text) > LONGEST or not _DIRECTION.search(text):
        return None
    found = _parsed(text, now.replace(tzinfo=None))
    if found is None:
        return None
    return When(day=found.date(), at=found.time().replace(second=0, microsecond=0) if _HOURS.search(text) else None)


def _parsed(text: str, now: datetime) -> datetime | None:
    return dateparser.parse(
        text,
        languages=["da", "en"],
        settings={
            "RELATIVE_BASE": now,
            "PREFER_DATES_FROM": "future",
            "STRICT_PARSING": True,
            "PARSERS": ["relative-time"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
