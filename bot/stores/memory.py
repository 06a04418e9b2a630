"""The store for tests and for trying things out: everything is forgotten with the process."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from operator import itemgetter
from threading import Lock, get_ident
from typing import Any, TypeAlias, TypeVar

from bot.domain.trail import Head
from bot.errors import StoreUnavailable
from bot.ports import Match, Row, Rows
from bot.records.tables import TABLES
from bot.stores.heads import first_of_each
from bot.stores.shape import check_change, check_drop, check_names, check_row, check_values
from bot.stores.views import View

T = TypeVar("T")
Key: TypeAlias = tuple[Any, ...]
Kept: TypeAlias = Mapping[str, dict[Key, Row]]


class MemoryRows:
    """`bot.ports.Rows` in dictionaries by key. Rows are replaced, never changed, and a table is copied before its first change."""

    def __init__(self, kept: Kept) -> None:
        self.tables = dict(kept)
        self._copied: set[str] = set()

    def add(self, table: str, row: Row) -> bool:
        """As `Rows.add`."""
        check_row(table, row)
        if _key(table, row) in self.tables[table]:
            return False
        self.put(table, row)
        return True

    def put(self, table: str, row: Row) -> None:
        """As `Rows.put`."""
        check_row(table, row)
        self._writable(table)[_key(table, row)] = dict.fromkeys(TABLES[table].columns) | row

    def one(self, table: str, match: Match) -> Row | None:
        """As `Rows.one`."""
        found = self.some(table, match, limit=1)
        return found[0] if found else None

    def some(self, table: str, match: Match, *, up_to: Match | None = None, order: Sequence[str] = (), limit: int = -1) -> list[Row]:
        """As `Rows.some`."""
        check_values(table, up_to or {})
        found = [row for row in self._matching(table, match) if _within(row, up_to or {})]
        ordered = _ordered(table, found, order)
        return [dict(row) for row in (ordered if limit < 0 else ordered[:limit])]

    def heads(self, table: str, match: Match, *, by: str, order: Sequence[str], limit: int, up_to: Match | None = None) -> list[Row]:
        """As `Rows.heads`."""
        check_names(table, [by])
        check_values(table, up_to or {})
        ordered = _ordered(table, (row for row in self._matching(table, match) if _within(row, up_to or {})), order)
        return [dict(row) for row in first_of_each(ordered, itemgetter(by), limit)]

    def last(self, table: str, by: str) -> Row | None:
        """As `Rows.last`."""
        check_names(table, [by])
        rows = self.tables[table]
        ordered = _ordered(table, rows.values(), [by]) if (by,) != TABLES[table].key[:1] else [rows[max(rows)]] if rows else []
        return dict(ordered[-1]) if ordered else None

    def change(self, table: str, match: Match, to: Match) -> int:
        """As `Rows.change`."""
        check_change(table, match, to)
        old = list(self._matching(table, match))
        new = {_key(table, row): row for row in (row | dict(to) for row in old)}
        leaving = {_key(table, row) for row in old}
        if len(new) < len(old) or (new.keys() - leaving) & self.tables[table].keys():
            raise ValueError(f"two rows of {table} would have one key")
        rows = self._writable(table)
        for key in leaving - new.keys():
            del rows[key]
        rows.update(new)
        return len(old)

    def drop(self, table: str, match: Match) -> int:
        """As `Rows.drop`."""
        check_drop(table, match)
        gone = [_key(table, row) for row in self._matching(table, match)]
        rows = self._writable(table)
        for key in gone:
            del rows[key]
        return len(gone)

    def count(self, table: str, match: Match) -> int:
        """As `Rows.count`."""
        return sum(1 for _ in self._matching(table, match))

    def _matching(self, table: str, match: Match) -> Iterator[Row]:
        check_values(table, match)
        rows = self.tables[table]
        if all(name in match for name in TABLES[table].key):
            row = rows.get(_key(table, match))
            candidates: Iterable[Row] = [] if row is None else [row]
        else:
            candidates = rows.values()
        return (row for row in candidates if all(row[name] == value for name, value in match.items()))

    def _writable(self, table: str) -> dict[Key, Row]:
        if table not in self._copied:
            self._copied.add(table)
            self.tables[table] = dict(self.tables[table])
        return self.tables[table]


class MemoryStore:
    """`bot.ports.Store` in this process. Work is done at once in the thread that submits it."""

    def __init__(self) -> None:
        self._kept: Kept = {name: {} for name in TABLES}
        self._lock = Lock()
        self._working: int | None = None
        self._closed = False

    def submit(self, work: Callable[[Rows], T]) -> Future[T]:
        """As `Store.submit`. Raises StoreUnavailable after closing and RuntimeError within other work."""
        if self._working == get_ident():
            raise RuntimeError("work cannot submit work: it would wait for itself")
        future: Future[T] = Future()
        with self._lock:
            self._check_open()
            self._working = get_ident()
            try:
                future.set_result(self._committed(work))
            except BaseException as error:  # noqa: BLE001 -- it belongs to whoever waits
                future.set_exception(error)
            finally:
                self._working = None
        return future

    def write(self, work: Callable[[Rows], T]) -> T:
        """As `Store.write`."""
        return self.submit(work).result()

    def read(self, work: Callable[[Rows], T]) -> T:
        """As `Store.read`; within other work it sees only what was committed before."""
        self._check_open()
        return work(View(MemoryRows(self._kept)))

    def purge(self) -> None:
        """As `Store.purge`: there is nothing beside the rows."""

    def close(self) -> None:
        """As `Store.close`."""
        self._closed = True

    def _committed(self, work: Callable[[Rows], T]) -> T:
        rows = MemoryRows(self._kept)
        result = work(rows)
        self._kept = rows.tables
        return result

    def _check_open(self) -> None:
        if self._closed:
            raise StoreUnavailable("it is closed")


class MemoryAnchor:
    """`bot.ports.Witness` in this process."""

    def __init__(self) -> None:
        self.head: Head | None = None

    def read(self) -> Head | None:
        """As `Witness.read`."""
        return self.head

    def keep(self, head: Head, now: datetime, *, back: bool = False) -> None:  # noqa: ARG002 -- only a file says when
        """As `Witness.keep`."""
        if back or self.head is None or self.head.number < head.number:
            self.head = head


def _key(table: str, row: Match) -> Key:
    return tuple([row[name] for name in TABLES[table].key])


def _within(row: Row, up_to: Match) -> bool:
    return all(value is not None and row[name] is not None and row[name] <= value for name, value in up_to.items())


def _ordered(table: str, rows: Iterable[Row], order: Sequence[str]) -> list[Row]:
    check_names(table, order)
    names = [*order, *TABLES[table].key]
    # Nulls come first, as in SQLite.
    return sorted(rows, key=lambda row: [(row[name] is not None, row[name] if row[name] is not None else 0) for name in names])
