"""How a counsellee comes in on the web: the front page, invitations, ways back, the recovery code, and leaving."""

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.domain.people import Role
from bot.errors import LinkSpent
from bot.records import links
from bot.records.core import Records
from bot.records.links import LinkKind, Session
from bot.texts import LANGUAGES, Texts
from bot.usecases import inviting
from bot.usecases.inviting import Invited
from bot.usecases.stage import Stage
from bot.web.access import CHAT, LANGUAGE, Web, see_other, who
from bot.web.plain import LEFT, plain_page

CHAT_NOW = "/chat#now"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """The first page. `known`: this browser has been here before."""

    known: bool
    here: str
    languages: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationPage:
    """An invitation, and the button that says yes. `here` is the page's own address."""

    invited: Invited
    here: str
    languages: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPage:
    """A way back in: one button, so that programs which look at links do not use it up. `private` is the person's own link."""

    here: str
    private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryPage:
    """Where the recovery code is typed. `inside`: somebody has come in by a link already."""

    inside: bool
    wrong: bool


def routes(web: Web) -> list[Route]:
    """The ways in and out."""
    ways = {"/r/{token}": LinkKind.PRIVATE, "/igen/{token}": LinkKind.REENTER}
    return [
        Route("/", partial(_front, web)),
        Route("/i/{token}", partial(_invitation, web)),
        Route("/i/{token}", partial(_accept, web), methods=["POST"]),
        *(Route(way, partial(_return, web, kind)) for way, kind in ways.items()),
        *(Route(way, partial(_come_back, web, kind), methods=["POST"]) for way, kind in ways.items()),
        Route("/genskab", partial(_recovery, web)),
        Route("/genskab", partial(_recover, web), methods=["POST"]),
        Route("/sprog", partial(_language, web), methods=["POST"]),
        Route("/ud", partial(_leave, web), methods=["POST"]),
    ]


async def _front(web: Web, request: Request) -> HTMLResponse:
    page = FrontPage(known=CHAT in request.cookies, here="/", languages=_offered(web))
    return web.pages.response(page, await web.texts(request))


async def _invitation(web: Web, request: Request) -> Response:
    token = request.path_params["token"]
    try:
        invited = await web.read(lambda records: inviting.look(records, token))
    except LinkSpent:
        if await web.session(request, CHAT):
            return see_other(CHAT_NOW)
        raise
    page = InvitationPage(invited=invited, here=request.url.path, languages=_offered(web))
    return web.pages.response(page, await web.texts(request))


async def _accept(web: Web, request: Request) -> Response:
    token, session, texts = request.path_params["token"], await web.session(request, CHAT), await web.texts(request)
    try:
        secret = await web.write(lambda records: _accepted(records, web.stage, token, session, texts))
    except LinkSpent:
        if session:
            return see_other(CHAT_NOW)
        raise
    return _inside(web, secret)


def _accepted(records: Records, stage: Stage, token: str, session: Session | None, texts: Texts) -> str:
    known = session.person if session and session.scope == links.FULL else ""
    member = inviting.accept(records, stage, token, language=texts.language, person=known)
    return links.open_session(records, person=member.person, course=member.course, role=Role.COUNSELLEE)


async def _return(web: Web, kind: LinkKind, request: Request) -> HTMLResponse:
    await web.read(lambda records: links.look(records, kind, request.path_params["token"]))
    page = ReturnPage(here=request.url.path, private=kind is LinkKind.PRIVATE)
    return web.pages.response(page, await web.texts(request))


async def _come_back(web: Web, kind: LinkKind, request: Request) -> Response:
    secret, _ = await web.write(lambda records: inviting.come_back(records, kind, request.path_params["token"]))
    return _inside(web, secret)


def _inside(web: Web, secret: str) -> Response:
    return web.keep(see_other(CHAT_NOW), CHAT, secret)


async def _recovery(web: Web, request: Request) -> Response:
    session = await web.session(request, CHAT)
    if session and session.scope == links.FULL:
        return see_other(CHAT_NOW)
    texts = await web.texts(request, session.person if session else "")
    return web.pages.response(RecoveryPage(inside=session is not None, wrong=False), texts)


async def _recover(web: Web, request: Request) -> Response:
    session = await web.session(request, CHAT)
    if session is None:
        return see_other("/genskab")
    code = str((await request.form()).get("code", ""))
    try:
        await web.write(lambda records: inviting.recover(records, request.cookies[CHAT], who(session), code))
    except LinkSpent:
        return web.pages.response(RecoveryPage(inside=True, wrong=True), await web.texts(request, session.person), 422)
    return see_other(CHAT_NOW)


async def _language(web: Web, request: Request) -> Response:
    form = await request.form()
    language, back = str(form.get("language", "")), str(form.get("back", ""))
    own = back.startswith("/") and not back.startswith(("//", "/\\"))
    response = see_other(back if own else "/")
    return web.keep(response, LANGUAGE, language) if language in web.stage.texts else response


async def _leave(web: Web, request: Request) -> Response:
    texts = await web.texts(request)
    await web.write(lambda records: links.end_session(records, request.cookies.get(CHAT, "")))
    response = plain_page(web, request, LEFT, texts)
    response.delete_cookie(CHAT, path="/", httponly=True, samesite="lax")
    return response


def _offered(web: Web) -> dict[str, str]:
    return {language: name for language, name in LANGUAGES.items() if language in web.stage.texts}
