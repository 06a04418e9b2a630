"""Stands before every page: refuses foreign hosts and forms that are not from our own pages, and puts the headers on every answer."""

import hmac
import re
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.logs import logger
from bot.usecases.mails import STOP_AT
from bot.web import faces, uploads
from bot.web.access import Web
from bot.web.desk_door import NOT_WORDS
from bot.web.headers import headers
from bot.web.plain import FOREIGN, OLD, STRANGE_HOST, UNREAD, plain_page
from bot.web.uploads import MULTIPART

log = logger()
SAFE = {"GET", "HEAD", "OPTIONS"}
# Told to the log by their number alone: whoever watches it sees that somebody tries doors.
TURNED_AWAY = {400, 403, 413, 429}
# Asked for by programs, under whatever name they know this machine by; Telegram's address has a secret of its own.
BY_ANY_NAME = {"/healthz", "/metrics", "/telegram"}
# Whoever wants out gets out, also from a page of an earlier session.
WAYS_OUT = {"/ny", "/ud", "/desk/ud"}
# A mail program stops mails by itself, from wherever it runs, without having seen a page of ours (RFC 8058); its address is the secret.
ONE_CLICK = re.compile(re.escape(STOP_AT) + r"[A-Za-z0-9_-]+")
HEAD = 8_192
# A form without files is never as long as this; those with files are measured where they are read, and come to one address only.
LONGEST = 1_000_000
WITH_FILES = {"/chat"}
_CARRIED = re.compile(rb'csrf(?:=|"\r\n\r\n|"\s*:\s*")([A-Za-z0-9_-]{43})')
NOT_TYPED = NOT_WORDS | {"turn", "letter", "at", "several", "picks", "language", "back", "notice", "age"}


class OwnForms:
    """Plain ASGI, so that streams pass untouched."""

    def __init__(self, app: ASGIApp, web: Web) -> None:
        self._app, self._web = app, web

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, token = Request(scope), faces.token(self._web.secret(Request(scope), faces.face_of(scope["path"])))
        self._web.pages.stand_for(token, inside=self._web.is_inside(request))
        receive, refused = await _looked_over(self._web, request, _measured(request, receive), token)
        await (refused or self._app)(scope, receive, _with_headers(self._web, scope, send))


def is_own(request: Request) -> bool:
    """Whether a request was made by our own page, as far as the browser tells."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")


def _measured(request: Request, receive: Receive) -> Receive:
    taken = 0

    async def measuring() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LONGEST:
            raise HTTPException(413)
        return message

    brings_files = request.url.path in WITH_FILES and request.headers.get("content-type", "").startswith(MULTIPART)
    return receive if brings_files else measuring


async def _looked_over(web: Web, request: Request, receive: Receive, token: str) -> tuple[Receive, Response | None]:
    """A way to receive the whole request, and the answer of one that is refused."""
    refused = await _refused(web, request)
    if refused or not token or request.method in SAFE or request.url.path in WAYS_OUT or ONE_CLICK.fullmatch(request.url.path):
        return receive, refused
    try:
        receive, head = await _peek(receive)
    except HTTPException as fault:
        return receive, PlainTextResponse(fault.detail, fault.status_code)
    if _carries(token, request.headers.get("x-csrf", ""), head):
        return receive, None
    return receive, await _too_old(web, Request(request.scope, receive))


async def _refused(web: Web, request: Request) -> Response | None:
    path, host = request.url.path, request.headers.get("host", "")
    if path not in BY_ANY_NAME and not faces.is_known_host(host, web.stage.url):
        return plain_page(web, request, STRANGE_HOST, await web.texts(request), 400)
    if request.method not in SAFE and not is_own(request) and not ONE_CLICK.fullmatch(path):
        return plain_page(web, request, FOREIGN, await web.texts(request), 403)
    if _is_in_strange_letters(request.headers.get("content-type", "").lower()):
        return plain_page(web, request, UNREAD, await web.texts(request), 400)
    return None


def _is_in_strange_letters(kind: str) -> bool:
    """Whether a form names letters of its own, as no browser does: Python knows some that give halves of signs, which nobody can write."""
    return kind.startswith(MULTIPART) and "charset" in kind


async def _peek(receive: Receive) -> tuple[Receive, bytes]:
    """The beginning of a body, and a way to receive all of it as if nobody had looked."""
    seen: list[Message] = []
    head = b""
    while len(head) < HEAD:
        seen.append(await receive())
        head += seen[-1].get("body", b"")
        if not seen[-1].get("more_body"):
            break
    left = iter(seen)

    async def again() -> Message:
        return next(left, None) or await receive()

    return again, head


def _carries(token: str, header: str, head: bytes) -> bool:
    """Whether the form of this session came along: its field stands first, so that a long file need not be waited for."""
    found = _CARRIED.search(head[:HEAD])
    return hmac.compare_digest(token.encode(), found[1] if found else header.encode())


async def _too_old(web: Web, request: Request) -> Response:
    """A page from before somebody came in anew. What was typed on it is given back."""
    try:
        form = await uploads.fields(request)
    except HTTPException:  # it cannot be read, or is longer than any form
        form = FormData()
    kept = tuple(said for name, said in form.multi_items() if isinstance(said, str) and said.strip() and name not in NOT_TYPED)
    return plain_page(web, request, OLD, await web.texts(request), 403, kept)


def _with_headers(web: Web, scope: Scope, send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            if message["status"] in TURNED_AWAY:
                log.warning("turned_away", status=message["status"])
            kept: list[Any] = [(name, _with_charset(value)) for name, value in message.get("headers", [])]
            found = headers(web.stage.url, scope["path"], message["status"], web.locks.host, inside=bool(web.mini))
            kept += [(name.encode(), value.encode()) for name, value in found.items()]
            message["headers"] = kept
        await send(message)

    return sender


def _with_charset(value: bytes) -> bytes:
    """Drawings are text too, and say in which letters."""
    return value + b"; charset=utf-8" if value == b"image/svg+xml" else value
