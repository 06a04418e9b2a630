"""The desk's door: signing in with a one-time link, signing out, and what those see who are not let in."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from bot.errors import CourseClosed, LinkSpent, NotAllowed, NotFound
from bot.marks import N_
from bot.records import links
from bot.records.links import STAFF_SESSION_LIFE, LinkKind, Session
from bot.usecases import inviting
from bot.web.access import DESK, Web, see_other
from bot.web.desk_deeds import typed
from bot.web.desk_pages import DeskDoorPage, DeskSignInPage, DeskStopPage

Endpoint = Callable[[Request], Awaitable[Response]]
Open = Callable[[Web, Request], Awaitable[Response]]
Act = Callable[[Web, Request, Session], Awaitable[Response]]
SPENT = DeskStopPage(
    heading=N_("Linket virker ikke mere"),
    text=N_("Et link til at logge ind kan bruges én gang og virker i et døgn. Bed om et nyt."),
)
NOT_YOURS = DeskStopPage(
    heading=N_("Her er ikke noget for dig"),
    text=N_("Forløbet findes ikke, eller det er ikke dit. Gå til dine egne forløb."),
)
CLOSED = DeskStopPage(
    heading=N_("Forløbet er afsluttet"),
    text=N_("Et afsluttet forløb kan læses, men ikke ændres."),
)


def opened(web: Web, act: Open) -> Endpoint:
    """An endpoint for anybody; a spent link gives a page of its own."""

    async def endpoint(request: Request) -> Response:
        try:
            return await act(web, request)
        except LinkSpent:
            return web.pages.response(SPENT, await web.texts(request), 410)

    return endpoint


def signed_in(web: Web, act: Act) -> Endpoint:
    """An endpoint for a counsellor who is signed in. Another's course and one that is not there look the same."""

    async def endpoint(request: Request) -> Response:
        session = await web.session(request, DESK)
        if session is None:
            return await _closed(web, request)
        try:
            return await act(web, request, session)
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
    return web.keep(see_other("/desk"), DESK, session, int(STAFF_SESSION_LIFE.total_seconds()))


async def sign_out(web: Web, request: Request) -> Response:
    """Signed out, also where nobody was in."""
    secret = request.cookies.get(DESK, "")
    await web.write(lambda records: links.end_session(records, secret))
    response = web.pages.response(DeskDoorPage(left=True), await web.texts(request))
    response.delete_cookie(DESK, path="/", httponly=True, samesite="lax")
    return response


async def _closed(web: Web, request: Request) -> Response:
    """Whoever wrote while their time ran out gets their words back."""
    form = await typed(request) if request.method == "POST" else {}
    kept = tuple(said for name, said in form.items() if said.strip() and name not in {"seen", "key", "press", "verdict", "timezone"})
    return web.pages.response(DeskDoorPage(kept=kept), await web.texts(request), 401)
