"""The same length of talk, raw update in and sendMessage out, here and on what is usually taken instead, in turns."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path

from benchmarks.parts.paths import by_telegram, run
from benchmarks.parts.people import invited, opened
from benchmarks.parts.rounds import Case, Round, compare, interleaved, joined, tell
from benchmarks.parts.talk import chat_talk, check_done

ROOT = Path(__file__).parents[1]
PEERS = "SAMVEJ_BENCH_PEERS"
HOW = f"""aiogram on Redis is left out: it needs redis-server, and {PEERS} set to the Python of an environment with both libraries:
  python3 -m venv /some/where && /some/where/bin/pip install aiogram redis && {PEERS}=/some/where/bin/python make bench"""
PATIENCE = 15.0
PAIRS = (
    ("samvej to disk, 1", "PTB + pickle each update, 1"),
    ("samvej to disk, 1", "aiogram + Redis always, 1"),
    ("samvej until delivered, 1", "PTB + pickle each update, 1"),
    ("samvej until delivered, 1", "PTB, nothing kept, 1"),
    ("samvej until delivered, 1", "aiogram + Redis always, 1"),
    ("samvej until delivered, 64", "aiogram + Redis always, 64"),
    ("samvej to disk, 64", "aiogram + Redis always, 64"),
)


def main() -> None:
    """Measure and tell."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--long", action="store_true", help="more rounds")
    options = asked.parse_args()
    with ExitStack() as open_now:
        folder = Path(open_now.enter_context(tempfile.TemporaryDirectory()))
        cases = {**_ours(folder, open_now), **_ptb(open_now), **_aiogram(folder, open_now)}
        tell(found := interleaved(cases, 7 if options.long else 3))
    for ours, theirs in PAIRS:
        compare(found, ours, theirs)


def _ours(folder: Path, open_now: ExitStack) -> dict[str, Case]:
    house, stage = opened(folder / "data")
    open_now.callback(house.store.close)

    def once(at_once: int, *, delivered: bool) -> Round:
        whos, talk = invited(house, stage, at_once), chat_talk(stage)
        found = run(lambda: by_telegram(house, stage, whos, talk, delivered=delivered))
        check_done(house, whos)
        return found

    return {
        "samvej to disk, 1": lambda: joined([once(1, delivered=False) for _ in range(4)]),
        "samvej to disk, 64": lambda: once(64, delivered=False),
        "samvej until delivered, 1": lambda: joined([once(1, delivered=True) for _ in range(4)]),
        "samvej until delivered, 64": lambda: once(64, delivered=True),
    }


def _ptb(open_now: ExitStack) -> dict[str, Case]:
    plain = open_now.enter_context(_process(sys.executable, "bot_ptb"))
    pickled = open_now.enter_context(_process(sys.executable, "bot_ptb", "pickle"))
    return {"PTB, nothing kept, 1": partial(_ask, plain, 1, 20), "PTB + pickle each update, 1": partial(_ask, pickled, 1, 4)}


def _aiogram(folder: Path, open_now: ExitStack) -> dict[str, Case]:
    python, server = os.environ.get(PEERS), shutil.which("redis-server")
    if not python or not server:
        print(HOW)
        return {}
    socket = folder / "redis.socket"
    settings = ["--port", "0", "--unixsocket", str(socket), "--dir", str(folder), "--appendonly", "yes", "--appendfsync", "always"]
    open_now.enter_context(_running([server, *settings, "--save", ""]))
    deadline = time.monotonic() + PATIENCE
    while not socket.exists():
        assert time.monotonic() < deadline, "redis-server does not start"
        time.sleep(0.05)
    bot = open_now.enter_context(_process(python, "bot_aiogram", str(socket)))
    return {"aiogram + Redis always, 1": partial(_ask, bot, 1, 10), "aiogram + Redis always, 64": partial(_ask, bot, 64, 1)}


def _ask(bot: subprocess.Popen[str], at_once: int, times: int) -> Round:
    """A round of a bot in its own process: so many people at once, so many times after each other."""
    assert bot.stdin
    assert bot.stdout
    parts: list[Round] = []
    for _ in range(times):
        bot.stdin.write(f"{at_once}\n")
        bot.stdin.flush()
        parts.append(Round(**json.loads(bot.stdout.readline())))
    return joined(parts)


def _process(python: str, module: str, *arguments: str) -> AbstractContextManager[subprocess.Popen[str]]:
    return _running([python, "-m", f"benchmarks.parts.{module}", *arguments], subprocess.PIPE)


@contextmanager
def _running(command: list[str], told: int = subprocess.DEVNULL) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=told) as process:  # noqa: S603 - our own programs
        try:
            yield process
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
