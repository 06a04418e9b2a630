"""Migration, backup, key rotation and erasure are each killed at any moment: all of it is done then, or none of it."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from time import monotonic

import pyrage
import pytest

from bot import cli
from bot.records import courses
from bot.records.tables import TABLES
from bot.stores import backup
from bot.stores.schema import connect
from tests.app.test_serving import invited
from tests.fakes.bot_api import FakeBotApi
from tests.faults import erases
from tests.faults.crowd import in_telegram, kept
from tests.faults.length import rounds
from tests.journeys.running import PATIENCE, Samvej, as_program, processes

NEW = {"timers": ("at", "asked", "tries", "claim"), "outbox": ("lane", "good_until")}
ROUNDS = rounds(8, 150)
THOUGHT = "Tanke 1 af 10."


@dataclass(frozen=True, kw_only=True)
class Sown:
    """A house with somebody's thought in it: its folder, the course, and the age key for its backups."""

    samvej: Samvej
    course: str
    identity: pyrage.x25519.Identity


@pytest.fixture(scope="module")
def sown(tmp_path_factory: pytest.TempPathFactory) -> Sown:
    """Made once; every run works on a copy."""
    identity = pyrage.x25519.Identity.generate()
    with FakeBotApi() as api:
        samvej = Samvej(tmp_path_factory.mktemp("sown") / "house", api, SAMVEJ_BACKUP_KEY=str(identity.to_public()))
        samvej.start()
        try:
            person = api.person(10)
            course = invited(samvej, person)
            assert in_telegram(person, course).park(THOUGHT)
            samvej.settle()
            samvej.stop()
        finally:
            samvej.kill()
    return Sown(samvej=samvej, course=course, identity=identity)


@dataclass(frozen=True, kw_only=True)
class Work:
    """A work that may be killed: what it does, what is done before, and what must hold after it was killed and done again."""

    does: Callable[[Sown], Sequence[str]]
    holds: Callable[[Sown, Samvej], None]
    before: Callable[[Samvej], None] = lambda _samvej: None


@pytest.mark.parametrize("name", ["migration", "backup", "rotation", "erasure"])
def test_killed_at_any_moment_it_is_done_or_not_and_can_be_done_again(name: str, sown: Sown, tmp_path: Path) -> None:
    work, chance, killed = WORKS[name], Random(name), 0
    samvej = copied(work, sown, tmp_path / "alone")
    began = monotonic()
    assert done(work, sown, samvej) == 0
    lasts = monotonic() - began
    for number in count():
        if number >= ROUNDS and killed >= ROUNDS // 4:  # when it is over before it is killed, it was not tried
            break
        assert number < 10 * ROUNDS
        samvej = copied(work, sown, tmp_path / str(number))
        began = monotonic()
        if done(work, sown, samvej, chance.uniform(0.2, 1) * lasts) == -9:
            killed += 1
        else:
            lasts = min(lasts, monotonic() - began)  # a machine that has less to do by now
        work.holds(sown, samvej)
        done(work, sown, samvej)
        work.holds(sown, samvej)
        shutil.rmtree(tmp_path / str(number))


def done(work: Work, sown: Sown, samvej: Samvej, seconds: float | None = None) -> int | None:
    """How the work ended, when it was killed after so many seconds (None: it was left alone)."""
    process = processes().Process(target=_do, args=(samvej.environment, samvej.log, list(work.does(sown))))
    process.start()
    process.join(PATIENCE if seconds is None else seconds)
    process.kill()
    process.join()
    return process.exitcode


def _do(environment: dict[str, str], log: Path, arguments: list[str]) -> None:
    """What a command does with this environment, or the erasing of a course."""
    as_program(environment, log)
    if arguments[0] == "erase":
        erases.main(arguments[1])
    else:
        cli.main(arguments)


def copied(work: Work, sown: Sown, folder: Path) -> Samvej:
    """A house like the one that was sown, as it is before the work."""
    shutil.copytree(sown.samvej.data.parent, folder)
    samvej = Samvej(folder, SAMVEJ_BACKUP_KEY=str(sown.identity.to_public()))
    work.before(samvej)
    return samvej


def is_whole(sown: Sown, samvej: Samvej) -> None:
    """The database is sound, and the thought is there."""
    with closing(connect(samvej.data / "samvej.db")) as connection:
        assert [row[0] for row in connection.execute("PRAGMA integrity_check")] == ["ok"]
    with samvej.house() as house:
        assert house.read(lambda records: kept(records, sown.course)) == [THOUGHT]


def has_all_columns(sown: Sown, samvej: Samvej) -> None:
    is_whole(sown, samvej)
    with closing(connect(samvej.data / "samvej.db")) as connection:
        for table, columns in NEW.items():
            there = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
            assert there >= {*columns, *TABLES[table].columns}


def is_older(samvej: Samvej) -> None:
    """The database as an earlier version of the program left it."""
    with closing(connect(samvej.data / "samvej.db")) as connection:
        for table, columns in NEW.items():
            for (index,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", [table]
            ).fetchall():
                connection.execute(f"DROP INDEX {index}")
            for column in columns:
                connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.execute("DELETE FROM _sqlite_migrations")


def backups_open(sown: Sown, samvej: Samvej) -> None:
    """Every file that looks like a backup is one, and nothing else lies about once another was made."""
    is_whole(sown, samvej)
    identity = samvej.data.parent / "identity"
    identity.write_text(f"{sown.identity}\n", encoding="utf-8")
    for file in (samvej.data / "backups").glob("*.age"):
        target = samvej.data.parent / "unpacked.db"
        backup.unpack(file, identity, target, lambda _: None)
        target.unlink()


def is_gone_or_there(sown: Sown, samvej: Samvej) -> None:
    """All of the course is there, or nothing; what is gone stays gone."""
    with samvej.house() as house:
        if house.read(lambda records: records.rows.count("courses", {"id": sown.course})):
            assert house.read(lambda records: kept(records, sown.course)) == [THOUGHT]
        else:
            assert not house.read(lambda records: records.rows.count("notes", {"course": sown.course}))
            assert not house.read(lambda records: courses.members(records, sown.course))


WORKS = {
    "migration": Work(does=lambda _: ["status"], holds=has_all_columns, before=is_older),
    "backup": Work(does=lambda _: ["backup"], holds=backups_open),
    "rotation": Work(does=lambda _: ["keys", "rotate"], holds=is_whole),
    "erasure": Work(does=lambda sown: ["erase", sown.course], holds=is_gone_or_there),
}
