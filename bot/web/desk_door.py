"""The desk's door: signing in with a one-time link, signing out, and what those see who are not let in."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from bot.domain.people import Role
from bot.errors import CourseClosed, CourseFrozen, LinkSpent, NotAllowed, NotFound
from bot.marks import N_
from bot.records import links
from bot.records.links import STAFF_SESSION_LIFE, LinkKind, Session
from bot.usecases import inviting, ways_in
from bot.usecases.stage import Who
from bot.web.access import Web, see_other
from bot.web.desk_deeds import typed
from bot.web.desk_pages import DeskDoorPage, DeskSignInPage, DeskStopPage
from bot.web.faces import DESK, token

Endpoint = Callable[[Request], Awaitable[Response]]
Open = Callable[[Web, Request], Awaitable[Response]]
Act = Callable[[Web, Request, Session], Awaitable[Response]]
WAYS = "/desk/adgang"
STAFF = (Role.COUNSELLOR, Role.LEAD)
SPENT = DeskStopPage(
    heading=N_("Linket virker ikke mere"),
    text=N_("Et link til at logge ind kan bruges én gang og virker i et døgn. Bed om et nyt."),
)
NOT_YOURS = DeskStopPage(
    heading=N_("Her er ikke noget for dig"),
    text=N_("Forløbet findes ikke, eller det er ikke dit. Gå til dine egne forløb."),
)
IS_OUT, HAS_LEFT, COME_IN = N_("Du er ikke logget ind"), N_("Du er logget ud"), N_("Log ind")
AGAIN = N_("Log ind igen først. Det er mere end ti minutter siden, du gjorde det.")
NOT_WORDS = frozenset({
    "csrf", "seen", "key", "press", "verdict", "timezone", "name", "password", "current", "code", "ticket", "answer", "kind",
    "op", "note", "field", "base", "show", "about", "lent_to", "wish", "action", "version", "state", "do", "point", "value",
})  # fmt: skip
CLOSED = DeskStopPage(
    heading=N_("Forløbet er afsluttet"),
    text=N_("Et afsluttet forløb kan læses, men ikke ændres."),
)

FROZEN = DeskStopPage(
    heading=N_("Forløbet er frosset"),
    text=N_("Den, du vejleder, har frosset forløbet. Ingen andre kan læse noget i det, før det bliver åbnet igen. Intet er slettet."),
)


def opened(web: Web, act: Open) -> Endpoint:
    """An endpoint for anybody; a spent link gives a page of its own."""

    async def endpoint(request: Request) -> Response:
        try:
            return await act(web, request)
        except LinkSpent:
            return web.pages.response(SPENT, await web.texts(request), 410)

    return endpoint


def in_course(request: Request, session: Session) -> Who:
    """Whom a session of staff's acts as in the course that the address names."""
    return Who(person=session.person, course=request.path_params["course"])


def signed_in(web: Web, act: Act, *roles: Role) -> Endpoint:
    """An endpoint for staff of one of these roles (none named: counsellors). Another's course and one that is not there look the same."""

    async def endpoint(request: Request) -> Response:
        session = await web.session(request, DESK)
        if session is None:
            return await _closed(web, request)
        if session.role not in (roles or (Role.COUNSELLOR,)):
            return web.pages.response(NOT_YOURS, await web.texts(request, session.person), 403)
        if await _must_set_up(web, request, session):
            return see_other(WAYS)
        try:
            return await act(web, request, session)
        except CourseFrozen:
            return web.pages.response(replace(FROZEN, renew=request.path_params["course"]), await web.texts(request, session.person), 423)
        except (NotAllowed, NotFound):
            return web.pages.response(NOT_YOURS, await web.texts(request, session.person), 403)
        except CourseClosed:
            return web.pages.response(CLOSED, await web.texts(request, session.person), 409)

    return endpoint


async def look(web: Web, request: Request) -> Response:
    """A button: opening the link uses nothing up, since mail and message programs open links too."""
    secret = request.path_params["token"]
    await web.read(lambda records: links.look(records, LinkKind.SIGN_IN, secret))
    return web.pages.response(DeskSignInPage(here=request.url.path), await web.texts(request))


async def sign_in(web: Web, request: Request) -> Response:
    """The button was pressed: the link is used up and the browser is let in."""
    secret = request.path_params["token"]
    session = await web.write(lambda records: inviting.sign_in(records, secret))
    return await web.enter(request, see_other("/desk"), DESK, session, int(STAFF_SESSION_LIFE.total_seconds()))


async def sign_out(web: Web, request: Request) -> Response:
    """Signed out, also where nobody was in."""
    secret = web.secret(request, DESK)
    await web.write(lambda records: links.end_session(records, secret))
    web.hub.sign_out(token(secret))
    return web.clear(request, await door(web, request, heading=HAS_LEFT), DESK)


async def door(
    web: Web, request: Request, *, heading: str = COME_IN, fault: str = "", name: str = "", kept: tuple[str, ...] = (), status: int = 200
) -> Response:
    """The sign-in page, with every way in there is."""
    page = DeskDoorPage(
        heading=heading,
        fault=fault,
        name=name,
        kept=kept,
        passkeys=web.locks.passkeys is not None,
        organisation=web.locks.host,
    )
    return web.pages.response(page, await web.texts(request), status)


async def plain_stop(web: Web, request: Request, page: DeskStopPage, status: int) -> Response:
    """A page that says why it goes no further."""
    return web.pages.response(page, await web.texts(request), status)


async def _must_set_up(web: Web, request: Request, session: Session) -> bool:
    """Whether somebody came in by a link and has made no way of their own yet. In a demonstration they are only asked to."""
    if web.stage.operator.demonstration or request.url.path.startswith(WAYS):
        return False
    return not await web.read(lambda records: ways_in.is_set_up(records, session.person))


async def _closed(web: Web, request: Request) -> Response:
    """Whoever wrote while their time ran out gets their words back, but never a password."""
    form = await typed(request) if request.method == "POST" else {}
    kept = tuple(said for name, said in form.items() if said.strip() and name not in NOT_WORDS)
    return await door(web, request, heading=IS_OUT, kept=kept, status=401)
