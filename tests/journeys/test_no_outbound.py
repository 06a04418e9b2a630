"""With everything outside switched off, the program speaks to nobody: a whole talk is watched, with no network but loopback."""

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from ipaddress import ip_address
from pathlib import Path

import pytest

from tests.fakes.bot_api import TOKEN
from tests.fakes.ports import free_port
from tests.faults.needs import needs_strace
from tests.journeys.running import PATIENCE, ROOT

TO_WHOM = re.compile(r"sa_family=(AF_\w+)(?:.*?inet_(?:addr|pton)\((?:AF_INET6?, )?\"([^\"]+)\")?")
NEVER_LEAVES = {"AF_UNIX", "AF_NETLINK", "AF_UNSPEC"}
# An address that is nobody's, kept free for examples.
NOBODY = "192.0.2.1"


def _works(*command: str) -> bool:
    return shutil.which(command[0]) is not None and subprocess.run(command, capture_output=True, check=False).returncode == 0


@cache
def alone() -> list[str]:
    """How to run something with no network but loopback; empty where this machine does not let us."""
    ways = (["unshare", "--net"], ["unshare", "--map-root-user", "--net"])
    return next((way for way in ways if _works(*way, "true")), [])


pytestmark = needs_strace


def spoken_to(trace: Path) -> set[str]:
    """Whom the program spoke to outside this machine, or tried to."""
    found = TO_WHOM.findall(trace.read_text(encoding="utf-8", errors="replace"))
    return {
        address or family for family, address in found if family not in NEVER_LEAVES and not (address and ip_address(address).is_loopback)
    }


def environment(folder: Path, **settings: str) -> dict[str, str]:
    port = free_port()
    others = {name: value for name, value in os.environ.items() if not name.startswith("SAMVEJ_")}
    own = {"SAMVEJ_DATA": str(folder / "data"), "SAMVEJ_PORT": str(port), "SAMVEJ_URL": f"http://localhost:{port}"}
    return {**others, **own, **settings}


def run(surroundings: dict[str, str], *command: str) -> None:
    done = subprocess.run([*command], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False, timeout=4 * PATIENCE)
    assert done.returncode == 0, done.stderr


def play(folder: Path, surroundings: dict[str, str]) -> set[str]:
    """A whole talk, both sides of it; whom the program spoke to outside this machine."""
    run(surroundings, *alone(), sys.executable, "-m", "tests.journeys.alone", str(folder), *(["alone"] if alone() else []))
    assert "HTTP/1.1 200" in (folder / "trace").read_text(encoding="utf-8", errors="replace"), "strace saw nothing of the talk"
    return spoken_to(folder / "trace")


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Whom a program spoke to that knows no Telegram, one where it is off, and one where it is on. They mostly wait: side by side."""
    folders = {name: tmp_path_factory.mktemp(name) for name in ("without", "off", "on")}
    telegram = {"SAMVEJ_TELEGRAM_TOKEN": TOKEN, "SAMVEJ_TELEGRAM_API": f"http://{NOBODY}"}
    surroundings = {name: environment(folder, **({} if name == "without" else telegram)) for name, folder in folders.items()}
    run(surroundings["off"], sys.executable, "-m", "bot", "switch", "telegram", "off")
    with ThreadPoolExecutor() as pool:
        return dict(zip(folders, pool.map(play, folders.values(), surroundings.values()), strict=True))


def test_a_whole_talk_without_telegram_speaks_to_nobody_outside(spoken: dict[str, set[str]], capsys: pytest.CaptureFixture[str]) -> None:
    assert spoken["without"] == set()
    if not alone():
        with capsys.disabled():
            sys.stdout.write("\nThis machine lets nobody make a network namespace: strace alone has watched the talk.\n")


def test_a_whole_talk_with_telegram_switched_off_speaks_to_nobody_outside(spoken: dict[str, set[str]]) -> None:
    assert spoken["off"] == set()


def test_a_program_that_does_speak_to_somebody_is_seen(spoken: dict[str, set[str]]) -> None:
    assert spoken["on"] == {NOBODY}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('connect(5, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.1")}, 16) = 0', {NOBODY}),
        ('sendto(5, "x", 1, 0, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.1")}, 16) = 1', {NOBODY}),
        ('connect(5, {sa_family=AF_INET6, sin6_port=htons(443), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr)}, 28)', {"2001:db8::1"}),
        ("connect(5, {sa_family=AF_VSOCK, svm_cid=2}, 16) = 0", {"AF_VSOCK"}),
        ('connect(5, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0', set()),
        ('connect(5, {sa_family=AF_INET6, sin6_port=htons(80), inet_pton(AF_INET6, "::1", &sin6_addr)}, 28) = 0', set()),
        ('connect(5, {sa_family=AF_UNIX, sun_path="/run/x"}, 9) = 0', set()),
    ],
)
def test_a_line_of_the_trace_is_read_rightly(tmp_path: Path, line: str, found: set[str]) -> None:
    (tmp_path / "trace").write_text(line, encoding="utf-8")
    assert spoken_to(tmp_path / "trace") == found
