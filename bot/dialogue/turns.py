"""What goes into the engine and comes out of it: places, events, turns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.dialogue.answers import Answer
from bot.dialogue.dates import When
from bot.dialogue.track import END

ANSWERED = "answered"
SKIP = "skipped"

# What is kept as the answer to a step of this flow, if anything: words live in notes, not in the place.
Kept = Callable[[str], Answer | None]


def nothing_kept(_: str) -> Answer | None:
    """A flow without earlier answers."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one person is in one flow. `marks` holds, per step done, how and the digest of what was asked; words are kept elsewhere.

    What is begun and not yet kept: `draft` (typed), `chosen` (marked), `asked` (a day to say yes to), `file` (id, media and seconds
    of what was sent), `work` (entries or piles, as JSON data). `own` are the choices people added in their own words, by id.
    """

    flow: str
    digest: str
    step: str
    turn: int = 0
    marks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    draft: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    asked: When | None = None
    file: tuple[str, str, int] | None = None
    work: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    back_to: str = ""
    paused: bool = False

    @property
    def ended(self) -> bool:
        """Whether every step is behind."""
        return self.step == END


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Words. `whole`: all of the answer, to be kept at once (a form); otherwise more may follow. `labels`: the choices as shown."""

    text: str
    now: datetime
    whole: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button, with the turn it was offered in; `picks` when a form sent several choices at once, `own` the words typed beside them."""

    turn: int
    option: str
    picks: tuple[str, ...] | None = None
    own: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form of several named fields, with the turn it was offered in: all parts of one entry, or the pile of every card.

    `option` is the button that sent it: the form's own, or one of the list around it, which then finds the entry written.
    """

    turn: int
    option: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A photo or a voice message, kept already as the file with this id. `media` is "picture" or "voice"."""

    file: str
    media: str
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """A wish that holds in every step: back, skip, pause, resume, save."""

    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The wish to change the answer to an earlier step, and to come back; or, `onward`, to walk on from there."""

    step: str
    onward: bool = False


Event = Typed | Pressed | Filled | Sent | Wished | Changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """One thing said: a source text, where it stands (`context`, as the catalogues know it), and the values in it.

    A date among the values is shown in the reader's way.
    """

    text: str
    context: str = ""
    values: Mapping[str, str | When] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An answer to keep."""

    step: str
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one step makes of an event: an `answer` to keep, or else the `place` as it is now. `dropped` are files of no use."""

    place: Place
    answer: Answer | None = None
    says: tuple[Say, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What follows from one event."""

    place: Place
    says: tuple[Say, ...] = ()
    notes: tuple[Written, ...] = ()
    dropped: tuple[str, ...] = ()
    stale: bool = False

    @property
    def ended(self) -> bool:
        """Whether the flow is done."""
        return self.place.ended
