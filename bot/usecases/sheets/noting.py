"""The notes of a sheet as one member reads them: each in its field, loose ones in their order, and answers under what they answer."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.sheet import Note
from bot.records import notes, parked, spots
from bot.usecases.sheets import grasp
from bot.usecases.sheets.common import waits
from bot.usecases.sheets.sight import Sight
from bot.usecases.sheets.view import NoteView, Seen, Wish
from bot.usecases.takings import in_order, title


def by_field(
    sight: Sight, found: list[Note], wishes: Mapping[str, tuple[Wish, ...]], states: Mapping[str, tuple[str, str]]
) -> dict[str, tuple[NoteView, ...]]:
    """Notes (given by time) by their field: what methods made, as it was taken, and then what lies loose.

    `wishes` by note, and `states` of parked thoughts as `bot.records.parked` tells them.
    """
    views = {note.id: view(sight, note, wishes.get(note.id, ()), states.get(note.id, ("", ""))[0]) for note in found}
    nested = _nested(sight, found, views)
    top = [note for note in found if note.id not in nested]
    fields = dict.fromkeys(note.field for note in found)
    return {field: tuple(views[note.id] for note in _in_place(sight, [one for one in top if one.field == field])) for field in fields}


def seen(sight: Sight, note: Note) -> Seen:
    """Who sees a note of one's own. Words that were written anew and are the same are not newer."""
    if note.author != sight.who.person or (note.shared and not note.newer):
        return Seen.BOTH
    if not note.shared:
        return Seen.MINE
    told = {number: words for number, _, words in notes.history(sight.records, note, viewer=sight.who.viewer)}
    return Seen.BOTH if told[note.shared].said == note.words.said else Seen.NEWER


def _nested(sight: Sight, found: list[Note], views: dict[str, NoteView]) -> set[str]:
    """Put answers under what they answer, where that is seen; which were."""
    answers: dict[str, list[NoteView]] = {}
    for note in found:
        about = sight.spot(note.id).about
        if about in views:
            answers.setdefault(about, []).append(replace(views[note.id], loose=False))
    for about, under in answers.items():
        views[about] = replace(views[about], answers=tuple(under))
    return {answer.id for under in answers.values() for answer in under}


def _in_place(sight: Sight, here: list[Note]) -> list[Note]:
    """What methods made by taking, the first begun first; then what lies loose, by where it was put and then by time."""
    takings: dict[tuple[str, str], list[Note]] = {}
    for note in here:
        if note.flow not in spots.LOOSE:
            takings.setdefault((note.flow, note.subject), []).append(note)
    loose = sorted((note for note in here if note.flow in spots.LOOSE), key=lambda note: spots.place(sight.spot(note.id)))
    return [*(note for taking in takings.values() for note in in_order(sight.stage, taking)), *loose]


def view(sight: Sight, note: Note, wishes: tuple[Wish, ...] = (), state: str = "") -> NoteView:
    """One note. `wishes` are other wordings of it, `state` how it stands with it as a parked thought."""
    mine, loose, spot = note.author == sight.who.person, note.flow in spots.LOOSE, sight.spot(note.id)
    asked = waits(spot, note.author)
    return NoteView(
        id=note.id,
        field=note.field,
        author=sight.name(note.author),
        role=sight.role(note.author),
        mine=mine,
        said=note.words.said,
        at=note.written_at.astimezone(sight.zone),
        version=note.version,
        seen=seen(sight, note),
        question="" if loose else note.words.question,
        title="" if loose else title(sight.stage, note, sight.tongue),
        edited=note.edited,
        loose=loose and not sight.closed,
        changeable=mine and grasp.is_plain(note) and not sight.closed and not sight.who.shared_only,
        file=note.words.answer.get("file", ""),
        media=note.words.answer.get("media", ""),
        typed_by=sight.name(spot.typed_by) if spot.typed_by else "",
        asks_me=asked and spot.lent_to == sight.who.person,
        awaits=sight.name(spot.lent_to) if asked and spot.lent_to != sight.who.person else "",
        parked=_parked(note, state, mine=mine),
        wishes=wishes,
    )


def _parked(note: Note, state: str, *, mine: bool) -> str:
    """How it stands with a thought that lies in the parking lot; whether it is kept is its author's alone to know."""
    if note.field != spots.PARKING or state == parked.LET_GO:
        return ""
    if state == parked.AGENDA:
        return state if note.shared or not mine else ""
    return state if mine else ""
