"""Sends every line of the table of routes as one viewer does, and tells what came of it."""

import asyncio
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

import httpx
from starlette.applications import Starlette

from bot.domain.media import Media
from bot.ports import Row
from bot.rendering.drawings import drawing
from bot.web.access import Web
from bot.web.app import build
from bot.web.faces import cookie, token
from bot.web.hub import Hub
from bot.web.limits import Limits
from bot.web.pages import Pages
from tests.fakes.painter import FakePainter
from tests.matrix.people import Town, Viewer
from tests.matrix.tables import Line
from tests.web.locks import fake_locks

OUTCOMES = {
    200: "ok", 400: "unread", 204: "ok", 206: "ok", 303: "goes", 401: "login", 403: "refused", 404: "nothing", 405: "nothing",
    409: "closed", 410: "spent", 422: "unread", 423: "frozen", 429: "often",
}  # fmt: skip
# Long enough for all that a stream has to show at first.
A_MOMENT = 0.15
DONE = {"ok", "goes"}
# What changes though nothing was done: that somebody was there, where they sit, what they looked at, and that they were asked for a key.
TRACES = {"trail", "sessions", "seats", "challenges", "keys", "sheets"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came back: the outcome in a word, the body, where it leads, and the tables that changed."""

    outcome: str
    body: str
    leads: str
    changed: set[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The web of a town."""

    town: Town
    web: Web
    app: Starlette

    def ask_all(self, viewer: Viewer, lines: list[Line], *, missing: bool = False) -> list[Came]:
        """Each line as this viewer sends it, each in the town as it was; with `missing`, about things that are not there."""
        return asyncio.run(self._ask_all(viewer, lines, missing=missing))

    async def _ask_all(self, viewer: Viewer, lines: list[Line], *, missing: bool) -> list[Came]:
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=self.town.stage.url) as client:
            return [await self._ask(client, viewer, line, _missing(line, viewer.ids) if missing else viewer.ids) for line in lines]

    async def _ask(self, client: httpx.AsyncClient, viewer: Viewer, line: Line, ids: dict[str, str]) -> Came:
        self.town.rewind()
        self.web.limits = Limits(clock=self.town.clock.seconds)
        method, path, given = line.request(ids)
        headers = {"cookie": f"{cookie(viewer.face, self.town.stage.url)}={viewer.secret}"} if viewer.secret else {}
        sent: dict[str, Any] = {"params": given} if method == "GET" else {"data": {"csrf": token(viewer.secret), **given}}
        client.cookies.clear()
        if path.endswith("/events"):  # it goes on for ever
            self.web.hub = Hub(self.web.house)
            asyncio.get_running_loop().call_later(A_MOMENT, self.web.hub.close)
        answer = await client.request(method, path, headers=headers, **sent)
        outcome, changed = OUTCOMES.get(answer.status_code, str(answer.status_code)), _changed(self.town)
        return Came(
            outcome="does" if outcome in DONE and changed else outcome,
            body=_text(answer),
            leads=answer.headers.get("location", ""),
            changed=changed,
        )


def door(town: Town, pages: Pages) -> Door:
    """The web over this town."""
    web = Web(
        house=town.house, stage=town.stage, pages=pages, rang=lambda: None, clean=_as_it_is, drawn=drawing, painter=FakePainter(),
        witness=town.witness, limits=Limits(clock=town.clock.seconds), locks=fake_locks(),
    )  # fmt: skip
    return Door(town=town, web=web, app=build(web))


def _missing(line: Line, ids: dict[str, str]) -> dict[str, str]:
    """What is not there: on the sheet of a course the thing alone, else the course with all that is in it."""
    on_the_sheet = line.what.endswith(("/ark/op", "/ark/note/{note}", "/{ref}.svg", "/{ref}.png"))
    return {"course": ids["course"]} if on_the_sheet and "course" in ids else {}


def _text(answer: httpx.Response) -> str:
    """All that can be read of an answer, also in an archive."""
    body = BytesIO(answer.content)
    if not is_zipfile(body):
        return answer.text
    with ZipFile(body) as archive:
        return "\n".join(archive.read(name).decode(errors="replace") for name in sorted(archive.namelist()))


def _as_it_is(media: str, body: bytes) -> Media:
    return Media(media=media, kind="image/jpeg", body=body)


def _changed(town: Town) -> set[str]:
    now: dict[str, dict[Any, Row]] = dict(town.store.mark())
    return {table for table, rows in now.items() if table not in TRACES and rows != town.mark[table]}
