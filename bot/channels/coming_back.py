"""Keeps when updates were last fetched; after a time away, and when all that waited is taken in, people see again where they are."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from bot.records.core import Records
from bot.records.people import Address
from bot.usecases import resuming
from bot.usecases.house import House
from bot.usecases.stage import Stage

T = TypeVar("T")
NEVER = float("-inf")


@dataclass(slots=True, kw_only=True, eq=False)
class ComingBack:
    """`stage` gives the one in use, `rang` is called when letters may be waiting; `open` while people are still to be shown."""

    house: House
    stage: Callable[[], Stage]
    rang: Callable[[], None]
    clock: Callable[[], float] = time.monotonic
    kept: float = NEVER
    open: bool = False

    async def fetched(self, *, all_taken: bool) -> None:
        """Updates were fetched and taken in; `all_taken`: no more waited. Raises StoreUnavailable, and then nothing is lost."""
        if self.clock() - self.kept >= resuming.KEEP_EVERY.total_seconds():
            self.open = await self._write(resuming.heard)
            self.kept = self.clock()
        if self.open and all_taken:
            await self._show()
            self.open = False

    async def _show(self) -> None:
        """A transaction for each, so that nobody waits behind all of them."""
        for address in await asyncio.to_thread(self.house.read, resuming.whom):
            await self._write(partial(self._show_one, address))
            self.rang()
        await self._write(resuming.done)

    def _show_one(self, address: Address, records: Records) -> None:
        resuming.show_again(records, self.stage(), address)

    async def _write(self, work: Callable[[Records], T]) -> T:
        return await asyncio.wrap_future(self.house.submit(work))
