"""The embedded store: one SQLite file, one thread that writes it, and connections that only read."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from bot.errors import StoreUnavailable
from bot.ports import Rows
from bot.stores.readers import Readers
from bot.stores.schema import Connection, connect, in_our_words, migrate
from bot.stores.sqlite_rows import SqliteRows
from bot.stores.views import View
from bot.stores.writer import Writer, untold

T = TypeVar("T")


class SqliteStore:
    """`bot.ports.Store` in a file, which is made if it is not there. Raises OldSqlite or StoreUnavailable when it cannot be used.

    `told` hears of each transaction, as the writer says.
    """

    def __init__(self, path: Path, told: Callable[[int, float], None] = untold) -> None:
        self._connection = _opened(path)
        self._rows = SqliteRows(self._connection)
        self._writer = Writer(self._connection, told)
        self._readers = Readers(path)

    @property
    def commits(self) -> int:
        """How many transactions were committed; less than the pieces of work when these came close together."""
        return self._writer.commits

    def submit(self, work: Callable[[Rows], T]) -> Future[T]:
        """As `Store.submit`. Raises StoreUnavailable after closing and RuntimeError within other work."""
        return self._writer.submit(lambda: work(self._rows))

    def write(self, work: Callable[[Rows], T]) -> T:
        """As `Store.write`."""
        return self.submit(work).result()

    def read(self, work: Callable[[Rows], T]) -> T:
        """As `Store.read`; within other work it sees only what was committed before."""
        with self._readers.lend() as connection:
            return work(View(SqliteRows(connection)))

    def purge(self) -> None:
        """Empty the write-ahead log, where words that were deleted still stand. Raises StoreUnavailable when a reader held it up."""
        self._writer.submit(self._empty_log, alone=True).result()

    def close(self) -> None:
        """As `Store.close`."""
        # The writer last: only a connection that writes can clear away the log, and only when it is the last one.
        self._readers.close()
        self._writer.close()

    def _empty_log(self) -> None:
        held_up, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if held_up:
            raise StoreUnavailable("somebody is reading; deleted words still stand in the log")


def _opened(path: Path) -> Connection:
    connection = connect(path)
    try:
        migrate(connection)
    except Exception as error:
        connection.close()
        raise in_our_words(error) from error
    return connection
