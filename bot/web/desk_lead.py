"""The desk of a lead: every course without a word of it, a new one for a counsellor, and handing over."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.people import Person, Role
from bot.errors import BadInput
from bot.marks import N_
from bot.records.core import Records
from bot.records.links import Session
from bot.usecases import handing_over, inviting, leading, service_counts
from bot.usecases.inviting import LONGEST_REASON
from bot.usecases.leading import Line
from bot.usecases.service_counts import Counts
from bot.web.access import Web, see_other
from bot.web.desk_deeds import Form, faulty, typed
from bot.web.desk_door import signed_in

HOME = "/desk/lead"
COURSE = f"{HOME}/course/{{course}}"
FAULTS = {
    "coming": N_("Vælg en vejleder, der kan tage over."),
    "counsellor": N_("Vælg en vejleder."),
    "reason": N_("Skriv med højst 300 tegn, hvorfor de skal mødes."),
    "duty": N_("Skriv pligten med højst 300 tegn."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLeadPage:
    """Every course. `saved`: the one a new thing was just done to (its id, empty for none)."""

    lines: tuple[Line, ...]
    saved: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLeadCoursePage:
    """One course, and the counsellors it can be handed to."""

    line: Line
    counsellors: tuple[Person, ...]
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLeadInvitePage:
    """The form of a new course, with what was typed and what is wrong with it, by field."""

    counsellors: tuple[Person, ...]
    longest: int = LONGEST_REASON
    typed: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLeadFiguresPage:
    """How many there were, month by month. `names` are the columns, as source texts; `least` is the smallest number that is shown."""

    counts: Counts
    names: Mapping[str, str]
    least: int = service_counts.LEAST


def routes(web: Web) -> list[Route]:
    """Every address of a lead's desk."""
    return [
        Route(HOME, signed_in(web, overview, Role.LEAD), methods=["GET"]),
        Route(f"{HOME}/tal", signed_in(web, figures, Role.LEAD), methods=["GET"]),
        Route(f"{HOME}/invite", signed_in(web, invite_form, Role.LEAD), methods=["GET"]),
        Route(f"{HOME}/invite", signed_in(web, invite, Role.LEAD), methods=["POST"]),
        Route(COURSE, signed_in(web, course, Role.LEAD), methods=["GET"]),
        Route(f"{COURSE}/handover", signed_in(web, hand_over, Role.LEAD), methods=["POST"]),
        Route(f"{COURSE}/takeback", signed_in(web, take_back, Role.LEAD), methods=["POST"]),
    ]


async def overview(web: Web, request: Request, session: Session) -> Response:
    """The list, which counts as a read."""
    lead, saved = session.person, request.query_params.get("saved", "")
    found = await web.shown(lambda records: leading.lines(records, lead), lambda records, _: leading.seen(records, lead))
    return web.pages.response(DeskLeadPage(lines=tuple(found), saved=saved), await web.texts(request, lead))


async def figures(web: Web, request: Request, session: Session) -> Response:
    """How many there were of everything. It tells of nobody, so it is no reading."""
    found = await web.read(lambda records: service_counts.counts(records, session.person))
    page = DeskLeadFiguresPage(counts=found, names=service_counts.NAMES)
    return web.pages.response(page, await web.texts(request, session.person))


async def invite_form(web: Web, request: Request, session: Session) -> Response:
    """The empty form."""
    return await _form(web, request, session)


async def invite(web: Web, request: Request, session: Session) -> Response:
    """A new course; its link is its counsellor's to make."""
    form = await typed(request)
    try:
        made = await web.write(lambda records: _assign(records, web, session.person, form))
    except BadInput as fault:
        return await _form(web, request, session, typed=form, faults=faulty(fault, "reason", FAULTS), status=422)
    return see_other(f"{HOME}?saved={made}")


async def course(web: Web, request: Request, session: Session) -> Response:
    """One course, which is a list of one."""
    return await _course(web, request, session)


async def hand_over(web: Web, request: Request, session: Session) -> Response:
    """Another counsellor is offered; the one before is out at once."""
    which, form = request.path_params["course"], await typed(request)
    try:
        await web.write(lambda records: handing_over.hand_over(records, web.stage, session.person, which, form.get("coming", "")))
    except BadInput as fault:
        return await _course(web, request, session, faults=faulty(fault, "coming", FAULTS), status=422)
    return see_other(f"{HOME}?saved={which}")


async def take_back(web: Web, request: Request, session: Session) -> Response:
    """The offer is off."""
    which = request.path_params["course"]
    await web.write(lambda records: handing_over.take_back(records, web.stage, session.person, which))
    return see_other(f"{HOME}?saved={which}")


async def _course(web: Web, request: Request, session: Session, *, faults: Form | None = None, status: int = 200) -> Response:
    lead, which = session.person, request.path_params["course"]
    page = await web.shown(lambda records: _read(records, lead, which, faults or {}), lambda records, _: leading.seen(records, lead))
    return web.pages.response(page, await web.texts(request, lead), status)


async def _form(
    web: Web, request: Request, session: Session, *, typed: Form | None = None, faults: Form | None = None, status: int = 200
) -> Response:
    found = await web.read(inviting.counsellors)
    page = DeskLeadInvitePage(counsellors=tuple(found), typed=typed or {}, faults=faults or {})
    return web.pages.response(page, await web.texts(request, session.person), status)


def _read(records: Records, lead: str, course: str, faults: Form) -> DeskLeadCoursePage:
    line = leading.line(records, lead, course)
    return DeskLeadCoursePage(line=line, counsellors=tuple(leading.can_take(records, course)), faults=faults)


def _assign(records: Records, web: Web, lead: str, form: Form) -> str:
    counsellor, reason, duty = (form.get(name, "").strip() for name in ("counsellor", "reason", "duty"))
    if counsellor not in {one.id for one in inviting.counsellors(records)}:
        raise BadInput("counsellor")
    if len(duty) > LONGEST_REASON:
        raise BadInput("duty")
    return leading.assign(records, web.stage, lead, counsellor, reason=reason, duty=duty)
