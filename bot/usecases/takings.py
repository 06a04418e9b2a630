"""One taking of a flow: the notes written in it, in the order of the flow, and the names they go under."""

from bot.dialogue.flow import Flow, Step
from bot.domain.people import Viewer
from bot.domain.sheet import BESIDE, FIELDS, Note
from bot.records import notes
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.usecases.stage import Stage, Voice, Who

# Notes that answer no step: the sentence a flow yields, and lines that were added to a taking ("added.<id>").
SENTENCE = "sentence"
ADDED = "added."


def flow_of(stage: Stage, note: Note) -> Flow | None:
    """The flow a note was written in; None when it is gone."""
    return stage.flows.get(note.flow)


def step_of(stage: Stage, note: Note) -> Step | None:
    """The step a note answers; None when it answers none, or its step is gone."""
    flow = flow_of(stage, note)
    return flow.step(note.step) if flow else None


def share_class(stage: Stage, note: Note) -> str:
    """Whether sharing is asked about ("ask"), goes without saying ("both") or is out of the question ("never")."""
    step = step_of(stage, note)
    return step.share if step else class_beside(flow_of(stage, note))


def class_beside(flow: Flow | None) -> str:
    """The share class of what stands beside the steps of a flow: theirs, where all have the same."""
    classes = {step.share for step in flow.steps if step.asks} if flow else set()
    return classes.pop() if len(classes) == 1 else "ask"


def title(stage: Stage, note: Note, tongue: Voice) -> str:
    """What the method of a note is called; where it is gone, its field."""
    flow = flow_of(stage, note)
    return tongue.say(flow.title, flow.id).strip() if flow else tongue.say({**FIELDS, **BESIDE}.get(note.field, note.field))


def in_order(stage: Stage, found: list[Note]) -> list[Note]:
    """Notes of one flow in the order of its steps, after the sentence it yields; what answers no step of it comes last."""
    return sorted(found, key=lambda note: _number(stage, note))


def frame_of(about: str) -> Frame:
    """The taking that a screen is about: "flow.subject", and what else it tells after another dot."""
    flow, subject, *_ = (*about.split(".", 2), "")
    return Frame(flow=flow, subject=subject)


def told(records: Records, stage: Stage, who: Who, frame: Frame) -> list[Note]:
    """What this person said in a taking and may see now, in the order of the flow."""
    mine = notes.visible(records, who.course, viewer=who.viewer, author=who.person, flow=frame.flow, subject=frame.subject)
    return in_order(stage, [note for note in mine if not note.words.skipped])


def kept(records: Records, who: Who, frame: Frame) -> dict[str, Note]:
    """All that this person has kept in a taking, skipped or not, by step."""
    viewer = Viewer(person=who.person)
    mine = notes.visible(records, who.course, viewer=viewer, author=who.person, flow=frame.flow, subject=frame.subject)
    return {note.step: note for note in mine}


def _number(stage: Stage, note: Note) -> int:
    flow, step = flow_of(stage, note), step_of(stage, note)
    if note.step == SENTENCE:
        return -1
    return flow.steps.index(step) if flow and step else len(flow.steps) if flow else 0
