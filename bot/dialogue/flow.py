"""A flow: the steps of one scripted dialogue, as values."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_TEXT = 10_000
LONGEST_LINE = 300
HIGHEST = 10


class Kind(StrEnum):
    """The kinds of answer a step can ask for."""

    READ = "read"
    TEXT = "text"
    CHOICE = "choice"
    SEVERAL = "several"
    SCALE = "scale"
    DATE = "date"
    LINES = "lines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One ready answer: a stable id, which is what is stored, and the words on its button."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One prompt. `digest` changes when what is asked changes; `when` names a condition of `bot.dialogue.conditions`."""

    id: str
    kind: Kind
    text: str
    why: str
    help: str = ""
    choices: tuple[Choice, ...] = ()
    at_least: int = 1
    at_most: int = 0
    lowest: str = ""
    highest: str = ""
    when: str = ""
    share: str = "ask"
    digest: str = ""

    @property
    def asks(self) -> bool:
        """Whether an answer is expected at all."""
        return self.kind is not Kind.READ


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One dialogue. `digest` identifies this very definition; `field` is the field of the sheet it fills."""

    id: str
    field: str
    title: str
    gives: str
    minutes: int
    steps: tuple[Step, ...]
    ending: str
    digest: str = ""

    def step(self, step_id: str) -> Step | None:
        """The step with this id, if there is one."""
        return next((step for step in self.steps if step.id == step_id), None)
