"""Two houses on one file ring at the same time, or one of them is killed: each reminder is said once, and none is lost."""

import asyncio
import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.delivery.rounds import ring_due
from bot.domain.people import Person, Role
from bot.domain.plan import Action, ActionState
from bot.domain.sheet import Words
from bot.records import courses, notes, people, plans, timers
from bot.records.core import Records
from bot.records.sealing import KEY_BYTES, Vault
from bot.stores.sqlite import SqliteStore
from bot.usecases import step_reminders
from bot.usecases.house import House
from tests.delivery.posting import START
from tests.delivery.staging import a_stage

PEOPLE, STEPS = 60, 2
LATER = START + timedelta(hours=1, minutes=1)


@contextmanager
def two_houses(folder: Path, clock: Callable[[], datetime]) -> Iterator[tuple[House, House]]:
    master, file = os.urandom(KEY_BYTES), folder / "samvej.db"
    stores = SqliteStore(file), SqliteStore(file)
    one, other = (
        House(store=store, vault=Vault(master, os.urandom), clock=clock, new_id=lambda: secrets.token_urlsafe(16)) for store in stores
    )
    try:
        yield one, other
    finally:
        for store in stores:
            store.close()


def with_steps(records: Records) -> None:
    """People with a few steps each, all to be reminded of in an hour."""
    for person in (f"p{number}" for number in range(PEOPLE)):
        people.add(records, Person(id=person, language="da", timezone="Europe/Copenhagen"))
        courses.add(records, f"c{person}", "")
        courses.join(records, f"c{person}", person, Role.COUNSELLEE)
        for number in range(STEPS):
            _step(records, person, f"{person}.{number}")


def _step(records: Records, person: str, step: str) -> None:
    words = Words(question="Hvad vil du gøre?", said="Ringe", answer={"text": "Ringe"})
    notes.write(records, course=f"c{person}", author=person, field="plan", flow=plans.FLOW, step="what", subject=step, words=words)
    at = START + timedelta(hours=1)
    action = Action(id=step, course=f"c{person}", doer=person, version=1, state=ActionState.OPEN, due=None, remind_at=at)
    plans.keep(records, action)
    step_reminders.remind(records, action)


async def ring_all(house: House) -> int:
    rung = 0
    while done := await ring_due(house, a_stage()):
        rung += done
    return rung


def reminded(house: House) -> tuple[Counter[str], Counter[str]]:
    """How many letters there are for each person, and how often each step was reminded of."""
    letters = house.read(lambda records: records.rows.some("outbox", {}))
    acts = house.read(lambda records: records.rows.some("trail", {"act": "reminded"}))
    return Counter(row["person"] for row in letters), Counter(row["subject"] for row in acts)


def test_two_workers_ring_many_timers_once_each(tmp_path: Path) -> None:
    now = [START]
    with two_houses(tmp_path, lambda: now[0]) as houses:
        houses[0].write(with_steps)
        now[0] = LATER
        with ThreadPoolExecutor(2) as workers:
            rung = sum(workers.map(lambda house: asyncio.run(ring_all(house)), houses))
        letters, acts = reminded(houses[0])
        assert rung == PEOPLE * STEPS
        assert (len(letters), set(letters.values())) == (PEOPLE, {1})
        assert (len(acts), set(acts.values())) == (PEOPLE * STEPS, {1})


async def test_what_a_killed_worker_had_claimed_the_other_rings_once_after_the_lease(tmp_path: Path) -> None:
    now = [START]
    with two_houses(tmp_path, lambda: now[0]) as (killed, other):
        killed.write(with_steps)
        now[0] = LATER
        claimed = killed.write(lambda records: timers.claim(records, PEOPLE * STEPS))
        assert len(claimed) == PEOPLE * STEPS
        assert await ring_all(other) == 0
        now[0] += timers.LEASE
        assert await ring_all(other) == PEOPLE * STEPS
        assert killed.write(lambda records: [timers.finish(records, timer) for timer in claimed]) == [False] * len(claimed)
        letters, acts = reminded(other)
        assert (set(letters.values()), set(acts.values()), len(acts)) == ({1}, {1}, PEOPLE * STEPS)
