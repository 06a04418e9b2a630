"""What goes into the engine and comes out of it: places, events, turns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.dialogue.answers import Answer
from bot.dialogue.dates import When
from bot.dialogue.track import END

ANSWERED = "answered"
SKIP = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one person is in one flow. `marks` holds, per step done, how and the digest of what was asked; words are kept elsewhere."""

    flow: str
    digest: str
    step: str
    turn: int = 0
    marks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    draft: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    asked: When | None = None
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
    """A button, with the turn it was offered in; `picks` when a form sent several choices at once."""

    turn: int
    option: str
    picks: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """A wish that holds in every step: back, skip, pause, resume, save."""

    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The wish to change the answer to an earlier step, and to come back; or, `onward`, to walk on from there."""

    step: str
    onward: bool = False


Event = Typed | Pressed | Wished | Changed


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
class Turn:
    """What follows from one event."""

    place: Place
    says: tuple[Say, ...] = ()
    notes: tuple[Written, ...] = ()
    stale: bool = False

    @property
    def ended(self) -> bool:
        """Whether the flow is done."""
        return self.place.ended
