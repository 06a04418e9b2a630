"""Reads where we are: the sheet small, how full each field of it is for the one who looks, and where they are."""

from bot.domain.people import Role
from bot.domain.pictures import Overview, Picture, Place
from bot.domain.sheet import FIELDS
from bot.marks import N_
from bot.records import conversations, courses
from bot.records.core import Records
from bot.usecases.fullness import OWN, SEEN, Full, Fullness, line, own, seen
from bot.usecases.stage import Stage, Voice, Who, voice

TITLE, ALT, HERE = N_("Hvor er vi?"), N_("Arket med sine {count} felter."), N_("Du er her")
FILLED, BEGUN, EMPTY, SHARED = N_("Svar i feltet"), N_("Begyndt"), N_("Tomt endnu"), N_("Noget er delt")
SHARED_WITH_ME, NOT_SHARED = N_("Noget er delt med dig"), N_("Intet er delt")
MINE = {Full.FILLED: FILLED, Full.BEGUN: BEGUN, Full.EMPTY: EMPTY}
THEIRS = {Full.FILLED: SHARED_WITH_ME, Full.EMPTY: NOT_SHARED}


def read(records: Records, stage: Stage, who: Who, author: str) -> Picture | None:
    """The sheet as its counsellee or a counsellor may know it; None for a counsellee who asks for somebody else's."""
    is_counsellor = who.person in courses.ids(records, who.course, Role.COUNSELLOR)
    if author != who.person and not is_counsellor:
        return None
    fields = seen(records, stage, who) if is_counsellor else own(records, stage, who)
    return _drawn(fields, _here(records, stage, who), voice(records, stage, who), is_counsellor=is_counsellor)


def _drawn(fields: tuple[Fullness, ...], here: str, tongue: Voice, *, is_counsellor: bool) -> Overview:
    words, terms = (SEEN, THEIRS) if is_counsellor else (OWN, MINE)
    legend = {
        **{full.value: term for full, term in terms.items()},
        **({} if is_counsellor else {"shared": SHARED}),
        **({"here": HERE} if here else {}),
    }
    lines = [tongue.say(ALT, count=len(fields)), *(line(one, words, tongue) for one in fields)]
    return Overview(
        title=tongue.say(TITLE),
        alt="\n".join([*lines, *([f"{tongue.say(HERE)}: {tongue.say(FIELDS[here])}"] if here else [])]),
        language=tongue.texts.language,
        terms={name: tongue.say(term) for name, term in legend.items()},
        places=tuple(_place(one, here, tongue, is_told=not is_counsellor) for one in fields),
    )


def _place(one: Fullness, here: str, tongue: Voice, *, is_told: bool) -> Place:
    """A field. That something is shared is said to the counsellee; a counsellor is shown nothing else."""
    name = tongue.say(FIELDS[one.field])
    return Place(id=one.field, name=name, state=one.full.value, shared=is_told and bool(one.shared), here=one.field == here)


def _here(records: Records, stage: Stage, who: Who) -> str:
    """The field of what is open on the viewer's own seat; empty where nothing is, and for who came in by a link from staff."""
    seat = None if who.shared_only else conversations.seat(records, who.person, who.course)
    flow = stage.flows.get(seat.stack[-1].flow) if seat and seat.stack else None
    return flow.field if flow and flow.field in FIELDS else ""
