"""How full each field of the sheet is, as one viewer may know it: what the words and the picture of the whole sheet both tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import Role
from bot.domain.sheet import FIELDS
from bot.marks import N_
from bot.records import courses
from bot.records.core import Records
from bot.usecases import sharing
from bot.usecases.stage import Stage, Voice, Who
from bot.usecases.standings import Standing, answered, standings


class Full(StrEnum):
    """How full a field is."""

    FILLED = "filled"
    BEGUN = "begun"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fullness:
    """One field: how full, how many answers, how many of them others see, and how it stands with its methods that are begun."""

    field: str
    full: Full
    count: int
    shared: int
    begun: Mapping[str, Standing]


OWN = {
    Full.FILLED: N_("{field} – {count} svar, {shared} delt"),
    Full.BEGUN: N_("{field} – begyndt"),
    Full.EMPTY: N_("{field} – tomt endnu"),
}
SEEN = {Full.FILLED: N_("{field} – {count} svar delt"), Full.EMPTY: N_("{field} – ikke delt")}


def own(records: Records, stage: Stage, who: Who) -> tuple[Fullness, ...]:
    """The fields in the order of the sheet, for the counsellee themself."""
    mine, stands = sharing.offered(records, stage, who), standings(records, stage, who)
    found = []
    for name in FIELDS:
        begun = {method: stands[method] for method in stage.menu.get(name, ()) if stands[method] is not Standing.NEW}
        here = [note for note in mine if note.field == name]
        full = Full.FILLED if here else Full.BEGUN if begun else Full.EMPTY
        shared = sum(1 for note in here if note.shared)
        found.append(Fullness(field=name, full=full, count=len(here), shared=shared, begun=begun))
    return tuple(found)


def seen(records: Records, stage: Stage, who: Who) -> tuple[Fullness, ...]:
    """The fields in the order of the sheet, for a counsellor: what is shared with them, and nothing of what is not."""
    guided = courses.ids(records, who.course, Role.COUNSELLEE)
    theirs = [note for person in guided for note in answered(records, who.course, person, who.viewer)]
    found = []
    for name in FIELDS:
        here = [note for note in theirs if note.field == name]
        flows = {note.flow for note in here}
        begun = {method: Standing.BEGUN for method in stage.menu.get(name, ()) if method in flows}
        found.append(Fullness(field=name, full=Full.FILLED if here else Full.EMPTY, count=len(here), shared=len(here), begun=begun))
    return tuple(found)


def line(one: Fullness, words: Mapping[Full, str], tongue: Voice) -> str:
    """A field in one line; `words` are OWN or SEEN."""
    return tongue.say(words[one.full], field=tongue.say(FIELDS[one.field]), count=one.count, shared=one.shared)
