"""How soon one writer's words stand on the other's screen, and what an open page costs.

From the first byte of the post until the words have come down another's stream, over loopback. Beside it the same with a list in memory
(`parts/bare_stream.py`), which is the least that the server and the framework take.
"""

import argparse
import asyncio
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.parts.people import invited, opened
from benchmarks.parts.serving import ROOT, free_port, memory
from bot.domain.people import Role
from bot.records import courses, links
from bot.records.core import Records
from bot.usecases import inviting
from bot.usecases.stage import Stage, Who
from bot.web.faces import CHAT, DESK, token

PATIENCE = 30.0
# Nobody writes faster than this by hand.
BETWEEN = (0.5, 1.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Somebody who writes: their session, the face it is for, and where their sheet lies. A counsellor reads what counsellees show."""

    session: str
    face: str
    base: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A server to write on: its port, those who write there (and, after them, those who only look), and its process."""

    port: int
    writers: tuple[Writer, ...]
    pid: int


@dataclass(slots=True, kw_only=True)
class Page:
    """One open page: what was seen on it, by the words that were waited for."""

    port: int
    writer: Writer
    waits: dict[str, asyncio.Future[float]] = field(default_factory=dict)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        """Read the stream and note when each of the words comes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)
        writer.write(f"GET {self.writer.base}/events?have= HTTP/1.1\r\n{self._head()}\r\n".encode())
        await reader.readuntil(b"\r\n\r\n")
        self.open.set()
        while line := await reader.readline():
            for words in [words for words in self.waits if words.encode() in line]:
                self.waits.pop(words).set_result(time.perf_counter())

    async def write(self, words: str) -> None:
        """Post words, and wait for the answer."""
        about = {"op": words, "kind": "add", "field": "want", "text": words, "show": "1"}
        body = json.dumps(about).encode()
        head = f"POST {self.writer.base}/op HTTP/1.1\r\n{self._head()}Connection: close\r\nX-Part: 1\r\n"
        head += f"X-Csrf: {token(self.writer.session)}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(head.encode() + body)
        answer = await reader.read()
        assert answer.startswith(b"HTTP/1.1 200"), answer[:400]
        writer.close()

    def _head(self) -> str:
        return f"Host: 127.0.0.1\r\nCookie: {self.writer.face}={self.writer.session}\r\n"


def main() -> None:
    """Measure and tell."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--long", action="store_true", help="more words each")
    each = 40 if asked.parse_args().long else 12
    for writers, others in ((2, 0), (20, 0), (2, 300)):
        for name, place in (("bare", _bare), ("Samvej", _samvej)):
            with place(writers, others) as found:
                asyncio.run(_measure(name, found, writers, each))


async def _measure(name: str, place: Place, writers: int, each: int) -> None:
    before = memory(place.pid)
    pages = [Page(port=place.port, writer=writer) for writer in place.writers]
    listening = [asyncio.create_task(page.listen()) for page in pages]
    await asyncio.wait_for(asyncio.gather(*(page.open.wait() for page in pages)), PATIENCE)
    cost = (memory(place.pid) - before) / len(pages)
    times = await asyncio.gather(*(_write(page, pages[:writers], each) for page in pages[:writers]))
    for task in listening:
        task.cancel()
    waits = sorted(wait for some in times for wait in some)
    p99 = waits[min(len(waits) - 1, round(len(waits) * 0.99))]
    told = f"p50 {statistics.median(waits) * 1e3:6.1f} ms, p99 {p99 * 1e3:6.1f} ms"
    print(f"{name:<8}{writers:>3} writers, {len(pages) - writers:>3} other pages: {told} ({len(waits)} words); {cost:.0f} KiB a stream")


async def _write(page: Page, pages: list[Page], each: int) -> list[float]:
    """What one writer's words took until they stood with somebody else, in seconds."""
    found = []
    for number in range(each):
        await asyncio.sleep(random.uniform(*BETWEEN))
        other = random.choice([one for one in pages if one.writer.face != page.writer.face])
        words, seen = f"ord-{id(page)}-{number}-", asyncio.get_running_loop().create_future()
        other.waits[words], begun = seen, time.perf_counter()
        await asyncio.gather(page.write(words), asyncio.wait_for(seen, PATIENCE))
        found.append(seen.result() - begun)
    return found


@contextmanager
def _bare(writers: int, others: int) -> Iterator[Place]:
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.parts.bare_stream", str(port)]
    with _running(command, port, {}) as pid:
        found = tuple(Writer(session="x", face=face, base="") for face in (CHAT, DESK) * (writers // 2) + (CHAT,) * others)
        yield Place(port=port, writers=found, pid=pid)


@contextmanager
def _samvej(writers: int, others: int) -> Iterator[Place]:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        found = _prepared(Path(folder) / "data", writers, others)
        own = {"SAMVEJ_DATA": f"{folder}/data", "SAMVEJ_PORT": str(port), "SAMVEJ_URL": f"http://127.0.0.1:{port}"}
        with _running([sys.executable, "-m", "bot", "serve", "--play"], port, own) as pid:
            yield Place(port=port, writers=found, pid=pid)


def _prepared(folder: Path, writers: int, others: int) -> tuple[Writer, ...]:
    """So many on one sheet, every other of them a counsellor; and others with a sheet each."""
    house, stage = opened(folder)
    together, *alone = invited(house, stage, others + 1)
    rest = invited(house, stage, writers // 2 - 1)
    found = house.write(partial(_let_in, together=together, rest=rest, alone=alone, stage=stage))
    house.store.close()
    return found


def _let_in(records: Records, together: Who, rest: list[Who], alone: list[Who], stage: Stage) -> tuple[Writer, ...]:
    course = together.course
    guided, staff = [together.person, *(who.person for who in rest)], courses.ids(records, course, Role.COUNSELLOR)
    staff += [inviting.add_counsellor(records, stage, "Vejleder", "Kommunen")[0] for _ in rest]
    for person in guided[1:]:
        courses.join(records, course, person, Role.COUNSELLEE)
    for person in staff[1:]:
        courses.join(records, course, person, Role.COUNSELLOR)
    pairs = [one for pair in zip(guided, staff, strict=True) for one in ((pair[0], Role.COUNSELLEE), (pair[1], Role.COUNSELLOR))]
    both = [_writer(records, Who(person=person, course=course), role) for person, role in pairs]
    return (*both, *(_writer(records, who, Role.COUNSELLEE) for who in alone))


def _writer(records: Records, who: Who, role: Role) -> Writer:
    staff = role is Role.COUNSELLOR
    session = links.open_session(records, person=who.person, course="" if staff else who.course, role=role)
    return Writer(session=session, face=DESK if staff else CHAT, base=f"/desk/course/{who.course}/ark" if staff else "/ark")


@contextmanager
def _running(command: list[str], port: int, settings: dict[str, str]) -> Iterator[int]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("SAMVEJ_")}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, env={**others, **settings}, stdout=quiet, stderr=quiet) as process:  # noqa: S603 - our own
        try:
            _wait_for(port)
            yield process.pid
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)


if __name__ == "__main__":
    main()
