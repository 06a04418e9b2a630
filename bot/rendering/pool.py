"""The one door to pebble: draws in two processes beside the house, each with an end to its patience and to its memory."""

import asyncio
import os
import resource
import signal
import time
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from multiprocessing import get_context
from queue import Full
from tempfile import TemporaryDirectory
from threading import Lock

from pebble import ProcessPool

from bot.domain.drawing import Drawing
from bot.errors import NotDrawn
from bot.logs import logger
from bot.rendering import typesetting
from bot.rendering.cache import Cache

WORKERS = 2
# A sheet takes a quarter of a second; what takes longer than this would take for ever.
PATIENCE = 10.0
# Waiting in the row and drawing together.
WAITS = 60.0
MOST_WAITING = 200
# A large sheet as a picture takes 200 MB of data; what takes more than this would take all there is.
MEMORY = 768 * 2**20
log = logger()


class Pool:
    """`bot.ports.Painter`. The workers start with the first picture; one that hangs or ends is replaced, and its picture is not drawn."""

    def __init__(self, *, patience: float = PATIENCE, memory: int = MEMORY, waiting: int = MOST_WAITING) -> None:
        self._patience, self._memory, self._most = patience, memory, waiting
        self._cache = Cache(self._draw, time.monotonic)
        self._lock, self._closed = Lock(), False
        self._workers: ProcessPool | None = None
        self._asked: set[Future[bytes | str]] = set()
        self._ended = 0
        self._room: TemporaryDirectory[str] | None = None

    async def paint(self, drawing: Drawing) -> bytes:
        """The picture as a file, drawn or kept from a moment ago. Raises NotDrawn."""
        # A sheet with photos is many megabytes.
        return await self._cache.give(await asyncio.to_thread(typesetting.told, drawing))

    def close(self) -> None:
        """Draw nothing more: what is being drawn is dropped, and the workers end."""
        with self._lock:
            self._closed = True
            self._end()
        self._cache.empty()

    async def _draw(self, told: str) -> bytes:
        ended, until = self._ended, time.monotonic() + WAITS
        try:
            asked = await asyncio.to_thread(self._schedule, told)
            made = await asyncio.wait_for(asyncio.wrap_future(asked), WAITS)
        except Exception as error:  # noqa: BLE001 - whatever befell a worker; its words may be those of the picture
            made = type(error).__name__
            if time.monotonic() >= until:
                await asyncio.to_thread(self._renew, ended)
        if isinstance(made, str):
            log.warning("not_drawn", error=made)
            raise NotDrawn
        return made

    def _schedule(self, told: str) -> "Future[bytes | str]":
        """Hand it to the workers, to new ones where the old have all ended."""
        with self._lock:
            if self._closed or len(self._asked) >= self._most:
                raise Full
            if self._workers is None or not self._workers.active:
                self._end()
                self._workers = self._begun()
            asked = self._workers.schedule(paint, args=[told], timeout=self._patience)
            self._asked.add(asked)
            asked.add_done_callback(self._over)
        return asked

    def _over(self, asked: "Future[bytes | str]") -> None:
        self._asked.discard(asked)
        self._ended += not asked.cancelled()

    def _renew(self, ended: int) -> None:
        """End the workers when no picture has come to its end since: they stand still before they begin, where no patience counts."""
        with self._lock:
            if self._ended == ended:
                self._ended += 1
                self._end()

    def _begun(self) -> ProcessPool:
        # Each worker writes down its type in here; whatever becomes of it, that goes with us.
        self._room = TemporaryDirectory(prefix="samvej-drawing-", ignore_cleanup_errors=True)
        return ProcessPool(max_workers=WORKERS, initializer=_begin, initargs=[self._room.name, self._memory], context=get_context("spawn"))

    def _end(self) -> None:
        if self._workers:
            self._workers.stop()
            self._workers.join()
        if self._room:
            self._room.cleanup()
        self._workers = self._room = None
        for asked in tuple(self._asked):
            # Whoever asked may give up in this very moment.
            with suppress(InvalidStateError):
                asked.set_exception(NotDrawn())


def paint(told: str) -> bytes | str:
    """In a worker: the file, or the name of the error; the error itself may hold the words of the picture, and stays here."""
    try:
        return typesetting.made(told)
    except Exception as error:  # noqa: BLE001 - none is to leave
        return type(error).__name__


def _begin(room: str, memory: int) -> None:
    """A worker knows nothing of the house, says nothing, leaves nothing behind, and ends at once when told to."""
    os.environ.clear()
    os.environ.update(TMPDIR=room, RAYON_NUM_THREADS="1")
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_DATA, memory)):
        hard = resource.getrlimit(kind)[1]
        # Where a machine lets nobody set limits, pictures are drawn all the same.
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard),) * 2)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    typesetting.warm_up()
