"""Which pictures there are of a course for one member, and each as they may see it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from bot.domain.pictures import Picture
from bot.domain.sheet import Note
from bot.records import notes
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.usecases.pictures import (
    crossroads,
    doorframe,
    goal,
    good_week,
    lifeline,
    lifespace,
    over_time,
    overview,
    roadmap,
    strengths,
    values,
)
from bot.usecases.pictures.taken import Taken, of_notes, taken
from bot.usecases.stage import Stage, Who

SCALES, EVALUATIONS, OVERVIEW = "scales", "evaluations", "overview"
# What is drawn of one taking of a flow, and what is drawn of all that one person said over time, in the field it stands in.
OF_A_TAKING: Mapping[str, Callable[[Taken], Picture | None]] = {
    "lifeline": lifeline.read,
    "lifespace": lifespace.read,
    "crossroads": crossroads.read,
    "goal": goal.read,
    "values": values.read,
    "strengths": strengths.read,
    "roadmap": roadmap.read,
    "doorframe": doorframe.read,
}
OVER_TIME: Mapping[str, Callable[[Records, Stage, Who, str], Picture | None]] = {
    "goodthings": good_week.read,
    SCALES: over_time.read,
    EVALUATIONS: over_time.evaluations,
    OVERVIEW: overview.read,
}
# The picture of what was said over time that a flow adds to.
ADDS_TO = {"goodthings": "goodthings", "importance": SCALES, "belief": SCALES, "evaluation": EVALUATIONS}
FIELD_OF = {"goodthings": "can", SCALES: "importance", EVALUATIONS: "evaluation"}
# Answers of another flow that has the same id, or of an old one, may be nothing that can be drawn; nobody's talk or sheet stops for that.
ODD = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """Which picture: its kind (a flow's id, or one over time), whose, and of which taking (empty: over time)."""

    kind: str
    author: str
    subject: str = ""

    def __str__(self) -> str:
        return f"{self.kind}.{self.author}.{self.subject}"


def ref(text: str) -> Ref:
    """The reference that `str` wrote; one that was never written names nothing that can be read."""
    kind, author, subject = (*text.split(".", 2), "", "")[:3]
    return Ref(kind=kind, author=author, subject=subject)


def read(records: Records, stage: Stage, who: Who, wanted: Ref) -> Picture | None:
    """A picture as this member may see it; None when there is nothing they may see to draw."""
    if wanted.kind in OVER_TIME:
        return _over_time(records, stage, who, wanted)
    if wanted.kind not in OF_A_TAKING or wanted.kind not in stage.flows:
        return None
    return _of_a_taking(wanted, taken(records, stage, who, wanted.kind, wanted.author, wanted.subject))


def after(who: Who, frame: Frame) -> Ref | None:
    """The picture that a taking of one's own makes or adds to, if its flow is drawn."""
    if frame.flow in ADDS_TO:
        return Ref(kind=ADDS_TO[frame.flow], author=who.person)
    return Ref(kind=frame.flow, author=who.person, subject=frame.subject) if frame.flow in OF_A_TAKING else None


def standing(records: Records, stage: Stage, who: Who, seen: Iterable[Note] | None = None) -> dict[str, tuple[tuple[Ref, Picture], ...]]:
    """Every picture that this member may see, by the field it stands in, the first begun first.

    `seen` are the notes of the course that they may see, where somebody has read them already.
    """
    known = notes.visible(records, who.course, viewer=who.viewer) if seen is None else seen
    found: dict[str, list[tuple[Ref, Picture]]] = defaultdict(list)
    for (here, field), told in _of_pictures(known).items():
        if here.kind in OVER_TIME:
            picture = _over_time(records, stage, who, here)
        else:
            picture = _of_a_taking(here, of_notes(records, stage, who, here.kind, told)) if here.kind in stage.flows else None
        if picture:
            found[field].append((here, picture))
    return {field: tuple(drawn) for field, drawn in found.items()}


def _over_time(records: Records, stage: Stage, who: Who, wanted: Ref) -> Picture | None:
    with suppress(*ODD):
        return OVER_TIME[wanted.kind](records, stage, who, wanted.author)
    return None


def _of_a_taking(wanted: Ref, told: Taken) -> Picture | None:
    with suppress(*ODD):
        return OF_A_TAKING[wanted.kind](told)
    return None


def _of_pictures(known: Iterable[Note]) -> dict[tuple[Ref, str], list[Note]]:
    """The notes that each picture is drawn of, by the picture and the field it stands in: that of its first note."""
    told: dict[Ref, list[Note]] = defaultdict(list)
    for note in known:
        if note.flow in ADDS_TO:
            told[Ref(kind=ADDS_TO[note.flow], author=note.author)].append(note)
        elif note.flow in OF_A_TAKING:
            told[Ref(kind=note.flow, author=note.author, subject=note.subject)].append(note)
    return {(here, FIELD_OF.get(here.kind) or first.field): [first, *rest] for here, (first, *rest) in told.items()}
