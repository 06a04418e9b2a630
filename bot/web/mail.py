"""What links in mails open: to confirm an address, and to stop mails. Nothing happens by looking, since programs open links too."""

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from bot.marks import N_
from bot.usecases import mailing
from bot.usecases.mails import CONFIRM_AT, STOP_AT
from bot.web.access import Web
from bot.web.plain import Plain, plain_page

CONFIRMED = Plain(heading=N_("Tak"), paragraphs=(N_("Nu kan du få besked på mail. Du kan stoppe det når som helst."),))
STOPPED = Plain(heading=N_("Du får ikke flere mails"), paragraphs=(N_("Det, der er nyt til dig, står stadig på din side."),))


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPage:
    """One question and one button. `here` is the page's own address; texts are source texts."""

    heading: str
    text: str
    button: str
    here: str


CONFIRM = partial(
    MailPage,
    heading=N_("Er det din mail?"),
    text=N_("Tryk på knappen, hvis du vil have besked på mail, når der er nyt. I mailen står ikke, hvad det er."),
    button=N_("Ja, det er min mail"),
)
STOP = partial(
    MailPage, heading=N_("Vil du stoppe mails fra os?"), text=N_("Så skriver vi ikke til dig på mail mere."), button=N_("Stop mails")
)


def routes(web: Web) -> list[Route]:
    """Both, each with its button."""
    confirm_at, stop_at = f"{CONFIRM_AT}{{token}}", f"{STOP_AT}{{token}}"
    return [
        Route(confirm_at, partial(_asked, web), methods=["GET"]),
        Route(confirm_at, partial(_confirm, web), methods=["POST"]),
        Route(stop_at, partial(_about_to_stop, web), methods=["GET"]),
        Route(stop_at, partial(_stop, web), methods=["POST"]),
    ]


async def _asked(web: Web, request: Request) -> HTMLResponse:
    token = request.path_params["token"]
    await web.read(lambda records: mailing.look(records, token))
    return web.pages.response(CONFIRM(here=request.url.path), await web.texts(request))


async def _confirm(web: Web, request: Request) -> HTMLResponse:
    token = request.path_params["token"]
    await web.write(lambda records: mailing.confirm(records, token))
    return plain_page(web, request, CONFIRMED, await web.texts(request))


async def _about_to_stop(web: Web, request: Request) -> HTMLResponse:
    return web.pages.response(STOP(here=request.url.path), await web.texts(request))


async def _stop(web: Web, request: Request) -> HTMLResponse:
    """Also for a mailbox that we do not have: then nothing comes from us anyway."""
    mailbox = request.path_params["token"]
    await web.write(lambda records: mailing.stop(records, web.stage, mailbox))
    return plain_page(web, request, STOPPED, await web.texts(request))
