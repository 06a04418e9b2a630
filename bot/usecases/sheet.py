"""The sheet as one member may see it: its fields, what was taken in each, and every note with its author, question and time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.sheet import BESIDE, FIELDS, Note
from bot.records import notes, spots
from bot.records.core import Records
from bot.usecases import park_proposals
from bot.usecases.stage import Stage, Voice, Who, called, voice
from bot.usecases.takings import in_order, share_class, title


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNote:
    """One note: its id, who wrote it, the question it answers and what was said, when (in the reader's time), and a file of its own."""

    id: str
    author: str
    question: str
    said: str
    at: datetime
    edited: bool = False
    file: str = ""
    media: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTaking:
    """What was written in one taking of a method, in its order.

    `at` is when it was last written in; `by` who wrote all of it, empty where there were several.
    """

    title: str
    by: str
    at: datetime
    notes: tuple[SheetNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetField:
    """A field that has something in it: its id and name, and what was taken, the newest first."""

    id: str
    name: str
    takings: tuple[SheetTaking, ...]


def read(records: Records, stage: Stage, who: Who) -> tuple[SheetField, ...]:
    """The fields that hold something this member may see, in the order of the sheet. What was skipped or kept to oneself is not there."""
    found, tongue = seen(records, stage, who), voice(records, stage, who)
    note_of = _reader(records, tongue)
    return tuple(
        SheetField(id=field, name=tongue.say(name), takings=_takings(stage, here, tongue, note_of))
        for field, name in {**FIELDS, **BESIDE}.items()
        if (here := [note for note in found if note.field == field])
    )


def seen(records: Records, stage: Stage, who: Who) -> list[Note]:
    """The notes that stand on the sheet for this member, oldest first: all that they and others may see."""
    found = notes.visible(records, who.course, viewer=who.viewer)
    return [note for note in found if stands_there(stage, note) and not (note.author == who.person and not note.shared)]


def stands_there(stage: Stage, note: Note) -> bool:
    """Whether a note is one of the sheet's. Why somebody was invited, what they were asked, and other wordings are told beside it."""
    asked = {("followup", "question"), (park_proposals.FLOW, park_proposals.PROPOSED)}
    beside = note.flow in {"invitation", "wish"} or (note.flow, note.step) in asked
    return not (beside or note.words.skipped or share_class(stage, note) == "never")


def told(records: Records, stage: Stage, who: Who, found: list[Note]) -> tuple[SheetNote, ...]:
    """Some notes as this member reads them."""
    return tuple(map(_reader(records, voice(records, stage, who)), found))


def _takings(stage: Stage, found: list[Note], tongue: Voice, note_of: Callable[[Note], SheetNote]) -> tuple[SheetTaking, ...]:
    grouped: dict[tuple[str, str], list[Note]] = {}
    for note in sorted(found, key=lambda note: note.written_at)[::-1]:
        loose = note.field == "parking" or note.flow == spots.SHEET
        grouped.setdefault((note.flow, "" if loose else note.subject), []).append(note)
    return tuple(_taking(title(stage, mine[0], tongue), tuple(map(note_of, in_order(stage, mine)))) for mine in grouped.values())


def _taking(name: str, told: tuple[SheetNote, ...]) -> SheetTaking:
    authors = {note.author for note in told}
    return SheetTaking(title=name, by=authors.pop() if len(authors) == 1 else "", at=max(note.at for note in told), notes=told)


def _reader(records: Records, tongue: Voice) -> Callable[[Note], SheetNote]:
    zone = ZoneInfo(tongue.timezone)

    def read_one(note: Note) -> SheetNote:
        answer = note.words.answer
        return SheetNote(
            id=note.id,
            author=called(records, tongue.texts, note.author),
            question=note.words.question,
            said=note.words.said,
            at=note.written_at.astimezone(zone),
            edited=note.edited,
            file=answer.get("file", ""),
            media=answer.get("media", ""),
        )

    return read_one
