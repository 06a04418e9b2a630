"""Lends out connections that only read, each with one consistent view."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from bot.errors import StoreUnavailable
from bot.stores.schema import Connection, connect, in_our_words

KEPT = 8


class Readers:
    """Connections to one file, made as they are needed; a few are kept for the next."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._idle: list[Connection] = []
        self._closed = False

    @contextmanager
    def lend(self) -> Iterator[Connection]:
        """A connection in a transaction, which ends with the block. Errors of SQLite leave it in our words."""
        connection = self._take()
        try:
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
        except Exception as error:
            ours = in_our_words(error)
            if ours is error:
                raise
            raise ours from error
        finally:
            connection.rollback()
            self._give_back(connection)

    def close(self) -> None:
        """Lend no more; those still out are closed as they come back."""
        with self._lock:
            self._closed = True
            for connection in self._idle:
                connection.close()
            self._idle.clear()

    def _take(self) -> Connection:
        with self._lock:
            if self._closed:
                raise StoreUnavailable("it is closed")
            if self._idle:
                return self._idle.pop()
        return connect(self._path, readonly=True)

    def _give_back(self, connection: Connection) -> None:
        with self._lock:
            if self._closed or len(self._idle) == KEPT:
                connection.close()
            else:
                self._idle.append(connection)
