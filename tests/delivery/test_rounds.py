"""The loops go on: through a house that does not answer, until a reminder is due, and as soon as the bell rings."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.delivery import rounds
from bot.delivery.rounds import Bell, remind, ring_due, tidy, walk
from bot.domain.people import Person, Role
from bot.domain.plan import Action, ActionState
from bot.domain.sheet import Words
from bot.errors import StoreUnavailable
from bot.records import courses, notes, people, plans, post
from bot.records.core import Records
from bot.records.people import OPEN, TELEGRAM, Address
from bot.stores.memory import MemoryStore
from bot.usecases import step_reminders
from bot.usecases.house import House
from tests.delivery.posting import START, Round
from tests.delivery.staging import a_stage

DOER, COURSE = "doer", "course"


@dataclass
class Flaky:
    """A store that does not answer so many times."""

    store: Any
    failures: int
    failed: int = field(default=0)

    def submit(self, work: Callable[[Any], Any]) -> Future[Any]:
        if self.failed < self.failures:
            self.failed += 1
            gone: Future[Any] = Future()
            gone.set_exception(StoreUnavailable())
            return gone
        done: Future[Any] = self.store.submit(work)
        return done

    def read(self, work: Callable[[Any], Any]) -> Any:
        return self.store.read(work)

    def write(self, work: Callable[[Any], Any]) -> Any:
        return self.submit(work).result()

    def purge(self) -> None:
        self.store.purge()

    def close(self) -> None:
        self.store.close()


def with_a_step(records: Records) -> None:
    """A course with one step in it, whose reminder is due in an hour."""
    people.add(records, Person(id=DOER, language="da", timezone="Europe/Copenhagen"))
    people.settle(records, Address(channel=TELEGRAM, external="1", person=DOER, course=COURSE, state=OPEN))
    courses.add(records, COURSE, "")
    courses.join(records, COURSE, DOER, Role.COUNSELLEE)
    words = Words(question="Hvad vil du gøre?", said="Ringe", answer={"text": "Ringe"})
    notes.write(records, course=COURSE, author=DOER, field="plan", flow=plans.FLOW, step="what", subject="step", words=words)
    step = Action(id="step", course=COURSE, doer=DOER, version=1, state=ActionState.OPEN, due=None, remind_at=START + timedelta(hours=1))
    plans.keep(records, step)
    step_reminders.remind(records, step)


@asynccontextmanager
async def going(loop: Any) -> Any:
    task = asyncio.create_task(loop)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(fits: Callable[[], bool], seconds: float = 60.0) -> None:
    async with asyncio.timeout(seconds):
        while not fits():  # noqa: ASYNC110 - nothing tells us of it
            await asyncio.sleep(0.01)


async def test_a_reminder_rings_once_when_it_is_due_and_not_before() -> None:
    letters = Round()
    letters.rows(with_a_step)
    stage = a_stage()
    rung = [await ring_due(letters.house, stage)]
    letters.clock.passed += 3600
    rung += [await ring_due(letters.house, stage), await ring_due(letters.house, stage)]
    assert rung == [0, 1, 0]
    await letters.go()
    [(chat, text)] = letters.delivered
    assert chat == "1"
    assert text.startswith("Der er et skridt, du ville tage:\n\nRinge")


async def test_a_reminder_of_a_step_that_has_moved_on_says_nothing() -> None:
    letters = Round()
    letters.rows(with_a_step)
    moved = Action(id="step", course=COURSE, doer=DOER, version=2, state=ActionState.DONE, due=None, remind_at=None)
    letters.rows(lambda records: plans.keep(records, moved))
    letters.clock.passed += 3600
    await ring_due(letters.house, a_stage())
    assert letters.states() == {}


async def test_reminders_go_out_by_themselves_also_when_the_house_did_not_answer_at_first() -> None:
    letters = Round()
    letters.rows(with_a_step)
    letters.clock.passed += 3600
    house = _flaky(letters.house, 1)
    bell = Bell()
    async with going(remind(house, a_stage, bell)):
        await bell.wait(60)
        assert list(letters.states().values()) == [post.WAITING]


async def test_the_postman_walks_on_when_the_house_did_not_answer() -> None:
    letters, bell = Round(), Bell()
    letters.write("1", "a")
    letters.postman = letters.another(_flaky(letters.house, 2))
    async with going(walk(letters.postman, bell)):
        await until(lambda: letters.states() == {"a": post.SENT})
    assert letters.delivered == [("1", "a")]


async def test_the_end_of_a_letter_is_written_down_however_long_that_takes() -> None:
    letters = Round()
    letters.write("1", "a")
    flaky = _flaky(letters.house, 0)
    letters.postman = letters.another(flaky)
    letters.slow["1"] = asyncio.Event()
    await letters.go()
    store: Any = flaky.store
    store.failures, store.failed = 1, 0
    letters.slow.pop("1").set()
    await until(lambda: letters.states() == {"a": post.SENT})
    assert letters.delivered == [("1", "a")]


async def test_a_letter_goes_at_once_when_the_bell_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "LOOK_AGAIN", 3600.0)  # without the bell nobody looks
    letters, bell = Round(), Bell()
    async with going(walk(letters.postman, bell)):
        await until(lambda: "postman_telegram" in letters.house.pulse.beats)
        await asyncio.sleep(0.1)
        letters.write("1", "a")
        bell.ring()
        await until(lambda: bool(letters.delivered))


def _flaky(house: House, failures: int) -> House:
    store: Any = Flaky(house.store, failures)
    return House(store=store, vault=house.vault, clock=house.clock, new_id=house.new_id)


class Held(MemoryStore):
    """A store in which somebody reads so many times that a purge is asked for."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times, self.purges = times, 0

    def purge(self) -> None:
        self.purges += 1
        if self.purges <= self.times:
            raise StoreUnavailable


async def test_a_purge_that_a_reader_held_up_is_made_as_soon_as_it_can_be() -> None:
    store = Held(2)
    house = replace(Round().house, store=store)
    house.purge()
    assert house.owed
    async with going(tidy(house)):
        await until(lambda: store.purges == 3 and not house.owed)


async def test_what_a_crash_may_have_left_is_purged_at_the_start_and_then_nothing_is_owed() -> None:
    store = Held(0)
    house = replace(Round().house, store=store)
    async with going(tidy(house)):
        await until(lambda: store.purges == 1)
    house.purge_owed()
    assert store.purges == 1
