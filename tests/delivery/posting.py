"""A house in memory with an address or two, a clock to turn, and a channel that does as it is told."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from bot.delivery.limits import Pace
from bot.delivery.postman import Postman
from bot.domain.letter import Letter, Outcome, Sent
from bot.domain.people import Person
from bot.records import people, post
from bot.records.core import Records
from bot.records.people import OPEN, TELEGRAM, Address
from bot.records.sealing import KEY_BYTES, Vault
from bot.stores.memory import MemoryStore
from bot.usecases import departing
from bot.usecases.house import House
from tests.delivery.staging import a_stage

START = datetime(2026, 11, 23, 9, tzinfo=UTC)


@dataclass
class Clock:
    """Both clocks of a house: the one on the wall and the one that never goes back."""

    passed: float = 0.0

    def __call__(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    def seconds(self) -> float:
        return self.passed


@dataclass
class Round:
    """What a postman's rounds need, and what came of them."""

    clock: Clock = field(default_factory=Clock)
    outcomes: dict[str, list[Outcome]] = field(default_factory=dict)
    delivered: list[tuple[str, str]] = field(default_factory=list)
    slow: dict[str, asyncio.Event] = field(default_factory=dict)
    rung: int = 0

    def __post_init__(self) -> None:
        ids = count()
        self.house = House(
            store=MemoryStore(), vault=Vault(os.urandom(KEY_BYTES), os.urandom), clock=self.clock, new_id=lambda: f"id{next(ids)}"
        )
        self.postman = self.another()

    def another(self, house: House | None = None) -> Postman:
        """A postman as after a start of the program, perhaps over another house."""
        return Postman(
            house=house or self.house,
            name=TELEGRAM,
            channel=self,
            pace=Pace(),
            clock=self.clock.seconds,
            again=lambda records, envelope, letter: departing.second_copy(records, a_stage(), envelope, letter),
        )

    async def deliver(self, external: str, letter: Letter) -> Outcome:
        """As `Channel.deliver`: the next outcome laid down for this chat, or it is taken."""
        self.delivered.append((external, letter.text))
        if external in self.slow:
            await self.slow[external].wait()
        waiting = self.outcomes.get(external)
        return waiting.pop(0) if waiting else Sent()

    def write(self, external: str, *texts: str, slot: str = "", kind: str = "turn", good_until: datetime | None = None) -> None:
        for text in texts:
            self.clock.passed += 1e-6
            where: dict[str, Any] = {"key": text, "channel": TELEGRAM, "external": external, "person": external}
            self.put(Letter(text=text), **where, slot=slot, kind=kind, good_until=good_until)

    def put(self, letter: Letter, **how: Any) -> None:
        self.house.write(lambda records: post.post(records, letter, **how))

    async def go(self, seconds: float = 0.0) -> float | None:
        """One round, so many seconds later, and everybody back from it who is not slow."""
        self.clock.passed += seconds
        wait = await self.postman.round(self.ring)
        for _ in range(50):
            await asyncio.sleep(0)
            quick = [task for chat, task in self.postman.under_way.items() if chat not in self.slow]
            if quick:
                await asyncio.wait(quick)
        return wait

    def ring(self) -> None:
        self.rung += 1

    def states(self) -> dict[str, str]:
        return self.house.read(lambda records: {row["key"]: row["state"] for row in records.rows.some("outbox", {}, order=("made_at",))})

    def rows(self, work: Callable[[Records], Any]) -> Any:
        return self.house.write(work)


def settled(records: Records, external: str) -> None:
    """A person who has this address."""
    people.add(records, Person(id=external, language="da", timezone="Europe/Copenhagen"))
    people.settle(records, Address(channel=TELEGRAM, external=external, person=external, course="", state=OPEN))
