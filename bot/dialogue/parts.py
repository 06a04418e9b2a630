"""Reads what is said about one part of an entry: words, an age, a feeling, a number, a choice."""

import re
from collections.abc import Mapping
from typing import Any

from bot.dialogue import phrases
from bot.dialogue.answers import Answer, cleaned, read_label, read_number
from bot.dialogue.flow import STRONGEST, Kind, Part, Step
from bot.dialogue.turns import Say

LONGEST_PART = 1000
OLDEST = 120
_AGE = r"(?P<age>\d{1,3}(?:[.,]\d{1,2})?)"
_NUMBER = re.compile(rf"{_AGE}\s*(?:år|aar|years?|yrs?|y)?\.?")
# "9 år: skoleskift" says the age and what happened at once.
_AGE_AND_EVENT = re.compile(rf"{_AGE}\s*(?:(?:år|aar|years?(?: old)?)\s*[:,.–-]?|[:,–-])\s*(?P<event>[^\W\d].*)", re.DOTALL)
_FEELING = re.compile(r"[+-]?\d")


def read_part(part: Part, text: str, labels: Mapping[str, str]) -> Any:
    """What was said, as JSON data: words, a number, or the id of a choice; a Say when it is no answer to this part."""
    said = cleaned(text)
    if part.kind is Kind.NUMBER:
        return _number(said)
    if part.kind is Kind.FEELING:
        return _feeling(said)
    if part.kind is Kind.SCALE:
        read = read_number(said)
        return read.number if isinstance(read, Answer) else Say(text=read.phrase)
    if part.kind is Kind.CHOICE:
        return _choice(part, said, labels)
    return _words(said)


def read_first_line(step: Step, part: Part, text: str) -> Mapping[str, Any]:
    """Age and event from one line, where the age is asked for first; empty when the line says less."""
    if step.kind is not Kind.TIMELINE or part != step.parts[0] or len(step.parts) < 2:
        return {}
    found = _AGE_AND_EVENT.fullmatch(cleaned(text))
    age, event = (_number(found["age"]), _words(found["event"])) if found else (None, None)
    if found is None or isinstance(age, Say) or isinstance(event, Say):
        return {}
    return {part.id: age, step.parts[1].id: event}


def _words(said: str) -> str | Say:
    if not said:
        return Say(text=phrases.EMPTY)
    return said if len(said) <= LONGEST_PART else Say(text=phrases.TOO_LONG, values={"most": str(LONGEST_PART)})


def _number(said: str) -> float | Say:
    found = _NUMBER.fullmatch(said.casefold())
    value = float(found["age"].replace(",", ".")) if found else OLDEST + 1.0
    return value if value <= OLDEST else Say(text=phrases.NOT_AN_AGE)


def _feeling(said: str) -> int | Say:
    plain = said.replace("−", "-")
    value = int(plain) if plain.isascii() and _FEELING.fullmatch(plain) else STRONGEST + 1
    return value if -STRONGEST <= value <= STRONGEST else Say(text=phrases.NOT_A_FEELING)


def _choice(part: Part, said: str, labels: Mapping[str, str]) -> str | Say:
    if said in {choice.id for choice in part.choices}:
        return said
    return read_label(said, labels) or Say(text=phrases.PRESS_A_BUTTON)
