"""Tells those who wait that the sheet of a course has changed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

Call = Callable[[], None]


@dataclass(slots=True, eq=False)
class News:
    """Who waits for which course. `listen` and what it gives back are for one thread; `tell` may come from any.

    What is told from is never changed, only replaced, so that no lock is needed.
    """

    _calls: Mapping[str, frozenset[Call]] = field(default_factory=dict)

    def listen(self, course: str, call: Call) -> Call:
        """Call this whenever the sheet of a course has changed; it must be quick and raise nothing. What is given back ends it."""
        self._calls = {**self._calls, course: self._calls.get(course, frozenset()) | {call}}
        return lambda: self._forget(course, call)

    def tell(self, touched: Iterable[str]) -> None:
        """These courses have changed, and it is on disk."""
        calls = self._calls
        for call in [call for course in touched for call in calls.get(course, ())]:
            call()

    def _forget(self, course: str, call: Call) -> None:
        left = self._calls.get(course, frozenset()) - {call}
        others = {name: calls for name, calls in self._calls.items() if name != course}
        self._calls = {**others, course: left} if left else others
