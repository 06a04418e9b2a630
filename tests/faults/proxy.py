"""A line that can be made bad: a TCP proxy on loopback whose connections are slow, cut, lost, or never answered."""

import asyncio
import contextlib
import socket
import struct
import threading
from dataclasses import dataclass
from random import Random
from typing import Self

from tests.fakes.ports import free_port

CHUNK = 65_536
# Closing a socket with this says "reset" instead of "goodbye".
_AT_ONCE = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How the line is. `lost`: the share of connections that are reset before a byte went through; `slow`: seconds before each answer.

    `silent`: nothing ever comes back; `half`: the half of the first answer, then goodbye; `reset`: the half of it, then a reset.
    """

    lost: float = 0.0
    slow: float = 0.0
    silent: bool = False
    half: bool = False
    reset: bool = False


GOOD = Line()


class Proxy:
    """Between a program and the port it wants. `line` may be set at any time; `cut` ends the connections there are."""

    def __init__(self, target: int, *, seed: int = 1) -> None:
        self.line = GOOD
        self.carried = 0
        self._target = target
        self._chance = Random(seed)
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._server: asyncio.Server | None = None
        self._port = 0

    @property
    def url(self) -> str:
        """Where to go instead."""
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        """Listen."""
        self._thread.start()
        self.listen()
        return self

    def __exit__(self, *_: object) -> None:
        """Be gone."""
        self.be_dead()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(60)
        self._loop.close()

    def listen(self) -> None:
        """Take connections: on a free port the first time, on the same one afterwards."""
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(60)

    def be_dead(self) -> None:
        """Refuse connections, and end those there are."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(60)

    def become(self, line: Line) -> None:
        """Be like this from now on; the connections that were made before end."""
        self.line = line
        asyncio.run_coroutine_threadsafe(self._cut(), self._loop).result(60)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self._port or free_port())
        self._port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        if self._server:
            self._server.close()
        await self._cut()
        await asyncio.sleep(0.05)

    async def _cut(self) -> None:
        for writer in self._open:
            writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = self.line
        if self._chance.random() < line.lost:
            _reset(writer)
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            _reset(writer)
            return
        self._open |= {writer, far_writer}
        self.carried += 1
        try:
            await asyncio.gather(_pump(reader, far_writer), self._answer(line, far_reader, writer))
        finally:
            self._open -= {writer, far_writer}
            writer.transport.abort()
            far_writer.transport.abort()

    async def _answer(self, line: Line, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(CHUNK):
                await asyncio.sleep(line.slow)
                if line.silent:
                    continue
                if line.half or line.reset:
                    writer.write(data[: len(data) // 2])
                    await writer.drain()
                    _reset(writer) if line.reset else writer.close()
                    break
                writer.write(data)
                await writer.drain()
        writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(CHUNK):
            writer.write(data)
            await writer.drain()
    writer.close()


def _reset(writer: asyncio.StreamWriter) -> None:
    held: socket.socket = writer.get_extra_info("socket")
    held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    writer.transport.abort()
