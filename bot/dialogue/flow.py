"""A flow: the steps of one scripted dialogue, as values."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_TEXT = 10_000
LONGEST_LINE = 300
HIGHEST = 10
STRONGEST = 5


class Kind(StrEnum):
    """The kinds of answer a step can ask for; a part of an entry asks for text, number, feeling, scale or choice."""

    READ = "read"
    TEXT = "text"
    CHOICE = "choice"
    SEVERAL = "several"
    SCALE = "scale"
    DATE = "date"
    TIME = "time"
    LINES = "lines"
    RANK = "rank"
    PILES = "piles"
    TIMELINE = "timeline"
    PAIRS = "pairs"
    ROADS = "roads"
    EACH = "each"
    PICTURE = "picture"
    NUMBER = "number"
    FEELING = "feeling"


PART_KINDS = frozenset({Kind.TEXT, Kind.NUMBER, Kind.FEELING, Kind.SCALE, Kind.CHOICE})
STEP_KINDS = frozenset(Kind) - {Kind.NUMBER, Kind.FEELING}
ENTRY_KINDS = frozenset({Kind.TIMELINE, Kind.PAIRS, Kind.ROADS, Kind.EACH})
# The parts that the drawings of these kinds need; a flow may leave out those that are not the first.
ENTRY_PARTS = {
    Kind.TIMELINE: ("age", "event", "feeling", "taught", "helped"),
    Kind.PAIRS: ("name", "near", "effect"),
    Kind.ROADS: ("name", "gains", "costs", "takes", "gut"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One ready answer: a stable id, which is what is stored, and the words on its button.

    `needs` names something known (bot.dialogue.conditions.FACTS) without which it is not offered.
    """

    id: str
    label: str
    needs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When a step is asked: one of `any_of` was picked in an earlier step, or (none named) that step was answered at all."""

    step: str
    any_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the things asked about every entry of a step."""

    id: str
    kind: Kind
    text: str
    choices: tuple[Choice, ...] = ()
    lowest: str = ""
    highest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One prompt. `digest` changes when what is asked changes.

    `of` names an earlier step whose picks are the choices here, `own` lets people add choices in their own words. `parts` are asked
    about every entry, `piles` take the cards of a deck, of which only those in `keep` are kept. `stand_in` is said in later texts
    where this answer would stand, if there is none. `unless` names something known when the flow is begun (bot.dialogue.conditions.FACTS)
    that leaves the step out. `voice`: a text may be spoken too. `was` are ids the step had before.
    """

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
    when: Condition | None = None
    share: str = "ask"
    of: str = ""
    own: bool = False
    parts: tuple[Part, ...] = ()
    piles: tuple[Choice, ...] = ()
    keep: tuple[str, ...] = ()
    stand_in: str = ""
    unless: str = ""
    voice: bool = True
    was: tuple[str, ...] = ()
    digest: str = ""

    @property
    def asks(self) -> bool:
        """Whether an answer is expected at all."""
        return self.kind is not Kind.READ

    def part(self, part_id: str) -> Part | None:
        """The part with this id, if there is one."""
        return next((part for part in self.parts if part.id == part_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One dialogue. `digest` identifies this very definition; `field` is the field of the sheet it fills.

    `takers` says who may take it, `repeats` that each taking is a new one with a history, `yields` is a sentence composed of
    answers, `was` are ids it had before, `retired` ids of questions taken away for good.
    """

    id: str
    field: str
    title: str
    gives: str
    minutes: int
    steps: tuple[Step, ...]
    ending: str
    takers: str = "counsellee"
    repeats: bool = False
    yields: str = ""
    was: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    digest: str = ""

    def step(self, step_id: str) -> Step | None:
        """The step with this id, if there is one."""
        return next((step for step in self.steps if step.id == step_id), None)
