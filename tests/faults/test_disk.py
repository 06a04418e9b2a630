"""The disk is full, or fails, while people write: nothing is called saved that is not, help is there at once, and it goes on by itself."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import httpx2
import pytest

from tests.app.test_serving import invited
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person
from tests.faults.crowd import kept
from tests.faults.needs import needs_strace
from tests.journeys.running import PATIENCE, Samvej, wait_until
from tests.web.browser import Browser

# More than the house wants to see free.
SIZE = 800 << 20
SAVED = ("skrevet ned", "Parkeret")
NOT_SAVED = "Jeg kan ikke gemme noget lige nu."
DOWN = "Vi kan ikke hente eller gemme noget lige nu."
SPOKEN, TYPED = "En tanke, der ikke må gå tabt.", "Heller ikke den her."
Trouble = Callable[[Samvej], contextlib.AbstractContextManager[None]]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, that can be filled."""
    place = tmp_path / "house"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "samvej", str(place)], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("a small disk can only be made by root")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextmanager
def full(samvej: Samvej) -> Iterator[None]:
    """No room at all, not even in the log."""
    with samvej.house() as house:
        house.purge()
    filler = samvej.data.parent / "filler"
    opened = os.open(filler, os.O_WRONLY | os.O_CREAT)
    for size in (1 << 20, 1 << 12, 1):
        with contextlib.suppress(OSError):
            while True:
                os.write(opened, bytes(size))
    os.close(opened)
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def failing(samvej: Samvej) -> Iterator[None]:
    """Whatever is asked of the disk ends in an error."""
    inject = ["-e", "trace=pwrite64,fdatasync,fsync", "-e", "inject=pwrite64,fdatasync,fsync:error=EIO"]
    command = ["strace", "-f", "-qq", "-e", "signal=none", "-o", "/dev/null", *inject, "-p", str(samvej.pid)]
    watching = subprocess.Popen(command)
    wait_until(lambda: _traced(samvej.pid))
    try:
        yield
    finally:
        watching.send_signal(signal.SIGINT)
        watching.wait(PATIENCE)


@pytest.mark.parametrize("trouble", [pytest.param(full, id="full"), pytest.param(failing, id="failing", marks=needs_strace)])
def test_nothing_is_called_saved_that_is_not_and_it_goes_on_by_itself(trouble: Trouble, folder: Path) -> None:
    with FakeBotApi() as api, httpx2.Client(timeout=PATIENCE) as client:
        samvej = Samvej(folder, api)
        samvej.start()
        try:
            person, browser = api.person(7), Browser(client=cast("Any", client))
            courses = [invited(samvej, person), parking(samvej, browser)]
            samvej.settle()
            with trouble(samvej):
                before = len(person.chat())
                person.send(f"/parker {SPOKEN}")
                browser.press("Gem", text=TYPED)
                assert (browser.status, DOWN in browser.text) == (503, True)
                person.wait_for(NOT_SAVED, PATIENCE)
                assert not [seen for seen in person.chat()[before:] if not seen.own and any(word in seen.text for word in SAVED)]
                helped(samvej, person)
            person.wait_for("Parkeret", PATIENCE)
            parking_again(browser)
            with samvej.house() as house:
                there = house.read(lambda records: [kept(records, course) for course in courses])
            assert there == [[SPOKEN], [TYPED]]
            assert sum(NOT_SAVED in seen.text for seen in person.chat()) == 1
            samvej.stop()
        finally:
            samvej.kill()


def parking(samvej: Samvej, browser: Browser) -> str:
    """Somebody on the web is about to park a thought; their course."""
    course, secret = samvej.invited()
    browser.client.base_url = httpx2.URL(samvej.url)
    browser.go(f"/i/{secret}")
    for label in ("Ja, begynd", "Videre", "Menu", "Parkér en tanke"):
        browser.press(label)
    return course


def parking_again(browser: Browser) -> None:
    """They go back to the page, and do it again."""
    browser.go("/chat")
    browser.press("Gem", text=TYPED)
    assert browser.status == 200


def helped(samvej: Samvej, person: Person) -> None:
    """The crisis card comes in both channels."""
    person.send("/akut")
    person.wait_for("112", PATIENCE)
    assert "112" in httpx2.get(f"{samvej.url}/akut", timeout=PATIENCE).text


def _traced(process: int) -> bool:
    """Whether every thread of a process is watched."""
    told = [file.read_text(encoding="utf-8") for file in Path(f"/proc/{process}/task").glob("*/status")]
    return all("TracerPid:\t0" not in each for each in told)
