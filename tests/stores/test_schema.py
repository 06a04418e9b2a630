"""What a database file is: the named tables, opened so that what is committed stays and what is deleted goes."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import OldSqlite, StoreUnavailable
from bot.records.tables import TABLES, Table
from bot.stores import schema
from bot.stores.schema import Connection, check_version, connect, migrate

TYPES = {"TEXT": str, "INTEGER": int, "BLOB": bytes}


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2), (3, 7, 0)])
def test_an_sqlite_that_can_corrupt_is_refused(version: tuple[int, ...]) -> None:
    with pytest.raises(OldSqlite, match=r"pysqlite3[\s\S]*" + ".".join(map(str, version))):
        check_version(version)


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 4), (4, 0, 0)])
def test_a_safe_sqlite_is_taken(version: tuple[int, ...]) -> None:
    check_version(version)


def test_the_tables_after_all_migrations_are_the_named_ones(tmp_path: Path) -> None:
    connection = connect(tmp_path / "new.db")
    migrate(connection)
    assert tables_of(connection) == TABLES
    connection.close()


def test_all_tables_are_strict(tmp_path: Path) -> None:
    connection = connect(tmp_path / "new.db")
    migrate(connection)
    strict = {name for _, name, kind, _, _, strict in connection.execute("PRAGMA table_list") if kind == "table" and strict}
    assert strict == set(TABLES)
    connection.close()


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    connection = connect(tmp_path / "new.db")
    migrate(connection)
    before = contents(connection)
    migrate(connection)
    assert contents(connection) == before
    connection.close()


def test_an_older_database_gets_what_is_missing_and_keeps_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = connect(tmp_path / "old.db")
    outbox = TABLES["outbox"]
    older = replace(outbox, columns={name: kind for name, kind in outbox.columns.items() if name != "made_at"}, indexes=())
    monkeypatch.setattr(schema, "TABLES", {"outbox": older})
    migrate(connection)
    assert tables_of(connection) == {"outbox": older}
    connection.execute("INSERT INTO outbox (key, person) VALUES ('a', 'x')")
    monkeypatch.setattr(schema, "TABLES", TABLES)
    migrate(connection)
    assert tables_of(connection) == TABLES
    assert connection.execute("SELECT key, person, made_at FROM outbox").fetchall() == [("a", "x", None)]
    connection.close()


def test_a_database_from_before_there_were_files_gets_their_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = connect(tmp_path / "old.db")
    monkeypatch.setattr(schema, "TABLES", {name: table for name, table in TABLES.items() if name != "files"})
    migrate(connection)
    connection.execute("INSERT INTO keys (owner, wrapped) VALUES ('a', x'00')")
    monkeypatch.setattr(schema, "TABLES", TABLES)
    migrate(connection)
    assert tables_of(connection) == TABLES
    assert connection.execute("SELECT owner FROM keys").fetchall() == [("a",)]
    connection.close()


def test_a_migration_that_fails_leaves_the_database_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = connect(tmp_path / "new.db")
    monkeypatch.setattr(schema, "TABLES", {"outbox": TABLES["outbox"], "sqlite_name": TABLES["keys"]})
    with pytest.raises(Exception, match="reserved"):
        migrate(connection)
    assert list(connection.execute("SELECT name FROM sqlite_schema")) == []
    connection.close()


def test_a_writing_connection_keeps_what_it_commits_and_overwrites_what_it_deletes(tmp_path: Path) -> None:
    connection = connect(tmp_path / "new.db")
    asked = ["journal_mode", "synchronous", "secure_delete", "busy_timeout"]
    assert [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked] == ["wal", 2, 1, 5000]
    assert connection.isolation_level is None
    connection.close()


def test_a_reading_connection_cannot_write_and_makes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with pytest.raises(StoreUnavailable):
        connect(path, readonly=True)
    assert not path.exists()
    writing = connect(path)
    migrate(writing)
    reading = connect(path, readonly=True)
    with pytest.raises(Exception, match="readonly"):
        reading.execute("DELETE FROM outbox")
    reading.close()
    writing.close()


def test_many_may_open_a_new_file_at_the_same_instant(tmp_path: Path) -> None:
    together = threading.Barrier(4)
    paths = [tmp_path / f"{number}.db" for number in range(80)]
    for path in paths:
        path.touch()

    def opening(_: int) -> list[str]:
        return [mode_of_new(path, together) for path in paths]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(opening, range(4))) == [["wal"] * len(paths)] * 4


def test_a_new_file_that_stays_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new.db"
    path.touch()
    other = connect(path, readonly=True)
    other.execute("BEGIN")
    other.execute("SELECT * FROM sqlite_schema")
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.05)
    with pytest.raises(StoreUnavailable, match="locked"):
        connect(path)
    other.close()


def test_odd_file_names_are_files(tmp_path: Path) -> None:
    path = tmp_path / "50% ?mode=memory#å.db"
    connection = connect(path)
    migrate(connection)
    connection.close()
    assert list(tmp_path.iterdir()) == [path]


def mode_of_new(path: Path, together: threading.Barrier) -> str:
    together.wait(60)
    connection = connect(path)
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    connection.close()
    return str(mode)


def contents(connection: Connection) -> list[object]:
    return [*connection.execute("SELECT * FROM sqlite_schema"), *connection.execute("SELECT * FROM _sqlite_migrations")]


def tables_of(connection: Connection) -> dict[str, Table]:
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {name: table_of(connection, name) for name in names if not name.startswith(("_", "sqlite_"))}


def table_of(connection: Connection, name: str) -> Table:
    columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
    key = sorted((place, column) for _, column, _, _, _, place in columns if place)
    indexes = [index for _, index, _, origin, _ in connection.execute(f"PRAGMA index_list({name})") if origin == "c"]
    return Table(
        columns={column: TYPES[kind] for _, column, kind, _, _, _ in columns},
        key=tuple(column for _, column in key),
        indexes=tuple(tuple(row[2] for row in connection.execute(f"PRAGMA index_info({index})")) for index in reversed(indexes)),
    )
