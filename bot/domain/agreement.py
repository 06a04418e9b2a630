"""The agreement: one wording at a time, and who has said yes to exactly these words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.errors import WordingMoved


class Verdict(StrEnum):
    """What a person says to a wording."""

    YES = "yes"
    NOT_YET = "not_yet"
    DIFFERENTLY = "differently"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One person's verdict on one wording, with a line of their own if they see it differently."""

    verdict: Verdict
    line: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One version of the words, who proposed it, and what was said to it, by person."""

    version: int
    text: str
    by: str
    at: datetime
    said: Mapping[str, Said] = field(default_factory=dict)

    def confirmed_by(self, person: str) -> bool:
        """Whether this person has said yes to these words."""
        return person in self.said and self.said[person].verdict is Verdict.YES


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """All wordings of a course, oldest first; the last one counts."""

    wordings: tuple[Wording, ...] = ()

    @property
    def now(self) -> Wording | None:
        """The wording that counts, if any was proposed."""
        return self.wordings[-1] if self.wordings else None

    @property
    def earlier(self) -> tuple[Wording, ...]:
        """The wordings before it, newest first: they stay readable."""
        return tuple(reversed(self.wordings[:-1]))

    def settled(self, people: Iterable[str]) -> bool:
        """Whether all these people have said yes to the words as they are now."""
        wording, everyone = self.now, list(people)
        return wording is not None and len(everyone) > 1 and all(wording.confirmed_by(person) for person in everyone)

    def seen(self, version: int) -> Wording:
        """The wording that counts, if it is the one somebody has in front of them; WordingMoved if it is not."""
        if self.now is None or self.now.version != version:
            raise WordingMoved
        return self.now
