"""Plays a whole talk by the web on a machine that is alone, with the program watched by strace; run as a program of its own.

    python -m tests.journeys.alone FOLDER

The trace goes to FOLDER/trace, the log of the program to FOLDER/log. What is in the environment is the program's.
"""

import fcntl
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import httpx2

from tests.journeys.running import PATIENCE, wait_until
from tests.web.browser import Browser

CALLS = "trace=connect,sendto,sendmsg,sendmmsg"
SET_FLAGS, UP, RUNNING = 0x8914, 0x1, 0x40
# Long enough for every loop of the program to have come round several times.
A_WHILE = 5.0
WANT = "En læreplads som tømrer"


def bring_loopback_up() -> None:
    """What `ip link set lo up` does; a fresh network namespace has it down."""
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh14x", b"lo", UP | RUNNING))


@contextmanager
def program(folder: Path) -> Iterator[str]:
    """The program under watch; what it says when it is open."""
    command = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", CALLS, "-e", "signal=none", "-o", str(folder / "trace")]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen([*command, sys.executable, "-m", "bot", "serve", "--play"], stdout=log, stderr=log)
    try:
        wait_until(lambda: "Ctrl-C" in said(folder) or running.poll() is not None, 2 * PATIENCE)
        yield said(folder)
    finally:
        for child in children(running.pid):
            os.kill(child, signal.SIGTERM)
        running.wait(PATIENCE)


def said(folder: Path) -> str:
    return (folder / "log").read_text(encoding="utf-8")


def children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split()]


def talk(words: str) -> None:
    """Both sides of the talk: the way in, the answers, what is shared, and what the counsellor reads of it."""
    invitation, sign_in = (re.search(pattern, words) for pattern in (r"(http\S+?)(/i/\S+)", r"(http\S+?)(/ind/\S+)"))
    assert invitation, words
    assert sign_in, words
    with httpx2.Client(base_url=invitation[1], timeout=PATIENCE) as mine, httpx2.Client(base_url=invitation[1], timeout=PATIENCE) as theirs:
        counsellee, counsellor = (Browser(client=cast("Any", client)) for client in (mine, theirs))
        counsellee.go(invitation[2])
        for label in ("Ja, begynd", "Videre", "Mig", "Fint"):
            counsellee.press(label)
        counsellee.press("Gem", text=WANT)
        for label in ("Spring over", "Spring over", "Spring over", "Nej, det er nok", "Del alt"):
            counsellee.press(label)
        counsellor.go(sign_in[2])
        counsellor.press("Log ind")
        course = re.search(r"/desk/course/[\w-]+", counsellor.html)
        assert course
        assert WANT in counsellor.go(course[0])


def main(folder: Path, *, alone: bool) -> None:
    """Play it; `alone` in a network namespace of its own."""
    if alone:
        bring_loopback_up()
    with program(folder) as words:
        talk(words)
        time.sleep(A_WHILE)


if __name__ == "__main__":
    main(Path(sys.argv[1]), alone="alone" in sys.argv[2:])
