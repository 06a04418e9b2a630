"""Finds the time of day in the plain words of a typed day."""

import re
from dataclasses import dataclass
from datetime import time

_PARTS = {"morning": time(8), "forenoon": time(10), "afternoon": time(14), "evening": time(19)}
_LATE = ("afternoon", "evening")
_DAYBREAK, _NOON = 6, 12

_UNTIL = r"(?: ?- ?\d{1,2}(?:[:.]?\d\d)?)?(?![\d/.:-])"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"\b(?P<near>5|10|15|20|30) (?P<way>before|after) (?P<hour>\d{1,2})\b(?: (?P<half>am|pm)\b)?",
        r"(?:\bat )?(?<![\d.:/-])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? (?P<half>am|pm)\b",
        r"(?:\bat )?(?:\b12 )?\b(?P<noon>noon)\b",
        rf"\bat (?P<hour>\d{{1,2}})(?:[:.]?(?P<minute>\d\d))?{_UNTIL}",
        rf"(?<![\d.:/-])(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::\d\d)?{_UNTIL}",
        # With a dot and no `kl`, only what cannot be a day and a month, and never alone.
        rf"(?<![\d.:/-])(?!^\S+$)(?P<hour>[01]?\d|2[0-3])\.(?P<minute>00|1[3-9]|[2-5]\d){_UNTIL}",
    )
)
_PART = re.compile(rf"\b(?:{'|'.join(_PARTS)})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The time of day that was said, if any; `exact` when by the clock; and the words left over."""

    at: time | None
    exact: bool
    rest: str


def clock(words: str) -> Clock:
    """Take the time of day out of plain `words`; ValueError when there is no such time, or two parts of a day."""
    parts = set(_PART.findall(words))
    if len(parts) > 1:
        raise ValueError(words)
    part = next(iter(parts), "")
    found = next((hit for form in _FORMS if (hit := form.search(words))), None)
    at = _hour(found.groupdict(), part) if found else _PARTS.get(part)
    left = words if found is None else f"{words[: found.start()]} {words[found.end() :]}"
    return Clock(at=at, exact=found is not None, rest=_squeezed(_PART.sub(" ", left)))


def _squeezed(words: str) -> str:
    return " ".join(word for word in words.split() if word != "-")


def _hour(said: dict[str, str | None], part: str) -> time:
    if said.get("noon"):
        return time(_NOON)
    hour = int(said["hour"] or 0)
    if half := said.get("half"):
        hour = _by_halves(hour, half)
    named = time(hour, int(said.get("minute") or 0))
    minutes = named.hour * 60 + named.minute + _near(said)
    if not half and _means_later(said["hour"] or "", minutes, part):
        minutes += _NOON * 60
    return time(*divmod(minutes, 60))


def _by_halves(hour: int, half: str) -> int:
    if not 1 <= hour <= _NOON:
        raise ValueError(hour)
    return hour % _NOON + (_NOON if half == "pm" else 0)


def _near(said: dict[str, str | None]) -> int:
    near = int(said.get("near") or 0)
    return -near if said.get("way") == "before" else near


def _means_later(hour: str, minutes: int, part: str) -> bool:
    if part:
        return part in _LATE and minutes < _NOON * 60
    return not hour.startswith("0") and minutes < _DAYBREAK * 60
