"""The master key is changed while people write: nothing is lost, answers go on, and the old key opens nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from bot import opening
from bot.errors import WrongKey
from bot.stores.key_file import make_key
from tests.app.test_serving import invited
from tests.fakes.bot_api import FakeBotApi
from tests.journeys.parking import kept, parks
from tests.journeys.running import PATIENCE, ROOT, Samvej, wait_until

ROTATIONS = 3


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with FakeBotApi() as api:
        yield api


@pytest.fixture
def samvej(tmp_path: Path, api: FakeBotApi) -> Iterator[Samvej]:
    samvej = Samvej(tmp_path, api)
    samvej.start()
    yield samvej
    samvej.kill()


def test_nothing_is_lost_and_answers_go_on_while_the_key_is_changed(samvej: Samvej, api: FakeBotApi, tmp_path: Path) -> None:
    first = _key(samvej)
    person, enough = api.person(7), Event()
    course = invited(samvej, person)
    wrapped = _wrapped(samvej)
    with ThreadPoolExecutor() as pool:
        writing = pool.submit(parks, person, enough)
        try:
            for number in range(ROTATIONS):
                samvej.samvej("keys", "rotate")
                invited(samvej, api.person(10 + number))
            before = len(person.chat())
            wait_until(lambda: len(person.chat()) > before + ROTATIONS)  # the answers go on
        finally:
            enough.set()
        said = writing.result()
    samvej.settle()
    assert len(said) >= ROTATIONS
    assert [words for words in said if words not in kept(samvej, course)] == []
    everything = b"".join(file.read_bytes() for file in samvej.data.iterdir() if file.is_file())
    assert [each for each in wrapped if each in everything] == []  # while the program is running, log and all
    samvej.stop()
    with _other_key(samvej, first), pytest.raises(WrongKey):
        opening.open_house(replace(samvej.settings, key_file=tmp_path / "other"))
    samvej.start()
    person.send("/parker Og en til")
    wait_until(lambda: "Og en til" in kept(samvej, course))


def test_no_bytes_of_a_key_stand_where_others_look(samvej: Samvej) -> None:
    samvej.kill()
    before = _key(samvej)
    command = [sys.executable, "-m", "bot", "serve"]
    with (samvej.data.parent / "out").open("wb") as out:
        running = subprocess.Popen(command, cwd=ROOT, env=samvej.environment, stdout=out, stderr=out)
    try:
        wait_until(lambda: b"Samvej is open" in (samvej.data.parent / "out").read_bytes())
        samvej.samvej("keys", "rotate")
        seen = b"".join((Path("/proc") / str(running.pid) / name).read_bytes() for name in ("environ", "cmdline") if os.geteuid() == 0)
        limits = (Path("/proc") / str(running.pid) / "limits").read_text(encoding="utf-8")
    finally:
        running.terminate()
        running.wait(PATIENCE)
    written = (samvej.data.parent / "out").read_bytes() + samvej.log.read_bytes()
    for key in (before, _key(samvej)):
        assert [form for form in (key, key.hex().encode()) if form in seen + written] == []
    assert [line.split()[4:6] for line in limits.splitlines() if line.startswith("Max core file size")] == [["0", "0"]]


def test_a_process_that_holds_keys_leaves_no_core() -> None:
    command = "import ctypes; from bot.stores.key_file import keep_memory_in as k; k(); print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    assert subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True).stdout == "0\n"


def _wrapped(samvej: Samvej) -> list[bytes]:
    with samvej.house() as house:
        return [row["wrapped"] for row in house.read(lambda records: records.rows.some("keys", {}))]


def _key(samvej: Samvej) -> bytes:
    assert samvej.settings.key_file
    return samvej.settings.key_file.read_bytes()


@contextmanager
def _other_key(samvej: Samvej, key: bytes) -> Iterator[None]:
    make_key(samvej.data.parent / "other", lambda _: key)
    yield
