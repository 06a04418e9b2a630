"""One taking of a method as one viewer may see it: what was answered to each step, and nothing that was skipped or kept from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.dialogue.answers import SKIPPED, Answer
from bot.dialogue.flow import Flow
from bot.domain.sheet import Note
from bot.records import notes
from bot.records.core import Records
from bot.usecases.stage import Stage, Voice, Who, voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The notes of a taking by step, its flow, and the voice of whoever looks at it."""

    flow: Flow
    tongue: Voice
    notes: Mapping[str, Note] = field(default_factory=dict)

    def answer(self, step: str) -> Answer:
        """The answer to a step; a skip where there is none to be seen."""
        note = self.notes.get(step)
        return Answer.from_data(dict(note.words.answer)) if note else SKIPPED

    def said(self, step: str) -> str:
        """The answer in words, as a person reads it; empty where there is none. A photo or voice message has no words."""
        note = self.notes.get(step)
        return note.words.said if note and not note.words.answer.get("file") else ""


def taken(records: Records, stage: Stage, who: Who, flow: str, author: str, subject: str) -> Taken:
    """A taking as this member may see it. KeyError for a flow that is gone."""
    seen = notes.visible(records, who.course, viewer=who.viewer, author=author, flow=flow, subject=subject)
    return of_notes(records, stage, who, flow, seen)


def of_notes(records: Records, stage: Stage, who: Who, flow: str, seen: Iterable[Note]) -> Taken:
    """A taking of a flow by the notes of it that this member may see. KeyError for a flow that is gone."""
    here = {note.step: note for note in seen if not note.words.skipped}
    return Taken(flow=stage.flows[flow], tongue=voice(records, stage, who), notes=here)
