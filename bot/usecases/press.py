"""The words on the wire behind a button: short, checked, and worth nothing without the right person."""

import re
from dataclasses import dataclass

MOST_BYTES = 64
_SHAPE = re.compile(r"(?P<about>[a-z]):(?P<rest>[A-Za-z0-9_+=:-]{0,60})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A press: what it is about (one letter) and its parts."""

    about: str
    parts: tuple[str, ...]

    def number(self, index: int) -> int:
        """A part as a number; -1 where it is none."""
        part = self.parts[index] if index < len(self.parts) else ""
        return int(part) if part.isascii() and part.isdigit() and len(part) <= 9 else -1


def here(turn: int, option: str) -> str:
    """A press that is good in this turn only."""
    return f"t:{turn}:{option}"


def menu(name: str) -> str:
    """A press that is always good."""
    return f"m:{name}"


def read(data: str) -> Press | None:
    """The press that was sent, or None if it is none of ours."""
    found = _SHAPE.fullmatch(data)
    if found is None or len(data.encode()) > MOST_BYTES:
        return None
    return Press(about=found["about"], parts=tuple(found["rest"].split(":")))
