"""How somebody stands with each method: new, begun or done; and how many they chose themselves."""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.people import Viewer
from bot.domain.sheet import Note
from bot.marks import N_
from bot.records import begun, conversations, notes, spots
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.usecases.stage import Stage, Who

# The fields that are filled by methods somebody chooses; the agreement is prepared by everybody, and parking is no method.
CHOSEN_FIELDS = frozenset({"story", "want", "can", "importance", "belief", "plan"})
# What is written on the sheet, and other wordings for it, belong to no method.
BESIDE_METHODS = spots.LOOSE | {"wish"}


class Standing(StrEnum):
    """How far somebody is with a method."""

    NEW = "new"
    BEGUN = "begun"
    DONE = "done"


NAMES = {Standing.NEW: N_("ny"), Standing.BEGUN: N_("begyndt"), Standing.DONE: N_("gjort")}


def standings(records: Records, stage: Stage, who: Who) -> dict[str, Standing]:
    """How this person stands with every method of the menu.

    Whoever came in by a link from staff is told only what is shared: a method of which something is.
    """
    methods = [method for listed in stage.menu.values() for method in listed]
    if who.shared_only:
        shared = {note.flow for note in answered(records, who.course, who.person, who.viewer)}
        return {method: Standing.BEGUN if method in shared else Standing.NEW for method in methods}
    taken = takings(records, who)
    return {method: _standing(taken.get(method, {})) for method in methods}


def takings(records: Records, who: Who) -> dict[str, dict[Frame, bool]]:
    """For each flow somebody has begun, its takings in the order they were last touched, and whether each was taken to its end."""
    found: dict[str, dict[Frame, bool]] = {}
    for frame, place in conversations.places(records, who.person, who.course):
        found.setdefault(frame.flow, {})[frame] = place.ended
    return found


def answered(records: Records, course: str, person: str, viewer: Viewer) -> list[Note]:
    """What one person has answered, as far as a viewer may see it; what was skipped says nothing."""
    seen = notes.visible(records, course, viewer=viewer, author=person)
    return [note for note in seen if not note.words.skipped]


def counted(records: Records, course: str, person: str, viewer: Viewer) -> tuple[int, int]:
    """How many methods a viewer may know somebody has taken, and how many of these they chose themselves."""
    led = choices(records, course, person, viewer)
    return len(led), sum(suggestion == begun.OWN_CHOICE for suggestion in led)


def choices(records: Records, course: str, person: str, viewer: Viewer) -> list[str]:
    """What led to each method a viewer may know somebody has taken: a suggestion's id, or `begun.OWN_CHOICE`."""
    chosen = [note for note in answered(records, course, person, viewer) if note.field in CHOSEN_FIELDS]
    flows = {note.flow for note in chosen} - BESIDE_METHODS
    chosen_by = begun.choosers(records, course, person)
    return [chosen_by.get(flow, begun.OWN_CHOICE) for flow in flows]


def _standing(taken: Mapping[Frame, bool]) -> Standing:
    if not taken:
        return Standing.NEW
    return Standing.DONE if all(taken.values()) else Standing.BEGUN
