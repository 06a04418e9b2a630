"""The shape of everything a person can have about themself: plain values, and the data a file is written from."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time
from typing import Any

FORMAT, VERSION = "samvej-export", 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrote:
    """One version of something that was written: the question as it was asked, the words, and the answer as the program keeps it."""

    version: int
    at: datetime
    question: str
    said: str
    skipped: bool
    answer: Mapping[str, Any]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A version that was shared: with whom, from when, and until when (None: it still is)."""

    version: int
    to: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Something the person wrote: where, every version of it, and who was let see it. `parked` says what became of a thought.

    `typed_by`: who typed it for them, before they said that the words are theirs (empty: they wrote it themselves).
    """

    id: str
    method: str
    title: str
    step: str
    taking: str
    versions: tuple[Wrote, ...]
    shared: tuple[Shared, ...]
    parked: str = ""
    typed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something somebody else wrote to the person: who, about what, the words, and since when the person could read them."""

    by: str
    about: str
    question: str
    said: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What somebody said to a goal, and a line of their own if they wrote one."""

    by: str
    verdict: str
    line: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One wording of the goal, and what was said to it."""

    version: int
    text: str
    by: str
    at: datetime
    said: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Put(Goal):
    """What stood in a field of the sheet when it was put to confirmation, as the person may read it now, and what was said to it."""

    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the plan the person took on; its words are answers with its id as their taking."""

    id: str
    state: str
    due: date | None
    remind_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What was begun and not kept yet: drafts, marks and picks, as the program holds them."""

    method: str
    taking: str
    at: datetime
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A photo or a voice message: its name in the archive, what it is, and the answer it belongs to."""

    file: str
    kind: str
    seconds: int
    answer: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened: when, what, and for what staff read under which letter."""

    at: datetime
    what: str
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consented:
    """A text the person was shown and what they did about it, with the whole text."""

    at: datetime
    act: str
    language: str
    channel: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The next meeting."""

    at: datetime
    timezone: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One course of guidance. `called` is what the counsellor calls it in their list."""

    id: str
    called: str
    counsellors: tuple[str, ...]
    state: str
    joined_at: datetime
    frozen_since: datetime | None
    answers: tuple[Answer, ...]
    held: tuple[Held, ...]
    told: tuple[Told, ...]
    goals: tuple[Goal, ...]
    fields: tuple[Put, ...]
    steps: tuple[Step, ...]
    reminders: tuple[Event, ...]
    meeting: Meeting | None
    files: tuple[Kept, ...]
    agreed: tuple[Consented, ...]
    looked: tuple[Event, ...]
    done: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """What the person wants of their reminders, in their own local time; `off` are kinds, `first` the channel they chose (empty: none).

    Equal ends of the quiet hours: there are none. `also`: another channel may be tried when that one refuses.
    """

    quiet_from: time
    quiet_to: time
    paused_until: datetime | None
    off: tuple[str, ...]
    first: str
    also: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The person, as far as the program knows them. `reached_at` are channels and the person's own name there; `ways_in` open doors."""

    id: str
    name: str
    language: str
    timezone: str
    known_since: datetime
    reached_at: tuple[tuple[str, str], ...]
    ways_in: tuple[Event, ...]
    wishes: Reminders


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Everything. `controller` and `contact` say who keeps it."""

    made_at: datetime
    controller: str
    contact: str
    person: Person
    courses: tuple[Course, ...]


def as_data(export: Export) -> dict[str, Any]:
    """The export as JSON data, as docs/export.schema.json describes it."""
    data: dict[str, Any] = plain(export)
    return {"format": FORMAT, "version": VERSION, **data}


def plain(value: Any) -> Any:
    """A value as JSON data: dataclasses and mappings as objects, tuples as lists, times as ISO text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, (tuple, list, set, frozenset)):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, (datetime, date, time)) else value
