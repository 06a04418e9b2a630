"""Finds the one moment that a sentence names somewhere in it: `klokken er 8 i morgen`, `jeg vågner mandag morgen`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.dialogue.calendar import understand
from bot.dialogue.dates_clock import clock
from bot.dialogue.dates_words import WEEKDAYS, plain

_LONGEST = 7
_ENDS = " .,;:!?…“”\"'()"
_OFTEN = {"hver", "hvert", "altid", "every", "always"}
# A week, a month: there is no one moment in it to name.
_WIDE = {"week", "weekend", "month"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a sentence says of a moment: a day, a time of day, or both (local to the person)."""

    day: date | None
    at: time | None


def named(text: str, now: datetime) -> Named | None:
    """The moment in `text`, seen from `now`, the person's local time; None where there is none, more than one, or one that comes often."""
    words = [word.strip(_ENDS) for word in text.replace("klokken er", "kl").replace("Klokken er", "kl").split()]
    words = [word for word in words if word]
    if _OFTEN & {word.casefold() for word in words}:
        return None
    found = next(_found(words, now), None)
    if found is None:
        return None
    first, last, moment = found
    rest = (words[:first], words[last:])
    return None if any(next(_found(part, now), None) for part in rest) else moment


def _found(words: Sequence[str], now: datetime) -> Iterator[tuple[int, int, Named]]:
    """Where words in a row name a moment, and which; the longest first."""
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            moment = _moment(" ".join(words[first : first + length]), now)
            if moment:
                yield first, first + length, moment


def _moment(said: str, now: datetime) -> Named | None:
    when, known = understand(said, now), set(plain(said).split())
    if when is None or (known & _WIDE and not known & set(WEEKDAYS)):
        return None
    spoken = clock(plain(said))
    is_hour_alone = spoken.exact and not spoken.rest
    return Named(day=None if is_hour_alone else when.day, at=when.at)
