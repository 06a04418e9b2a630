"""Where notes lie: moved by anybody who sees them, and put aside in the parking lot by their author alone."""

from bot.domain.sheet import Note
from bot.errors import BadInput, NotAllowed
from bot.marks import N_
from bot.records import courses, notes, parked, spots
from bot.records.core import Records, stamp
from bot.usecases.sheets import grasp
from bot.usecases.sheets.deed import Deed, Done, Op
from bot.usecases.stage import Stage, Who

MOVED, PARKED = N_("Flyttet."), N_("Parkeret.")


def move(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """Put a loose note behind another one that the mover sees, or first in a field (`after` empty).

    Raises NotAllowed for somebody else's note into or out of the parking lot, BadInput for what has no place of its own.
    """
    courses.require_open(records, who.course, who.person)
    note, field = grasp.loose(records, stage, who, op.get("note")), grasp.field(op.get("field"))
    if op.get("after"):
        grasp.seen(records, stage, who, op.get("after"))
    return _moved(records, who, note, field, op.get("after"), MOVED)


def park(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """Put one's own note aside, behind what lies in the parking lot already."""
    courses.require_open(records, who.course, who.person)
    note = grasp.own_loose(records, stage, who, op.get("note"))
    lying = spots.ordered(records, who.course, spots.PARKING)
    return _moved(records, who, note, spots.PARKING, lying[-1] if lying else "", PARKED)


def put(records: Records, course: str, note: str, field: str, after: str) -> None:
    """A note lies in this field, behind that one; first where `after` is empty, last where it is not there. All are numbered anew."""
    spots.lay(records, note, field)
    order = [one for one in spots.ordered(records, course, field) if one != note]
    place = 0 if not after else order.index(after) + 1 if after in order else len(order)
    spots.rank(records, course, [*order[:place], note, *order[place:]])


def before(records: Records, course: str, note: str, field: str) -> str:
    """Behind which note of its field one lies; empty for the first."""
    order = spots.ordered(records, course, field)
    place = order.index(note) if note in order else 0
    return order[place - 1] if place else ""


def _moved(records: Records, who: Who, note: Note, field: str, after: str, said: str) -> Done:
    spot = spots.get(records, who.course, note.id)
    if spot.about and notes.visible(records, who.course, viewer=who.viewer, id=spot.about):
        raise BadInput
    if (field == spots.PARKING) != (note.field == spots.PARKING) and (note.author != who.person or who.shared_only):
        raise NotAllowed
    back = {"after": before(records, who.course, note.id, note.field), "by": spot.moved_by, "at": spot.moved_at}
    stays = after == note.id and field == note.field
    put(records, who.course, note.id, field, back["after"] if stays else after)
    if field == spots.PARKING != note.field and note.id in parked.states(records, who.course):
        parked.move(records, who.course, note.id, "")
    spots.moved(records, who.course, note.id, who.person, stamp(records.now))
    became = {"field": field, "at": stamp(records.now)}
    return Done(note=note.id, said=said, was={"field": note.field, **back}, became=became)


DEEDS: dict[str, Deed] = {"move": move, "park": park}
