"""The master key: where it may lie, who may read it, and how another takes its place."""

import hashlib
import os
import signal
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot import opening
from bot.config import Settings
from bot.errors import StoreUnavailable, WrongKey
from bot.records.core import Records
from bot.records.sealing import KEY_BYTES
from bot.stores import key_file
from bot.stores.key_file import alone, make_key, read_keys, replace_keys
from bot.stores.schema import connect
from tests.cli.test_commands import Shell
from tests.house.tree import ROOT

PLACE = ("versions", "words", "n1.1")
OWNERS = [f"course-{number}" for number in range(12)]


@pytest.fixture
def key(tmp_path: Path) -> Path:
    make_key(tmp_path / "key", os.urandom)
    return tmp_path / "key"


@pytest.fixture
def settings(tmp_path: Path, key: Path) -> Settings:
    return Settings(data=tmp_path / "data", key_file=key, operator=ROOT / "docs" / "operator.toml", witness=tmp_path / "witness")


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Shell:
    for name in ("data", "key_file", "operator", "witness"):
        monkeypatch.setenv(f"SAMVEJ_{name.upper()}", str(getattr(settings, name)))
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    return Shell(capsys)


def with_words(settings: Settings) -> dict[str, bytes]:
    """A database in which words are sealed for some owners."""
    house = opening.open_house(settings)
    sealed = {owner: house.write(lambda records, owner=owner: records.seal(owner, *PLACE, owner)) for owner in OWNERS}  # type: ignore[misc]
    house.store.close()
    return sealed


def read_back(settings: Settings, sealed: dict[str, bytes]) -> list[str]:
    def read(records: Records) -> list[str]:
        return [records.open(owner, *PLACE, words) for owner, words in sealed.items()]

    house = opening.open_house(settings)
    try:
        return house.read(read)
    finally:
        house.store.close()


def state_of(folder: Path) -> dict[str, tuple[str, int]]:
    """Every file in the folder with what is in it and when it was written; all but what SQLite shares among those who read."""
    kept = [file for file in folder.iterdir() if file.is_file() and not file.name.endswith("-shm")]
    return {file.name: (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns) for file in kept}


def test_a_new_key_is_its_owners_alone_and_never_written_over(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "another"
    assert shell("keys", "new", str(file)).startswith(f"The key is in {file}. Keep a copy")
    made = file.read_bytes()
    assert (len(made), stat.S_IMODE(file.stat().st_mode)) == (KEY_BYTES, 0o400)
    assert "A key file is never written over" in shell.fails("keys", "new", str(file))
    assert file.read_bytes() == made
    assert made.hex() not in shell("keys", "new", str(tmp_path / "third"))


def test_where_somebody_runs_the_house_the_key_lies_outside_the_data_folder(
    shell: Shell, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = settings.data / "keys" / "key"
    assert "outside the data folder" in shell.fails("keys", "new", str(inside))
    inside.parent.mkdir(parents=True)
    make_key(inside, os.urandom)
    (settings.data.parent / "link").symlink_to(settings.data / "keys")
    for place in (inside, settings.data.parent / "link" / "key"):
        monkeypatch.setenv("SAMVEJ_KEY_FILE", str(place))
        assert "SAMVEJ_KEY_FILE: name a file with the master key, outside the data folder" in shell.fails("status")
    monkeypatch.delenv("SAMVEJ_KEY_FILE")
    assert "SAMVEJ_KEY_FILE: name a file" in shell.fails("status")
    assert "SAMVEJ_KEY_FILE: name a file" in shell.fails("serve")
    assert not (settings.data / "samvej.db").exists()


@pytest.mark.parametrize("name", ["SAMVEJ_KEY", "SAMVEJ_MASTER_KEY"])
def test_a_key_in_the_environment_is_refused_and_not_repeated(shell: Shell, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "6b" * KEY_BYTES)
    told = shell.fails("status")
    assert f"{name}: a key is never taken from the environment" in told
    assert "6b" * KEY_BYTES not in told


@pytest.mark.parametrize("bit", [0o040, 0o020, 0o010, 0o004, 0o002, 0o001])
def test_a_key_that_others_may_read_or_write_is_refused(shell: Shell, key: Path, bit: int) -> None:
    key.chmod(0o400 | bit)
    assert f"The key file {key} is open to others than its owner. Close it: chmod 0400 {key}" in shell.fails("status")
    key.chmod(0o400)
    assert "courses" in shell("status")


@pytest.mark.parametrize("length", [0, 31, 33, 63, 65, 96])
def test_what_is_no_key_is_refused(shell: Shell, key: Path, length: int) -> None:
    key.unlink()
    key.write_bytes(b"k" * length)
    key.chmod(0o400)
    assert "does not hold a key" in shell.fails("status")


def test_a_key_that_is_not_there_is_told_and_none_is_made(shell: Shell, key: Path) -> None:
    key.unlink()
    assert f"The key file {key} is gone." in shell.fails("status")
    assert not key.exists()


def test_systemd_may_bring_the_key(shell: Shell, settings: Settings, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "credentials"
    folder.mkdir()
    loaded = key.rename(folder / "samvej-key")
    monkeypatch.delenv("SAMVEJ_KEY_FILE")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    assert "courses" in shell("status")
    loaded.chmod(0o440)  # as an access list for the service's user shows
    assert "courses" in shell("status")
    for mode in (0o444, 0o460, 0o402):
        loaded.chmod(mode)
        assert "is open to others" in shell.fails("status")


@pytest.mark.parametrize("killed", [False, True])
def test_a_wrong_key_touches_nothing(shell: Shell, settings: Settings, key: Path, killed: bool) -> None:
    if killed:  # the log of who was killed is there still, and must not be worked in
        _run_and_kill(settings)
    else:
        with_words(settings)
        _make_old(settings)
    before = state_of(settings.data)
    assert ("samvej.db-wal" in before) == killed
    right = key.read_bytes()
    key.unlink()
    make_key(key, os.urandom)
    for command in (["status"], ["courses"], ["keys", "rotate"]):
        assert "The key does not open this database; put back the key file that belongs to it." in shell.fails(*command)
    assert state_of(settings.data) == before
    key.unlink()
    key.write_bytes(right)
    key.chmod(0o400)
    assert "courses" in shell("status")


def test_after_a_rotation_all_is_there_and_the_old_key_opens_nothing(shell: Shell, settings: Settings, key: Path, tmp_path: Path) -> None:
    sealed = with_words(settings)
    old = key.read_bytes()
    wrapped = _wrapped(settings)
    told = shell.json("keys", "rotate")
    assert told == {"file": str(key), "wrapped": len(wrapped)}
    assert read_back(settings, sealed) == OWNERS
    assert (len(key.read_bytes()), key.read_bytes() == old, stat.S_IMODE(key.stat().st_mode)) == (KEY_BYTES, False, 0o400)
    everything = b"".join(file.read_bytes() for file in settings.data.iterdir() if file.is_file())
    assert [each for each in wrapped if each in everything] == []
    assert [each for each in _wrapped(settings) if each not in everything] == []
    (tmp_path / "old").write_bytes(old)
    (tmp_path / "old").chmod(0o400)
    with pytest.raises(WrongKey):
        opening.open_house(Settings(data=settings.data, key_file=tmp_path / "old", witness=settings.witness))


def test_a_rotation_is_in_the_trail_and_the_trail_stays_whole(shell: Shell, settings: Settings) -> None:
    with_words(settings)
    shell("counsellor", "add", "Vejleder")
    shell("keys", "rotate")
    assert shell("audit", "verify").startswith("The trail is whole")
    house = opening.open_house(settings)
    assert "keys_rotated" in {row["act"] for row in house.read(lambda records: records.rows.some("trail", {}))}
    house.store.close()


@pytest.mark.parametrize("moment", ["before_both", "both", "turned", "half", "wrapped", "cleared", "beside"])
def test_a_rotation_killed_at_any_moment_loses_nothing_and_is_finished_by_the_next(
    shell: Shell, settings: Settings, key: Path, moment: str
) -> None:
    sealed = with_words(settings)
    old = key.read_bytes()
    died = subprocess.run([sys.executable, "-c", _KILLED, moment], cwd=ROOT, check=False, capture_output=True, text=True)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert read_back(settings, sealed) == OWNERS
    assert old in key.read_bytes()
    shell("keys", "rotate")
    assert read_back(settings, sealed) == OWNERS
    assert (len(key.read_bytes()), old in key.read_bytes()) == (KEY_BYTES, False)
    assert sorted(file.name for file in key.parent.iterdir()) == ["data", "key", "witness"]


def test_a_key_file_that_cannot_be_replaced_is_told_and_the_key_stays(
    shell: Shell, settings: Settings, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = with_words(settings)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(key_file, "_write", full)
    assert "A rotation needs a file it may write" in shell.fails("keys", "rotate")
    monkeypatch.undo()
    assert read_back(settings, sealed) == OWNERS
    assert len(read_keys(key)) == 1


def test_two_rotations_do_not_meet(shell: Shell, settings: Settings) -> None:
    with_words(settings)
    with alone(settings.data):
        assert "A backup or a rotation of the keys is under way" in shell.fails("keys", "rotate")
        with pytest.raises(StoreUnavailable), alone(settings.data):
            pass
    shell("keys", "rotate")


def test_there_is_nothing_to_rotate_without_a_database(shell: Shell, settings: Settings) -> None:
    assert f"There is no database in {settings.data}." in shell.fails("keys", "rotate")


def test_a_replaced_file_keeps_its_owner_and_mode_and_a_link_stays_a_link(key: Path, tmp_path: Path) -> None:
    key.chmod(0o600)
    link = tmp_path / "link"
    link.symlink_to(key)
    was = key.stat()
    replace_keys(link, [b"n" * KEY_BYTES, b"o" * KEY_BYTES])
    now = key.stat()
    assert (link.is_symlink(), now.st_uid, now.st_gid, now.st_mode) == (True, was.st_uid, was.st_gid, was.st_mode)
    assert read_keys(link) == [b"n" * KEY_BYTES, b"o" * KEY_BYTES]


def _wrapped(settings: Settings) -> list[bytes]:
    house = opening.open_house(settings)
    found = [row["wrapped"] for row in house.read(lambda records: records.rows.some("keys", {}))]
    house.store.close()
    return found


def _make_old(settings: Settings) -> None:
    """A database from before there were some of the tables: opening it would bring it up to date."""
    with closing(connect(settings.data / "samvej.db")) as connection:
        connection.execute("DROP TABLE chores")
        connection.execute("DELETE FROM _sqlite_migrations")


def _run_and_kill(settings: Settings) -> None:
    subprocess.run([sys.executable, "-c", _LEFT, str(settings.data), str(settings.key_file), str(settings.witness)], cwd=ROOT, check=False)


_LEFT = """
import os, signal, sys
from pathlib import Path
from bot import opening
from bot.config import Settings
data, key, witness = map(Path, sys.argv[1:])
opening.open_house(Settings(data=data, key_file=key, witness=witness))
os.kill(os.getpid(), signal.SIGKILL)
"""
# Dies at the named moment of a rotation, by the signal that nobody can catch.
_KILLED = """
import os, signal, sys
from pathlib import Path
from bot import cli
from bot.commands import rotating
from bot.records.sealing import Vault
from bot.stores import key_file

moment, replaced, wrapped = sys.argv[1], rotating.replace_keys, Vault.rewrap
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
rotating.AT_ONCE = 3

def replace(file, keys):
    die() if moment == ("before_both" if len(keys) == 2 else "cleared") else None
    replaced(file, keys)
    die() if (moment, len(keys)) == ("both", 2) else None

def rewrap(vault, rows, most):
    die() if moment == "turned" else None
    found = wrapped(vault, rows, most)
    rewrap.runs += 1
    die() if moment == "half" and rewrap.runs == 2 else None
    die() if moment == "wrapped" and not found else None
    return found

rewrap.runs = 0
rotating.replace_keys, Vault.rewrap = replace, rewrap
if moment == "beside":
    Path.replace = die
cli.main(["keys", "rotate"])
"""
