"""How long the list of grave words takes: to be loaded, to be ready for the first text, and to read a long one."""

import statistics
import time
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot.usecases.grave import Grave, grave_from, is_grave

LIST = Path(__file__).parents[1] / "bot" / "grave.toml"
LONGEST = 10_000
TEXTS = {
    "everyday words": "jeg har været på arbejde i dag og det gik fint og så gik jeg hjem ",
    "begun phrases": "vil ikke ",
    "one long word": "vilikke",
}


def main() -> None:
    """Measure and tell, in milliseconds of processor time."""
    text = LIST.read_text(encoding="utf-8")
    print(f"loaded              {_spent(lambda: grave_from(tomllib.loads(text)))}")
    print(f"ready, first text   {_spent(lambda: is_grave('hej', grave_from(tomllib.loads(text))))}")
    words = grave_from(tomllib.loads(text))
    for name, said in TEXTS.items():
        print(f"{name:<20}{_spent(partial(_read, said, words))}")


def _read(said: str, words: Grave) -> None:
    assert not is_grave((said * LONGEST)[:LONGEST], words)


def _spent(work: Callable[[], object]) -> str:
    times = []
    for _ in range(15):
        begun = time.process_time()
        work()
        times.append((time.process_time() - begun) * 1000)
    return f"{statistics.median(times):.0f} ms [{min(times):.0f}..{max(times):.0f}]"


if __name__ == "__main__":
    main()
