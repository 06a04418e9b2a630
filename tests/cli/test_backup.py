"""A backup that only the holder of the age key can open, made while the house is open, and the way back from it."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyrage
import pytest

from bot import opening
from bot.commands import keeping
from bot.config import Settings
from bot.errors import LinkSpent
from bot.records import links, queues
from bot.records.core import Records
from bot.records.links import LinkKind
from bot.stores import backup
from bot.stores.key_file import alone, make_key
from bot.usecases.health import BACKUP
from tests.cli.test_commands import Shell
from tests.house.tree import ROOT

PLACE = ("versions", "words", "n1.1")
SECRET = "Ordet, som ingen må finde"


@pytest.fixture
def identity(tmp_path: Path) -> pyrage.x25519.Identity:
    made = pyrage.x25519.Identity.generate()
    (tmp_path / "age.txt").write_text(f"# public key: {made.to_public()}\n{made}\n", encoding="utf-8")
    return made


@pytest.fixture
def settings(tmp_path: Path, identity: pyrage.x25519.Identity) -> Settings:
    make_key(tmp_path / "key", os.urandom)
    return Settings(
        data=tmp_path / "data",
        key_file=tmp_path / "key",
        operator=ROOT / "docs" / "operator.toml",
        witness=tmp_path / "witness",
        backup_key=str(identity.to_public()),
    )


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Shell:
    for name in ("data", "key_file", "operator", "witness", "backup_key"):
        monkeypatch.setenv(f"SAMVEJ_{name.upper()}", str(getattr(settings, name)))
    return Shell(capsys)


@pytest.fixture
def made(shell: Shell, settings: Settings, tmp_path: Path) -> Path:
    """A backup of a house in which something was written."""
    house = opening.open_house(settings)
    (tmp_path / "sealed").write_bytes(house.write(lambda records: records.seal("c1", *PLACE, SECRET)))
    house.store.close()
    shell("backup", str(tmp_path / "one.age"))
    return tmp_path / "one.age"


def unpacked(file: Path, identity: pyrage.x25519.Identity) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(pyrage.decrypt(file.read_bytes(), [identity]))) as tar:
        return {member.name: opened.read() for member in tar if (opened := tar.extractfile(member))}


def packed(file: Path, identity: pyrage.x25519.Identity, parts: dict[str, bytes]) -> None:
    """A backup with these parts, as somebody might make it who has the public key only."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as tar:
        for name, data in parts.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    file.write_bytes(pyrage.encrypt(plain.getvalue(), [identity.to_public()]))


def test_that_a_backup_was_made_is_noted_for_whoever_watches(made: Path, settings: Settings) -> None:
    noted = opening.look_in(settings, lambda records: queues.chore(records, BACKUP))
    assert noted
    assert opening.now() - noted < timedelta(minutes=5)


def restore(shell: Shell, file: Path, *more: str) -> str:
    """Restore with the identity beside the file, into a folder that is new."""
    return shell("restore", str(file), "--identity", str(file.parent / "age.txt"), "--data", str(file.parent / "new"), *more)


def refused(shell: Shell, file: Path, *more: str) -> str:
    told = shell.fails("restore", str(file), "--identity", str(file.parent / "age.txt"), "--data", str(file.parent / "new"), *more)
    assert sorted(each.name for each in (file.parent / "new").iterdir() if each.name != "samvej.db.note") == []
    return told


def test_a_backup_holds_the_database_and_its_manifest_and_no_key(made: Path, identity: pyrage.x25519.Identity, settings: Settings) -> None:
    parts = unpacked(made, identity)
    manifest = json.loads(parts["manifest.json"])
    assert list(parts) == ["manifest.json", "samvej.db"]
    assert (manifest["format"], manifest["bytes"]) == (1, len(parts["samvej.db"]))
    assert manifest["sha256"] == hashlib.sha256(parts["samvej.db"]).hexdigest()
    assert manifest.keys() == {"format", "version", "made_at", "sha256", "bytes", "master", "trail"}
    key = (settings.key_file or Path()).read_bytes()
    everything = made.read_bytes() + b"".join(parts.values())
    assert [form for form in (key, key.hex().encode(), SECRET.encode(), str(identity).encode()) if form in everything] == []
    assert made.stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_beside_a_backup(made: Path, settings: Settings) -> None:
    assert {file.name for file in settings.data.iterdir()} <= {"samvej.db", "samvej.db-wal", "samvej.db-shm"}
    assert [file.name for file in made.parent.iterdir() if "part" in file.name or "copy" in file.name] == []


def test_what_a_killed_backup_left_is_overwritten_and_goes(
    shell: Shell, made: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, wiped, unlink = settings.data / "samvej.db.copy", [], Path.unlink
    left.write_bytes(b"left")

    def seen(file: Path, **more: bool) -> None:
        wiped.extend([set(file.read_bytes())] if file == left else [])
        unlink(file, **more)

    monkeypatch.setattr(Path, "unlink", seen)
    shell("backup", str(made.parent / "two.age"))
    assert (left.exists(), wiped) == (False, [{0}, {0}])


def test_the_plain_age_program_opens_a_backup(made: Path) -> None:
    age = shutil.which("age")
    if not age:
        pytest.skip("age is not installed (on Debian: apt-get install age)")
    plain = subprocess.run([age, "--decrypt", "-i", str(made.parent / "age.txt"), str(made)], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        assert tar.getnames() == ["manifest.json", "samvej.db"]


def test_a_backup_comes_back_with_every_word(shell: Shell, made: Path, settings: Settings) -> None:
    said = restore(shell, made)
    assert ("it is whole, and the key opens it" in said, "Erased again, as they were erased after it was made: 0." in said) == (True, True)
    house = opening.open_house(Settings(data=made.parent / "new", key_file=settings.key_file, witness=settings.witness))
    sealed = (made.parent / "sealed").read_bytes()
    try:
        assert house.read(lambda records: records.open("c1", *PLACE, sealed)) == SECRET
        assert "restored" in {row["act"] for row in house.read(lambda records: records.rows.some("trail", {}))}
    finally:
        house.store.close()


def test_after_a_restore_nobody_is_signed_in_and_no_link_of_then_opens_anything_once(
    shell: Shell, settings: Settings, tmp_path: Path
) -> None:
    house = opening.open_house(settings)
    session = house.write(lambda records: links.open_session(records, person="p", course="", role="counsellor"))
    once = house.write(lambda records: links.make(records, LinkKind.SIGN_IN, person="p"))
    own = house.write(lambda records: links.make(records, LinkKind.PRIVATE, person="p", course="c"))
    house.store.close()
    shell("backup", str(tmp_path / "one.age"))
    assert "Everybody is signed out" in restore(shell, tmp_path / "one.age")
    house = opening.open_house(replace(settings, data=tmp_path / "new"))
    assert house.read(lambda records: links.session(records, session, "counsellor")) is None
    with pytest.raises(LinkSpent):
        house.read(lambda records: links.look(records, LinkKind.SIGN_IN, once))
    assert house.read(lambda records: links.look(records, LinkKind.PRIVATE, own)).person == "p"
    house.store.close()


def test_the_trail_is_whole_after_a_restore_though_it_had_gone_on(shell: Shell, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell("counsellor", "add", "Vejleder")
    restore(shell, made)
    monkeypatch.setenv("SAMVEJ_DATA", str(made.parent / "new"))
    assert shell("audit", "verify").startswith("The trail is whole")


def test_a_backup_goes_into_an_empty_folder_only(shell: Shell, made: Path, settings: Settings) -> None:
    before = (settings.data / "samvej.db").read_bytes()
    told = shell.fails("restore", str(made), "--identity", str(made.parent / "age.txt"))
    assert f"{settings.data} is not empty (samvej.db" in told
    assert (settings.data / "samvej.db").read_bytes() == before


def test_without_the_list_of_what_was_erased_nothing_comes_back_unless_that_is_said(shell: Shell, made: Path, settings: Settings) -> None:
    shutil.rmtree(settings.witness or "")
    assert "There is no list of what was erased" in refused(shell, made)
    assert "it is whole" in restore(shell, made, "--without-erasures")


def test_another_identity_or_none_opens_nothing(shell: Shell, made: Path) -> None:
    (made.parent / "age.txt").write_text(str(pyrage.x25519.Identity.generate()), encoding="utf-8")
    assert "This age identity does not open the backup." in refused(shell, made)
    for text in ("no identity", "# nothing but a remark"):
        (made.parent / "age.txt").write_text(text, encoding="utf-8")
        assert "does not open" in (told := refused(shell, made)) or "holds no age identity" in told


def test_another_master_key_is_told_before_anything_stands_there(shell: Shell, made: Path, settings: Settings) -> None:
    file = settings.key_file or Path()
    file.unlink()
    make_key(file, os.urandom)
    assert "The key does not open this database" in refused(shell, made)


@pytest.mark.parametrize("cut", [0, 10, 300, 5000, -1])
def test_a_backup_that_was_cut_off_is_refused(shell: Shell, made: Path, cut: int) -> None:
    made.write_bytes(made.read_bytes()[:cut])
    assert "The backup is damaged, or none." in refused(shell, made)


def test_a_changed_byte_is_refused(shell: Shell, made: Path) -> None:
    data = bytearray(made.read_bytes())
    data[len(data) // 2] ^= 1
    made.write_bytes(data)
    assert "The backup is damaged, or none." in refused(shell, made)


Spoil = Callable[[dict[str, bytes]], dict[str, bytes]]


def _told(**changed: Any) -> Spoil:
    return lambda parts: parts | {"manifest.json": json.dumps(json.loads(parts["manifest.json"]) | changed).encode()}


_SPOILT: dict[str, Spoil] = {
    "is not the one its manifest tells of": _told(sha256="0" * 64),
    "is of another format than 1": _told(format=2),
    "There is no manifest.json in the backup": lambda parts: {"../../etc/evil": b"x", **parts},
    "There is no samvej.db in the backup": lambda parts: {"manifest.json": parts["manifest.json"], "/etc/samvej.db": b"x"},
    "file is not a database": lambda parts: {**_told(sha256=hashlib.sha256(b"no" * 4096).hexdigest())(parts), "samvej.db": b"no" * 4096},
    "The backup is damaged, or none.": lambda _: {"manifest.json": b"{", "samvej.db": b""},
}


@pytest.mark.parametrize("told", _SPOILT)
def test_what_is_not_as_its_manifest_says_is_refused(shell: Shell, made: Path, identity: pyrage.x25519.Identity, told: str) -> None:
    packed(made, identity, _SPOILT[told](unpacked(made, identity)))
    assert told in refused(shell, made)


@pytest.mark.parametrize("key", ["", "age1nonsense", "AGE-SECRET-KEY-1QQPQRS"])
def test_without_a_public_key_there_is_no_backup_and_the_key_is_not_repeated(
    shell: Shell, made: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("SAMVEJ_BACKUP_KEY", key)
    told = shell.fails("backup", str(made.parent / "two.age"))
    assert ("SAMVEJ_BACKUP_KEY: give an age public key" in told, bool(key) and key in told) == (True, False)
    assert not (made.parent / "two.age").exists()


def test_a_backup_is_never_written_over_and_two_do_not_meet(shell: Shell, made: Path, settings: Settings) -> None:
    assert "is there already" in shell.fails("backup", str(made))
    with alone(settings.data):
        assert "A backup or a rotation of the keys is under way" in shell.fails("backup", str(made.parent / "two.age"))


def test_a_folder_that_cannot_be_written_is_told(shell: Shell, made: Path) -> None:
    assert "cannot be made" in shell.fails("backup", str(made / "folder"))


def test_there_is_nothing_to_keep_without_a_database(shell: Shell, settings: Settings) -> None:
    assert f"There is no database in {settings.data}." in shell.fails("backup")


def test_older_backups_go_when_their_time_has_come_and_nothing_else_does(
    shell: Shell, made: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, now = made.parent / "kept", datetime.now(UTC)
    folder.mkdir()
    names = {days: (now - timedelta(days=days)).strftime(keeping.SHAPE) for days in (1, 29, 31, 400)}
    for name in (*names.values(), "notes.txt", "old-samvej-20200101T000000Z.age"):
        (folder / name).write_bytes(b"x")
    told = shell.json("backup", str(folder))
    assert told["deleted"] == sorted([names[31], names[400]])
    assert {"notes.txt", "old-samvej-20200101T000000Z.age", names[1], names[29]} < {file.name for file in folder.iterdir()}
    later = now + timedelta(hours=1)
    monkeypatch.setattr("bot.opening.now", lambda: later)
    assert f"Deleted, as older than 7 days: {names[29]}" in shell("backup", str(folder), "--keep", "7")


def test_a_full_disk_leaves_no_half_a_backup(shell: Shell, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.stores.backup.pyrage.encrypt_io", full)
    assert "No space left on device" in shell.fails("backup", str(made.parent / "two.age"))
    assert sorted(file.name for file in made.parent.iterdir() if file.name.startswith("two")) == []


def test_what_is_written_meanwhile_does_not_tear_a_backup(made: Path, identity: pyrage.x25519.Identity, settings: Settings) -> None:
    house = opening.open_house(settings)
    waiting = [house.submit(lambda records, owner=f"m{number}": records.seal(owner, *PLACE, owner)) for number in range(20)]  # type: ignore[misc]
    before = house.read(_keys)
    manifest = backup.pack(settings.data / "samvej.db", made.parent / "two.age", settings.backup_key, {})
    assert all(each.result() for each in waiting)
    house.store.close()
    found = backup.unpack(made.parent / "two.age", made.parent / "age.txt", made.parent / "two.db", lambda _: None)
    assert (found, (made.parent / "two.db").stat().st_size) == (manifest, manifest["bytes"])
    assert before >= 3


def _keys(records: Records) -> int:
    return records.rows.count("keys", {})
