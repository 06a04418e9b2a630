"""The ways a turn takes through the program: the web's, Telegram's until it is on disk, and Telegram's until it is delivered."""

import asyncio
import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from benchmarks.parts.line import Line
from benchmarks.parts.people import chat_of
from benchmarks.parts.rounds import Round, Watch
from bot.channels.intake import Intake
from bot.channels.telegram import Telegram
from bot.delivery.limits import Pace
from bot.delivery.postman import Postman
from bot.delivery.rounds import Bell, walk
from bot.domain.letter import Letter, Outcome
from bot.records import post
from bot.records.people import TELEGRAM
from bot.records.post import Item
from bot.rendering.cleaning import clean
from bot.usecases import talking
from bot.usecases.heard import Heard
from bot.usecases.house import House
from bot.usecases.stage import Stage, Who

TOKEN = "123456789:" + "A" * 35
_numbers = itertools.count(1)


async def by_web(house: House, stage: Stage, whos: Sequence[Who], talk: Sequence[Heard]) -> Round:
    """Everybody says the whole talk at once; a turn counts when it is on disk and its screen is drawn."""
    watch = Watch()

    async def say_all(who: Who) -> None:
        for heard in talk:
            with watch.turn():
                await asyncio.wrap_future(house.submit(partial(talking.turn, stage=stage, who=who, heard=heard)))

    await asyncio.gather(*(say_all(who) for who in whos))
    return watch.stop()


async def by_telegram(house: House, stage: Stage, whos: Sequence[Who], talk: Sequence[Heard], *, delivered: bool) -> Round:
    """The same as raw updates: a turn counts when its transaction is on disk, or when its letter was handed to the library's line."""
    waiting: dict[str, asyncio.Event] = {str(chat_of(who)): asyncio.Event() for who in whos}
    bell = Bell()
    telegram = _Quick(TOKEN, waiting if delivered else {})
    await telegram.open()
    ring = bell.ring if delivered else lambda: None
    intake = _Watched(house=house, stage=stage, telegram=telegram, rang=ring, clean=clean, told={} if delivered else waiting)
    postman = Postman(house=house, name=TELEGRAM, channel=telegram, pace=Pace(overall=10**9, chat_gap=0), clock=time.monotonic)
    loops = [asyncio.create_task(loop) for loop in (intake.serve(), *([walk(postman, bell)] if delivered else []))]
    watch = Watch()

    async def say_all(who: Who) -> None:
        chat = chat_of(who)
        for heard in talk:
            with watch.turn():
                waiting[str(chat)].clear()
                await intake.take(_update(chat, heard))
                await waiting[str(chat)].wait()

    await asyncio.gather(*(say_all(who) for who in whos))
    found = watch.stop()
    await _stop(loops)
    await telegram.close()
    house.write(lambda records: post.cancel(records, channel=TELEGRAM))  # what nobody delivers is not the next round's work
    return found


async def _stop(loops: Sequence[asyncio.Task[None]]) -> None:
    """End them all, however often they have to be told: `asyncio.wait_for` of Python 3.11 can lose a cancellation."""
    going = set(loops)
    while going:
        for loop in going:
            loop.cancel()
        _, going = await asyncio.wait(going, timeout=0.1)


@dataclass(kw_only=True, eq=False)
class _Watched(Intake):
    """The program's intake, which tells when somebody's turn is on disk."""

    told: dict[str, asyncio.Event]

    async def _serve_one(self, item: Item) -> None:
        await super()._serve_one(item)
        if item.sender in self.told:
            self.told[item.sender].set()


class _Quick(Telegram):
    """The program's Telegram, whose line ends in this process."""

    def __init__(self, token: str, told: dict[str, asyncio.Event]) -> None:
        super().__init__(token)
        self._told = told

    def _line(self, size: int, trust: object) -> Line:
        del size, trust
        return Line()

    async def deliver(self, external: str, letter: Letter) -> Outcome:
        outcome = await super().deliver(external, letter)
        if external in self._told:
            self._told[external].set()
        return outcome


def _update(chat: int, heard: Heard) -> dict[str, Any]:
    number = next(_numbers)
    sender = {"id": chat, "is_bot": False, "first_name": "Alex", "language_code": "da"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": {"id": chat, "type": "private", "first_name": "Alex"}}
    if heard.press:
        query = {"id": str(number), "from": sender, "message": {**message, "text": "…"}, "chat_instance": "1", "data": heard.press}
        return {"update_id": number, "callback_query": query}
    return {"update_id": number, "message": {**message, "from": sender, "text": heard.text}}


def run(path: Callable[[], Any]) -> Round:
    """Run one of them in an event loop of its own."""
    found = asyncio.run(path())
    assert isinstance(found, Round)
    return found
