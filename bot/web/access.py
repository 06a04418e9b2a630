"""Who is at the door of the web: what every route stands on, and the cookies that say whose browser this is."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.media import Media
from bot.errors import BrokenTrail, NotShown, StoreUnavailable
from bot.ports import Painter, Witness
from bot.records import links, people
from bot.records.core import Records
from bot.records.links import Session
from bot.texts import LANGUAGES, Texts, best_language
from bot.usecases import accessing, launching
from bot.usecases.health import Watch
from bot.usecases.house import House
from bot.usecases.stage import Stage, Who
from bot.web.faces import CHAT, DESK, IN_APP, OTHER, cookie, in_app, is_safe
from bot.web.headers import GONE
from bot.web.hub import Hub
from bot.web.limits import Limits
from bot.web.locks import Locks
from bot.web.pages import Pages

T = TypeVar("T")
ROLES = {CHAT: ("counsellee",), DESK: ("counsellor", "lead")}
LANGUAGE = "samvej_language"
YEAR = 365 * 24 * 3600
SIDE_BY_SIDE = 2


@dataclass(slots=True, kw_only=True, eq=False)
class Web:
    """What every route stands on. `stage` is replaced whole when the flows are read again: ask for it once a transaction.

    `rang` is called when letters or work may be waiting.
    `clean` makes a file of this media ("picture" or "voice") fit to be kept, or raises BadInput; `drawn` gives one of our own drawings
    as SVG, or raises KeyError. `painter` draws what people see of a sheet. `witness` keeps the head of the trail.
    `limits` counts how often things are done; `locks` are those of the doors; `hub` knows who has which sheet open;
    `watch` is what a look at the health stands on; `metrics_token` opens the figures (empty: nobody).
    `mini` is what Telegram's launch data is checked by (empty: the sheet does not open inside Telegram).
    """

    house: House
    stage: Stage
    pages: Pages
    rang: Callable[[], None]
    clean: Callable[[str, bytes], Media]
    drawn: Callable[[str], str]
    painter: Painter
    locks: Locks
    witness: Witness
    limits: Limits = field(default_factory=Limits)
    watch: Watch = field(default_factory=Watch)
    metrics_token: str = field(default="", repr=False)
    mini: bytes = field(default=b"", repr=False)
    hub: Hub = field(init=False)
    _cleaning: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(SIDE_BY_SIDE))

    def __post_init__(self) -> None:
        self.hub = Hub(self.house)

    async def write(self, work: Callable[[Records], T]) -> T:
        """Run writing work; it is on disk when this returns."""
        done = await asyncio.wrap_future(self.house.submit(work))
        self.rang()
        return done

    async def cleaned(self, media: str, body: bytes) -> Media:
        """A file made fit to be kept, beside the event loop; few at once, since a large photo takes much memory. Raises BadInput."""
        async with self._cleaning:
            return await asyncio.to_thread(self.clean, media, body)

    async def noted(self, log: Callable[[Records], object]) -> None:
        """Write down what somebody on the staff is about to be shown, on disk and anchored outside the database. Raises NotShown."""
        try:
            anchor = await asyncio.to_thread(self.witness.read)
            head = await asyncio.wrap_future(self.house.submit(lambda records: accessing.noted(records, log, anchor)))
            await asyncio.to_thread(self.witness.keep, head, self.house.clock())
        except (StoreUnavailable, BrokenTrail) as trouble:
            raise NotShown from trouble

    async def shown(self, work: Callable[[Records], T], log: Callable[[Records, T], object]) -> T:
        """What staff are to see; `log` writes it down (`bot.usecases.accessing`). It is given when that is done, or not: NotShown."""
        found = await self.read(work)
        await self.noted(lambda records: log(records, found))
        return found

    async def read(self, work: Callable[[Records], T]) -> T:
        """Run reading work beside the event loop."""
        return await asyncio.to_thread(self.house.read, work)

    def secret(self, request: Request, face: str) -> str:
        """What the browser holds for the chat or the desk; empty where it holds nothing. Inside a messenger it may come as a header."""
        inside = self._inside(request) if face == CHAT else ""
        return inside or request.cookies.get(cookie(face, self.stage.url), "")

    async def session(self, request: Request, face: str) -> Session | None:
        """Whose browser this is, by the cookie of the chat or of the desk. What a page asks by itself does not count as being there."""
        secret = self.secret(request, face)
        found = await self.read(lambda records: links.session(records, secret, *ROLES[face])) if secret else None
        if found and found.stale and "x-quiet" not in request.headers:
            await asyncio.wrap_future(self.house.submit(lambda records: links.touch(records, secret)))
        return found

    async def texts(self, request: Request, person: str = "") -> Texts:
        """The texts of the person's language, else of the one chosen in this browser, else of the one it asks for."""
        if person:
            return self.stage.texts_in(await self.read(lambda records: people.tongue(records, person)[0]))
        chosen = self.secret(request, LANGUAGE)
        accepted = request.headers.get("accept-language", "")
        return self.stage.texts_in(chosen if chosen in LANGUAGES else best_language(accepted, self.stage.texts))

    async def enter(
        self, request: Request, response: Response, face: str, secret: str, age: int = YEAR, *, inside: bool = False
    ) -> Response:
        """From now on the browser holds this session; the one it held before is over. `inside`: it stands inside a messenger."""
        before = self.secret(request, face)
        if before and before != secret:
            await self.write(lambda records: links.end_session(records, before))
        if inside or (face == CHAT and self.is_inside(request)):
            return self._keep_inside(response, secret)
        return self.keep(response, cookie(face, self.stage.url), secret, age)

    def keep(self, response: Response, name: str, value: str, age: int = YEAR) -> Response:
        """Give the browser a cookie that scripts cannot read."""
        response.set_cookie(name, value, max_age=age, httponly=True, samesite="lax", secure=is_safe(self.stage.url), path="/")
        return response

    def is_inside(self, request: Request) -> bool:
        """Whether this is asked from inside a messenger."""
        return bool(self._inside(request))

    def clear(self, request: Request, response: Response, face: str) -> Response:
        """Let the browser forget all that it keeps of us; the other face stays, where somebody is in there too."""
        safe = is_safe(self.stage.url)
        response.delete_cookie(cookie(face, self.stage.url), path="/", httponly=True, samesite="lax", secure=safe)
        if face == CHAT and self.is_inside(request):
            self._keep_inside(response, "")
        response.headers["clear-site-data"] = '"cache"' if self.secret(request, OTHER[face]) else GONE
        return response

    def _inside(self, request: Request) -> str:
        return (request.headers.get("x-session", "") or request.cookies.get(IN_APP, "")) if self.mini else ""

    def _keep_inside(self, response: Response, secret: str) -> Response:
        response.headers.append("set-cookie", in_app(secret, int(launching.LIFE.total_seconds())))
        return response


def who(session: Session) -> Who:
    """The member a counsellee's session acts as."""
    return Who(person=session.person, course=session.course, shared_only=session.scope == links.SHARED)


def see_other(address: str) -> RedirectResponse:
    """After a form: go and look."""
    return RedirectResponse(address, status_code=303)
