"""The drill: the newest backup on an empty machine, by one command, with everything that was answered and nothing that was erased."""

import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pyrage
import pytest

from bot.domain.people import Role
from bot.records import courses
from bot.records.core import Records
from bot.usecases import erasing
from bot.usecases.stage import Who
from tests.app.test_serving import invited
from tests.fakes.bot_api import FakeBotApi
from tests.journeys.parking import kept, parks
from tests.journeys.running import Samvej, wait_until


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with FakeBotApi() as api:
        yield api


@pytest.fixture
def identity(tmp_path: Path) -> pyrage.x25519.Identity:
    made = pyrage.x25519.Identity.generate()
    (tmp_path / "age.txt").write_text(f"{made}\n", encoding="utf-8")
    return made


@pytest.fixture
def samvej(tmp_path: Path, api: FakeBotApi, identity: pyrage.x25519.Identity) -> Iterator[Samvej]:
    samvej = Samvej(tmp_path / "old", api, SAMVEJ_BACKUP_KEY=str(identity.to_public()))
    samvej.start()
    yield samvej
    samvej.kill()


def test_the_newest_backup_comes_up_on_an_empty_machine(samvej: Samvej, api: FakeBotApi, tmp_path: Path) -> None:
    staying, leaving, enough = api.person(7), api.person(8), Event()
    stays, leaves = invited(samvej, staying), invited(samvej, leaving)
    leaving.send("/parker Det her skal væk")
    leaving.wait_for("Parkeret")
    with ThreadPoolExecutor() as pool:
        writing = pool.submit(parks, staying, enough)
        try:
            wait_until(lambda: "Tanke nummer 3." in kept(samvej, stays))
            answered = kept(samvej, stays)
            samvej.samvej("backup", str(tmp_path / "backups"))
            newest = samvej.samvej("backup", str(tmp_path / "backups" / "newest.age"))["file"]
        finally:
            enough.set()
        assert len(writing.result()) >= 3
    with samvej.house() as house:
        house.write(lambda records: _erase(records, leaves))
    samvej.stop()

    new = _empty_machine(samvej, tmp_path / "new", api)
    told = new.samvej("restore", newest, "--identity", str(tmp_path / "age.txt"))
    assert (told["courses"], told["erased_again"]) == (1, 1)
    assert new.samvej("audit", "verify")["rows"] > 0
    new.start()
    try:
        assert all(f"Tanke nummer {number}." in kept(new, stays) for number in (1, 2, 3))
        assert answered.count("Tanke nummer") >= 3
        with new.house() as house:
            assert house.read(lambda records: records.rows.count("courses", {"id": leaves})) == 0
        staying.send("/parker Det går videre")
        wait_until(lambda: "Det går videre" in kept(new, stays))
        new.stop()
    finally:
        new.kill()


def test_the_plain_programs_open_what_is_needed_without_us(samvej: Samvej, tmp_path: Path) -> None:
    age = shutil.which("age")
    if not age:
        pytest.skip("age is not installed (on Debian: apt-get install age)")
    file = samvej.samvej("backup", str(tmp_path / "one.age"))["file"]
    opened = f"{age} --decrypt -i {tmp_path / 'age.txt'} {file} | tar --extract --directory {tmp_path}"
    subprocess.run(["/bin/sh", "-c", opened], check=True)
    assert (tmp_path / "samvej.db").read_bytes().startswith(b"SQLite format 3\0")


def _empty_machine(old: Samvej, folder: Path, api: FakeBotApi) -> Samvej:
    """What an operator brings along besides the backup: the key, and the folder that outlives the database."""
    folder.mkdir()
    assert old.settings.key_file
    assert old.settings.witness
    shutil.copy2(old.settings.key_file, folder / "key")
    shutil.copytree(old.settings.witness, folder / "witness")
    return Samvej(folder, api)


def _erase(records: Records, course: str) -> None:
    [person] = courses.ids(records, course, Role.COUNSELLEE)
    erasing.erase(records, Who(person=person, course=course))
