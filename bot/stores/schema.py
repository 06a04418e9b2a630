"""The door to sqlite-utils and the SQLite it brings: opens database files and brings their tables up to date."""

from collections.abc import Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, TypeAlias

from sqlite_utils import Database, Migrations

from bot.errors import OldSqlite, StoreUnavailable
from bot.records.tables import TABLES, Table

if TYPE_CHECKING:
    import sqlite3
else:
    # pysqlite3 where it is installed: the SQLite of many systems is one of those that `check_version` refuses.
    from sqlite_utils.utils import sqlite3

Connection: TypeAlias = sqlite3.Connection
SqliteError: TypeAlias = sqlite3.Error

BUSY_SECONDS = 5.0
KEPT_STATEMENTS = 512
# Before this, two connections that write and checkpoint at the same instant can corrupt the file: https://sqlite.org/wal.html
SAFE_VERSION = (3, 51, 3)


def check_version(version: tuple[int, ...]) -> None:
    """Raise OldSqlite for an SQLite, as (major, minor, patch), that can corrupt a database."""
    if version < SAFE_VERSION:
        raise OldSqlite(".".join(map(str, version)))


def connect(path: Path, *, readonly: bool = False) -> Connection:
    """A connection without implicit transactions, usable from one thread after another.

    What one that writes commits is on disk, and what it deletes is overwritten. Raises OldSqlite, or StoreUnavailable when the
    file cannot be opened as a database.
    """
    check_version(sqlite3.sqlite_version_info)
    try:
        return _open_reading(path) if readonly else _open_writing(path)
    except (OSError, sqlite3.Error) as error:
        raise StoreUnavailable(f"{path}: {error}") from error


def modes(connection: Connection) -> dict[str, object]:
    """How a connection is set, by SQLite's own names."""
    asked = {"synchronous": "PRAGMA synchronous", "journal_mode": "PRAGMA journal_mode", "secure_delete": "PRAGMA secure_delete"}
    return {name: connection.execute(question).fetchone()[0] for name, question in asked.items()}


def look(path: Path) -> Connection:
    """A connection that reads the file as it lies there, log and all, and changes nothing. Raises StoreUnavailable when it is not there."""
    check_version(sqlite3.sqlite_version_info)
    log = path.with_name(f"{path.name}-wal")
    # Where there is no log, SQLite would make one even to read; told that nobody writes, it does not.
    quiet = not log.exists() or not log.stat().st_size
    try:
        return _open(path, "ro&immutable=1" if quiet else "ro")
    except sqlite3.Error as error:
        raise StoreUnavailable(f"{path}: {error}") from error


def copy(path: Path, target: Path) -> None:
    """Write what is committed at this moment into an empty file, while others go on writing. Raises StoreUnavailable."""
    try:
        with closing(_open(path, "ro")) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:
        raise StoreUnavailable(f"{path}: {error}") from error


def migrate(connection: Connection) -> None:
    """Bring the tables up to date; other processes that do so at the same time wait."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations().apply(Database(connection, execute_plugins=False))
    except BaseException:
        connection.rollback()
        raise
    connection.execute("COMMIT")


def migrations() -> Migrations:
    """All migrations, in their order.

    The first is due whenever `TABLES` has changed and adds what is missing. What does more than add (moves rows, changes types)
    gets a migration of its own after it, which finds nothing to do in a new database.
    """
    steps = Migrations("samvej")

    @steps(name=f"tables {_digest(TABLES)}")
    def tables(db: Database, /) -> None:
        for name, table in TABLES.items():
            _complete(db, name, table)

    return steps


def in_our_words(error: BaseException) -> BaseException:
    """What callers get for an error out of SQLite: StoreUnavailable, ValueError for a row that cannot be; others as they are."""
    if isinstance(error, sqlite3.IntegrityError):
        return _caused(ValueError(str(error)), error)
    unavailable = isinstance(error, (sqlite3.OperationalError, sqlite3.InternalError)) or type(error) is sqlite3.DatabaseError
    return _caused(StoreUnavailable(str(error)), error) if unavailable else error


def _open_reading(path: Path) -> Connection:
    connection = _open(path, "ro")
    connection.execute("PRAGMA query_only = ON")
    return connection


def _open_writing(path: Path) -> Connection:
    # The files SQLite puts beside it get the same mode. One that is there is not touched: closing it would drop this process's locks.
    if not path.exists():
        path.touch(mode=0o600)
    connection = _open(path, "rw")
    _use_log(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def _use_log(connection: Connection) -> None:
    # SQLite does not wait here by itself when another process does the same to a new file.
    deadline = monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() > deadline:
                raise
            sleep(0.01)
        else:
            return


def _open(path: Path, mode: str) -> Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=KEPT_STATEMENTS,
    )


def _digest(tables: Mapping[str, Table]) -> str:
    return sha256(repr(tables).encode()).hexdigest()[:12]


def _complete(db: Database, name: str, table: Table) -> None:
    made = db.table(name)
    if not made.exists():
        made.create(table.columns, pk=table.key, strict=True)
    for column in table.columns.keys() - made.columns_dict.keys():
        made.add_column(column, table.columns[column])
    for columns in table.indexes:
        made.create_index(columns, if_not_exists=True)


def _caused(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error
