"""How long it takes to read the shipped flows from their files and to compile them, in a fresh process."""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
GOAL_MS = 150
# The program's parts are read before the clock runs; then the files, every check of them, and the chart of every flow.
LOAD = """
import json, sys, time
from pathlib import Path
from bot.dialogue.library import read_library
from bot.dialogue.track import track
began = time.perf_counter()
files = {file.name: file.read_text(encoding="utf-8") for file in sorted(Path(sys.argv[1]).glob("*.toml"))}
library = read_library(files)
for flow in library.flows.values():
    track(flow)
took = time.perf_counter() - began
print(json.dumps([len(library.flows), sum(len(flow.steps) for flow in library.flows.values()), took * 1000]))
"""


def main() -> None:
    """Measure and tell."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--long", action="store_true", help="more processes")
    found = [_load() for _ in range(41 if asked.parse_args().long else 11)]
    flows, steps, _ = found[0]
    assert flows > 20
    times = [took for _, _, took in found]
    middle = statistics.median(times)
    print(f"{flows:.0f} flows with {steps:.0f} steps, read, checked and compiled in a fresh process, {len(found)} times:")
    verdict = "reached" if middle < GOAL_MS else "NOT reached"
    print(f"{middle:.0f} ms [{min(times):.0f}..{max(times):.0f}]; the goal of {GOAL_MS} ms is {verdict}")


def _load() -> tuple[float, float, float]:
    command = [sys.executable, "-c", LOAD, str(ROOT / "flows")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    flows, steps, took = json.loads(done.stdout)
    return flows, steps, took


if __name__ == "__main__":
    main()
