"""How fast reminders ring that are all due at once, each for another person, until their letters wait on disk."""

import argparse
import asyncio
import tempfile
import time
from functools import partial
from pathlib import Path

from benchmarks.parts.people import invited, opened
from bot.delivery.rounds import ring_due
from bot.domain.plan import Action, ActionState
from bot.domain.sheet import Words
from bot.records import notes, plans, timers
from bot.records.core import Records
from bot.usecases import step_reminders
from bot.usecases.house import House
from bot.usecases.stage import Stage, Who

WHAT = "Ringe til skolen"


def main() -> None:
    """Measure and tell."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--long", action="store_true", help="10,000 people")
    counts = (1000, 10_000) if asked.parse_args().long else (1000, 3000)
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            house, stage = opened(Path(folder) / "data")
            _storm(house, stage, count)
            house.store.close()


def _storm(house: House, stage: Stage, count: int) -> None:
    for who in invited(house, stage, count):
        house.write(partial(_with_a_step, who=who))
    wall, cpu = time.perf_counter(), time.process_time()
    rung, longest = asyncio.run(_rung(house, stage))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    letters = house.read(lambda records: records.rows.count("outbox", {"kind": "remind_step"}))
    assert rung == letters == count
    each = f"{count / wall:,.0f} a second, {cpu / count * 1e6:,.0f} µs of CPU each"
    print(f"{count:,} due at once: {each}; a round {longest * 1e3:.0f} ms at most")


async def _rung(house: House, stage: Stage) -> tuple[int, float]:
    """How many were rung, and the seconds that the longest round took, in which everybody else waits."""
    rung, longest, began = 0, 0.0, time.perf_counter()
    while done := await ring_due(house, stage):
        rung, ended = rung + done, time.perf_counter()
        longest, began = max(longest, ended - began), ended
    return rung, longest


def _with_a_step(records: Records, who: Who) -> None:
    """A step that is to be reminded of just now."""
    words = Words(question=WHAT, said=WHAT, answer={"text": WHAT})
    of = {"course": who.course, "doer": who.person}
    step = Action(id=records.new_id(), **of, version=1, state=ActionState.OPEN, due=None, remind_at=records.now)
    notes.write(records, course=who.course, author=who.person, field="plan", flow=plans.FLOW, step="what", subject=step.id, words=words)
    plans.keep(records, step)
    whose = {"person": who.person, "course": who.course}
    timers.set_timer(records, kind=step_reminders.TIMER, subject=step.id, version=1, **whose, at=records.now, asked=True)


if __name__ == "__main__":
    main()
