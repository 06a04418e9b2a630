"""A counsellor types for a counsellee who asked them to; it is the counsellee's when they say yes, and goes when they say no."""

from dataclasses import replace

from bot.domain.people import Role
from bot.domain.trail import Act
from bot.errors import NotAllowed, NoteMoved, NotFound
from bot.marks import N_
from bot.records import courses, notes, spots
from bot.records.core import Records
from bot.usecases.sheets.common import require_whole, waits
from bot.usecases.sheets.deed import Deed, Done, Op
from bot.usecases.stage import Stage, Who

NOW_YOURS = N_("Nu er det dine ord.")
NOW_GONE = N_("Det er væk.")


def lend(records: Records, who: Who, note: str, lent_to: str) -> None:
    """What this counsellor just wrote was typed for a counsellee, who sees it and is asked. Raises NotAllowed for anybody else."""
    if who.person not in courses.ids(records, who.course, Role.COUNSELLOR):
        raise NotAllowed
    if lent_to not in courses.ids(records, who.course, Role.COUNSELLEE):
        raise NotAllowed
    spot = spots.get(records, who.course, note)
    spots.keep(records, replace(spot, lent_to=lent_to, typed_by=who.person))
    notes.share(records, note, notes.newest(records, note), lent_to)


def yes(records: Records, _stage: Stage, who: Who, op: Op) -> Done:
    """They are the words of whom they were typed for from now on; whoever typed them still sees them.

    `version` (as it was before them; may be left out while there was only one) guards against a yes to other words: raises NoteMoved.
    """
    spot, version = _asked(records, who, op)
    seen = op.get("version") or "1"
    if seen != str(version):
        now = notes.as_it_was(records, spot.note, version, viewer=who.viewer)
        raise NoteMoved(now.words.said if now else "", version)
    notes.give(records, spot.note, who.person)
    for counsellor in courses.ids(records, who.course, Role.COUNSELLOR):
        notes.share(records, spot.note, version, counsellor)
    courses.move(records, who.course, "share")
    records.log(who.person, Act.SHARE, who.course)
    return Done(note=spot.note, said=NOW_YOURS)


def no(records: Records, _stage: Stage, who: Who, op: Op) -> Done:
    """They are not, and go."""
    spot, _ = _asked(records, who, op)
    notes.erase(records, spot.note)
    return Done(said=NOW_GONE)


def _asked(records: Records, who: Who, op: Op) -> tuple[spots.Spot, int]:
    """What waits for this person's yes, and the version of it that they see."""
    courses.require_open(records, who.course, who.person)
    spot = spots.get(records, who.course, op.get("note"))
    found = notes.visible(records, who.course, viewer=who.viewer, id=spot.note) if spot.lent_to == who.person else []
    if not found or not waits(spot, found[0].author):
        raise NotFound
    require_whole(who)
    return spot, found[0].version


DEEDS: dict[str, Deed] = {"lent_yes": yes, "lent_no": no}
