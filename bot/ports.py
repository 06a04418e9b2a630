"""What the use cases need of the world, each with a fake that passes the same tests."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, Protocol, TypeAlias, TypeVar

T = TypeVar("T")
# The type of each column stands in `bot.records.tables`; a union here would ask for a cast at every read.
Value: TypeAlias = Any
Row: TypeAlias = dict[str, Value]
Match: TypeAlias = Mapping[str, Value]


class Rows(Protocol):
    """The tables of one transaction. Table and column names are those of `bot.records.tables`, never input."""

    def add(self, table: str, row: Row) -> bool:
        """Add a row; False, and nothing changes, when a row with its key is there already."""

    def put(self, table: str, row: Row) -> None:
        """Add a row, or replace the one with the same key."""

    def one(self, table: str, match: Match) -> Row | None:
        """The row in which every named column has the named value, or None; the first by the table's key when several do."""

    def some(self, table: str, match: Match, *, up_to: Match | None = None, order: Sequence[str] = (), limit: int = -1) -> list[Row]:
        """All rows that match and whose `up_to` columns are not null and at most the value.

        They come by `order`, then by key; at most `limit` of them (-1: all).
        """

    def heads(self, table: str, match: Match, *, by: str, order: Sequence[str], limit: int) -> list[Row]:
        """The first matching row, by `order`, for each value of the column `by`; the result by `order` too."""

    def change(self, table: str, match: Match, to: Match) -> int:
        """Set columns in all rows that match; how many there were."""

    def drop(self, table: str, match: Match) -> int:
        """Delete all rows that match; how many there were. An empty match is refused with ValueError."""

    def count(self, table: str, match: Match) -> int:
        """How many rows match; an empty match counts all."""


class Store(Protocol):
    """Where rows are kept. Work is a function of one transaction; it may run again if it was not committed, so it has no other effects."""

    def submit(self, work: Callable[[Rows], T]) -> Future[T]:
        """Run the work in a transaction of its own. The future is done when the rows are on disk; an exception undoes this work alone."""

    def write(self, work: Callable[[Rows], T]) -> T:
        """As `submit`, but waits for the result."""

    def read(self, work: Callable[[Rows], T]) -> T:
        """Run reading work on one consistent view of what is committed; writing raises."""

    def purge(self) -> None:
        """Leave nothing of deleted rows behind in what the store keeps beside them. Raises StoreUnavailable when it cannot just now."""

    def close(self) -> None:
        """Finish what was submitted and let go of the files."""
