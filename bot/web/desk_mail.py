"""“Besked på mail” at the desk: a counsellor's own e-mail address, which is confirmed by a link and can be taken away."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.errors import BadInput
from bot.records import mailboxes, switches
from bot.records.core import Records
from bot.records.links import Session
from bot.records.mailboxes import Mailbox
from bot.usecases import mailing
from bot.usecases.mail_screen import FORGET, RESEND, state_told
from bot.web.access import Web, see_other
from bot.web.desk_deeds import Form, typed
from bot.web.desk_door import signed_in

MAIL = "/desk/mail"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskMailPage:
    """What we have: `told` says how the `address` stands (both empty without one). `on`: mails can be sent. `fault` is a source text."""

    on: bool
    address: str
    told: str
    waits: bool
    fault: str
    typed: str


def routes(web: Web) -> list[Route]:
    """The page and its form."""
    return [
        Route(MAIL, signed_in(web, _look), methods=["GET"]),
        Route(MAIL, signed_in(web, _keep), methods=["POST"]),
    ]


async def _look(web: Web, request: Request, session: Session) -> Response:
    return await _shown(web, request, session)


async def _keep(web: Web, request: Request, session: Session) -> Response:
    form = await typed(request)
    try:
        await web.write(lambda records: _done(records, session.person, form))
    except BadInput as fault:
        return await _shown(web, request, session, fault.details[0], form.get("address", ""))
    return see_other(MAIL)


def _done(records: Records, person: str, form: Form) -> None:
    press = form.get("press", "")
    if press == FORGET:
        mailing.remove(records, person)
    elif press == RESEND:
        mailing.ask_again(records, person)
    else:
        mailing.ask(records, person, form.get("address", ""))


async def _shown(web: Web, request: Request, session: Session, fault: str = "", said: str = "") -> Response:
    page = await web.read(lambda records: _page(records, session.person, fault, said))
    return web.pages.response(page, await web.texts(request, session.person), 422 if fault else 200)


def _page(records: Records, person: str, fault: str, said: str) -> DeskMailPage:
    found: Mailbox | None = mailboxes.of(records, person)
    return DeskMailPage(
        on=switches.has_mail(records),
        address=found.address if found else "",
        told=state_told(found) if found else "",
        waits=found is not None and not mailboxes.is_open(found),
        fault=fault,
        typed=said,
    )
