"""“Din adgang”: the ways in that somebody at the desk has; added, changed and removed by who has signed in lately."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.people import Role
from bot.domain.signing import FRESH
from bot.errors import BadInput, LinkSpent
from bot.marks import N_
from bot.records.core import Records
from bot.records.links import Session
from bot.usecases import signing_in, ways_in
from bot.web.access import Web, see_other
from bot.web.desk_deeds import Form, typed
from bot.web.desk_door import STAFF, WAYS, Act, Endpoint, plain_stop, signed_in
from bot.web.desk_pages import DeskCodePage, DeskOrganisationPage, DeskPasswordPage, DeskWaysPage
from bot.web.desk_sign_in import AWAY, LINK, OFTEN, begin, may_try, remember
from bot.web.faces import DESK
from bot.web.qr import qr

DEVICE_SHOWS = N_("Samvej, arbejde")
FAULTS = {
    "name": N_("Vælg et navn på højst 60 tegn, uden @."),
    "taken": N_("Vælg et andet navn. Det kan ikke bruges."),
    "password": N_("Et kodeord skal have mindst 12 tegn og højst 128."),
    "common": N_("Det kodeord er for let at gætte. Find et andet, for eksempel nogle ord, der ikke hører sammen."),
    "current": N_("Dit nuværende kodeord passer ikke."),
    "code": N_("Koden passer ikke. Vent på den næste i appen, og prøv igen."),
    "often": OFTEN,
    "late": N_("Det tog for lang tid. Begynd forfra."),
    "passkey": N_("Nøglen blev ikke gemt. Prøv igen."),
    "organisation": N_("Kontoen hører til en anden her. Intet er ændret."),
    "last": N_("Det er din eneste vej ind. Lav en anden først."),
}
SAVED = {
    "passkey": N_("Din nøgle er gemt."),
    "password": N_("Dit kodeord er gemt. Du er logget ud alle andre steder."),
    "organisation": N_("Din konto er koblet til."),
    "removed": N_("Den er fjernet. Du er logget ud alle andre steder."),
}


def routes(web: Web) -> list[Route]:
    """The page and its forms."""
    return [
        Route(WAYS, signed_in(web, _look, *STAFF), methods=["GET"]),
        Route(f"{WAYS}/noegle/valg", lately(web, _offer_passkey), methods=["POST"]),
        Route(f"{WAYS}/noegle", lately(web, _add_passkey), methods=["POST"]),
        Route(f"{WAYS}/kodeord", lately(web, _password_form), methods=["GET"]),
        Route(f"{WAYS}/kodeord", lately(web, _begin_password), methods=["POST"]),
        Route(f"{WAYS}/kode", lately(web, _keep_password), methods=["POST"]),
        Route(f"{WAYS}/organisation", lately(web, _to_organisation), methods=["POST"]),
        Route(f"{WAYS}/fjern", lately(web, _remove), methods=["POST"]),
    ]


def lately(web: Web, act: Act) -> Endpoint:
    """An endpoint for who has signed in within ten minutes, or has no way of their own yet to sign in again with."""

    async def checked(web: Web, request: Request, session: Session) -> Response:
        if await web.read(lambda records: _is_late(records, session)):
            return see_other("/desk/ind?igen=1")
        return await act(web, request, session)

    return signed_in(web, checked, *STAFF)


def _is_late(records: Records, session: Session) -> bool:
    return records.now - session.made > FRESH and ways_in.is_set_up(records, session.person)


async def _look(web: Web, request: Request, session: Session) -> Response:
    asked = request.query_params
    fault, saved = FAULTS.get(asked.get("fejl", ""), ""), SAVED.get(asked.get("gemt", ""), "")
    return await _shown(web, request, session, fault=fault, saved=saved)


async def _shown(web: Web, request: Request, session: Session, *, fault: str = "", saved: str = "", status: int = 200) -> Response:
    held = await web.read(lambda records: ways_in.ways(records, session.person))
    page = DeskWaysPage(
        lead=session.role == Role.LEAD,
        ways=held,
        passkeys=web.locks.passkeys is not None,
        organisation=web.locks.host,
        required=not held.count and not web.stage.operator.demonstration,
        fault=fault,
        saved=saved,
    )
    return web.pages.response(page, await web.texts(request, session.person), status)


async def _offer_passkey(web: Web, request: Request, session: Session) -> Response:
    passkeys, texts = web.locks.passkeys, await web.texts(request, session.person)
    if passkeys is None:
        return Response(status_code=404)
    shown = texts.say(DEVICE_SHOWS)
    options = await web.write(lambda records: ways_in.offer_passkey(records, passkeys, session.person, shown))
    return Response(options, media_type="application/json")


async def _add_passkey(web: Web, request: Request, session: Session) -> Response:
    answer, passkeys = (await typed(request)).get("answer", ""), web.locks.passkeys
    done = await web.write(lambda records: ways_in.add_passkey(records, passkeys, session.person, answer)) if passkeys else False
    return see_other(f"{WAYS}?{'gemt' if done else 'fejl'}=passkey")


async def _password_form(web: Web, request: Request, session: Session) -> Response:
    held = await web.read(lambda records: ways_in.ways(records, session.person))
    page = DeskPasswordPage(lead=session.role == Role.LEAD, name=held.name, has_one=bool(held.name))
    return web.pages.response(page, await web.texts(request, session.person))


async def _begin_password(web: Web, request: Request, session: Session) -> Response:
    """Name and password are chosen; they count for nothing before a code was right."""
    form, person = await typed(request), session.person
    held = await web.read(lambda records: ways_in.ways(records, person))
    fault = await _password_fault(web, request, person, held.name, form)
    if fault:
        page = DeskPasswordPage(lead=session.role == Role.LEAD, name=form.get("name", ""), has_one=bool(held.name), fault=fault)
        return web.pages.response(page, await web.texts(request, person), 429 if fault == OFTEN else 422)
    hashed = await web.locks.hash(form["password"])
    begun = await web.write(lambda records: ways_in.begin_password(records, web.locks.codes, person, form["name"], hashed))
    return await _code_page(web, request, session, begun)


async def _password_fault(web: Web, request: Request, person: str, name: str, form: Form) -> str:
    """What is wrong with what was typed. Who has a password shows it once more."""
    try:
        await web.read(lambda records: ways_in.check_password(records, person, form.get("name", ""), form.get("password", "")))
    except BadInput as fault:
        return FAULTS[fault.details[0]]
    if not may_try(web, request, person):
        return OFTEN
    kept = await web.read(lambda records: signing_in.kept_hash(records, name)) if name else ""
    return "" if not name or await web.locks.fits(form.get("current", ""), kept) else FAULTS["current"]


async def _code_page(web: Web, request: Request, session: Session, begun: ways_in.Begun, fault: str = "") -> Response:
    picture = qr(web.locks.codes.address(begun.secret, begun.name))
    lead, secret = session.role == Role.LEAD, _in_fours(begun.secret)
    page = DeskCodePage(lead=lead, ticket=begun.ticket, secret=secret, picture=picture, fault=fault)
    return web.pages.response(page, await web.texts(request, session.person), 422 if fault else 200)


async def _keep_password(web: Web, request: Request, session: Session) -> Response:
    form, person, secret = await typed(request), session.person, web.secret(request, DESK)
    ticket, code = form.get("ticket", ""), form.get("code", "")
    try:
        begun = await web.read(lambda records: ways_in.begun_password(records, person, ticket))
        done = await web.write(lambda records: ways_in.keep_password(records, web.locks.codes, person, ticket, code, secret))
    except LinkSpent:
        return see_other(f"{WAYS}?fejl=late")
    except BadInput:
        return see_other(f"{WAYS}?fejl=taken")
    return see_other(f"{WAYS}?gemt=password") if done else await _code_page(web, request, session, begun, FAULTS["code"])


async def _to_organisation(web: Web, request: Request, session: Session) -> Response:
    """A page with a link, since a form may not lead out of the house."""
    organisation = web.locks.organisation
    if organisation is None:
        return see_other(WAYS)
    try:
        secret, address = await begin(web, organisation, LINK, session.person)
    except (OSError, BadInput):
        return await plain_stop(web, request, AWAY, 502)
    page = DeskOrganisationPage(lead=session.role == Role.LEAD, host=organisation.host, address=address)
    return remember(web, web.pages.response(page, await web.texts(request, session.person)), secret)


async def _remove(web: Web, request: Request, session: Session) -> Response:
    form, secret = await typed(request), web.secret(request, DESK)
    kind, key = form.get("kind", ""), form.get("key", "")
    done = await web.write(lambda records: ways_in.remove(records, session.person, kind, key, secret))
    return see_other(f"{WAYS}?{'gemt=removed' if done else 'fejl=last'}")


def _in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
