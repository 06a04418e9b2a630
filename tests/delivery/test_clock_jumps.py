"""The loop that rings sees when the clock is set: it says so once, waits where the clock ran ahead, and mends what a wrong one has done."""

from datetime import timedelta

import pytest

from bot.delivery.rounds import Bell, look, remind
from bot.records import timers
from bot.usecases.clock import DOUBT, Watch
from tests.delivery.posting import Round
from tests.delivery.staging import a_stage
from tests.delivery.test_rounds import going, until, with_a_step

MONTH = timedelta(days=30).total_seconds()


class Jumping(Round):
    """A house whose clock can be set, beside one that only counts."""

    counted = 0.0

    def passes(self, seconds: float) -> None:
        self.clock.passed += seconds
        self.counted += seconds

    def a_watch(self) -> Watch:
        return Watch(self.clock, lambda: self.counted)


def told(caplog: pytest.LogCaptureFixture) -> list[tuple[str, object]]:
    found = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    return [(event["event"], event.get("seconds")) for event in found]


async def test_nothing_rings_too_early_when_the_clock_is_a_month_ahead_for_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    letters = Jumping()
    letters.rows(with_a_step)
    watch, rung = letters.a_watch(), []
    for jump, seconds in ((MONTH, 1), (0, 60), (-MONTH, 1), (0, 3600)):
        letters.clock.passed += jump
        letters.passes(seconds)
        rung.append(await look(letters.house, a_stage(), watch))
    assert rung == [0, 0, 0, 1]
    assert told(caplog) == [("clock_jumped", MONTH), ("clock_jumped", -MONTH)]


async def test_a_clock_that_stays_ahead_is_believed_and_what_is_due_rings() -> None:
    letters = Jumping()
    letters.rows(with_a_step)
    watch = letters.a_watch()
    letters.clock.passed += MONTH
    assert await look(letters.house, a_stage(), watch) == 0
    letters.passes(DOUBT.total_seconds())
    assert await look(letters.house, a_stage(), watch) > 0


async def test_what_a_clock_ahead_had_claimed_rings_at_its_time_after_it_went_back() -> None:
    letters = Jumping()
    letters.rows(with_a_step)
    watch = letters.a_watch()
    letters.clock.passed += MONTH
    await look(letters.house, a_stage(), watch)
    assert letters.rows(lambda records: timers.claim(records, 9))
    letters.clock.passed -= MONTH
    assert await look(letters.house, a_stage(), watch) == 0
    letters.passes(3600)
    assert await look(letters.house, a_stage(), watch) == 1


async def test_a_clock_that_was_put_back_while_the_house_was_closed_is_told_of_at_the_start(caplog: pytest.LogCaptureFixture) -> None:
    letters = Jumping()
    letters.rows(with_a_step)
    letters.clock.passed += MONTH
    letters.rows(lambda records: timers.claim(records, 9))
    letters.rows(lambda records: records.log("doer", "plan", "course", "step"))
    letters.clock.passed -= MONTH
    async with going(remind(letters.house, a_stage, Bell())):
        await until(lambda: bool(told(caplog)))
        await until(lambda: not letters.rows(lambda records: [one for one in timers.waiting(records) if one.claim]))
    assert told(caplog) == [("clock_is_behind", None)]
