"""Where somebody is signed in, at both faces: the list, and signing out everywhere else. Nothing is known about the browsers."""

from dataclasses import dataclass, replace
from functools import partial
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.people import Role
from bot.records import links, people
from bot.records.core import Records
from bot.records.links import Session
from bot.web.access import ROLES, Web, see_other
from bot.web.desk_door import STAFF, signed_in
from bot.web.faces import CHAT, DESK
from bot.web.plain import NO_SESSION, plain_page

AT_CHAT, AT_DESK = "/chat/adgang", "/desk/enheder"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatDevicesPage:
    """The sessions of a counsellee, times in their own time zone. `here` is the id of this one; `alone`: the others were just ended."""

    sessions: tuple[Session, ...]
    here: str
    alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskDevicesPage:
    """The same for somebody at the desk, a `lead` or a counsellor."""

    lead: bool
    sessions: tuple[Session, ...]
    here: str
    alone: bool


def routes(web: Web) -> list[Route]:
    """The two pages, each with one button."""
    return [
        Route(AT_CHAT, partial(_at_chat, web)),
        Route(AT_CHAT, partial(_only_this_chat, web), methods=["POST"]),
        Route(AT_DESK, signed_in(web, _at_desk, *STAFF), methods=["GET"]),
        Route(AT_DESK, signed_in(web, _only_this_desk, *STAFF), methods=["POST"]),
    ]


async def _at_chat(web: Web, request: Request) -> Response:
    session = await web.session(request, CHAT)
    if session is None:
        return plain_page(web, request, NO_SESSION, await web.texts(request), 401)
    sessions = await web.read(lambda records: _of(records, session, CHAT))
    page = ChatDevicesPage(sessions=sessions, here=session.id, alone="alene" in request.query_params)
    return web.pages.response(page, await web.texts(request, session.person))


async def _only_this_chat(web: Web, request: Request) -> Response:
    session = await web.session(request, CHAT)
    if session is None:
        return plain_page(web, request, NO_SESSION, await web.texts(request), 401)
    return await _only_this(web, request, session, CHAT, AT_CHAT)


async def _at_desk(web: Web, request: Request, session: Session) -> Response:
    sessions = await web.read(lambda records: _of(records, session, DESK))
    alone = "alene" in request.query_params
    page = DeskDevicesPage(lead=session.role == Role.LEAD, sessions=sessions, here=session.id, alone=alone)
    return web.pages.response(page, await web.texts(request, session.person))


async def _only_this_desk(web: Web, request: Request, session: Session) -> Response:
    return await _only_this(web, request, session, DESK, AT_DESK)


async def _only_this(web: Web, request: Request, session: Session, face: str, back: str) -> Response:
    """Whoever came by a link from staff sees and ends nobody else's."""
    secret = web.secret(request, face)
    if session.scope == links.FULL:
        await web.write(lambda records: links.end_all(records, session.person, *ROLES[face], but=secret))
    return see_other(f"{back}?alene")


def _of(records: Records, session: Session, face: str) -> tuple[Session, ...]:
    zone = ZoneInfo(people.tongue(records, session.person)[1])
    found = links.sessions_of(records, session.person, *ROLES[face]) if session.scope == links.FULL else (session,)
    return tuple(replace(one, made=one.made.astimezone(zone), seen=one.seen.astimezone(zone)) for one in found)
