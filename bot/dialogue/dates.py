"""Reads a day, and a time of day, as people type them in Danish and English.

Both languages are always understood. What is not understood whole is not a date: a word too many gives None.

- The day comes first: 3/4 is 3 April. A year of two digits is in this century.
- A weekday is the next one after today; on a Friday, `fredag` is a week ahead. `næste fredag` is the Friday of next week.
- Weeks are ISO weeks, and a week alone is its Monday. A week that is over is next year's. `i weekenden` is Saturday.
- A date without a year, or a day without a month, is the first one from today on that exists.
- A weekday that does not fit its date gives None, and so does a day that does not exist.
- Morning is 8, forenoon 10, afternoon 14 and evening 19, unless the hour is said too: `i aften kl. 8` is 20.
- One to half past five without a leading zero, `am` or `morning` is in the afternoon: `kl. 2` is 14, `kl. 02` is 2.
- A time alone is the next time the clock shows it. Of `kl. 10-12` the start is kept.
- A number alone is no date, and neither is a day of the last year there is: no day could be counted from it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.dialogue.dates_clock import clock
from bot.dialogue.dates_words import MONTHS, WEEKDAYS, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A day, and a time of day if one was said (local to the person)."""

    day: date
    at: time | None = None


_Meaning = Callable[[re.Match[str], date], date | None]
_Rule = tuple[re.Pattern[str], _Meaning]


def read(text: str, now: datetime) -> When | None:
    """The day `text` names, seen from `now`, the person's local time; None when it names none that exists."""
    try:
        said = clock(plain(text))
        if said.at and said.exact and not said.rest:
            return _next_time(said.at, now)
        day = _day(said.rest, now.date())
    except (ValueError, OverflowError):
        return None
    return When(day=day, at=said.at) if day and day.year < date.max.year else None


def _next_time(at: time, now: datetime) -> When:
    return When(day=now.date() + timedelta(days=at <= now.time()), at=at)


def _day(words: str, today: date) -> date | None:
    found = _WEEKDAY.search(words)
    if found is None:
        return _first(_DAYS, words, today) or _first(_WEEKS, words, today)
    weekday = WEEKDAYS.index(found[0])
    return _weekday(weekday, " ".join(_WEEKDAY.sub(" ", words, count=1).split()), today)


def _weekday(weekday: int, rest: str, today: date) -> date | None:
    if not rest:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if week := _next_week(today) if rest == "next" else _first(_WEEKS, rest, today):
        return week + timedelta(days=weekday)
    day = _first(_DAYS, rest, today)
    return day if day and day.weekday() == weekday else None


def _first(rules: tuple[_Rule, ...], words: str, today: date) -> date | None:
    for pattern, meaning in rules:
        if found := pattern.fullmatch(words):
            return meaning(found, today)
    return None


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _next_week(today: date) -> date:
    return _monday(today) + timedelta(weeks=1)


def _numbered_week(found: re.Match[str], today: date) -> date | None:
    week, year = int(found["week"]), found["year"]
    if year:
        return date.fromisocalendar(int(year), week, 1)
    this = today.isocalendar().year
    mondays = (_or_none(date.fromisocalendar, each, week, 1) for each in (this, this + 1))
    return next((monday for monday in mondays if monday and monday >= _monday(today)), None)


def _or_none(make: Callable[[int, int, int], date], *numbers: int) -> date | None:
    try:
        return make(*numbers)
    except ValueError:
        return None


def _dated(found: re.Match[str], today: date) -> date | None:
    day, month, year = int(found["day"]), _month(found["month"]), found["year"]
    if year:
        return date(int(f"20{year}"[-4:]), month, day)
    days = (_or_none(date, today.year + years, month, day) for years in range(_BETWEEN_LEAP_YEARS + 1))
    return next((each for each in days if each and each >= today), None)


def _month(said: str) -> int:
    return int(said) if said.isdecimal() else MONTHS.index(said) + 1


def _day_of_month(found: re.Match[str], today: date) -> date | None:
    firsts = (_later(today.replace(day=1), months) for months in range(3))
    days = (_or_none(date, first.year, first.month, int(found["day"])) for first in firsts)
    return next((each for each in days if each and each >= today), None)


def _distance(found: re.Match[str], today: date) -> date:
    number = int(found["number"])
    match found["unit"]:
        case "day":
            return today + timedelta(days=number)
        case "week":
            return today + timedelta(weeks=number)
        case "month":
            return _later(today, number)
        case _:
            return _later(today, 12 * number)


def _later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, _last(first).day))


def _last(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _end_of_named(found: re.Match[str], today: date) -> date:
    month, year = _month(found["month"]), found["year"]
    return _last(date(int(year) if year else today.year + (month < today.month), month, 1))


def _saturday(today: date) -> date:
    return today + timedelta(days=(5 - today.weekday()) % 7)


_BETWEEN_LEAP_YEARS = 8  # at most, around a century such as 2100
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
_NAMED = rf"(?P<month>{'|'.join(MONTHS)})"
_NUMBERED = r"(?P<month>\d{1,2})"
_DAY = r"(?:the )?(?P<day>\d{1,2})"
_YEAR = r"(?: (?P<year>\d{4}))?"


def _rules(*rows: tuple[str, _Meaning]) -> tuple[_Rule, ...]:
    return tuple((re.compile(pattern), meaning) for pattern, meaning in rows)


_WEEKS = _rules(
    ("this week", lambda _, today: _monday(today)),
    ("next week", lambda _, today: _next_week(today)),
    (rf"week (?P<week>\d{{1,2}}){_YEAR}", _numbered_week),
)
_DAYS = _rules(
    ("yesterday", lambda _, today: today - timedelta(days=1)),
    ("today", lambda _, today: today),
    ("tomorrow", lambda _, today: today + timedelta(days=1)),
    ("overmorrow", lambda _, today: today + timedelta(days=2)),
    ("weekend", lambda _, today: _saturday(today)),
    ("next weekend", lambda _, today: _next_week(today) + timedelta(days=5)),
    ("next month", lambda _, today: _later(today.replace(day=1), 1)),
    ("end month", lambda _, today: _last(today)),
    ("end next month", lambda _, today: _last(_later(today, 1))),
    (rf"end {_NAMED}{_YEAR}", _end_of_named),
    (r"in (?P<number>\d{1,3}) (?P<unit>day|week|month|year)", _distance),
    (rf"{_DAY} {_NAMED}{_YEAR}", _dated),
    (rf"{_NAMED} {_DAY}{_YEAR}", _dated),
    (rf"{_DAY}[./]{_NUMBERED}(?:[./-](?P<year>\d{{4}}|\d\d))?", _dated),
    (rf"{_DAY}[./]{_NUMBERED}{_YEAR}", _dated),
    (rf"{_DAY}-{_NUMBERED}-(?P<year>\d{{4}}|\d\d)", _dated),
    (rf"(?P<year>\d{{4}})[./-]{_NUMBERED}[./-](?P<day>\d{{1,2}})", _dated),
    (r"the (?P<day>\d{1,2})", _day_of_month),
)
