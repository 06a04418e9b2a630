"""“Sid sammen”: the counsellor shows a code, the other opens it on their own phone, and both go on to the sheet."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.errors import BadInput, CourseClosed, NotAllowed, NotFound
from bot.records import people
from bot.records.links import Session
from bot.usecases import sitting_down
from bot.usecases.inviting import LONGEST_REASON, Invitation
from bot.usecases.launching import DESK, SHEET
from bot.usecases.stage import counsellors_of
from bot.web.access import Web, see_other, who
from bot.web.desk_deeds import FAULTS, faulty, typed
from bot.web.desk_door import in_course, signed_in
from bot.web.desk_pages import DeskInvitePage
from bot.web.faces import CHAT
from bot.web.qr import qr

ADDRESS, HERE = "/desk/sammen", "/sammen"
COURSE = "/desk/course/{course}/sammen"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskTogetherPage:
    """What the counsellor shows: a picture, a code and a link, which are in this answer and nowhere else (None: they were shown before)."""

    course: str
    shown: Invitation | None
    picture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherPage:
    """The counsellee is in: what they want to be called, before they go on to the sheet."""

    counsellor: str
    name: str
    longest: int


def desk_routes(web: Web) -> list[Route]:
    """The counsellor's side."""
    return [
        Route(ADDRESS, signed_in(web, _begin), methods=["POST"]),
        Route(COURSE, signed_in(web, _wait), methods=["GET"]),
        Route(COURSE, signed_in(web, _again), methods=["POST"]),
    ]


def routes(web: Web) -> list[Route]:
    """The counsellee's side."""

    async def look(request: Request) -> Response:
        return await _named(web, request)

    async def come(request: Request) -> Response:
        return await _come(web, request)

    return [Route(HERE, look, methods=["GET"]), Route(HERE, come, methods=["POST"])]


async def _begin(web: Web, request: Request, session: Session) -> Response:
    """A new course for two who sit together."""
    form, texts = await typed(request), await web.texts(request, session.person)
    if not web.limits.allow("invites", session.person):
        page = DeskInvitePage(longest=LONGEST_REASON, today=form, faults={"often": FAULTS["often"]})
        return web.pages.response(page, texts, 429)
    try:
        invitation = await web.write(lambda r: sitting_down.begin(r, web.stage, session.person, form.get("reason", "")))
    except BadInput as fault:
        page = DeskInvitePage(longest=LONGEST_REASON, today=form, faults=faulty(fault, "today"))
        return web.pages.response(page, texts, 422)
    return web.pages.response(_shown(invitation), texts)


async def _wait(web: Web, request: Request, session: Session) -> Response:
    """To the sheet once the other is in; a page that is open asks by itself, and without script it is a button."""
    me = in_course(request, session)
    inside = await web.read(lambda records: sitting_down.is_in(records, me))
    if "x-part" in request.headers:
        return JSONResponse({"in": inside})
    if inside:
        return see_other(DESK.format(course=me.course))
    page = DeskTogetherPage(course=me.course, shown=None, picture="")
    return web.pages.response(page, await web.texts(request, session.person))


async def _again(web: Web, request: Request, session: Session) -> Response:
    """A fresh code; the earlier one opens nothing any more."""
    me = in_course(request, session)
    if not web.limits.allow("invites", session.person):
        return see_other(COURSE.format(course=me.course))
    try:
        invitation = await web.write(lambda records: sitting_down.again(records, web.stage, me))
    except NotFound:
        return see_other(COURSE.format(course=me.course))
    return web.pages.response(_shown(invitation), await web.texts(request, session.person))


async def _named(web: Web, request: Request) -> Response:
    session = await web.session(request, CHAT)
    if session is None or not await web.read(lambda records: sitting_down.sits(records, session.course)):
        return see_other("/chat" if session else "/")
    page = await web.read(
        lambda records: TogetherPage(
            counsellor=counsellors_of(records, session.course),
            name=people.name(records, session.person),
            longest=sitting_down.LONGEST_NAME,
        )
    )
    return web.pages.response(page, await web.texts(request, session.person))


async def _come(web: Web, request: Request) -> Response:
    """The name is kept, the conversation has begun, and here is the sheet."""
    session, form = await web.session(request, CHAT), await typed(request)
    if session is None:
        return see_other("/")
    try:
        await web.write(lambda records: sitting_down.come(records, web.stage, who(session), form.get("name", "")))
    except (NotFound, NotAllowed, CourseClosed):
        return see_other("/chat")
    return see_other(SHEET)


def _shown(invitation: Invitation) -> DeskTogetherPage:
    return DeskTogetherPage(course=invitation.course, shown=invitation, picture=qr(invitation.web))
