"""Keeps drawn pictures for a short while by what is in them, so that the same one is not drawn again; only in memory, and never much."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from hashlib import sha256

# Long enough for a page, its pictures and the copy that is sent of it; short, since what was erased is not to stay.
LIFE = 600.0
MOST_BYTES = 32 * 2**20


class Cache:
    """Gives what `draw` makes of some words. `clock` tells seconds; the words themselves are never kept, only what they add up to."""

    def __init__(self, draw: Callable[[str], Awaitable[bytes]], clock: Callable[[], float], most: int = MOST_BYTES) -> None:
        self._draw, self._clock, self._most = draw, clock, most
        self._kept: OrderedDict[bytes, tuple[float, bytes]] = OrderedDict()
        self._under_way: dict[bytes, asyncio.Task[bytes]] = {}

    async def give(self, told: str) -> bytes:
        """The picture, drawn once however many ask at once. Raises what the drawing raises; who gives up waiting stops nobody else's."""
        key = sha256(told.encode()).digest()
        self._let_go(self._clock() - LIFE)
        if key in self._kept:
            return self._kept[key][1]
        if key not in self._under_way:
            task = asyncio.create_task(self._drawn(key, told))
            # Looked at here, since perhaps nobody waits any more.
            task.add_done_callback(lambda done: done.cancelled() or done.exception())
            self._under_way[key] = task
        return await asyncio.shield(self._under_way[key])

    def empty(self) -> None:
        """Keep nothing."""
        self._kept.clear()

    async def _drawn(self, key: bytes, told: str) -> bytes:
        try:
            body = await self._draw(told)
        finally:
            del self._under_way[key]
        if len(body) <= self._most:
            self._kept[key] = (self._clock(), body)
        while sum(len(kept) for _, kept in self._kept.values()) > self._most:
            self._kept.popitem(last=False)
        return body

    def _let_go(self, before: float) -> None:
        """The oldest is always the first."""
        while self._kept and next(iter(self._kept.values()))[0] < before:
            self._kept.popitem(last=False)
