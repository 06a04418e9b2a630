"""The sheet as one member has it before them: values for a page, in which nothing stands that they may not see.

Every text in it is either what somebody wrote or said already in the reader's language, and every time is in the reader's time zone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Seen(StrEnum):
    """Who sees a note of one's own: oneself, both, or both an earlier version of it."""

    MINE = "mine"
    BOTH = "both"
    NEWER = "newer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Somebody who writes on the sheet."""

    person: str
    name: str
    role: str
    me: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Another wording of a note, which its author takes or leaves: its id, the words, and who proposed it."""

    id: str
    text: str
    by: str
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """One note.

    `question` and `title`: what was asked, and in which method (both empty for a note written freely); `loose`: it can be moved;
    `changeable`: I can write it anew, and `version` guards its words; `parked`: how it stands with a parked thought (kept, agenda);
    `typed_by` wrote it down for its author; `asks_me`: it was typed for me and waits for my yes,
    `awaits`: for that of the person named; `answers` are notes written to it.
    """

    id: str
    field: str
    author: str
    role: str
    mine: bool
    said: str
    at: datetime
    version: int
    seen: Seen
    question: str = ""
    title: str = ""
    edited: bool = False
    loose: bool = False
    changeable: bool = False
    file: str = ""
    media: str = ""
    typed_by: str = ""
    asks_me: bool = False
    awaits: str = ""
    parked: str = ""
    wishes: tuple[Wish, ...] = ()
    answers: tuple["NoteView", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """Where somebody has put the dot on a line from 0 to 10 (None: not yet), and where it was before, oldest first."""

    name: str
    mine: bool
    now: int | None
    version: int
    seen: Seen
    before: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """What one of the people says to a wording: empty, yes, not_yet or differently, with their own line."""

    name: str
    me: bool
    verdict: str
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """The exact words that were put to confirmation, and each person's tick.

    `moved`: what stands in the field is not these words any more, so no tick counts; `settled`: all have said yes to what stands there.
    `earlier` are the wordings before, newest first, with their day.
    """

    version: int
    text: str
    by: str
    at: datetime
    ticks: tuple[Tick, ...]
    settled: bool
    moved: bool = False
    earlier: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many words in a field are whose: the counsellee's, the counsellor's, and the program's that were chosen by a button."""

    counsellee: int = 0
    counsellor: int = 0
    program: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step of the plan. `hindered`: what got in the way, in the doer's words; `seen`: who sees one's own step."""

    id: str
    version: int
    mine: bool
    name: str
    what: str
    state: str
    state_name: str
    waits: bool
    first: str = ""
    helper: str = ""
    sign: str = ""
    sentence: str = ""
    hindered: str = ""
    due: date | None = None
    seen: Seen = Seen.BOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture that can be had: its reference, its title, all it shows in words (`alt`, in lines), and whose it is.

    `mark` is another whenever the picture is; `by` is empty where one alone is guided.
    """

    ref: str
    title: str
    alt: str
    mark: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One field: its id and name, its question and a soft line for when it is empty, and all that stands in it.

    `confirmation`: what was put to confirmation; `confirmable`: something can be. `focus`: the conversation is about it now.
    """

    id: str
    name: str
    question: str
    soft: str
    notes: tuple[NoteView, ...] = ()
    dots: tuple[Dot, ...] = ()
    steps: tuple[StepView, ...] = ()
    aim: tuple[tuple[str, str], ...] = ()
    pictures: tuple[Shown, ...] = ()
    confirmation: Confirmation | None = None
    confirmable: bool = False
    share: Share = Share()
    focus: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of the agenda: a parked thought or a follow-up question, its author, and whether it was talked of."""

    id: str
    said: str
    by: str
    talked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """The conversation that is going on: since when, about which field, what comes next (empty: the end), and its agenda."""

    begun_at: datetime
    focus: str
    next: str
    agenda: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """The whole sheet. `others` are the names of those who see what I show; `undo`: what my last act was, if it can be undone.

    `chosen` tells in words who chose the methods; `locked`: words that are not shared are locked for who came by a link from staff.
    `reads` says to a counsellee when their counsellors usually read.
    `over`: the conversation has just ended, and this is what they leave with. `beside` are pictures that belong to no field.
    """

    course: str
    title: str
    me: Writer
    writers: tuple[Writer, ...]
    others: str
    fields: tuple[FieldView, ...]
    share: Share
    chosen: str
    sitting: Sitting | None
    closed: bool
    locked: bool
    undo: str = ""
    over: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    beside: tuple[Shown, ...] = ()

    def field(self, name: str) -> FieldView:
        """The field of that id. Raises StopIteration for another."""
        return next(field for field in self.fields if field.id == name)
