"""Listens to a stream of events as a browser does, on the loop of the test."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Self
from urllib.parse import urlencode

from starlette.types import Message

from bot.records import links
from bot.usecases.sheets import reading
from bot.usecases.sheets.deed import Done, Op
from bot.usecases.sheets.ops import do
from bot.usecases.stage import Who
from bot.web.faces import CHAT, DESK, cookie, token
from bot.web.sheet_parts import sheet_parts
from tests.web.world import World

PATIENCE = 60.0


class Listener:
    """One open page. `slow` reads nothing until it is told to."""

    def __init__(self, world: World, who: Who, *, staff: bool = False, have: str = "", slow: bool = False) -> None:
        self.world, self.who, self.have = world, who, have
        role, course = ("counsellor", "") if staff else ("counsellee", who.course)
        self.secret = world.write(lambda records: links.open_session(records, person=who.person, course=course, role=role))
        self.base = f"/desk/course/{who.course}/ark" if staff else "/ark"
        self.cookie = f"{cookie(DESK if staff else CHAT, world.stage.url)}={self.secret}"
        self.status, self.sent, self.raw = 0, asyncio.Queue[tuple[str, Any]](), b""
        self.streams = False
        self.reads = asyncio.Event()
        if not slow:
            self.reads.set()
        self.leaving = asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self.task = asyncio.create_task(self.run("GET", f"{self.base}/events", urlencode({"have": self.have}), b""))
        return self

    async def __aexit__(self, *_: object) -> None:
        self.leaving.set()
        self.reads.set()
        assert self.task
        await asyncio.wait_for(self.task, PATIENCE)

    async def event(self, name: str) -> Any:
        """The next event of this name."""
        while True:
            found, data = await asyncio.wait_for(self.sent.get(), PATIENCE)
            if found == name:
                return data

    async def until(self, name: str) -> list[tuple[str, Any]]:
        """All events up to the next of this name, and that one."""
        told = [await asyncio.wait_for(self.sent.get(), PATIENCE)]
        while told[-1][0] != name:
            told.append(await asyncio.wait_for(self.sent.get(), PATIENCE))
        return told

    async def part(self, name: str) -> Any:
        """The next message about this part."""
        while (found := await self.event("part"))["part"] != name:
            continue
        return found

    async def over(self) -> None:
        """The stream has ended by itself."""
        assert self.task
        await asyncio.wait_for(asyncio.shield(self.task), PATIENCE)

    async def is_at(self, place: str) -> int:
        """Tell where one writes; the status of the answer."""
        return await self.posts(f"{self.base}/here", at=place)

    async def posts(self, path: str, **form: str) -> int:
        """Send a form of this session's; the status of the answer."""
        other = Listener.__new__(Listener)
        other.__dict__.update(self.__dict__, leaving=asyncio.Event(), sent=asyncio.Queue(), raw=b"", streams=False)
        await other.run("POST", path, "", urlencode(form).encode())
        return other.status

    async def run(self, method: str, path: str, query: str, body: bytes) -> None:
        """Ask for one address, until the answer has ended."""
        headers = {"host": "samvej.example", "cookie": self.cookie, "x-csrf": token(self.secret)}
        headers |= {"content-type": "application/x-www-form-urlencoded"} if body else {}
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        scope: dict[str, Any] = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": raw}
        scope |= {"http_version": "1.1", "scheme": "https", "server": ("samvej.example", 443), "root_path": ""}
        bodies = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Message:
            if bodies:
                return bodies.pop()
            await self.leaving.wait()
            return {"type": "http.disconnect"}

        await self.world.app(scope, receive, self._take)

    async def _take(self, message: Message) -> None:
        self.status = message.get("status", self.status)
        self.streams = self.streams or any(b"event-stream" in value for _, value in message.get("headers", []))
        await self.reads.wait()
        if not self.streams:
            return
        self.raw += message.get("body", b"")
        *whole, self.raw = self.raw.split(b"\n\n")
        for event in whole:
            lines = dict(line.split(": ", 1) for line in event.decode().split("\n"))
            if "event" in lines:
                self.sent.put_nowait((lines["event"], json.loads(lines["data"])))


def digests(world: World, who: Who, base: str = "/ark") -> str:
    """What the page of this reader says that it shows."""

    def drawn(records: Any) -> str:
        texts = world.stage.texts_in("da")
        return ".".join(part.digest for part in sheet_parts(world.pages, reading.read(records, world.stage, who), texts, base))

    return world.house.read(drawn)


async def does(world: World, who: Who, kind: str, about: Mapping[str, str]) -> Done:
    """A deed on the sheet, from another thread, as the web does it."""
    op = Op(id=world.house.new_id(), kind=kind, about=about)
    return await asyncio.to_thread(world.write, lambda records: do(records, world.stage, who, op))


async def adds(world: World, who: Who, text: str, *, show: bool = True) -> str:
    """A note in the field of wishes; its id."""
    return (await does(world, who, "add", {"field": "want", "text": text, "show": "1" if show else ""})).note
