"""Who is at the door of the web: cookies, the check that a form comes from our own page, and the headers of every answer."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.domain.media import Media
from bot.records import links, people
from bot.records.core import Records
from bot.records.links import Session
from bot.texts import LANGUAGES, Texts, best_language
from bot.usecases.house import House
from bot.usecases.stage import Stage, Who
from bot.web.pages import Pages

T = TypeVar("T")
CHAT, DESK = "samvej_chat", "samvej_desk"
ROLES = {CHAT: "counsellee", DESK: "counsellor"}
LANGUAGE = "samvej_language"
YEAR = 365 * 24 * 3600
PUBLIC = {"static": "public, max-age=31536000, immutable", "drawn": "public, max-age=86400"}
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; connect-src 'self'; "
        "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(self)",
}


@dataclass(slots=True, kw_only=True, eq=False)
class Web:
    """What every route stands on. `stage` is replaced whole when the flows are read again: ask for it once a transaction.

    `rang` is called when letters or work may be waiting.
    `clean` makes a file of this media ("picture" or "voice") fit to be kept, or raises BadInput; `drawn` gives one of our own drawings
    as SVG, or raises KeyError.
    """

    house: House
    stage: Stage
    pages: Pages
    rang: Callable[[], None]
    clean: Callable[[str, bytes], Media]
    drawn: Callable[[str], str]

    async def write(self, work: Callable[[Records], T]) -> T:
        """Run writing work; it is on disk when this returns."""
        done = await asyncio.wrap_future(self.house.submit(work))
        self.rang()
        return done

    async def read(self, work: Callable[[Records], T]) -> T:
        """Run reading work beside the event loop."""
        return await asyncio.to_thread(self.house.read, work)

    async def session(self, request: Request, cookie: str) -> Session | None:
        """Whose browser this is, by the cookie of the chat or of the desk."""
        secret = request.cookies.get(cookie, "")
        return await self.read(lambda records: links.session(records, secret, ROLES[cookie])) if secret else None

    async def texts(self, request: Request, person: str = "") -> Texts:
        """The texts of the person's language, else of the one chosen in this browser, else of the one it asks for."""
        if person:
            return self.stage.texts_in(await self.read(lambda records: people.tongue(records, person)[0]))
        chosen = request.cookies.get(LANGUAGE, "")
        accepted = request.headers.get("accept-language", "")
        return self.stage.texts_in(chosen if chosen in LANGUAGES else best_language(accepted, self.stage.texts))

    def keep(self, response: Response, cookie: str, secret: str, age: int = YEAR) -> Response:
        """Give the browser a cookie that scripts cannot read."""
        secure = self.stage.url.startswith("https:")
        response.set_cookie(cookie, secret, max_age=age, httponly=True, samesite="lax", secure=secure, path="/")
        return response


def who(session: Session) -> Who:
    """The member a counsellee's session acts as."""
    return Who(person=session.person, course=session.course, shared_only=session.scope == links.SHARED)


def see_other(address: str) -> RedirectResponse:
    """After a form: go and look."""
    return RedirectResponse(address, status_code=303)


class OwnForms:
    """Refuses forms that come from another page, and puts the headers on every answer. Plain ASGI, so streams pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] not in {"GET", "HEAD"} and not is_own(Request(scope)):
            await Response("This form came from another page.", status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, _with_headers(scope, send))


def is_own(request: Request) -> bool:
    """Whether a request was made by our own page, as far as the browser tells."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")


def _with_headers(scope: Scope, send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept: list[Any] = list(message.get("headers", []))
            kept += [(name.encode(), value.encode()) for name, value in HEADERS.items()]
            folder = scope["path"].lstrip("/").partition("/")[0] if message["status"] < 400 else ""
            kept.append((b"cache-control", PUBLIC.get(folder, "private, no-store").encode()))
            message["headers"] = kept
        await send(message)

    return sender
