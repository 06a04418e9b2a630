"""What a turn costs with few and with many courses in the database, and how long a start takes and how much memory."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks.parts.crowd import fill
from benchmarks.parts.paths import by_telegram, by_web, run
from benchmarks.parts.people import invited, opened
from benchmarks.parts.rounds import Case, Round, compare, interleaved, tell
from benchmarks.parts.talk import chat_talk, check_done, web_talk

ROOT = Path(__file__).parents[1]
FEW, MORE, MANY = 100, 10_000, 300_000
# What a start is: the program's parts read, the flows checked, the house opened. Then how long it took and how big the process is.
START = """
import json, sys, time
began = time.perf_counter()
from pathlib import Path
from bot import cli
from bot.opening import open_house, set_stage
from bot.config import Settings
settings = Settings(data=Path(sys.argv[1]))
read = time.perf_counter() - began
stage, house = set_stage(settings), open_house(settings)
took = time.perf_counter() - began
size = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
print(json.dumps([read, took, int(size.split()[1]) / 1024]))
house.store.close()
"""


def main() -> None:
    """Measure and tell."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--long", action="store_true", help=f"with {MANY:,} courses too; takes minutes and some gigabytes")
    sizes = (FEW, MORE, MANY) if asked.parse_args().long else (FEW, MORE)
    with ExitStack() as open_now:
        folders = {size: Path(open_now.enter_context(tempfile.TemporaryDirectory())) for size in sizes}
        cases: dict[str, Case] = {}
        for size, folder in folders.items():
            cases |= _filled(folder, size, open_now)
        tell(found := interleaved(cases, 3))
        for size in sizes[1:]:
            compare(found, f"web, {size:,} courses", f"web, {FEW:,} courses")
            compare(found, f"Telegram, {size:,} courses", f"Telegram, {FEW:,} courses")
        _tell_starts(folders)


def _filled(folder: Path, courses: int, open_now: ExitStack) -> dict[str, Case]:
    house, stage = opened(folder)
    began = time.monotonic()
    fill(folder / "samvej.db", courses)
    size = (folder / "samvej.db").stat().st_size / 2**20
    print(f"{courses:,} courses: {size:,.0f} MiB, filled in {time.monotonic() - began:.0f} s", flush=True)
    open_now.callback(house.store.close)

    def web() -> Round:
        whos, talk = invited(house, stage, 64), web_talk(stage)
        found = run(lambda: by_web(house, stage, whos, talk))
        check_done(house, whos)
        return found

    def telegram() -> Round:
        whos, talk = invited(house, stage, 64), chat_talk(stage)
        found = run(lambda: by_telegram(house, stage, whos, talk, delivered=False))
        check_done(house, whos)
        return found

    return {f"web, {courses:,} courses": web, f"Telegram, {courses:,} courses": telegram}


def _tell_starts(folders: dict[int, Path]) -> None:
    for courses, folder in folders.items():
        found = sorted(_start(folder) for _ in range(3))
        read, took, size = found[1]
        print(f"start with {courses:,} courses: {took:.2f} s, of which {read:.2f} s is reading the program; {size:.0f} MiB")


def _start(folder: Path) -> tuple[float, float, float]:
    done = subprocess.run([sys.executable, "-c", START, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own programs
    read, took, size = json.loads(done.stdout)
    return read, took, size


if __name__ == "__main__":
    main()
