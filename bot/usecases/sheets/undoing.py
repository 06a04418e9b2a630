"""One's own last act is undone, as long as nothing has moved on since; the acts before it come next."""

from collections.abc import Callable

from bot.domain.people import Viewer
from bot.domain.sheet import Note
from bot.errors import BadInput, NotAllowed
from bot.marks import N_
from bot.records import courses, notes, ops, spots
from bot.records.core import Records
from bot.records.ops import Did
from bot.usecases import sharing
from bot.usecases.sheets import grasp, placing, removing, writing
from bot.usecases.sheets.deed import Deed, Done, Op
from bot.usecases.sheets.sight import Sight
from bot.usecases.stage import Stage, Who

UNDO = "undo"
UNDONE = N_("Fortrudt.")
ACTS = {
    "add": N_("at du skrev en note"),
    "edit": N_("at du rettede en note"),
    "show": N_("at du viste en note"),
    "hide": N_("at du tog en note tilbage"),
    "move": N_("at du flyttede en note"),
    "park": N_("at du parkerede en note"),
    "remove": N_("at du tog en note af arket"),
}


def offered(sight: Sight) -> str:
    """What the last act of those that can be undone was; empty where it has moved on, and to who came by a link of staff's."""
    if sight.closed or sight.who.shared_only:
        return ""
    did = _last(sight.records, sight.who)
    return sight.tongue.say(ACTS[did.kind]) if did and _found(sight.records, sight.who, did) else ""


def undo(records: Records, stage: Stage, who: Who, _op: Op) -> Done:
    """Undo what this member did last and has not undone. Raises BadInput("undo") when there is nothing, or it has moved on since."""
    courses.require_open(records, who.course, who.person)
    if who.shared_only:
        raise NotAllowed
    did = _last(records, who)
    note = _found(records, who, did) if did else None
    if did is None or note is None:
        raise BadInput(UNDO)
    _BACK[did.kind](records, stage, who, did, note)
    ops.undone(records, who.course, did.seq)
    return Done(note=note.id, said=UNDONE, was={"field": note.field} if did.kind in placing.DEEDS else {})


def _last(records: Records, who: Who) -> Did | None:
    return ops.last(records, who.course, who.person, ACTS)


def _found(records: Records, who: Who, did: Did) -> Note | None:
    """The note as the act left it; None when it has moved on since."""
    viewer = Viewer(person=who.person)
    if did.kind == "remove":
        seen = [note for note in notes.removed(records, who.course, viewer=viewer) if note.id == did.note]
    else:
        seen = notes.visible(records, who.course, viewer=viewer, id=did.note)
    return seen[0] if seen and _is_as_left(records, did, seen[0]) else None


def _is_as_left(records: Records, did: Did, note: Note) -> bool:
    if did.kind in placing.DEEDS:
        spot = spots.get(records, note.course, note.id)
        return (note.field, spot.moved_by, spot.moved_at) == (did.became["field"], did.person, did.became["at"])
    # Words that were written anew by an undo are the same words under another number; of what is another's by now nothing is told.
    told = {number: words for number, _, words in notes.history(records, note, viewer=Viewer(person=did.person))}
    left = (told.get(int(did.became["version"])), told.get(int(did.became.get("shared", "0"))))
    return (note.words, told.get(note.shared)) == left


def _take_off(records: Records, _stage: Stage, who: Who, _did: Did, note: Note) -> None:
    removing.take_off(records, who, note)


def _reword(records: Records, stage: Stage, who: Who, did: Did, note: Note) -> None:
    """The words from before, as one version more: what was written since stays in the history.

    Where nobody else saw the edit, nobody else sees that it is undone.
    """
    was = int(did.was["version"])
    before = next(words for number, _, words in notes.history(records, note, viewer=who.viewer) if number == was)
    if before != note.words:
        writing.again(records, stage, who, note, before)
    if did.was["shared"] == did.became["shared"]:
        return
    if did.was["shared"] == did.was["version"]:
        grasp.show(records, stage, who, note.id)
    else:
        _unshow(records, stage, who, did, note)


def _unshow(records: Records, _stage: Stage, who: Who, did: Did, note: Note) -> None:
    """As it was shared before: not at all, or in the version of then."""
    if note.shared and note.shared != int(did.was["shared"]):
        sharing.withdraw(records, who, [note])
        _share_again(records, who, did, note)


def _reshow(records: Records, _stage: Stage, who: Who, did: Did, note: Note) -> None:
    _share_again(records, who, did, note)


def _lay_back(records: Records, stage: Stage, who: Who, did: Did, note: Note) -> None:
    removing.lay_back(records, who, note)
    if grasp.is_counsellor(records, who):
        grasp.show(records, stage, who, note.id)
    else:
        _share_again(records, who, did, note)


def _share_again(records: Records, who: Who, did: Did, note: Note) -> None:
    version = int(did.was["shared"])
    if version:
        sharing.let_see(records, who, note.id, version)


def _put_back(records: Records, _stage: Stage, who: Who, did: Did, note: Note) -> None:
    placing.put(records, who.course, note.id, did.was["field"], did.was["after"])
    spots.moved(records, who.course, note.id, did.was["by"], did.was["at"])


Back = Callable[[Records, Stage, Who, Did, Note], None]
_BACK: dict[str, Back] = {
    "add": _take_off,
    "edit": _reword,
    "show": _unshow,
    "hide": _reshow,
    "move": _put_back,
    "park": _put_back,
    "remove": _lay_back,
}
DEEDS: dict[str, Deed] = {UNDO: undo}
