"""The power goes while people talk: whatever the disk kept of what was on its way, no answer that was acknowledged is gone."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bot import opening
from bot.records import conversations
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.stores.schema import connect
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person
from tests.faults import power
from tests.faults.length import rounds
from tests.faults.needs import needs_strace
from tests.faults.power import Call
from tests.journeys.running import PATIENCE, ROOT, Samvej, answers, wait_until

pytestmark = needs_strace
DATABASE = ("samvej.db", "samvej.db-wal")
TALKERS, TEXTS = 3, rounds(5, 40)
STATES = rounds(400, 4000)
Said = tuple[float, str]


@pytest.fixture(scope="module")
def talked(tmp_path_factory: pytest.TempPathFactory) -> "Talked":
    """People who wrote while the disk was watched, and when each text was acknowledged."""
    folder = tmp_path_factory.mktemp("power")
    with FakeBotApi() as api:
        samvej = Samvej(folder, api)
        secrets = [samvej.invited()[1] for _ in range(TALKERS)]
        before = {str(samvej.data / "samvej.db"): (samvej.data / "samvej.db").read_bytes()}
        with watched(samvej, folder):
            people = [api.person(7 + number) for number in range(TALKERS)]
            for person, secret in zip(people, secrets, strict=True):
                comes_in(person, secret)
            said = [says(person, f"Tekst {number} af {who}.") for number in range(TEXTS) for who, person in enumerate(people)]
    return Talked(samvej=samvej, before=before, calls=power.traced(folder, DATABASE), said=said)


class Talked:
    """A talk that was watched: the house, its files before, the calls, and the texts by when they were acknowledged."""

    def __init__(self, *, samvej: Samvej, before: dict[str, bytes], calls: list[Call], said: list[Said]) -> None:
        self.samvej, self.before, self.calls, self.said = samvej, before, calls, said

    def found_after(self, at: float, chance: Random, folder: Path, *, synced: bool = True) -> list[str]:
        """What is wrong with the house after the power went at this time."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.samvej.data, folder, ignore=shutil.ignore_patterns("samvej.db*"))
        for path, data in power.cut(self.calls, self.before, at, chance, synced=synced).items():
            (folder / Path(path).name).write_bytes(data)
        try:
            return [*self._broken(folder), *self._lost(folder, at)]
        except Exception as fault:  # noqa: BLE001 - whatever opening it raises is what is wrong with it
            return [repr(fault)]

    def _broken(self, folder: Path) -> list[str]:
        connection = connect(folder / "samvej.db")
        try:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        finally:
            connection.close()
        return [line for line in found if line != "ok"]

    def _lost(self, folder: Path, at: float) -> list[str]:
        there = opening.look_in(replace(self.samvej.settings, data=folder), _written)
        return [text for acknowledged, text in self.said if acknowledged < at and sum(text in draft for draft in there) != 1]


def test_no_acknowledged_answer_is_lost_and_nothing_is_broken(talked: Talked, tmp_path: Path) -> None:
    chance = Random(1)
    faults = [talked.found_after(at, chance, tmp_path / "house") for at in moments(talked, chance, STATES)]
    assert len(faults) == STATES
    assert [found for found in faults if found] == []


def test_a_disk_that_does_not_do_as_it_is_told_is_found_out(talked: Talked, tmp_path: Path) -> None:
    chance = Random(2)
    assert any(talked.found_after(at, chance, tmp_path / "house", synced=False) for at in moments(talked, chance, STATES))


def moments(talked: Talked, chance: Random, count: int) -> Iterator[float]:
    """Times while they wrote: half of them just after something was asked of the disk."""
    first, last = talked.said[0][0], talked.said[-1][0]
    asked = [call.began for call in talked.calls if first < call.began < last]
    for number in range(count):
        yield chance.uniform(first, last) if number % 2 else chance.choice(asked) + chance.uniform(0, 0.002)


def says(person: Person, text: str) -> Said:
    """Somebody writes; when it was acknowledged, and what."""
    person.send(text)
    person.wait_for(text, PATIENCE)
    return time.time(), text


def comes_in(person: Person, secret: str) -> None:
    person.start(secret)
    person.wait_for("vil gerne mødes med dig.", PATIENCE)
    for label, answer in (("Ja, begynd", "Jeg er et program"), ("Videre", "Hvem fik ideen"), ("Mig", "✓ Mig"), ("Fint", "✓ Fint")):
        person.press(label)
        person.wait_for(answer, PATIENCE)


@contextmanager
def watched(samvej: Samvej, folder: Path) -> Iterator[None]:
    """The real program, with everything it asks of the disk on record; killed at the end."""
    command = ["strace", "-ff", "--seccomp-bpf", "-qq", "-ttt", "-T", "-y", "-xx", "-s", "70000", "-e", f"trace={','.join(power.CALLS)}"]
    command += ["-e", "signal=none", "-o", str(folder / "trace"), sys.executable, "-m", "bot", "serve"]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(command, cwd=ROOT, env=samvej.environment, stdout=log, stderr=log, start_new_session=True)
    try:
        wait_until(lambda: answers(samvej.port))
        yield
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait(PATIENCE)


def _written(records: Records) -> list[str]:
    """Everything people have begun to answer, one text for each."""
    rows = records.rows.some("places", {})
    places = [conversations.place(records, row["person"], row["course"], Frame(flow=row["flow"], subject=row["subject"])) for row in rows]
    return ["\n".join(place.draft) for place in places if place]
