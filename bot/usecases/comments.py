"""What was written to a note that somebody shared, and what came back to it: a thread for each thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.sheet import Note
from bot.records import notes, spots
from bot.records.core import Records
from bot.usecases.stage import Stage, Who, called, voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """Something that was written to a note: its id, who wrote it, when (in the reader's time), and whether it is the reader's own."""

    id: str
    said: str
    author: str
    at: datetime
    mine: bool


def threads(records: Records, stage: Stage, who: Who) -> dict[str, tuple[Comment, ...]]:
    """What was written to each note this member may see, by the note's id, oldest first; an answer to an answer stands there too."""
    seen = {note.id: note for note in notes.visible(records, who.course, viewer=who.viewer)}
    lying = spots.of(records, who.course)
    about = {note: spot.about for note, spot in lying.items() if spot.about and spot.state != spots.REMOVED}
    found: dict[str, list[Note]] = {}
    for note in seen.values():
        root = _root(note.id, about, seen)
        if root != note.id:
            found.setdefault(root, []).append(note)
    return {root: tuple(_told(records, stage, who, mine)) for root, mine in found.items()}


def _root(note: str, about: dict[str, str], seen: Iterable[str]) -> str:
    """The thing that a thread of notes began at, as far as it can be seen."""
    passed = set()
    while note in about and about[note] in seen and note not in passed:
        passed.add(note)
        note = about[note]
    return note


def _told(records: Records, stage: Stage, who: Who, found: list[Note]) -> Iterable[Comment]:
    tongue = voice(records, stage, who)
    for note in sorted(found, key=lambda one: one.written_at):
        at = note.written_at.astimezone(ZoneInfo(tongue.timezone))
        author = called(records, tongue.texts, note.author)
        yield Comment(id=note.id, said=note.words.said, author=author, at=at, mine=note.author == who.person)
