"""What everybody of a course sees in a field of the sheet, and how something comes to be seen."""

from collections.abc import Iterable
from dataclasses import replace

from bot.errors import NotAllowed
from bot.ports import Row
from bot.records import courses, notes, spots
from bot.records.core import Records
from bot.usecases import park_proposals, sharing
from bot.usecases.sheets import telling
from bot.usecases.stage import Stage, Who

WISH = "wish"
# What is about the sheet rather than on it.
_BESIDE = {WISH, "followup", "aim", "invitation"}

Words = tuple[tuple[str, int], ...]


def words_of(records: Records, course: str, field: str) -> Words:
    """The notes of a field as everybody sees them, in their order, by id with version. Answers to notes are talk about them."""
    lying = spots.of(records, course)
    seen = notes.seen_by_all(records, course, courses.everyone(records, course), field=field)
    found = [(lying.get(row["id"]) or spots.Spot(note=row["id"], course=course), row, version) for row, version in seen]
    standing = [(spot, version) for spot, row, version in found if _stands(spot, row)]
    return tuple((spot.note, version) for spot, version in sorted(standing, key=lambda one: spots.place(one[0])))


def _stands(spot: spots.Spot, row: Row) -> bool:
    asked = row["flow"] in _BESIDE or row["step"] == park_proposals.PROPOSED
    return not (asked or spot.about or spot.state or waits(spot, row["author"]))


def waits(spot: spots.Spot, author: str) -> bool:
    """Whether what was typed for somebody still waits for their yes."""
    return bool(spot.lent_to) and spot.lent_to != author


def whole(who: Who) -> Who:
    """Somebody as the one who writes, also where they came by a link of staff's and see only what they show."""
    return replace(who, shared_only=False)


def show_now(records: Records, stage: Stage, who: Who, ids: Iterable[str]) -> str:
    """Let the counsellors see these notes of a counsellee's own as they are now; what is said where that cannot be, else nothing."""
    if sharing.is_alone(records, who.course):
        return sharing.NOBODY_YET
    newest = [notes.as_it_was(records, note, notes.newest(records, note), viewer=whole(who).viewer) for note in ids]
    sharing.share(records, stage, who, [note for note in newest if note], on_sheet=True)
    telling.shown(records, stage, who)
    return ""


def require_seen(who: Who, *, show: bool) -> None:
    """Who sees only what they show can write nothing for themselves alone. Raises NotAllowed."""
    if who.shared_only and not show:
        raise NotAllowed


def require_whole(who: Who) -> None:
    """Who came by a link of staff's says yes to nothing and changes nothing: staff could have come by it themselves. Raises NotAllowed."""
    if who.shared_only:
        raise NotAllowed
