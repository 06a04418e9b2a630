"""An organisation's sign-in on this machine, in a process of its own: its library's own warnings are none of ours."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx

from tests.fakes.ports import free_port

PATIENCE = 90.0


@contextmanager
def provider() -> Iterator[str]:
    """Its address, while it runs."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.kill()
        running.wait()


def came_back(address: str, who: str = "anna") -> str:
    """The query a browser comes back with after somebody signed in there."""
    answer = httpx.post(address, data={"sub": who}, timeout=PATIENCE)
    assert answer.status_code == 302, answer.text
    return urlsplit(answer.headers["location"]).query


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
        except OSError:
            assert time.monotonic() < until, "the provider did not open"
            time.sleep(0.05)
        else:
            return
