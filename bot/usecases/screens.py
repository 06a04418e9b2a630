"""What a person sees: one screen of words and options, the same for every channel."""

from dataclasses import dataclass, field

from bot.domain.pictures import Picture
from bot.usecases.crisis import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something to press. `on`: it is marked already; `url`: it opens an address instead; `inside`: another one inside a messenger."""

    label: str
    press: str = ""
    url: str = ""
    on: bool = False
    inside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One of one's own answers in a list: its number, the question and answer, how it stands, and what can be done with it.

    `question` is empty where none was asked. `file` and `media` name a photo or voice message that belongs to it.
    """

    number: int
    question: str
    said: str
    state: str
    options: tuple[Option, ...] = ()
    file: str = ""
    media: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form. `kind` is text, number, feeling, scale or choice; `options` are (value, words), `ends` a scale's two words.

    `free`: it may stay empty though others may not.
    """

    name: str
    label: str
    kind: str
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    ends: tuple[str, str] = ("", "")
    free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Several fields that are sent together, for channels with forms: `press` sends them, `at` names the entry they change.

    `title` is the one of several things that they are about, `past` leaves just this one out (both empty: there are no several).
    """

    press: str
    label: str
    fields: tuple[Field, ...]
    at: str = ""
    title: str = ""
    past: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """Help that stands before all else on a screen: what is said, the lines one can call, what is said after them, and what one can do."""

    title: str
    before: tuple[str, ...]
    lines: tuple[Line, ...]
    after: tuple[str, ...]
    options: tuple[Option, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """All of it in words, for channels that show no more than words."""
        return (self.title, *self.before, "\n".join(f"{line.name}: {line.number}" for line in self.lines), *self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One moment of the conversation.

    `says` is what was just said, `text` what is asked or told now. `entry` tells what may be typed: "" (nothing is asked for),
    "text", "lines", "date", "time", "number" or "label". `answers` are the ready answers, `ways` the ways around. `draft` is what was
    typed and not yet kept, `present` the answer there is already. `several`: the answers are marked and then saved together.

    A step of many parts is asked one by one in `text` and `answers`, and all at once in `form`, with `question` and its help, `lead`,
    above it. `marks`: a press only marks something, so the message it stands in can be drawn anew. `sends` is what may be sent beside
    words: "picture" or "voice"; `file` and `media` name what was. `pictures`: the answers are ids of our own drawings. `own`: a choice
    may be one's own words. `chosen` are the choices put in order so far. `attachment` and `drawing`: as in Letter; `drawn` is that picture
    as its viewer may see it (None: it is a file), `anew`: it was asked for just now, so a channel that sends sends it.
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
    question: str = ""
    lead: str = ""
    form: Form | None = None
    marks: bool = False
    sends: str = ""
    file: str = ""
    media: str = ""
    pictures: bool = False
    own: bool = False
    chosen: tuple[str, ...] = ()
    care: Care | None = None
    attachment: str = ""
    drawing: str = ""
    drawn: Picture | None = None
    anew: bool = False
    paragraphs: tuple[str, ...] = field(default=())
