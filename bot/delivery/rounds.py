"""The loops that never end: the postman's rounds, and the bell that rings when a reminder is due."""

import asyncio
import contextlib
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from bot.delivery.postman import Postman
from bot.errors import SamvejError, StoreUnavailable
from bot.logs import logger
from bot.records import lifetimes, timers
from bot.records.timers import Timer
from bot.usecases import retaining, ringing
from bot.usecases.clock import Watch, put_right
from bot.usecases.house import House
from bot.usecases.stage import Stage

T = TypeVar("T")
log = logger()
LOOK_AGAIN = 1.0
LOOK_AT_TIME = 3600.0
AT_ONCE = 50


class Bell:
    """Rung when letters may be waiting; one postman waits for it."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Something may be waiting."""
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Until it rings, but no longer than this."""
        # Not wait_for: on Python 3.11 it can lose a cancellation that comes together with the bell.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        self._rung.clear()


async def walk(postman: Postman, bell: Bell) -> None:
    """The postman's rounds, for ever; when that is ended, what is under way comes home first."""
    try:
        await _patiently(postman.recover)
        while True:
            postman.house.pulse.beat(f"postman_{postman.name}")
            wait = await _patiently(lambda: postman.round(bell.ring))
            await bell.wait(LOOK_AGAIN if wait is None else min(wait, LOOK_AGAIN))
    finally:
        await postman.come_home()


async def remind(house: House, stage: Callable[[], Stage], bell: Bell) -> None:
    """Let reminders ring when they are due, for ever, and see whether the clock can be believed. `stage` gives the one that is in use."""
    watch = Watch(house.clock, _counted)
    await _patiently(lambda: _begin(house))
    while True:
        house.pulse.beat("timers")
        rung = await _patiently(lambda: look(house, stage(), watch))
        if rung:
            bell.ring()
        await asyncio.sleep(0 if rung else LOOK_AGAIN)


async def look(house: House, stage: Stage, watch: Watch) -> int:
    """One round of `remind`: how many timers were rung. None is, for some minutes, when the clock has jumped ahead."""
    if jumped := watch.look():
        log.warning("clock_jumped", seconds=jumped.total_seconds())
    if jumped < timedelta(0):
        await asyncio.wrap_future(house.submit(put_right))
    return 0 if watch.doubt else await ring_due(house, stage)


async def retain(house: House, stage: Callable[[], Stage], bell: Bell) -> None:
    """Make the daily round when it is due, for ever, and leave nothing behind of what went."""
    while True:
        house.pulse.beat("retention")
        gone = await _patiently(lambda: asyncio.to_thread(retaining.make_round, house, stage()))
        if gone is not None:
            bell.ring()
            await asyncio.to_thread(house.purge)
        await asyncio.sleep(LOOK_AT_TIME)


async def tidy(house: House) -> None:
    """Make the purges that could not be made when something was erased, for ever; one at once, for what a crash has left."""
    await asyncio.to_thread(house.purge)
    while True:
        house.pulse.beat("tidying")
        await asyncio.sleep(LOOK_AGAIN)
        await asyncio.to_thread(house.purge_owed)


async def ring_due(house: House, stage: Stage) -> int:
    """Claim what is due and do it, a transaction for each person, so that one faulty timer keeps nobody waiting. How many there were."""
    if not await asyncio.to_thread(house.read, timers.any_due):
        return 0
    due = await asyncio.wrap_future(house.submit(lambda records: timers.claim(records, AT_ONCE)))
    return sum(await asyncio.gather(*(_ring(house, stage, group) for group in ringing.by_person(due))))


async def _begin(house: House) -> None:
    """What was begun when the last process ended is due again, and the clock may have been put back while the house was closed."""
    await asyncio.wrap_future(house.submit(timers.release))
    if await asyncio.to_thread(house.read, lifetimes.clock_is_behind):
        log.warning("clock_is_behind")
        await asyncio.wrap_future(house.submit(put_right))


def _counted() -> float:
    """Seconds that only grow. On Linux they go on while the machine sleeps; elsewhere a sleep looks as if the clock jumped ahead."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if sys.platform == "linux" else time.monotonic()


async def _ring(house: House, stage: Stage, due: list[Timer]) -> int:
    """Do what is due for one person. Where that fails, each alone, and what still fails is tried again later."""
    try:
        return await asyncio.wrap_future(house.submit(lambda records: ringing.ring(records, stage, due)))
    except StoreUnavailable:
        raise
    except Exception as fault:  # noqa: BLE001 - one faulty timer must not stop everybody else's reminders
        if len(due) > 1:
            return sum([await _ring(house, stage, [timer]) for timer in due])
        log.error("timer_failed", error=type(fault).__name__)  # noqa: TRY400 - a traceback could hold people's words
        await asyncio.wrap_future(house.submit(lambda records: timers.failed(records, due[0])))
        return 0


async def _patiently(deed: Callable[[], Awaitable[T]]) -> T | None:
    """Do it, and if the house does not answer just now, rest and say so."""
    try:
        return await deed()
    except SamvejError as trouble:
        log.warning("put_off", trouble=trouble)
        await asyncio.sleep(LOOK_AGAIN)
        return None
