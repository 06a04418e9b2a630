"""What is written on the sheet: notes with an author, their versions, and what a viewer sees of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.marks import N_

# The eight fields by their names on the sheet, in its order, and what stands beside them.
FIELDS = {
    "agreement": N_("Aftalefeltet"),
    "parking": N_("Parkeringspladsen"),
    "story": N_("Min livsfortælling"),
    "want": N_("Hvad vil jeg?"),
    "can": N_("Hvad kan jeg?"),
    "importance": N_("Hvor vigtigt?"),
    "belief": N_("Troen på …"),
    "plan": N_("Handleplanen"),
}
BESIDE = {"evaluation": N_("Hvordan det går")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What was said, with the question as it was shown: like a paper copy, it does not change when the flow does.

    `said` is the answer as a person reads it, `answer` the same as data, `choices` what could be pressed (id, label).
    """

    question: str
    said: str
    answer: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[tuple[str, str], ...] = ()
    language: str = "da"

    @property
    def skipped(self) -> bool:
        """Whether the person chose to say nothing here."""
        return bool(self.answer.get("skipped"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note as one viewer sees it.

    `version` is the one they see, `edited` whether earlier versions were seen by the same eyes, `shared` the version that others
    see (0: nobody), `newer` whether the author has written on since; both are only told to the author.
    """

    id: str
    course: str
    author: str
    field: str
    flow: str
    step: str
    subject: str
    version: int
    words: Words
    written_at: datetime
    edited: bool = False
    shared: int = 0

    @property
    def newer(self) -> bool:
        """Whether the author has written on since it was shared."""
        return 0 < self.shared < self.version
