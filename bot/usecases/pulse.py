"""What a running house tells of itself without words: which of its loops go round, how much was done, and how long that took."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

# Seconds, and pieces of work in one transaction.
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
PIECES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0)
# How long each loop may take for one round before it counts as stopped, in seconds.
LOOPS: Mapping[str, float] = {
    "worker": 120.0,
    "line": 120.0,
    "polling": 120.0,
    "postman_telegram": 120.0,
    "postman_email": 120.0,
    "timers": 120.0,
    "anchoring": 120.0,
    "tidying": 300.0,
    "retention": 7200.0,
    "forgetting": 7200.0,
}
Labels = tuple[str, ...]


@dataclass(slots=True, eq=False)
class Spread:
    """How values were spread: how many fell below each bound (the last: above all), and their sum."""

    bounds: tuple[float, ...]
    total: float = 0.0
    below: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.below = [0] * (len(self.bounds) + 1)

    def add(self, value: float) -> None:
        """Count one more."""
        self.below[bisect_left(self.bounds, value)] += 1
        self.total += value


def _still() -> float:
    return 0.0


@dataclass(slots=True, eq=False)
class Pulse:
    """Kept in memory, for one process. `clock` gives seconds that never go back; one that stands still misses nothing.

    `counts` and `spreads` go by a name and its labels, which are names of ours alone: never an id, a name or a word of anybody's.
    `done` says when something was done last, `red` since when (on the clock) something has been wrong.
    `streams` are the pages of sheets that are open now.
    """

    clock: Callable[[], float] = _still
    beats: dict[str, float] = field(default_factory=dict)
    fallen: dict[str, str] = field(default_factory=dict)
    counts: Counter[Labels] = field(default_factory=Counter)
    spreads: dict[Labels, Spread] = field(default_factory=dict)
    done: dict[str, datetime] = field(default_factory=dict)
    red: dict[str, float] = field(default_factory=dict)
    streams: int = 0

    def beat(self, loop: str) -> None:
        """A loop of `LOOPS` goes round; from the first time on it is missed when it does not."""
        self.beats[loop] = self.clock()

    def rest(self, loop: str) -> None:
        """A loop that has nothing to do any more, on purpose, is not missed."""
        self.beats.pop(loop, None)

    def fell(self, loop: str, error: str) -> None:
        """A loop ended by this kind of error; it does not go round again."""
        self.fallen[loop] = error

    def stopped(self) -> list[str]:
        """The loops that ended by an error, or are missed."""
        now = self.clock()
        return sorted({*self.fallen, *(loop for loop, at in self.beats.copy().items() if now - at > LOOPS[loop])})

    def count(self, name: str, *labels: str) -> None:
        """One more of these."""
        self.counts[name, *labels] += 1

    def took(self, name: str, seconds: float, *labels: str) -> None:
        """How long one of these took."""
        self._spread(SECONDS, name, *labels).add(seconds)

    def turn(self, channel: str, outcome: str) -> None:
        """Somebody had their turn in this channel, or it was put off or set aside."""
        self.count("turns", channel, outcome)

    def committed(self, pieces: int, seconds: float) -> None:
        """So many pieces of work went to disk in one transaction."""
        self._spread(PIECES, "batch").add(pieces)
        self.took("commit", seconds)

    def _spread(self, bounds: tuple[float, ...], *key: str) -> Spread:
        return self.spreads.setdefault(key, Spread(bounds))
