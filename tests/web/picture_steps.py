from urllib.parse import quote

from bot.domain.sheet import Words
from bot.records import notes
from bot.records.core import Records
from bot.usecases.pictures.reading import Ref
from bot.usecases.stage import Who
from tests.web.world import World

FLOW, STEP, SUBJECT = "crossroads", "roads", "first"


def drew(world: World, who: Who, *roads: str, share: bool = False) -> str:
    """A crossroads with these roads, told anew where there is one; its note. With `share` the counsellor sees it as it is now."""

    def write(records: Records) -> str:
        note = notes.write(records, course=who.course, author=who.person, field="want", flow=FLOW, subject=SUBJECT, step=STEP, words=said)
        if share:
            notes.share(records, note, notes.newest(records, note), world.counsellor)
        return note

    said = Words(question="Hvilke veje er der?", said="; ".join(roads), answer={"entries": [{"name": road} for road in roads]})
    return world.write(write)


def ref(who: Who) -> str:
    """How the crossroads is asked for."""
    return str(Ref(kind=FLOW, author=who.person, subject=SUBJECT))


def at(who: Who, base: str, form: str = "svg", kind: str = "") -> str:
    """Where the crossroads lies."""
    return f"{base}/picture/{quote(kind or ref(who))}.{form}"
