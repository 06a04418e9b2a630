"""Looks at the wrapped keys of a database before anything is done to it: whatever its tables are, and nothing is changed."""

from contextlib import closing
from pathlib import Path

from bot.ports import Row
from bot.stores.schema import Connection, SqliteError, in_our_words, look

# The two that every house has, else any one: an old database may have had time for no other.
_SOME = "SELECT * FROM keys ORDER BY owner IN ('master', 'post') DESC LIMIT 2"


def key_rows(database: Path) -> list[Row]:
    """A row or two of the table of keys, none when there are none. Raises StoreUnavailable when the file is no database."""
    try:
        return _read(look(database))
    except SqliteError:
        return _again(database)


def _again(database: Path) -> list[Row]:
    # Another program may have begun to write in this very moment; then its log is there now.
    try:
        return _read(look(database))
    except SqliteError as error:
        raise in_our_words(error) from error


def _read(connection: Connection) -> list[Row]:
    with closing(connection):
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'keys'").fetchone():
            return []
        found = connection.execute(_SOME)
        names = [each[0] for each in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]
