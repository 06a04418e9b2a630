"""Where notes lie on the sheet: in which place of their field, what they answer, for whom they were typed, and if they are put away."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bot.ports import Row
from bot.records import sheets
from bot.records.core import Records, row_of

# What is written on the sheet itself, and thoughts put aside; all else stands where its method put it.
SHEET, PARKING = "sheet", "parking"
LOOSE = frozenset({SHEET, PARKING})
# The step of what is written on the sheet.
STEP = "note"
REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where one note lies. `rank` counts from 1 within its field (0: nobody has put it anywhere); `state` is empty or `REMOVED`.

    `about`: the note it answers. `typed_by` wrote it down for `lent_to`, who is asked while the author is another. `moved_at`: a stamp.
    """

    note: str
    course: str
    rank: int = 0
    about: str = ""
    lent_to: str = ""
    typed_by: str = ""
    state: str = ""
    moved_by: str = ""
    moved_at: str = ""


def of(records: Records, course: str) -> dict[str, Spot]:
    """Where the notes of a course lie, by note; one that nothing was done with is not there."""
    return {row["note"]: _spot(row) for row in records.rows.some("spots", {"course": course})}


def get(records: Records, course: str, note: str) -> Spot:
    """Where one note lies."""
    row = records.rows.one("spots", {"note": note})
    return _spot(row) if row else Spot(note=note, course=course)


def keep(records: Records, spot: Spot) -> None:
    """A note lies here now."""
    records.rows.put("spots", asdict(spot))
    sheets.touch(records, spot.course)


def removed(records: Records, course: str) -> set[str]:
    """The notes that are put away."""
    return {row["note"] for row in records.rows.some("spots", {"course": course, "state": REMOVED})}


def rank(records: Records, course: str, order: Sequence[str]) -> None:
    """Number these notes in this order."""
    before = of(records, course)
    for number, note in enumerate(order, start=1):
        spot = before.get(note)
        if spot is None:
            records.rows.add("spots", asdict(Spot(note=note, course=course, rank=number)))
        elif spot.rank != number:
            records.rows.change("spots", {"note": note}, {"rank": number})
    sheets.touch(records, course)


def ordered(records: Records, course: str, field: str) -> list[str]:
    """All notes that lie loose in a field, whoever may see them, in their order: the ranked ones, then the others by time."""
    lying = of(records, course)
    rows = [row for row in records.rows.some("notes", {"course": course, "field": field}, order=("made_at",)) if row["flow"] in LOOSE]
    here = [lying.get(row["id"]) or Spot(note=row["id"], course=course) for row in rows]
    return [spot.note for spot in sorted(here, key=place) if not spot.state]


def place(spot: Spot) -> tuple[bool, int]:
    """What loose notes of a field are sorted by, where they come by time."""
    return spot.rank == 0, spot.rank


def lay(records: Records, note: str, field: str) -> None:
    """A note, and what answers it, belongs to this field now. What was parked and is taken out stands on the sheet like any other.

    An answer that is seen where the note is not stays where it lies: else it would tell that the note was moved.
    """
    row = row_of(records.rows.one("notes", {"id": note}))
    out = {"flow": SHEET, "step": STEP} if row["flow"] == PARKING and field != PARKING else {}
    records.rows.change("notes", {"id": note}, {"field": field, **out})
    for spot in of(records, row["course"]).values():
        if spot.about == note and _seen_by(records, spot.note) <= _seen_by(records, note):
            records.rows.change("notes", {"id": spot.note}, {"field": field})
    sheets.touch(records, row["course"])


def moved(records: Records, course: str, note: str, by: str, at: str) -> None:
    """Keep who moved a note last, and when (a stamp)."""
    records.rows.change("spots", {"note": note}, {"moved_by": by, "moved_at": at})
    sheets.touch(records, course)


def _seen_by(records: Records, note: str) -> set[str]:
    """Who sees a note, in whatever version."""
    row = row_of(records.rows.one("notes", {"id": note}))
    shares = records.rows.some("shares", {"note": note, "ended_at": None})
    return {row["author"], *(share["audience"] for share in shares)}


def _spot(row: Row) -> Spot:
    names = ("note", "course", "about", "lent_to", "typed_by", "state", "moved_by", "moved_at")
    return Spot(rank=row["rank"] or 0, **{name: row[name] or "" for name in names})
