"""What is done on a sheet: each deed by its name, once for each id that the doer's browser made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.errors import BadInput
from bot.records import courses
from bot.records.core import Records
from bot.usecases.stage import Stage, Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Op:
    """One deed: its own id (random, made by the browser or the form), its kind, and what it is about, by name."""

    id: str
    kind: str
    about: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """What it is about under this name; empty when nothing came along."""
        return self.about.get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a deed: the note it made or changed (empty: none), and what is said about it (a source text, may be empty)."""

    note: str = ""
    said: str = ""


Deed = Callable[[Records, Stage, Who, Op], Done]
KINDS: dict[str, Deed] = {}


def do(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """Do it; what was done before by this id is not done again.

    Raises NotAllowed, CourseClosed, CourseFrozen, NotFound (it is gone), NoteMoved and WordingMoved (the words are others by now),
    BadInput.
    """
    courses.require(records, who.course, who.person)
    deed = KINDS.get(op.kind)
    if deed is None or not op.id:
        raise BadInput
    return deed(records, stage, who, op)
