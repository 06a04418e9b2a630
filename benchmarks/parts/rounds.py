"""Measures: cases take turns in a new order each round, and what is told are ratios and ranges, never one number."""

import random
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One measurement: turns done, seconds on the wall and of this process's CPU (all threads), and each turn's seconds."""

    turns: int
    wall: float
    cpu: float
    p50: float
    p99: float

    @property
    def rate(self) -> float:
        """Turns a second."""
        return self.turns / self.wall

    @property
    def cost(self) -> float:
        """Microseconds of CPU a turn."""
        return self.cpu / self.turns * 1e6


def joined(parts: Sequence[Round]) -> Round:
    """Several measurements, one after the other, as one."""
    turns, wall, cpu = (sum(getattr(part, name) for part in parts) for name in ("turns", "wall", "cpu"))
    return Round(turns=turns, wall=wall, cpu=cpu, p50=median(part.p50 for part in parts), p99=max(part.p99 for part in parts))


Case = Callable[[], Round]
Rounds = Mapping[str, Sequence[Round]]


class Watch:
    """Takes the time of turns while it runs."""

    def __init__(self) -> None:
        self._times: list[float] = []
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One turn, from what somebody sent until its answer counts."""
        began = time.perf_counter()
        yield
        self._times.append(time.perf_counter() - began)

    def stop(self) -> Round:
        """What was measured since it was made."""
        wall, cpu = time.perf_counter() - self._wall, time.process_time() - self._cpu
        times = sorted(self._times)
        p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
        return Round(turns=len(times), wall=wall, cpu=cpu, p50=p50, p99=p99)


def interleaved(cases: Mapping[str, Case], rounds: int, cold: Collection[str] = ()) -> Rounds:
    """Every case once a round, in a new order each; before that each is run once to warm up, but for the `cold` ones."""
    for name in cases.keys() - set(cold):
        cases[name]()
    found: dict[str, list[Round]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name in random.sample(sorted(cases), len(cases)):
            found[name].append(cases[name]())
    return found


def tell(found: Rounds) -> None:
    """The table of all cases: median [least..most]."""
    print(f"{'':42}{'turns/s':>24}{'CPU µs/turn':>24}{'p50 ms':>9}{'p99 ms':>9}")
    for name, rounds in found.items():
        rate, cost = _range([one.rate for one in rounds]), _range([one.cost for one in rounds])
        p50, p99 = median(one.p50 for one in rounds) * 1e3, median(one.p99 for one in rounds) * 1e3
        print(f"{name:42}{rate:>24}{cost:>24}{p50:9.1f}{p99:9.1f}")


def compare(found: Rounds, name: str, other: str) -> None:
    """How many times the other's turns this one does in the same round, and how many times less CPU a turn takes."""
    if name not in found or other not in found:
        return
    pairs = list(zip(found[name], found[other], strict=True))
    rate = _range([one.rate / two.rate for one, two in pairs], digits=2)
    cost = _range([two.cost / one.cost for one, two in pairs], digits=2)
    print(f"{name} against {other}: × {rate} turns/s, × {cost} turns for the same CPU")


def _range(numbers: Sequence[float], digits: int = 0) -> str:
    return f"{median(numbers):,.{digits}f} [{min(numbers):,.{digits}f}..{max(numbers):,.{digits}f}]"
