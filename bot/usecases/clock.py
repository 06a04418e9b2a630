"""Whether the clock can be believed: it is held against one that only counts on, and after it was wrong things are put right."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.records import post, timers
from bot.records.core import Records
from bot.usecases import evenings

JUMP = timedelta(minutes=2)
# A clock that is put forward by mistake is often put back at once: until then nobody is told anything too early.
DOUBT = timedelta(minutes=10)


class Watch:
    """Holds a clock that can be set (`wall`, aware times) against `counted`: seconds that only grow, also while the machine sleeps."""

    def __init__(self, wall: Callable[[], datetime], counted: Callable[[], float]) -> None:
        self._wall, self._counted = wall, counted
        self._at, self._count = wall(), counted()
        self._doubted_until = self._count

    def look(self) -> timedelta:
        """How far the clock has jumped since the last look, back as less than nothing; zero where it only went on."""
        at, count = self._wall(), self._counted()
        jumped = (at - self._at) - timedelta(seconds=count - self._count)
        self._at, self._count = at, count
        if abs(jumped) < JUMP:
            return timedelta(0)
        self._doubted_until = count + DOUBT.total_seconds() if jumped > timedelta(0) else count
        return jumped

    @property
    def doubt(self) -> timedelta:
        """For how long the clock is not believed yet, since it jumped ahead; zero where it is believed."""
        return timedelta(seconds=max(0.0, self._doubted_until - self._counted()))


def put_right(records: Records) -> int:
    """The clock went back: what was put off, sent off or carried on by the wrong one is due at its own time again; how many."""
    return timers.clock_went_back(records) + post.clock_went_back(records) + evenings.clock_went_back(records)
