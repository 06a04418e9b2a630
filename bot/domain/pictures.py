"""What can be drawn: one frozen value for each picture, with every word in it as its reader reads it.

The one who draws knows no language, no note and no person: a picture holds what its viewer may see, and nothing else. `title` is what
stands over it, `alt` says in words all that it shows, line by line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

# Words that belong to the drawing itself (headings, a legend), by their names in it.
Terms = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Anything that can be drawn. `kind` is the name of its drawing; `language` decides hyphens and the direction it is read in."""

    kind: ClassVar[str] = ""
    title: str
    alt: str
    language: str = "da"
    terms: Terms = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent:
    """One turning point: the age in years, the same as it is told ("10,5 år"), what happened, and how it felt (−5 to 5, None: not said)."""

    age: float
    when: str
    what: str
    feeling: int | None = None
    helped: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifeline(Picture):
    """Turning points by age. Terms: lowest, highest (the ends of the feeling), helped."""

    kind = "lifeline"
    events: tuple[LifeEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """One thing in somebody's life. `near`: near, middle, far or empty; `effect`: helps, both, drains or empty."""

    name: str
    near: str = ""
    effect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeSpace(Picture):
    """Me in the middle and what is around. Terms: me, near, middle, far, unplaced, helps, both, drains, question, more, less."""

    kind = "lifespace"
    around: tuple[Around, ...]
    question: str = ""
    more: str = ""
    less: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """One road to choose. `gut` is 0 to 10 (None: not said); `draws`: the one that draws most."""

    name: str
    gains: str = ""
    costs: str = ""
    takes: str = ""
    gut: int | None = None
    draws: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossroads(Picture):
    """Two to four roads from where one stands (`about`). `draws`: which draws most, in words, where that is none of them by name.

    Terms: gains, costs, takes, gut, draws.
    """

    kind = "crossroads"
    about: str
    roads: tuple[Road, ...]
    draws: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadmap(Picture):
    """From here to there. `next` is the stop to reach first, one of the stops or in other words.

    Terms: here, there, stops, obstacles, detours, helpers, next.
    """

    kind = "roadmap"
    here: str
    there: str
    stops: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()
    detours: str = ""
    helpers: tuple[str, ...] = ()
    next: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """One value: how much room it has now (0 to 10), which in order it is (1 is first; 0: not ordered), and when it was last lived."""

    name: str
    room: int | None = None
    rank: int = 0
    last: str = ""
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Values(Picture):
    """Up to five values, importance against how much they are lived. Terms: rank and room (how to read it), last, more, small."""

    kind = "values"
    worths: tuple[Worth, ...]
    small: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """One strength with an example of it; `more`: the one to use more."""

    name: str
    example: str = ""
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Strengths(Picture):
    """Up to five strengths. `friend`: what somebody who likes one would choose. Terms: more, friend."""

    kind = "strengths"
    strengths: tuple[Strength, ...]
    friend: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A number from 0 to 10 that was given once: the day in short words, the same as a number of days (to scale), and the number."""

    day: str
    at: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of numbers over time, the oldest first; never empty. `lowest` and `highest`: what the ends of its scale are called."""

    name: str
    points: tuple[Given, ...]
    lowest: str = ""
    highest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers(Picture):
    """How some numbers went over time. `apart`: each line in a chart of its own; else all in one, as long as they are two."""

    kind = "numbers"
    lines: tuple[Line, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One of the eight criteria of a goal, by its name, and what was said to it (empty: nothing)."""

    name: str
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Picture):
    """The goal as one sentence (empty: not yet), and its eight criteria in their order. Terms: by (before the day), open, unsaid."""

    kind = "goal"
    sentence: str
    criteria: tuple[Criterion, ...]
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IfThen(Picture):
    """The card for a wallet. `cue` and `reply` end the sentence that the terms if and then begin. Terms: if, then, first, by."""

    kind = "ifthen"
    cue: str
    reply: str
    first: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodDay:
    """The good things of one day (none is fine), and what made them possible. `name` is the day of the week."""

    name: str
    day: str
    things: tuple[str, ...] = ()
    made: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodThings(Picture):
    """Up to seven days of good things, the oldest first. Terms: made, none."""

    kind = "goodthings"
    days: tuple[GoodDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One field on the small sheet: how full (empty, begun, filled), whether something in it is shared, and whether one is there now."""

    id: str
    name: str
    state: str = "empty"
    shared: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview(Picture):
    """The sheet small, with where one is. Terms, each shown in the legend where it is there: filled, begun, empty, shared, here."""

    kind = "overview"
    places: tuple[Place, ...]
