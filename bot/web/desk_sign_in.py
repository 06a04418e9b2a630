"""Signing in at the desk: by passkey, by password and code, or by the organisation's account; refusals look alike."""

import asyncio
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.errors import BadInput, LinkSpent
from bot.marks import N_
from bot.records import challenges
from bot.records.challenges import Challenge
from bot.records.core import Records
from bot.records.links import STAFF_SESSION_LIFE
from bot.usecases import signing_in, ways_in
from bot.web.access import Web, see_other
from bot.web.desk_deeds import typed
from bot.web.desk_door import AGAIN, WAYS, door, plain_stop
from bot.web.desk_pages import DeskStopPage
from bot.web.faces import DESK, cookie
from bot.web.locks import Organisation

BEGUN, TEN_MINUTES = "samvej_begun", 600  # the cookie, and how many seconds it lasts
SIGN_IN, LINK = "organisation", "organisation_link"
ANSWER = "/desk/ind/organisation/svar"
WRONG = N_("Det passede ikke. Se efter, og prøv igen. Hver kode virker kun én gang.")
WRONG_KEY = N_("Nøglen blev ikke godtaget. Prøv igen, eller kom ind på en anden måde.")
OFTEN = N_("Der er prøvet for mange gange. Vent lidt, og prøv igen.")
REPLAYED = DeskStopPage(
    heading=N_("Det kan ikke bruges igen"),
    text=N_("Du kom fra din organisations login, men svaret er brugt, for gammelt eller hører til en anden browser. Begynd forfra."),
)
UNKNOWN = DeskStopPage(
    heading=N_("Kontoen er ikke koblet til nogen her"),
    text=N_("Kom ind på en anden måde, og kobl kontoen til under “Din adgang”. Eller bed den, der passer programmet, om et link."),
)
AWAY = DeskStopPage(
    heading=N_("Din organisations login svarer ikke"),
    text=N_("Intet er sket. Prøv igen om lidt, eller kom ind på en anden måde."),
)


def routes(web: Web) -> list[Route]:
    """The sign-in page and what it leads to."""
    return [
        Route("/desk/ind", partial(_look, web), methods=["GET"]),
        Route("/desk/ind", partial(_by_password, web), methods=["POST"]),
        Route("/desk/ind/noegle/valg", partial(_ask_passkey, web), methods=["POST"]),
        Route("/desk/ind/noegle", partial(_by_passkey, web), methods=["POST"]),
        Route("/desk/ind/organisation", partial(_to_organisation, web), methods=["GET"]),
        Route(ANSWER, partial(_from_organisation, web), methods=["GET"]),
    ]


def may_try(web: Web, request: Request, account: str = "") -> bool:
    """Whether this address, and whoever tries this account, may try once more now."""
    address = request.client.host if request.client else ""
    return web.limits.allow("sign_in_address", address) and (not account or web.limits.allow("sign_in_account", account))


async def _look(web: Web, request: Request) -> Response:
    return await door(web, request, fault=AGAIN if "igen" in request.query_params else "")


async def _by_password(web: Web, request: Request) -> Response:
    form = await typed(request)
    name, password, code = (form.get(field, "") for field in ("name", "password", "code"))
    if not may_try(web, request, signing_in.plain_name(name)):
        return await door(web, request, fault=OFTEN, name=name, status=429)
    kept = await web.read(lambda records: signing_in.kept_hash(records, name))
    fits = await web.locks.fits(password, kept)
    session = await web.write(
        lambda records: signing_in.by_password(records, web.locks.codes, name=name, kept=kept if fits else "", code=code)
    )
    return await _inside(web, request, session) if session else await door(web, request, fault=WRONG, name=name, status=401)


async def _ask_passkey(web: Web, request: Request) -> Response:
    passkeys = web.locks.passkeys
    if passkeys is None or not may_try(web, request):
        return Response(status_code=429)
    options = await web.write(lambda records: signing_in.ask(records, passkeys))
    return Response(options, media_type="application/json")


async def _by_passkey(web: Web, request: Request) -> Response:
    form, passkeys = await typed(request), web.locks.passkeys
    if not may_try(web, request):
        return await door(web, request, fault=OFTEN, status=429)
    answer = form.get("answer", "")
    session = await web.write(lambda records: signing_in.by_passkey(records, passkeys, answer)) if passkeys else ""
    return await _inside(web, request, session) if session else await door(web, request, fault=WRONG_KEY, status=401)


async def _to_organisation(web: Web, request: Request) -> Response:
    if web.locks.organisation is None:
        return see_other("/desk/ind")
    if not may_try(web, request):
        return await door(web, request, fault=OFTEN, status=429)
    try:
        secret, address = await begin(web, web.locks.organisation, SIGN_IN)
    except (OSError, BadInput):
        return await plain_stop(web, request, AWAY, 502)
    return remember(web, RedirectResponse(address, status_code=303), secret)


def remember(web: Web, response: Response, secret: str) -> Response:
    """This browser has begun it, and no other may go on."""
    return web.keep(response, cookie(BEGUN, web.stage.url), secret, TEN_MINUTES)


async def begin(web: Web, organisation: Organisation, purpose: str, person: str = "") -> tuple[str, str]:
    """The secret that this browser keeps, and the address to send it to. Raises OSError and BadInput."""
    kept, secret = await web.write(lambda records: _begun(records, purpose, person))
    return secret, await asyncio.to_thread(lambda: organisation.address(**kept))


def _begun(records: Records, purpose: str, person: str) -> tuple[dict[str, str], str]:
    kept = {name: challenges.fresh(records) for name in ("state", "nonce", "verifier")}
    return kept, challenges.begin(records, purpose, person, kept)


async def _from_organisation(web: Web, request: Request) -> Response:
    organisation, secret = web.locks.organisation, web.secret(request, BEGUN)
    begun = await web.write(lambda records: _taken(records, secret, request.query_params.get("state", "")))
    if organisation is None or begun is None:
        return await plain_stop(web, request, REPLAYED, 400)
    try:
        subject = await asyncio.to_thread(lambda: organisation.subject(request.url.query, **begun.body))
    except BadInput:
        return await plain_stop(web, request, REPLAYED, 400)
    except OSError:
        return await plain_stop(web, request, AWAY, 502)
    return await (_linked(web, request, begun, subject) if begun.purpose == LINK else _signed_in(web, request, subject))


def _taken(records: Records, secret: str, state: str) -> Challenge | None:
    """What this browser has begun; it is used up also when the state is another's."""
    for purpose in (SIGN_IN, LINK):
        try:
            begun = challenges.take(records, purpose, secret)
        except LinkSpent:
            continue
        return begun if begun.body["state"] == state else None
    return None


async def _signed_in(web: Web, request: Request, subject: str) -> Response:
    session = await web.write(lambda records: signing_in.by_organisation(records, subject))
    return await _inside(web, request, session) if session else await plain_stop(web, request, UNKNOWN, 403)


async def _linked(web: Web, request: Request, begun: Challenge, subject: str) -> Response:
    session = await web.session(request, DESK)
    if session is None or session.person != begun.person:
        return await plain_stop(web, request, REPLAYED, 400)
    secret = web.secret(request, DESK)
    done = await web.write(lambda records: ways_in.link_organisation(records, session.person, subject, secret))
    return see_other(f"{WAYS}?{'gemt=organisation' if done else 'fejl=organisation'}")


async def _inside(web: Web, request: Request, session: str) -> Response:
    """A new session for this browser; the one it had before opens nothing any more."""
    return await web.enter(request, see_other("/desk"), DESK, session, int(STAFF_SESSION_LIFE.total_seconds()))
