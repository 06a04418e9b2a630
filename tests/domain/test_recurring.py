"""What comes every day keeps its hour by the wall, also where that hour comes twice or not at all."""

from datetime import UTC, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.recurring import daily

DENMARK = ZoneInfo("Europe/Copenhagen")
ZONES = st.sampled_from(["Europe/Copenhagen", "America/Nuuk", "Atlantic/Azores", "Asia/Beirut", "Australia/Lord_Howe", "UTC"])


def walls(hour: time, after: datetime, count: int = 3) -> list[str]:
    return [at.strftime("%d.%m. %H:%M %z") for at in islice(daily(hour, DENMARK, after), count)]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (datetime(2026, 3, 28, 9, tzinfo=UTC), ["28.03. 20:00 +0100", "29.03. 20:00 +0200", "30.03. 20:00 +0200"]),
        (datetime(2026, 10, 24, 9, tzinfo=UTC), ["24.10. 20:00 +0200", "25.10. 20:00 +0100", "26.10. 20:00 +0100"]),
    ],
    ids=["March", "October"],
)
def test_the_hour_stays_when_the_clocks_change(after: datetime, told: list[str]) -> None:
    assert walls(time(20), after) == told


def test_an_hour_that_does_not_exist_comes_an_hour_later_that_day_alone() -> None:
    assert walls(time(2, 30), datetime(2026, 3, 27, 9, tzinfo=UTC)) == ["28.03. 02:30 +0100", "29.03. 03:30 +0200", "30.03. 02:30 +0200"]


def test_an_hour_that_exists_twice_comes_once() -> None:
    assert walls(time(2, 30), datetime(2026, 10, 24, 9, tzinfo=UTC), 2) == ["25.10. 02:30 +0200", "26.10. 02:30 +0100"]


def test_the_very_moment_is_not_after_itself() -> None:
    assert walls(time(20), datetime(2026, 11, 22, 19, tzinfo=UTC), 1) == ["23.11. 20:00 +0100"]


@given(
    zone=ZONES,
    after=st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 1, 1)),  # noqa: DTZ001 - it is given one below
    minutes=st.integers(0, 24 * 60 - 1),
)
def test_it_comes_once_a_day_everywhere(zone: str, after: datetime, minutes: int) -> None:
    now = after.replace(tzinfo=UTC)
    first, second = islice(daily(time(minutes // 60, minutes % 60), ZoneInfo(zone), now), 2)
    assert timedelta(0) < first - now <= timedelta(hours=26)
    assert timedelta(hours=22) <= second.astimezone(UTC) - first.astimezone(UTC) <= timedelta(hours=26)
