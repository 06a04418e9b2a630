"""The way in and the way out of Telegram in one loop beside the test, over a house and a fake Bot API."""

import asyncio
import os
import threading
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from bot.channels.intake import Intake
from bot.channels.packing import painted
from bot.channels.telegram import Telegram
from bot.delivery.limits import Pace
from bot.delivery.postman import Postman
from bot.delivery.rounds import Bell, walk
from bot.records import conversations, people, post, switches
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.records.people import TELEGRAM
from bot.records.sealing import KEY_BYTES, Vault
from bot.rendering.cleaning import clean
from bot.stores.sqlite import SqliteStore
from bot.usecases import inviting, knocking
from bot.usecases.house import House
from tests.delivery.staging import a_stage
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person
from tests.fakes.painter import FakePainter


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """A bot that runs: its house, its API, and the course somebody was invited to."""

    house: House
    api: FakeBotApi
    intake: Intake
    loop: asyncio.AbstractEventLoop
    painter: FakePainter

    def take(self, update: dict[str, Any]) -> None:
        """Let the bot take in an update that no server could write down."""
        asyncio.run_coroutine_threadsafe(self.intake.take(update), self.loop).result(60)

    def invitation(self) -> str:
        """The secret of a fresh invitation."""
        return self.house.write(self._invite)

    def joined(self, number: int) -> Person:
        """A person who has come in and sits before the first question."""
        person = self.api.person(number)
        person.start(self.invitation())
        person.wait_for("vil gerne mødes med dig")
        person.press("Ja, begynd")
        person.wait_for("Jeg er et program, ikke et menneske.")
        return person

    def at_a_text(self, number: int) -> Person:
        """A person who sits before the first question that is answered with words."""
        person = self.joined(number)
        for label, answer in (("Videre", "Hvem fik ideen"), ("Mig", "✓ Mig"), ("Fint", "✓ Fint")):
            person.press(label)
            person.wait_for(answer)
        return person

    def draft(self, number: int) -> tuple[str, ...]:
        """What somebody has written at the question they are at."""
        return self.house.read(lambda records: _draft(records, str(number)))

    def inbox(self) -> dict[str, str]:
        """How each update stands, by its number."""
        return self.house.read(lambda records: {row["key"]: row["state"] for row in records.rows.some("inbox", {}, order=("number",))})

    def handled(self) -> bool:
        """Whether nothing waits to be handled or sent."""
        # In this order: what is confirmed is written down, but what is not yet written down may come after one has looked.
        return not self.api.unconfirmed() and self.house.read(_is_quiet)

    def switch(self, name: str, state: str) -> None:
        """The operator moves a switch."""
        self.house.write(lambda records: switches.move(records, name, state))

    def rows(self, table: str, **match: object) -> list[dict[str, Any]]:
        return self.house.read(lambda records: records.rows.some(table, match))

    def settle(self) -> None:
        self.api.wait_until(self.handled)

    def _invite(self, records: Records) -> str:
        staff = inviting.counsellors(records)
        counsellor = staff[0].id if staff else inviting.add_counsellor(records, a_stage(), "Vejleder")[0]
        made = inviting.invite(records, a_stage(), counsellor, reason="Vi skal tale om, hvad du vil nu.")
        return made.web.rsplit("/", 1)[1]


@contextmanager
def running(
    folder: Path, api: FakeBotApi, *, chat_gap: float = 0.0, polling: bool = True, painter: FakePainter | None = None
) -> Iterator[Bot]:
    """A bot over the database in the folder, until the block ends."""
    key = folder / "key"
    if not key.exists():
        key.write_bytes(os.urandom(KEY_BYTES))
    store = SqliteStore(folder / "samvej.db")
    house = House(store=store, vault=Vault(key.read_bytes(), os.urandom), clock=lambda: datetime.now(UTC), new_id=lambda: token_urlsafe(16))
    house.write(lambda records: house.vault.key(records.rows, "post"))
    painter = painter or FakePainter()
    telegram = Telegram(api.token, api.url, patience=60, painter=painter)
    bell = Bell()
    intake = Intake(house=house, stage=a_stage(), telegram=telegram, rang=bell.ring, clean=clean)
    postman = Postman(
        house=house,
        name=TELEGRAM,
        channel=telegram,
        pace=Pace(chat_gap=chat_gap),
        clock=time.monotonic,
        ready=lambda records, envelope: knocking.ready(records, a_stage(), envelope),
        drawn=partial(painted, painter=painter),
    )
    loops = [intake.serve(), walk(postman, bell), *([intake.poll()] if polling else [])]
    with _beside(telegram, loops) as loop:
        yield Bot(house=house, api=api, intake=intake, loop=loop, painter=painter)
    store.close()


@contextmanager
def _beside(telegram: Telegram, loops: list[Coroutine[Any, Any, None]]) -> Iterator[asyncio.AbstractEventLoop]:
    """These loops in a thread of their own; none of them may have ended by itself."""
    ended: list[object] = []
    ready, leave = threading.Event(), asyncio.Event()
    held: list[asyncio.AbstractEventLoop] = []

    async def run() -> None:
        await telegram.open()
        held.append(asyncio.get_running_loop())
        tasks = [asyncio.create_task(loop) for loop in loops]
        ready.set()
        await leave.wait()
        ended.extend(task.exception() for task in tasks if task.done())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await telegram.close()

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    assert ready.wait(60)
    try:
        yield held[0]
    finally:
        held[0].call_soon_threadsafe(leave.set)
        thread.join(60)
    assert ended == []


def _draft(records: Records, external: str) -> tuple[str, ...]:
    address = people.at(records, TELEGRAM, external)
    assert address
    place = conversations.place(records, address.person, address.course, Frame(flow="agreement"))
    return place.draft if place else ()


def _is_quiet(records: Records) -> bool:
    waiting = [records.rows.count("outbox", {"channel": TELEGRAM, "state": state}) for state in (post.WAITING, post.SENDING)]
    return sum(map(int, waiting)) + int(records.rows.count("inbox", {"state": post.NEW})) == 0
