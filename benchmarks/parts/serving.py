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
    pid: int

    def memory(self) -> int:
        """What the process has in memory, in KiB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) if found else 0


@contextmanager
def served() -> Iterator[Served]:
    """A house that serves until one is done with it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
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
                yield Served(url=url, **links, pid=house.pid)
            finally:
                house.terminate()
