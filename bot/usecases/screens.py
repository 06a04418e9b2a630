"""What a person sees: one screen of words and options, the same for every channel."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something to press. `on`: it is marked already; `url`: it opens an address instead."""

    label: str
    press: str = ""
    url: str = ""
    on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One of one's own answers in a list: its number, the question and answer, how it stands, and what can be done with it."""

    number: int
    question: str
    said: str
    state: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One moment of the conversation.

    `says` is what was just said, `text` what is asked or told now. `entry` tells what may be typed: "" (nothing is asked for),
    "text", "lines", "date" or "number". `answers` are the ready answers, `ways` the ways around. `draft` is what was typed and
    not yet kept, `present` the answer there is already. `several`: the answers are marked and then saved together.
    """

    name: str
    says: tuple[str, ...] = ()
    title: str = ""
    text: str = ""
    help: str = ""
    why: str = ""
    number: int = 0
    total: int = 0
    answers: tuple[Option, ...] = ()
    ways: tuple[Option, ...] = ()
    items: tuple[Listed, ...] = ()
    entry: str = ""
    draft: str = ""
    present: str = ""
    several: bool = False
    scale: tuple[str, str] = ("", "")
    turn: int = 0
    paragraphs: tuple[str, ...] = field(default=())
