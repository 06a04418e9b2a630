"""What has been asked and answered so far in the dialogue that is open, as the person themself reads it."""

from dataclasses import dataclass

from bot.records import conversations, notes
from bot.records.conversations import Seat
from bot.records.core import Records
from bot.usecases.stage import Stage, Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One question as it was shown, and what was said to it; `skipped` when nothing was."""

    question: str
    said: str
    skipped: bool = False


def transcript(records: Records, stage: Stage, who: Who, seat: Seat) -> tuple[Exchange, ...]:
    """The answers to the steps before the one that is open, in the order of the flow; none while another screen is shown."""
    frame = seat.stack[-1] if seat.stack and not seat.screen else None
    place = conversations.place(records, who.person, who.course, frame) if frame else None
    if frame is None or place is None:
        return ()
    mine = notes.visible(records, who.course, viewer=who.viewer, author=who.person, flow=frame.flow, subject=frame.subject)
    said = {note.step: note.words for note in mine if note.step in place.marks}
    before = _before([step.id for step in stage.flows[frame.flow].steps], place.step)
    return tuple(Exchange(question=w.question, said=w.said, skipped=w.skipped) for w in (said[step] for step in before if step in said))


def _before(steps: list[str], step: str) -> list[str]:
    return steps[: steps.index(step)] if step in steps else steps
