"""When somebody is left alone: quiet hours of every shape, in every week of a year and over both changes of the clock."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reminder import Wishes

DENMARK = ZoneInfo("Europe/Copenhagen")
MOMENTS = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 1, 1))  # noqa: DTZ001 - the zone is given below
HOURS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))


@given(moment=MOMENTS, quiet_from=HOURS, quiet_to=HOURS)
def test_nobody_is_woken(moment: datetime, quiet_from: time, quiet_to: time) -> None:
    wanted, local = Wishes(quiet_from=quiet_from, quiet_to=quiet_to), moment.replace(tzinfo=DENMARK)
    awake = wanted.awake(local)
    assert not wanted.is_quiet(awake)
    assert awake == local or awake.time() == quiet_to
    assert timedelta(0) <= awake.replace(tzinfo=UTC) - local.replace(tzinfo=UTC) < timedelta(days=1)


def test_it_is_quiet_from_nine_to_eight_unless_they_ask_otherwise() -> None:
    hours = [hour for hour in range(24) if Wishes().is_quiet(datetime(2026, 11, 23, hour, tzinfo=DENMARK))]
    assert hours == [0, 1, 2, 3, 4, 5, 6, 7, 21, 22, 23]


def test_equal_ends_mean_no_quiet_hours() -> None:
    none = Wishes(quiet_from=time(0), quiet_to=time(0))
    assert not any(none.is_quiet(datetime(2026, 11, 23, hour, tzinfo=DENMARK)) for hour in range(24))


@pytest.mark.parametrize(("day", "utc"), [((2026, 3, 29), 6), ((2026, 10, 25), 7)], ids=["an hour less", "an hour more"])
def test_the_morning_is_eight_by_the_clock_on_the_wall_when_the_clocks_change(day: tuple[int, int, int], utc: int) -> None:
    night = datetime(*day, 1, 30, tzinfo=DENMARK)
    assert Wishes().awake(night).astimezone(UTC).hour == utc


def test_a_pause_ends_by_itself() -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    resting = Wishes(paused_until=now)
    assert [resting.is_paused(now - timedelta(seconds=1)), resting.is_paused(now), Wishes().is_paused(now)] == [True, False, False]
