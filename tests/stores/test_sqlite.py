"""What the SQLite store promises beyond the contract: what it said it kept is on disk, whatever happens next."""

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.errors import NotAllowed, StoreUnavailable
from bot.ports import Match, Row, Rows
from bot.stores import schema
from bot.stores.schema import connect
from bot.stores.sqlite import SqliteStore
from bot.stores.statements import Names, select

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "samvej.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(path)
    yield made
    made.close()


def adding(key: str, size: int = 1) -> Callable[[Rows], bool]:
    return lambda rows: rows.add("outbox", {"key": key, "body": b"w" * size})


def names(store: SqliteStore) -> set[str]:
    return {row["key"] for row in store.read(lambda rows: rows.some("outbox", {}))}


def names_in(path: Path) -> set[str]:
    store = SqliteStore(path)
    found = names(store)
    store.close()
    return found


def hold(store: SqliteStore) -> threading.Event:
    """Occupy the writer until the event is set, so that what is submitted meanwhile goes into one batch."""
    begun, go = threading.Event(), threading.Event()

    def waiting(_: Rows) -> bool:
        begun.set()
        return go.wait(60)

    store.submit(waiting)
    begun.wait(60)
    return go


def start_writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(Path(__file__).parent / "counting_writer.py"), str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)})


def test_a_reopened_database_keeps_its_rows(path: Path) -> None:
    for key in ("a", "b"):
        store = SqliteStore(path)
        store.write(adding(key))
        store.close()
    assert names_in(path) == {"a", "b"}


def test_closing_finishes_what_was_submitted(path: Path) -> None:
    store = SqliteStore(path)
    go = hold(store)
    futures = [store.submit(adding(str(number))) for number in range(50)]
    go.set()
    store.close()
    assert [future.result(0) for future in futures] == [True] * 50
    assert len(names_in(path)) == 50


def test_closing_leaves_one_file(path: Path) -> None:
    store = SqliteStore(path)
    store.write(adding("a"))
    names(store)
    store.close()
    assert list(path.parent.iterdir()) == [path]


def test_only_the_owner_may_open_the_files(path: Path, store: SqliteStore) -> None:
    store.write(adding("a"))
    modes = {file.name: oct(file.stat().st_mode & 0o777) for file in path.parent.iterdir()}
    assert modes == dict.fromkeys(["samvej.db", "samvej.db-shm", "samvej.db-wal"], "0o600")


def test_killed_at_any_moment_it_has_all_it_said_it_kept(path: Path) -> None:
    for lines in (2, 30, 300):
        process = start_writer(path, str(lines), 1_000_000)
        assert process.stdout is not None
        with process.stdout as printed:
            for _ in range(lines):
                printed.readline()
            process.kill()
            rest = printed.read().splitlines()
        process.wait()
        told = lines - 1 + len(rest)
        assert {f"{lines}-{number}" for number in range(told)} <= names_in(path)


def test_two_processes_write_at_once(path: Path) -> None:
    processes = [start_writer(path, name, 200) for name in "ab"]
    printed = [process.communicate(timeout=120)[0].splitlines() for process in processes]
    assert printed == [["ready", *map(str, range(200))]] * 2
    assert names_in(path) == {f"{name}-{number}" for name in "ab" for number in range(200)}


def test_a_busy_writer_leaves_room_for_another_process(path: Path, store: SqliteStore) -> None:
    process = start_writer(path, "other", 100)
    written = 0
    while process.poll() is None:
        wait([store.submit(adding(f"own-{written + number}")) for number in range(64)])
        written += 64
    printed = process.communicate()[0].splitlines()
    assert printed == ["ready", *map(str, range(100))]
    assert len(names(store)) == written + 100


def test_work_of_many_threads_is_committed_together(store: SqliteStore) -> None:
    futures: list[Future[bool]] = []

    def submitting(name: str) -> None:
        futures.extend([store.submit(adding(f"{name}-{number}")) for number in range(250)])

    threads = [threading.Thread(target=submitting, args=[str(number)]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [future.result(10) for future in futures] == [True] * 2000
    assert len(names(store)) == 2000
    assert store.commits < 1000


def test_waiting_work_is_one_commit_even_when_some_fails(store: SqliteStore) -> None:
    def failing(rows: Rows) -> None:
        rows.add("outbox", {"key": "bad"})
        raise NotAllowed

    go = hold(store)
    good = [store.submit(adding(str(number))) for number in range(5)]
    bad = store.submit(failing)
    good.append(store.submit(adding("5")))
    go.set()
    assert [future.result(5) for future in good] == [True] * 6
    assert isinstance(bad.exception(5), NotAllowed)
    assert names(store) == set("012345")
    assert store.commits == 2


def test_nobody_is_answered_before_the_commit(path: Path, store: SqliteStore) -> None:
    seen: list[set[str]] = []
    go = hold(store)
    futures = [store.submit(adding(key)) for key in "ab"]
    futures[0].add_done_callback(lambda _: seen.append(names_in(path)))
    go.set()
    wait(futures, 60)
    store.write(adding("c"))
    assert seen == [{"a", "b"}]


def test_work_cancelled_while_it_waits_is_not_done(store: SqliteStore) -> None:
    go = hold(store)
    kept, cancelled = store.submit(adding("kept")), store.submit(adding("cancelled"))
    assert cancelled.cancel()
    go.set()
    assert kept.result(5)
    assert names(store) == {"kept"}


def test_a_full_disk_is_told_and_forgotten(store: SqliteStore) -> None:
    pragma(store, "max_page_count", 150)
    go = hold(store)
    batch = [store.submit(adding("small")), store.submit(adding("big", 2_000_000)), store.submit(adding("after"))]
    go.set()
    wait(batch, 60)
    assert [type(future.exception()) for future in batch] == [StoreUnavailable] * 3
    with pytest.raises(StoreUnavailable, match="full"):
        store.write(adding("big", 2_000_000))
    assert names(store) == set()
    pragma(store, "max_page_count", 1_000_000)
    assert [store.write(adding(key)) for key in ("small", "after")] == [True, True]
    assert names(store) == {"small", "after"}


def test_a_commit_that_fails_is_told_to_everyone_in_it(path: Path, store: SqliteStore) -> None:
    store.write(adding("before"))
    log = path.with_name("samvej.db-wal")
    with files_up_to(log.stat().st_size):
        go = hold(store)
        batch = [store.submit(adding(key)) for key in "ab"]
        go.set()
        wait(batch, 60)
        assert [str(future.exception()) for future in batch] == ["The database does not answer.\ndisk I/O error"] * 2
        assert names(store) == {"before"}
    assert store.write(adding("after"))
    assert names(store) == {"before", "after"}


@pytest.mark.parametrize(
    ("table", "match", "up_to", "order"),
    [
        ("addresses", {"person": "a"}, {}, ()),
        ("addresses", {"channel": "web", "external": "a"}, {}, ()),
        ("notes", {"course": "a", "author": "b"}, {}, ()),
        ("versions", {"note": "a"}, {}, ()),
        ("seats", {"person": "a", "course": "b"}, {}, ()),
        ("timers", {"state": "waiting"}, {"due_at": "2026"}, ("due_at",)),
        ("inbox", {"state": "new"}, {}, ("received_at", "number")),
        ("outbox", {"state": "waiting"}, {"due_at": "2026"}, ("due_at",)),
        ("outbox", {"channel": "web", "external": "a", "state": "waiting"}, {}, ("number",)),
    ],
)
def test_what_is_looked_up_often_is_found_by_an_index(
    path: Path, store: SqliteStore, table: str, match: Match, up_to: Match, order: Names
) -> None:
    store.write(adding("a"))
    connection = connect(path, readonly=True)
    text = select(table, tuple((name, False) for name in match), tuple(up_to), order)
    plan = [step for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {text}", [*match.values(), *up_to.values(), -1])]
    assert plan[0].startswith(f"SEARCH {table} USING INDEX"), plan
    assert all(f"{name}=?" in plan[0] for name in match), plan
    connection.close()


def test_a_locked_database_is_told_and_nothing_is_done(path: Path, store: SqliteStore) -> None:
    pragma(store, "busy_timeout", 20)
    other = connect(path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable, match="locked"):
        store.write(adding("a"))
    other.execute("ROLLBACK")
    other.close()
    assert store.write(adding("b"))
    assert names(store) == {"b"}


def test_after_a_purge_deleted_words_are_in_no_file(path: Path, store: SqliteStore) -> None:
    words = b"remember that nobody may know"
    row: Row = {"key": "a", "body": words * 300}
    store.write(lambda rows: rows.add("outbox", row))
    store.write(lambda rows: rows.add("outbox", {"key": "b", "body": b"others"}))
    store.write(lambda rows: rows.drop("outbox", {"key": "a"}))
    assert files_with(words, path) == ["samvej.db-wal"]
    store.purge()
    assert files_with(words, path) == []
    assert names(store) == {"b"}


def test_a_database_that_another_holds_is_not_opened(path: Path, store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.05)
    go = hold(store)
    with pytest.raises(StoreUnavailable, match="locked"):
        SqliteStore(path)
    go.set()
    assert store.write(adding("a"))


def test_a_purge_that_a_reader_holds_up_says_so(store: SqliteStore) -> None:
    pragma(store, "busy_timeout", 20)

    def reading(rows: Rows) -> None:
        rows.count("outbox", {})
        store.write(adding("a"))
        store.purge()

    with pytest.raises(StoreUnavailable, match="somebody is reading"):
        store.read(reading)
    store.purge()


def test_more_readers_than_are_kept_read_at_once(store: SqliteStore) -> None:
    together = threading.Barrier(12)

    def reading(rows: Rows) -> int:
        together.wait(60)
        return rows.count("outbox", {})

    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.append(store.read(reading))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [0] * 12


def test_a_reader_that_is_out_when_the_store_closes_may_finish(store: SqliteStore) -> None:
    def reading(rows: Rows) -> int:
        rows.count("outbox", {})
        store.close()
        return rows.count("outbox", {})

    assert store.read(reading) == 0


@pytest.mark.parametrize("content", [b"this is no database" * 100, None])
def test_a_file_that_cannot_be_used_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "missing" / "samvej.db"
    if content is not None:
        path.parent.mkdir()
        path.write_bytes(content)
    with pytest.raises(StoreUnavailable, match=r"samvej\.db"):
        SqliteStore(path)


def pragma(store: SqliteStore, name: str, value: int) -> None:
    """Set what holds for one connection only, and so cannot be set from outside."""
    store._connection.execute(f"PRAGMA {name} = {value}")  # noqa: SLF001


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def files_with(words: bytes, path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir() if words in file.read_bytes())
