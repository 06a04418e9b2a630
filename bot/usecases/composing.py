"""Puts the sentence together that a flow yields, from what was answered in it."""

import re

from bot.dialogue import phrases
from bot.dialogue.checking import values_in
from bot.domain.sheet import Note, Words
from bot.records import notes
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.usecases.stage import Stage, Who, voice
from bot.usecases.takings import SENTENCE, kept

_LEAD = re.compile(r"^(?:hvis|så|if|then)\b[\s,…]*", re.IGNORECASE)
_ENDS = ' .,…“”"'


def compose(records: Records, stage: Stage, who: Who, frame: Frame) -> None:
    """Keep the sentence of a finished flow as a note of its own; when one of its answers is gone, the sentence is too."""
    flow = stage.flows[frame.flow]
    if not flow.yields:
        return
    mine = kept(records, who, frame)
    before = mine.get(SENTENCE)
    parts = {name: _part(mine.get(name)) for name in values_in(flow.yields)}
    tongue = voice(records, stage, who)
    whole = bool(parts) and all(parts.values())
    said = tongue.say(flow.yields, flow.id, **parts) if whole else tongue.say(phrases.SKIPPED)
    if (before.words.said if before else tongue.say(phrases.SKIPPED)) == said:
        return
    answer = {"text": said} if whole else {"skipped": True}
    words = Words(question=tongue.say(flow.title, flow.id), said=said, answer=answer, language=tongue.texts.language)
    place = {"field": flow.field, "flow": flow.id, "step": SENTENCE, "subject": frame.subject}
    notes.write(records, course=who.course, author=who.person, words=words, **place)


def bare(said: str) -> str:
    """Words as they stand inside a sentence: in one line, without a lead-in of their own and without a full stop."""
    line = _LEAD.sub("", " ".join(said.split()).strip(_ENDS)).strip(_ENDS)
    # Phones begin whatever is typed with a capital.
    return line[0].lower() + line[1:] if line[1:2].islower() else line


def _part(note: Note | None) -> str:
    if note is None or note.words.skipped or note.words.answer.get("file"):
        return ""
    return bare(note.words.said)
