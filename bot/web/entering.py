"""How a counsellee comes in on the web: the front page, invitations, ways back, the recovery code, and leaving."""

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.domain.notice import Notice
from bot.domain.people import Role
from bot.errors import LinkSpent
from bot.marks import N_
from bot.records import links
from bot.records.core import Records
from bot.records.links import LinkKind, Session
from bot.texts import LANGUAGES, Texts
from bot.usecases import asking_age, inviting, noticing, sitting_down
from bot.usecases.asking_age import AgeQuestion
from bot.usecases.inviting import Invited
from bot.usecases.stage import Stage
from bot.web.access import LANGUAGE, Web, see_other, who
from bot.web.faces import CHAT, cookie, token
from bot.web.plain import LEFT, plain_page

CHAT_NOW = "/chat#now"
TABLE = "/sammen"
NEUTRAL = "/ny"
WRONG = N_("Koden passer ikke. Se efter, om hvert tegn er rigtigt, og prøv igen.")
TOO_OFTEN = N_("Du har prøvet mange gange. Vent lidt, og prøv igen. Koden virker stadig.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """The first page. `known`: this browser has been here before; `passkeys`: whether one can come in by passkey."""

    known: bool
    here: str
    languages: dict[str, str]
    passkeys: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationPage:
    """An invitation, the text about one's data, and the button that says yes to both. `here` is the page's own address."""

    invited: Invited
    notice: Notice
    here: str
    languages: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgePage:
    """What is asked or said of somebody's age before they may begin; `mark` is that of the text they said yes to."""

    asked: AgeQuestion
    notice: Notice
    here: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage:
    """The text about one's data, for everybody and at all times; `way` is the way on."""

    notice: Notice
    way: str
    here: str
    languages: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPage:
    """A way back in: one button, so that programs which look at links do not use it up. `kind` is that of the link."""

    here: str
    kind: LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryPage:
    """Where the recovery code is typed. `inside`: somebody has come in by a link already; `fault`: what was wrong with what they typed."""

    inside: bool
    fault: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeutralPage:
    """An empty page that could be anybody's."""


def routes(web: Web) -> list[Route]:
    """The ways in and out."""
    ways = {"/r/{token}": LinkKind.PRIVATE, "/igen/{token}": LinkKind.REENTER, "/nyt/{token}": LinkKind.KNOCK}
    return [
        Route("/", partial(_front, web)),
        Route("/i/{token}", partial(_invitation, web)),
        Route("/i/{token}", partial(_accept, web), methods=["POST"]),
        *(Route(way, partial(_return, web, kind)) for way, kind in ways.items()),
        *(Route(way, partial(_come_back, web, kind), methods=["POST"]) for way, kind in ways.items()),
        Route("/genskab", partial(_recovery, web)),
        Route("/genskab", partial(_recover, web), methods=["POST"]),
        Route("/besked-om-data", partial(_notice, web)),
        Route("/sprog", partial(_language, web), methods=["POST"]),
        Route("/ud", partial(_leave, web), methods=["POST"]),
        Route(NEUTRAL, partial(_neutral, web)),
        Route(NEUTRAL, partial(_vanish, web), methods=["POST"]),
    ]


async def _front(web: Web, request: Request) -> HTMLResponse:
    page = FrontPage(known=bool(web.secret(request, CHAT)), here="/", languages=_offered(web), passkeys=web.locks.passkeys is not None)
    return web.pages.response(page, await web.texts(request))


async def _invitation(web: Web, request: Request) -> Response:
    token = request.path_params["token"]
    try:
        invited = await web.read(lambda records: inviting.look(records, token))
    except LinkSpent:
        if await web.session(request, CHAT):
            return see_other(CHAT_NOW)
        raise
    texts = await web.texts(request)
    notice = noticing.notice(web.stage, texts.language)
    page = InvitationPage(invited=invited, notice=notice, here=request.url.path, languages=_offered(web))
    return web.pages.response(page, texts)


async def _accept(web: Web, request: Request) -> Response:
    """The yes, if it is to the text as it is now; where the age is asked for, only after that."""
    token, session, texts = request.path_params["token"], await web.session(request, CHAT), await web.texts(request)
    form, notice = await request.form(), noticing.notice(web.stage, texts.language)
    said = str(form.get("age", ""))
    asked = asking_age.question(web.stage, texts, said)
    try:
        await web.read(lambda records: inviting.look(records, token))
        if form.get("notice") != notice.mark:
            return see_other(request.url.path)
        if asked:
            return web.pages.response(AgePage(asked=asked, notice=notice, here=request.url.path), texts)
        secret, sits = await web.write(lambda records: _accepted(records, web.stage, token, session, texts, said))
    except LinkSpent:
        if session:
            return see_other(CHAT_NOW)
        raise
    return await _inside(web, request, secret, TABLE if sits else CHAT_NOW)


def _accepted(records: Records, stage: Stage, token: str, session: Session | None, texts: Texts, said: str) -> tuple[str, bool]:
    """The session that is in now, and whether somebody sits across the table."""
    known = session.person if session and session.scope == links.FULL else ""
    guardian = said == asking_age.GUARDIAN
    member = inviting.accept(records, stage, token, language=texts.language, person=known, guardian=guardian)
    secret = links.open_session(records, person=member.person, course=member.course, role=Role.COUNSELLEE)
    return secret, sitting_down.sits(records, member.course)


async def _notice(web: Web, request: Request) -> Response:
    session = await web.session(request, CHAT)
    texts = await web.texts(request, session.person if session else "")
    way = "/chat" if session else "/"
    notice, offered = noticing.notice(web.stage, texts.language), {} if session else _offered(web)
    return web.pages.response(NoticePage(notice=notice, way=way, here="/besked-om-data", languages=offered), texts)


async def _return(web: Web, kind: LinkKind, request: Request) -> HTMLResponse:
    await web.read(lambda records: links.look(records, kind, request.path_params["token"]))
    page = ReturnPage(here=request.url.path, kind=kind)
    return web.pages.response(page, await web.texts(request))


async def _come_back(web: Web, kind: LinkKind, request: Request) -> Response:
    secret, _ = await web.write(lambda records: inviting.come_back(records, kind, request.path_params["token"]))
    return await _inside(web, request, secret)


async def _inside(web: Web, request: Request, secret: str, way: str = CHAT_NOW) -> Response:
    return await web.enter(request, see_other(way), CHAT, secret)


async def _recovery(web: Web, request: Request) -> Response:
    session = await web.session(request, CHAT)
    if session and session.scope == links.FULL:
        return see_other(CHAT_NOW)
    texts = await web.texts(request, session.person if session else "")
    return web.pages.response(RecoveryPage(inside=session is not None), texts)


async def _recover(web: Web, request: Request) -> Response:
    session = await web.session(request, CHAT)
    if session is None:
        return see_other("/genskab")
    code, texts = str((await request.form()).get("code", "")), await web.texts(request, session.person)
    if not web.limits.allow("recovery", session.person):
        return web.pages.response(RecoveryPage(inside=True, fault=TOO_OFTEN, typed=code), texts, 429)
    try:
        secret = await web.write(lambda records: _opened(records, web.secret(request, CHAT), session, code))
    except LinkSpent:
        return web.pages.response(RecoveryPage(inside=True, fault=WRONG, typed=code), texts, 422)
    return await _inside(web, request, secret)


def _opened(records: Records, before: str, session: Session, code: str) -> str:
    """A session that opens everything is another one than that which opened less."""
    inviting.recover(records, before, who(session), code)
    return links.open_session(records, person=session.person, course=session.course, role=Role.COUNSELLEE)


async def _language(web: Web, request: Request) -> Response:
    form = await request.form()
    language, back = str(form.get("language", "")), str(form.get("back", ""))
    own = back.startswith("/") and not back.startswith(("//", "/\\"))
    response = see_other(back if own else "/")
    return web.keep(response, cookie(LANGUAGE, web.stage.url), language) if language in web.stage.texts else response


async def _leave(web: Web, request: Request) -> Response:
    return await _ended(web, request, plain_page(web, request, LEFT, await web.texts(request)))


async def _vanish(web: Web, request: Request) -> Response:
    return await _ended(web, request, see_other(NEUTRAL))


async def _ended(web: Web, request: Request, response: Response) -> Response:
    secret = web.secret(request, CHAT)
    await web.write(lambda records: links.end_session(records, secret))
    web.hub.sign_out(token(secret))
    return web.clear(request, response, CHAT)


async def _neutral(web: Web, request: Request) -> HTMLResponse:
    return web.pages.response(NeutralPage(), await web.texts(request))


def _offered(web: Web) -> dict[str, str]:
    return {language: name for language, name in LANGUAGES.items() if language in web.stage.texts}
