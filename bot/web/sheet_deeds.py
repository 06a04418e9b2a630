"""What is done on the sheet by a form or by a script: one address for all of it, and what is answered when it cannot be done."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.domain.sheet import FIELDS
from bot.errors import BadInput, CourseClosed, CourseFrozen, NotAllowed, NoteMoved, NotFound, SamvejError, WordingMoved
from bot.marks import N_
from bot.records.core import Records
from bot.texts import Texts
from bot.usecases import care
from bot.usecases.crisis import asks_for_help
from bot.usecases.grave import is_grave
from bot.usecases.screens import Care
from bot.usecases.sheets import ops, steps
from bot.usecases.sheets.ops import Done, Op
from bot.usecases.stage import Stage, Who, voice
from bot.web.access import Web, see_other
from bot.web.chat import TOO_FAST
from bot.web.desk_deeds import FAULTS as WRONG
from bot.web.desk_deeds import typed
from bot.web.sheet_door import Member, both

NOT_ABOUT = {"csrf", "op", "kind", "place"}
# What somebody wrote by hand, and is given back where it could not be kept.
WORDS = ("text", "line", "what", "first", "helper", "sign", "sentence", "forget", "cue", "reply", "hindered")
# All that can be typed, for whoever types something grave.
TYPED = (*WORDS, "by", "point")
SCRIPT, DONE, HELP = "x-part", "gjort", "/akut"
INPUT = {
    "text": N_("Skriv noget på højst 2000 tegn."),
    "line": WRONG["line"],
    "by": WRONG["due"],
    "what": WRONG["promise"],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why something was not done: the status and reason for a script, and what is said about it (a source text)."""

    status: int
    reason: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFaultPage:
    """It was not done: what is said about it, what was typed, and for words that clash the `note` with what stands in it `now`."""

    base: str
    said: str
    kept: tuple[str, ...]
    note: str = ""
    field: str = ""
    now: str = ""
    version: int = 0
    care: Care | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetToldPart:
    """What is told to whoever did it and to nobody else: help, and the code that opens everything again (empty: none)."""

    care: Care | None
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetToldPage(SheetToldPart):
    """The same as a page of its own. `said`: what came of it (may be empty); `back`: the place on the sheet where it was done."""

    base: str
    back: str
    said: str


UNREAD = Fault(status=422, reason="input", said=N_("Det kunne jeg ikke forstå. Prøv igen."))
HELD = Fault(status=429, reason="fast", said=TOO_FAST)
FAULTS: dict[type[SamvejError], Fault] = {
    NoteMoved: Fault(status=409, reason="text", said=N_("Du har rettet det et andet sted imens.")),
    WordingMoved: Fault(status=409, reason="wording", said=N_("Ordene er ændret, siden du så dem. Læs dem, som de står nu.")),
    NotFound: Fault(status=410, reason="gone", said=N_("Det er ikke på arket mere.")),
    CourseFrozen: Fault(status=423, reason="frozen", said=N_("Forløbet er frosset. Du kan ikke skrive her lige nu.")),
    NotAllowed: Fault(status=403, reason="not_yours", said=N_("Det kan du ikke gøre her.")),
    CourseClosed: Fault(status=409, reason="closed", said=N_("Et afsluttet forløb kan læses, men ikke ændres.")),
    BadInput: UNREAD,
}


def routes(web: Web) -> list[Route]:
    """The one address where things are done."""
    return both(web, "/op", deed, "POST")


async def deed(web: Web, request: Request, member: Member) -> Response:
    """Do one thing; a form is then shown the sheet, a script is told what came of it."""
    said = await _sent(request)
    if not member.staff and any(asks_for_help(said.get(name, "")) for name in TYPED):
        return JSONResponse({"note": "", "said": "", "go": HELP}) if SCRIPT in request.headers else see_other(HELP)
    help_there_is = await _care(web, member, said)
    if not web.limits.allow("sheet_ops", member.who.person):
        return await _refused(web, request, member, said, HELD, care=help_there_is)
    op = _op(said)
    try:
        done = await web.write(lambda records: _do(records, web.stage, member.who, op))
    except tuple(FAULTS) as error:
        return await _refused(web, request, member, said, _fault(error), error, care=help_there_is)
    return await _done(web, request, member, op, done, help_there_is)


async def _care(web: Web, member: Member, said: Mapping[str, str]) -> Care | None:
    """Help for a counsellee who typed something grave. Nobody else is told, and nothing is kept of it."""
    if member.staff or not is_grave("\n".join(said.get(name, "") for name in TYPED), web.stage.grave):
        return None
    return await web.read(lambda records: care.card(records, web.stage, member.who, onward=member.base))


def _do(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    done = ops.do(records, stage, who, op)
    return replace(done, said=voice(records, stage, who).say(done.said)) if done.said else done


async def gone(web: Web, request: Request, member: Member) -> Response:
    """What was asked for does not stand on the sheet, or not any more, for this reader."""
    return await _refused(web, request, member, {}, FAULTS[NotFound], care=None)


async def _done(web: Web, request: Request, member: Member, op: Op, done: Done, help_there_is: Care | None) -> Response:
    texts, back = await web.texts(request, member.who.person), _place(op, done)
    if SCRIPT in request.headers:
        return JSONResponse({"note": done.note, "said": done.said, **_told(web, texts, help_there_is, done.code)})
    if help_there_is or done.code:
        page = SheetToldPage(care=help_there_is, code=done.code, base=member.base, back=f"{member.base}{back}", said=done.said)
        return web.pages.response(page, texts)
    return see_other(f"{member.base}?{urlencode({DONE: op.id})}{back}")


def _told(web: Web, texts: Texts, help_there_is: Care | None, code: str = "") -> dict[str, str]:
    """What a script shows at once to whoever did it, as HTML."""
    return {"told": web.pages.text(SheetToldPart(care=help_there_is, code=code), texts)} if help_there_is or code else {}


def _place(op: Op, done: Done) -> str:
    """Where on the page it was done."""
    if op.kind in steps.DEEDS:
        return f"#step-{done.note}"
    if done.note and op.kind not in {"remove", "erase", "dot"}:
        return f"#note-{done.note}"
    return f"#field-{op.get('field')}" if op.get("field") in FIELDS else ""


async def _refused(
    web: Web,
    request: Request,
    member: Member,
    said: Mapping[str, str],
    fault: Fault,
    error: SamvejError | None = None,
    *,
    care: Care | None,
) -> Response:
    texts = await web.texts(request, member.who.person)
    now, version = (error.now, error.version) if isinstance(error, NoteMoved) else ("", 0)
    if SCRIPT in request.headers:
        told = {"reason": fault.reason, "said": texts.say(fault.said), **_told(web, texts, care)}
        return JSONResponse(told | ({"now": now, "version": version} if version else {}), fault.status)
    page = SheetFaultPage(
        base=member.base,
        said=fault.said,
        kept=tuple(said[name] for name in WORDS if said.get(name, "").strip()),
        note=said.get("note", "") if version else "",
        field=said.get("field", ""),
        now=now,
        version=version,
        care=care,
    )
    return web.pages.response(page, texts, fault.status)


async def _sent(request: Request) -> Mapping[str, str]:
    """What came along, by name: from a form, or as JSON. What cannot be read is nothing."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        return await typed(request)
    try:
        data = json.loads(await request.body())
    except (ValueError, RecursionError):
        return {}
    return {name: _sayable(said) for name, said in data.items() if isinstance(said, str)} if isinstance(data, dict) else {}


def _sayable(said: str) -> str:
    """Without halves of signs, which JSON can name and no page can be written with."""
    return said.encode(errors="ignore").decode()


def _op(said: Mapping[str, str]) -> Op:
    """The deed. A place chosen in a list names a field and the note above it."""
    about = {name: value for name, value in said.items() if name not in NOT_ABOUT}
    if "place" in said:
        about["field"], _, about["after"] = said["place"].partition("/")
    return Op(id=said.get("op", ""), kind=said.get("kind", ""), about=about)


def _fault(error: SamvejError) -> Fault:
    """What is answered; for what was typed wrongly the field says what to do."""
    fault = next(fault for kind, fault in FAULTS.items() if isinstance(error, kind))
    if not isinstance(error, BadInput) or not error.details:
        return fault
    return replace(fault, said=INPUT.get(error.details[0], error.details[0]))
