"""What somebody answered in a flow, in as few words as a page of examples can be written in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.dialogue.answers import Answer
from bot.dialogue.dates import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """One taking of a flow, so many days after the first, with its answers by step."""

    flow: str
    answers: Mapping[str, Answer]
    later: int = 0


def took(flow: str, later: int = 0, /, **answers: Answer) -> Taking:
    """A taking; of the same flow there may be several, each a day of its own."""
    return Taking(flow=flow, answers=answers, later=later)


def text(words: str) -> Answer:
    """An answer to an open question."""
    return Answer(text=words)


def number(given: int) -> Answer:
    """An answer on a scale."""
    return Answer(number=given)


def day(year: int, month: int, number: int) -> Answer:
    """A day."""
    return Answer(when=When(day=date(year, month, number)))


def lines(*said: str) -> Answer:
    """Short lines."""
    return Answer(lines=said)


def picks(*chosen: str, **own: str) -> Answer:
    """What was chosen: ids of the flow, and words of one's own by ids of theirs."""
    return Answer(picks=(*chosen, *own), own=own)


def entries(*told: Mapping[str, Any]) -> Answer:
    """What was said part by part, of one thing after the other."""
    return Answer(entries=told)


def each(**said: Mapping[str, Any]) -> Answer:
    """What was said of each that was chosen, by its id."""
    return Answer(entries=tuple({"of": of, **about} for of, about in said.items()))


def event(age: float, what: str, feeling: int | None = None, helped: str = "") -> dict[str, Any]:
    """A point on a lifeline."""
    return {"age": age, "event": what} | ({} if feeling is None else {"feeling": feeling}) | ({"helped": helped} if helped else {})


def thing(name: str, near: str = "", effect: str = "") -> dict[str, str]:
    """Something in a life space."""
    return {"name": name} | ({"near": near} if near else {}) | ({"effect": effect} if effect else {})


def road(name: str, gains: str = "", costs: str = "", takes: str = "", gut: int | None = None) -> dict[str, Any]:
    """One way to go at a crossroads."""
    said = {"gains": gains, "costs": costs, "takes": takes}
    return {"name": name, **{part: words for part, words in said.items() if words}} | ({} if gut is None else {"gut": gut})


def met(later: int, *numbers: int) -> Taking:
    """How a meeting was: being heard, the subject, the way, and all in all."""
    return took("evaluation", later, **dict(zip(("heard", "wanted", "way", "overall"), map(number, numbers), strict=True)))
