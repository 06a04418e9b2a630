"""A counsellee's passkeys: added and removed on a page of their own, and used at the front page. Never a password."""

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.signing import Way
from bot.errors import NotAllowed
from bot.marks import N_
from bot.records import links
from bot.records.links import Session
from bot.usecases import signing_in, ways_in
from bot.usecases.ways_in import Key
from bot.web.access import Web, see_other
from bot.web.desk_sign_in import may_try
from bot.web.entering import CHAT_NOW
from bot.web.faces import CHAT
from bot.web.plain import NO_SESSION, Plain, plain_page

PAGE = "/chat/noegle"
DEVICE_SHOWS = N_("Samvej")
NOT_BY_STAFF = Plain(
    heading=N_("Her skal du bruge din kode først"),
    paragraphs=(N_("Du kom ind med et link fra din vejleder. Åbn dine egne svar med din kode. Så kan du lave en nøgle."),),
)
REFUSED = Plain(
    heading=N_("Nøglen blev ikke godtaget"),
    paragraphs=(N_("Prøv igen. Eller brug dit private link."),),
)
OFTEN = Plain(
    heading=N_("Vent lidt, og prøv igen"), paragraphs=(N_("Der er prøvet for mange gange herfra. Dine svar er gemt."),), urgent=True
)
SAID = {
    "gemt": N_("Din nøgle er gemt."),
    "fjernet": N_("Nøglen er fjernet. Den åbner ikke noget mere her."),
    "fejl": N_("Nøglen blev ikke gemt. Prøv igen."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatKeyPage:
    """The passkeys of a counsellee. `offered`: whether one can be made at this address; `said` is a source text."""

    keys: tuple[Key, ...]
    offered: bool
    said: str
    failed: bool


def routes(web: Web) -> list[Route]:
    """The page, its forms, and the way in by passkey."""
    return [
        Route(PAGE, partial(_look, web), methods=["GET"]),
        Route(f"{PAGE}/valg", partial(_offer, web), methods=["POST"]),
        Route(PAGE, partial(_add, web), methods=["POST"]),
        Route(f"{PAGE}/fjern", partial(_remove, web), methods=["POST"]),
        Route("/noegle/valg", partial(_ask, web), methods=["POST"]),
        Route("/noegle", partial(_come_in, web), methods=["POST"]),
    ]


async def _own(web: Web, request: Request) -> Session | None:
    """Whoever is in with all of their own. Raises NotAllowed for who came by a link of staff's."""
    session = await web.session(request, CHAT)
    if session and session.scope != links.FULL:
        raise NotAllowed
    return session


async def _look(web: Web, request: Request) -> Response:
    session = await web.session(request, CHAT)
    texts = await web.texts(request, session.person if session else "")
    if session is None:
        return plain_page(web, request, NO_SESSION, texts, 401)
    if session.scope != links.FULL:
        return plain_page(web, request, NOT_BY_STAFF, texts, 403)
    held = await web.read(lambda records: ways_in.ways(records, session.person))
    said = request.query_params.get("og", "")
    page = ChatKeyPage(keys=held.passkeys, offered=web.locks.passkeys is not None, said=SAID.get(said, ""), failed=said == "fejl")
    return web.pages.response(page, texts)


async def _offer(web: Web, request: Request) -> Response:
    session, passkeys = await _own(web, request), web.locks.passkeys
    if session is None or passkeys is None:
        return Response(status_code=401)
    options = await web.write(lambda records: ways_in.offer_passkey(records, passkeys, session.person, DEVICE_SHOWS))
    return Response(options, media_type="application/json")


async def _add(web: Web, request: Request) -> Response:
    session, passkeys, answer = await _own(web, request), web.locks.passkeys, str((await request.form()).get("answer", ""))
    if session is None or passkeys is None:
        return see_other(PAGE)
    done = await web.write(lambda records: ways_in.add_passkey(records, passkeys, session.person, answer))
    return see_other(f"{PAGE}?og={'gemt' if done else 'fejl'}")


async def _remove(web: Web, request: Request) -> Response:
    session, key = await _own(web, request), str((await request.form()).get("key", ""))
    if session is None:
        return see_other(PAGE)
    secret = web.secret(request, CHAT)
    done = await web.write(lambda records: ways_in.remove(records, session.person, Way.PASSKEY, key, secret, last=True))
    return see_other(f"{PAGE}?og={'fjernet' if done else ''}")


async def _ask(web: Web, request: Request) -> Response:
    passkeys = web.locks.passkeys
    if passkeys is None or not may_try(web, request):
        return Response(status_code=429)
    options = await web.write(lambda records: signing_in.ask(records, passkeys))
    return Response(options, media_type="application/json")


async def _come_in(web: Web, request: Request) -> Response:
    passkeys, answer, texts = web.locks.passkeys, str((await request.form()).get("answer", "")), await web.texts(request)
    if not may_try(web, request):
        return plain_page(web, request, OFTEN, texts, 429)
    secret = await web.write(lambda records: signing_in.by_passkey(records, passkeys, answer, guided=True)) if passkeys else ""
    if not secret:
        return plain_page(web, request, REFUSED, texts, 401)
    return await web.enter(request, see_other(CHAT_NOW), CHAT, secret)
