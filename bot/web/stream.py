"""The sheet as it changes: a stream of events down to each page that is open, and where its reader writes up."""

import asyncio
import re
from collections.abc import Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.domain.limits import STREAMS_AT_ONCE
from bot.domain.sheet import FIELDS
from bot.domain.trail import Act
from bot.records import courses
from bot.texts import Texts
from bot.usecases import accessing
from bot.usecases.sheets.view import SheetView
from bot.web import faces
from bot.web.access import ROLES, Web
from bot.web.faces import CHAT, DESK
from bot.web.glance import Glance
from bot.web.sheet_door import Member, both
from bot.web.sheet_parts import BAR, FIELD, Before, Part, sheet_parts
from bot.web.watching import QUIET, OpenPage, session_of

# Seconds: after how many of silence a sign of life is sent, and how long a reader may take for one piece.
SILENCE, STUCK = 15.0, 30.0
HEADERS = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]
PARTS = (BAR, *(FIELD + name for name in FIELDS))
PLACE = re.compile(r"(?:note-[\w-]{1,64}|field-[a-z]{1,20})?")


def routes(web: Web) -> list[Route]:
    """The stream and the presence, of both faces."""
    return [*both(web, "/events", _events), *both(web, "/here", _here, "POST")]


class EventStream(Response):
    """Sends what is new for a page until either side ends it."""

    def __init__(self, web: Web, page: OpenPage) -> None:
        super().__init__()
        self._web, self._page = web, page
        self._glance = Glance(web=web, who=page.who)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - that is how it is called
        """Whoever goes is noticed at once, and whoever does not read does not stay."""
        self._web.hub.join(self._page)
        watching = asyncio.create_task(self._until_gone(receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await self._send_news(send)
        except (OSError, TimeoutError):
            self._page.end()  # it is gone, or does not read; if somebody still sits there, it comes back by itself
        finally:
            watching.cancel()
            self._web.hub.leave(self._page)

    async def _send_news(self, send: Send) -> None:
        over = False
        while not over:
            over = self._page.over  # it may have ended while something was sent, and is still to be told why
            body = await self._page.news(SILENCE)
            if body:
                await asyncio.wait_for(send({"type": "http.response.body", "body": body, "more_body": True}), STUCK)
            if body and body != QUIET:
                self._glance.shown()
            if not self._page.over:
                await self._glance.again()
        await self._glance.last()
        await asyncio.wait_for(send({"type": "http.response.body", "body": b""}), STUCK)

    async def _until_gone(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._page.end()


async def _events(web: Web, request: Request, member: Member) -> Response:
    """The stream. That a counsellor follows along is on disk before the first word goes."""
    page = _page(web, request, member)
    await web.read(lambda records: courses.require(records, page.course, page.person))
    if web.hub.open_by(page.session) >= STREAMS_AT_ONCE or not web.limits.allow("sheet_streams", page.session):
        return PlainTextResponse("Too many", 429)
    if member.staff:
        await web.noted(lambda records: accessing.read_course(records, page.person, page.course, Act.READ_LIVE))
    return EventStream(web, page)


async def _here(web: Web, request: Request, member: Member) -> Response:
    """Where somebody writes now. What they write is not told, nor is anything kept."""
    at = str((await request.form()).get("at", ""))
    await web.read(lambda records: courses.require(records, member.who.course, member.who.person))
    if not web.limits.allow("sheet_here", member.who.person):
        return PlainTextResponse("Too many", 429)
    if PLACE.fullmatch(at):
        web.hub.writes(member.who.course, member.who.person, at)
    return Response(status_code=204)


def _page(web: Web, request: Request, member: Member) -> OpenPage:
    face = DESK if member.staff else CHAT
    secret = web.secret(request, face)
    digests = request.query_params.get("have", "").split(".")
    return OpenPage(
        who=member.who,
        again=session_of(secret, *ROLES[face]),
        session=faces.token(secret),
        stage=lambda: web.stage,
        draw=partial(_draw, web, faces.token(secret), member.base),
        digests=dict(zip(PARTS, digests, strict=False)),
    )


def _draw(web: Web, token: str, base: str, view: SheetView, texts: Texts, before: Mapping[str, Before]) -> tuple[Part, ...]:
    web.pages.stand_for(token)
    return sheet_parts(web.pages, view, texts, base, before)
