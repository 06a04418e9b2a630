"""A deed on a sheet, what comes of it, and what every doer of deeds looks like."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

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
    """What came of a deed: the note it made or changed (empty: none), and what is said about it (a source text, may be empty).

    `was` and `became` are what undoing it needs: ids and numbers by name, never a word of anybody's. `code`: the one that opens everything
    again, where it is to be told; it is kept nowhere.
    """

    note: str = ""
    said: str = ""
    was: Mapping[str, str] = field(default_factory=dict)
    became: Mapping[str, str] = field(default_factory=dict)
    code: str = field(default="", compare=False)


Deed = Callable[[Records, Stage, Who, Op], Done]
