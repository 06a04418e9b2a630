"""The door of the sheet: the same addresses for who is guided and for a counsellor, and who it is that asks."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.trail import Act
from bot.errors import CourseClosed
from bot.records.core import Records
from bot.records.links import Session
from bot.usecases import accessing
from bot.usecases.launching import DESK, SHEET
from bot.usecases.sheets import reading
from bot.usecases.sheets.view import SheetView
from bot.usecases.stage import Who
from bot.web import desk_door
from bot.web.access import Web, who
from bot.web.faces import CHAT
from bot.web.plain import NO_SESSION, Plain, plain_page

T = TypeVar("T")
CLOSED = Plain(heading=desk_door.CLOSED.heading, paragraphs=(desk_door.CLOSED.text,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Who is at the sheet, and `base`, where it lies for them; `staff`: what they read is written down first."""

    who: Who
    base: str
    staff: bool


Deed = Callable[[Web, Request, Member], Awaitable[Response]]


def both(web: Web, path: str, deed: Deed, *methods: str) -> list[Route]:
    """One address below the sheet, for the counsellee's session and for a counsellor of the course (GET where no method is named)."""
    named = list(methods or ("GET",))
    return [
        Route(SHEET + path, partial(_own, web, deed), methods=named),
        Route(DESK + path, desk_door.signed_in(web, partial(_desk, deed)), methods=named),
    ]


async def seen(web: Web, member: Member) -> SheetView:
    """The sheet as this member has it before them; that staff do is written down first. Raises NotAllowed, CourseFrozen, NotShown."""

    def read(records: Records) -> SheetView:
        return reading.read(records, web.stage, member.who)

    return await told(web, member, read)


async def told(web: Web, member: Member, read: Callable[[Records], T], what: Act = Act.READ_SHEET) -> T:
    """What is read on the sheet; that staff read it is written down first."""
    if not member.staff:
        return await web.read(read)
    return await web.shown(read, lambda records, _: accessing.read_course(records, member.who.person, member.who.course, what))


async def _own(web: Web, deed: Deed, request: Request) -> Response:
    session = await web.session(request, CHAT)
    if session is None:
        return plain_page(web, request, NO_SESSION, await web.texts(request), 401)
    try:
        return await deed(web, request, Member(who=who(session), base=SHEET, staff=False))
    except CourseClosed:
        return plain_page(web, request, CLOSED, await web.texts(request, session.person), 409)


async def _desk(deed: Deed, web: Web, request: Request, session: Session) -> Response:
    course = request.path_params["course"]
    return await deed(web, request, Member(who=Who(person=session.person, course=course), base=DESK.format(course=course), staff=True))
