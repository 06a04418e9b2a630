"""The sheet inside Telegram: a page that hands over what Telegram says of who opens it, and a session for whom it is."""

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.errors import BadInput, NotAllowed, NotFound
from bot.marks import N_
from bot.records import switches
from bot.records.people import TELEGRAM
from bot.usecases import launching
from bot.usecases.launching import PAGE, SHEET
from bot.web.access import Web
from bot.web.faces import CHAT
from bot.web.launch import launched_by

TOO_OLD = N_("Det kunne ikke åbnes. Luk det, og åbn arket igen fra samtalen i Telegram.")
NOBODY = N_("Jeg kender dig ikke endnu. Du kommer ind med et link fra din vejleder. Tryk på det, og svar ja. Så er arket her.")
OFTEN = N_("Arket er åbnet mange gange. Vent lidt, og prøv igen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MiniPage:
    """The page that opens inside Telegram and leads on to the sheet, whose address is `sheet`."""

    sheet: str


def routes(web: Web) -> list[Route]:
    """The page, and what it hands over. Without a bot, without https and with Telegram switched off there is nothing here."""
    return [Route(PAGE, partial(_page, web), methods=["GET"]), Route(PAGE, partial(_come_in, web), methods=["POST"])]


async def _page(web: Web, request: Request) -> Response:
    """To a script, only whether its session has arrived."""
    await _require_on(web)
    if "x-part" in request.headers:
        return Response(status_code=204 if await web.session(request, CHAT) else 401)
    return web.pages.response(MiniPage(sheet=SHEET), await web.texts(request))


async def _come_in(web: Web, request: Request) -> Response:
    """The session goes as a cookie. Only a browser that keeps none is told it, as `by` says, to send it along as a header."""
    await _require_on(web)
    form = await request.form()
    try:
        external = launched_by(str(form.get("data", "")), web.mini, web.house.clock())
    except BadInput:
        return await _refused(web, request, TOO_OLD, 422)
    if not web.limits.allow("launches", external):
        return await _refused(web, request, OFTEN, 429)
    try:
        secret = await web.write(lambda records: launching.let_in(records, TELEGRAM, external))
    except NotAllowed:
        return await _refused(web, request, NOBODY, 403)
    told = {"session": secret} if form.get("by") == "header" else {}
    return await web.enter(request, JSONResponse(told), CHAT, secret, inside=True)


async def _refused(web: Web, request: Request, why: str, status: int) -> Response:
    return JSONResponse({"said": (await web.texts(request)).say(why)}, status)


async def _require_on(web: Web) -> None:
    if not web.mini or await web.read(lambda records: switches.is_off(records, switches.TELEGRAM)):
        raise NotFound
