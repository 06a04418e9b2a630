"""The head of the trail is kept outside the database while the service runs, and once more when it stops."""

import asyncio
import logging
import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery import anchoring
from bot.delivery.anchoring import anchor
from bot.domain.trail import Act, Head
from bot.records.core import Records
from bot.records.sealing import KEY_BYTES, Vault
from bot.stores.anchor import Anchor
from bot.stores.memory import MemoryStore
from bot.usecases.house import House


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The time."""
        return self.now


class Counted(Anchor):
    """An anchor that counts how often somebody looked at it."""

    looks = 0

    def read(self) -> Head | None:
        """As it is."""
        self.looks += 1
        return super().read()


@pytest.fixture
def house() -> House:
    return House(store=MemoryStore(), vault=Vault(os.urandom(KEY_BYTES), os.urandom), clock=Clock(), new_id=secrets.token_urlsafe)


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anchoring, "EVERY", 0.01)


def turn(house: House) -> Head:
    """Somebody does something; the head after it."""

    def work(records: Records) -> Head:
        records.log("a", Act.SHARE)
        return records.head()

    return house.write(work)


async def until(is_so: Callable[[], object]) -> None:
    async with asyncio.timeout(60):
        while not is_so():  # noqa: ASYNC110 -- a file and a log ring no event
            await asyncio.sleep(0.005)


async def stopped(task: asyncio.Task[None]) -> None:
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_the_anchor_follows_the_trail_and_is_right_when_the_service_has_stopped(house: House, tmp_path: Path) -> None:
    witness = Anchor(tmp_path)

    async def run() -> Head:
        task = asyncio.create_task(anchor(house, witness))
        await until(witness.read)
        first = turn(house)
        await until(lambda: witness.read() == first)
        last = turn(house)
        await stopped(task)
        return last

    assert asyncio.run(run()) == witness.read()


def test_the_head_is_told_to_the_log_once_a_day(house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    head, clock = turn(house), house.clock
    assert isinstance(clock, Clock)

    async def run() -> None:
        task = asyncio.create_task(anchor(house, Anchor(tmp_path)))
        await until(lambda: len(caplog.records) == 1)
        clock.now += timedelta(days=1)
        await until(lambda: len(caplog.records) == 2)
        await asyncio.sleep(0.05)
        await stopped(task)

    with caplog.at_level(logging.INFO):
        asyncio.run(run())
    assert len(caplog.records) == 2
    assert "'count': 2" in caplog.messages[0]
    assert head.mac.hex() not in caplog.messages[0]  # one row came after it: that there was no anchor


def test_a_trail_that_does_not_fit_is_told_once_and_the_anchor_stays(
    house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    turn(house)
    witness, ahead = Counted(tmp_path), Head(number=9, mac=bytes(32))
    witness.keep(ahead, house.clock())

    async def run() -> None:
        task = asyncio.create_task(anchor(house, witness))
        begun = witness.looks
        await until(lambda: witness.looks > begun + 3)
        await stopped(task)

    asyncio.run(run())
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "trail_not_anchored" in caplog.messages[0]
    assert witness.read() == ahead
