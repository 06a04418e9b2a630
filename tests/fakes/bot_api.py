"""A Bot API server on loopback, as strict as Telegram, which fails on demand and lets a test play the people."""

import asyncio
import json
import socket
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Self
from urllib.parse import parse_qsl

import uvicorn
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from tests.fakes.bot_api_hook import post_updates
from tests.fakes.bot_api_methods import call, read
from tests.fakes.bot_api_people import Group, Person
from tests.fakes.bot_api_world import Chat, Refusal, World
from tests.fakes.ports import free_port

TOKEN = "7204815936:AAF0fakefakefakefakefakefakefake_-0"
BLINK = 0.01
# Longer than anything takes on a busy machine: only what never comes is waited for so long.
PATIENCE = 60.0


class Call(NamedTuple):
    """One request of the bot, as it came in."""

    time: float
    method: str
    params: dict[str, Any]


class _Server(uvicorn.Server):
    """Notices a wish to stop at once: there is a stop after every test."""

    async def main_loop(self) -> None:
        while not self.should_exit:  # noqa: ASYNC110 - as in the class this is made from
            await asyncio.sleep(BLINK)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for listener in sockets or ():
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        while self.server_state.tasks:  # noqa: ASYNC110 - as above
            await asyncio.sleep(BLINK)
        await asyncio.sleep(BLINK)


class FakeBotApi:
    """Start with `with FakeBotApi() as api`; the bot gets `api.url` and `api.token`.

    What people and chats are survives `stop` and `start` of the server and any restart of the bot.
    """

    def __init__(self, *, token: str = TOKEN, name: str = "samvej_test_bot", strict_rates: bool = False) -> None:
        self.token = token
        self.name = name
        self.calls: list[Call] = []
        self.world = World(token, name)
        self.world.strict_rates = strict_rates
        self._port = 0
        self._faults: dict[str, deque[str]] = defaultdict(deque)
        self._poller = 0
        self._goes_on = False
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The base address, without `/bot`."""
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        """Start serving."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop serving."""
        self.stop()

    def start(self) -> None:
        """Listen: on a free port the first time, on the same one afterwards."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self._port or free_port()))
        self._port = listener.getsockname()[1]
        # Its logging stays as it is: that belongs to the whole process, in which other tests read the log.
        config = uvicorn.Config(
            self._serve, interface="asgi3", http="h11", ws="none", proxy_headers=False, loop="asyncio", lifespan="off", log_config=None
        )
        self._server = _Server(config)
        self._thread = threading.Thread(target=self._run, args=(self._server, listener), daemon=True)
        self._thread.start()
        self._until(lambda: self._server is not None and self._server.started, PATIENCE)

    def stop(self) -> None:
        """Be unreachable: connections are refused until `start`."""
        if self._server and self._thread:
            self._server.should_exit = self._server.force_exit = True
            self._thread.join(PATIENCE)
        self._server = self._thread = None

    def person(self, number: int, language: str = "da") -> Person:
        """Give the person with this id; the chat is theirs for good."""
        words = {"first_name": f"Fornavn{number}", "last_name": f"Efternavn{number}", "username": f"bruger_{number}"}
        return Person(self.world, self._chat(Chat(id=number, type="private", words=words)), language)

    def group(self, number: int = -1001, title: str = "Holdet") -> Group:
        """Give a group the bot is not in yet."""
        return Group(self.world, self._chat(Chat(id=number, type="supergroup", words={"title": title})))

    def fail_next(self, method: str, how: str, times: int = 1) -> None:
        """Let the next calls of a method go wrong.

        Nothing is done: `429:3` (wait 3 s), `400`, `500`, `502` …, `drop_before` (the line is cut). Done: `slow:0.5` (late),
        `held` (not before `let_go`), `timeout_after_delivery` (no answer),
        `drop_after_delivery` (the line is cut), `half` (of an answer), `nonsense` (no JSON).
        The method of fetching a file is called `download`.
        """
        self._faults[method].extend([how] * times)

    def let_go(self) -> None:
        """Let what is held be done, and hold nothing from now on."""
        self._goes_on = True

    def inject(self, update: dict[str, Any]) -> int:
        """Queue any update, however odd; give its number."""
        with self.world.changed:
            return self.world.inject(update)

    def repeat(self, number: int) -> None:
        """Queue an update once more under the same number, confirmed or not."""
        with self.world.changed:
            self.world.inject(self.world.told[number])

    def told(self) -> list[int]:
        """List the numbers of all updates there have been."""
        with self.world.changed:
            return list(self.world.told)

    def unconfirmed(self) -> list[int]:
        """List the numbers of the updates the bot has not confirmed."""
        with self.world.changed:
            return [update["update_id"] for update in self.world.waiting()]

    def advance(self, seconds: float) -> None:
        """Let time pass for Telegram alone."""
        with self.world.changed:
            self.world.advance(seconds)

    def called(self, method: str) -> list[dict[str, Any]]:
        """List the parameters of every call of a method."""
        with self.world.changed:
            return [call.params for call in self.calls if call.method == method]

    def wait_until(self, fits: Callable[[], bool], timeout: float = PATIENCE) -> None:
        """Wait until something holds."""
        self._until(fits, timeout)

    def _until(self, fits: Callable[[], bool], timeout: float) -> None:
        until = time.monotonic() + timeout
        while not fits():
            if time.monotonic() > until:
                raise AssertionError(f"did not come to pass within {timeout} s")
            time.sleep(BLINK)

    def _chat(self, chat: Chat) -> Chat:
        with self.world.changed:
            return self.world.chats.setdefault(chat.id, chat)

    def _run(self, server: uvicorn.Server, listener: socket.socket) -> None:
        async def both() -> None:
            posting = asyncio.create_task(post_updates(self.world))
            await server.serve(sockets=[listener])
            posting.cancel()
            await asyncio.gather(posting, return_exceptions=True)

        asyncio.run(both())

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        path = request.url.path
        method, params = ("download", {}) if path.startswith("/file/") else (path.rsplit("/", 1)[-1], await _params(request))
        with self.world.changed:
            self.calls.append(Call(self.world.now(), method, params))
            how = self._faults[method].popleft() if self._faults[method] else ""
        if how.startswith("slow:"):
            await asyncio.sleep(float(how.removeprefix("slow:")))
        while how == "held" and not (self._goes_on or self._stopping()):  # noqa: ASYNC110 - as below
            await asyncio.sleep(BLINK)
        if how == "drop_before":
            await _cut(send)
            return
        response = _broken(how) if how[:3].isdigit() else await self._answer(request, method, params)
        if how == "timeout_after_delivery":
            while not self._stopping() and not await request.is_disconnected():  # noqa: ASYNC110 - nothing tells us of either
                await asyncio.sleep(BLINK)
        elif how == "half":
            await _send_half(response, send)
        elif how != "drop_after_delivery":
            await (Response("surprise") if how == "nonsense" else response)(scope, receive, send)
            return
        await _cut(send)

    def _stopping(self) -> bool:
        return self._server is None or self._server.should_exit

    async def _answer(self, request: Request, method: str, params: dict[str, Any]) -> Response:
        try:
            if method == "download":
                return self._download(request.url.path)
            self._check_token(request.url.path.removeprefix("/bot").rsplit("/", 1)[0])
            result = await self._poll(request, params) if method == "getUpdates" else self._call(method, params)
        except Refusal as refusal:
            return JSONResponse(refusal.body(), refusal.code)
        return JSONResponse({"ok": True, "result": result})

    def _download(self, path: str) -> Response:
        token, _, place = path.removeprefix("/file/bot").partition("/")
        self._check_token(token)
        with self.world.changed:
            held = next((held for held in self.world.files.values() if held.path == place), None)
        if held is None:
            raise Refusal(404, "Not Found: no such file")
        return Response(held.body, media_type="application/octet-stream")

    def _check_token(self, given: str) -> None:
        if given != self.token:
            raise Refusal(401, "Unauthorized") if ":" in given else Refusal(404, "Not Found")

    def _call(self, method: str, params: Mapping[str, Any]) -> Any:
        with self.world.changed:
            try:
                return call(self.world, method, params)
            finally:
                self.world.changed.notify_all()

    async def _poll(self, request: Request, params: dict[str, Any]) -> list[dict[str, Any]]:
        until = time.monotonic() + read("getUpdates", params).get("timeout", 0)
        self._poller += 1
        mine = self._poller
        while True:
            self._check_alone(mine)
            batch: list[dict[str, Any]] = self._call("getUpdates", params)
            if batch or self._stopping() or time.monotonic() >= until or await request.is_disconnected():
                return batch
            await asyncio.sleep(BLINK)

    def _check_alone(self, mine: int) -> None:
        if self.world.webhook.url:
            words = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            raise Refusal(409, words)
        if mine != self._poller:
            raise Refusal(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")


async def _params(request: Request) -> dict[str, Any]:
    body = await request.body()
    kind = request.headers.get("content-type", "")
    if "json" in kind:
        given: dict[str, Any] = json.loads(body)
    elif kind.startswith("multipart/form-data"):
        async with request.form() as form:
            given = {name: await _part(name, part) if isinstance(part, UploadFile) else part for name, part in form.items()}
    else:
        given = dict(parse_qsl(body.decode(), keep_blank_values=True))
    return dict(request.query_params) | given


async def _part(name: str, sent: UploadFile) -> object:
    """A file that came along; a document with the name it has."""
    body = await sent.read()
    return (sent.filename or "", body) if name == "document" else body


def _broken(how: str) -> Response:
    code, _, seconds = how.partition(":")
    if code == "429":
        return JSONResponse(Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=int(seconds)).body(), 429)
    if code == "502":
        return HTMLResponse("<html><h1>502 Bad Gateway</h1></html>", 502)
    return JSONResponse(Refusal(int(code), f"Broken on demand {code}").body(), int(code))


async def _cut(send: Send) -> None:
    """Cut the line; ASGI has no word for it, so the server's own object is asked."""
    send.__self__.transport.abort()  # type: ignore[attr-defined]
    await asyncio.sleep(BLINK)


async def _send_half(response: Response, send: Send) -> None:
    await send({"type": "http.response.start", "status": response.status_code, "headers": response.raw_headers})
    await send({"type": "http.response.body", "body": bytes(response.body)[: len(response.body) // 2], "more_body": True})
    await asyncio.sleep(BLINK)
