"""The real program as a process of its own in a folder of its own, with both links it prints."""

import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Where it is, the links of the two roles, and its process."""

    url: str
    counsellor: str
    counsellee: str


@contextmanager
def served() -> Iterator[Served]:
    """A house that serves until one is done with it."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        url = f"http://127.0.0.1:{port}"
        own = {"SAMVEJ_DATA": f"{folder}/data", "SAMVEJ_PORT": str(port), "SAMVEJ_URL": url}
        others = {name: value for name, value in os.environ.items() if not name.startswith("SAMVEJ_")}
        command = [sys.executable, "-m", "bot", "serve", "--play"]
        with subprocess.Popen(  # noqa: S603 - our own program
            command, cwd=ROOT, env={**others, **own}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as house:
            try:
                assert house.stdout
                links: dict[str, str] = {}
                while not {"counsellor", "counsellee"} <= links.keys():
                    words = next(house.stdout).split()
                    if len(words) > 1 and words[0] in {"counsellor", "counsellee"}:
                        links[words[0]] = words[1]
                yield Served(url=url, **links)
            finally:
                house.terminate()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def memory(pid: int) -> int:
    """What a process has in memory, in KiB."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    return int(found[1]) if found else 0
