"""Ports that nobody else is given: the system's own lie elsewhere, and every worker of a run has a share for itself."""

import os
import random
import socket
from collections.abc import Iterator
from functools import cache
from itertools import cycle

# Below those that the system gives to whoever asks for any port, or calls somebody.
FIRST, SHARE, WORKERS = 16_000, 1_000, 16


def free_port() -> int:
    """A port that nobody listens on, and that nobody will while whoever has it is away for a moment."""
    return next(port for port in _mine() if _is_free(port))


@cache
def _mine() -> Iterator[int]:
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % WORKERS
    share = range(FIRST + worker * SHARE, FIRST + (worker + 1) * SHARE)
    begin = random.SystemRandom().randrange(SHARE)  # another run may go on beside this one
    return cycle([*share[begin:], *share[:begin]])


def _is_free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True
