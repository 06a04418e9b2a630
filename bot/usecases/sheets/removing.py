"""A note of one's own is taken off the sheet, laid back, or gone for ever."""

from dataclasses import replace

from bot.domain.sheet import Note
from bot.domain.trail import Act
from bot.errors import NotFound
from bot.marks import N_
from bot.records import courses, notes, spots
from bot.records.core import Records
from bot.usecases import sharing
from bot.usecases.sheets import grasp
from bot.usecases.sheets.common import WISH
from bot.usecases.sheets.deed import Deed, Done, Op
from bot.usecases.stage import Stage, Who

TAKEN_OFF = N_("Taget af arket. Du kan hente det tilbage.")
LAID_BACK = N_("Hentet tilbage. Det står på arket igen.")
GONE = N_("Slettet for altid.")


def remove(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """Nobody sees one's own loose note any more, and it can be laid back."""
    courses.require_open(records, who.course, who.person)
    note = grasp.own_loose(records, stage, who, op.get("note"))
    take_off(records, who, note)
    return Done(note=note.id, said=TAKEN_OFF, was={"shared": str(note.shared)}, became={"version": str(note.version)})


def restore(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """A note that was taken off is there again, for its author; a counsellor's for everybody. Raises NotFound for another."""
    courses.require_open(records, who.course, who.person)
    note = _away(records, who, op.get("note"))
    lay_back(records, who, note)
    if grasp.is_counsellor(records, who):
        grasp.show(records, stage, who, note.id)
    return Done(note=note.id, said=LAID_BACK)


def erase(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """One's own loose note is gone, also one that was taken off, and when the course is closed. What others answered stays theirs."""
    away = {note.id: note for note in notes.removed(records, who.course, viewer=who.viewer)}
    note = away.get(op.get("note")) or grasp.own_loose(records, stage, who, op.get("note"))
    if note.shared:
        _withdraw(records, who, note)
    _let_go(records, note)
    return Done(note=note.id, said=GONE)


def take_off(records: Records, who: Who, note: Note) -> None:
    """Put one's own note away, and end what was shared of it."""
    if note.shared:
        _withdraw(records, who, note)
    spots.keep(records, replace(spots.get(records, who.course, note.id), state=spots.REMOVED))


def lay_back(records: Records, who: Who, note: Note) -> None:
    """A note is no longer put away."""
    spots.keep(records, replace(spots.get(records, who.course, note.id), state=""))


def _away(records: Records, who: Who, note: str) -> Note:
    away = {one.id: one for one in notes.removed(records, who.course, viewer=who.viewer)}
    if note not in away:
        raise NotFound
    return away[note]


def _withdraw(records: Records, who: Who, note: Note) -> None:
    if grasp.is_counsellor(records, who):
        notes.withdraw(records, note.id)
        records.log(who.person, Act.REMOVE, who.course, note.id)
    else:
        sharing.withdraw(records, who, [note])


def _let_go(records: Records, note: Note) -> None:
    """With the note go the other wordings that were proposed for it; answers lie by themselves from now on."""
    for row in records.rows.some("notes", {"course": note.course, "flow": WISH, "subject": note.id}):
        notes.erase(records, row["id"])
    for spot in spots.of(records, note.course).values():
        if spot.about == note.id:
            spots.keep(records, replace(spot, about=""))
    records.rows.drop("parked", {"note": note.id})
    notes.erase(records, note.id)


DEEDS: dict[str, Deed] = {"remove": remove, "restore": restore, "erase": erase}
