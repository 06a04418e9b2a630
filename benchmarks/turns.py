"""How many turns a second one process does, each on disk before its reply is queued, with 1, 64 and 512 people talking at once."""

import argparse
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.parts.paths import by_telegram, by_web, run
from benchmarks.parts.people import invited, opened
from benchmarks.parts.rounds import Case, Round, compare, interleaved, joined, tell
from benchmarks.parts.talk import chat_talk, check_done, web_talk
from bot.usecases.house import House
from bot.usecases.stage import Stage


def main() -> None:
    """Measure and tell."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--long", action="store_true", help="more rounds, and 512 people at once in Telegram too")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        house, stage = opened(Path(folder))
        found = interleaved(_cases(house, stage, long=options.long), 7 if options.long else 3, cold=["web, 512 at once"])
        house.store.close()
    tell(found)
    compare(found, "web, 64 at once", "web, 1 at a time")
    compare(found, "Telegram to disk, 64 at once", "Telegram to disk, 1 at a time")
    compare(found, "Telegram to disk, 64 at once", "web, 64 at once")


def _cases(house: House, stage: Stage, *, long: bool) -> dict[str, Case]:
    crowds = {"1 at a time": 1, "64 at once": 64, "512 at once": 512}
    cases: dict[str, Case] = {f"web, {name}": partial(web, house, stage, number) for name, number in crowds.items()}
    for name, number in crowds.items():
        if number <= 64 or long:
            cases[f"Telegram to disk, {name}"] = partial(telegram, house, stage, number, delivered=False)
            cases[f"Telegram until delivered, {name}"] = partial(telegram, house, stage, number, delivered=True)
    return cases


def web(house: House, stage: Stage, at_once: int) -> Round:
    """A round by the web's path."""
    talk = web_talk(stage)

    def once() -> Round:
        whos = invited(house, stage, at_once)
        found = run(lambda: by_web(house, stage, whos, talk))
        check_done(house, whos)
        return found

    return joined([once() for _ in range(_times(at_once))])


def telegram(house: House, stage: Stage, at_once: int, *, delivered: bool) -> Round:
    """A round by Telegram's path."""
    talk = chat_talk(stage)

    def once() -> Round:
        whos = invited(house, stage, at_once)
        found = run(lambda: by_telegram(house, stage, whos, talk, delivered=delivered))
        check_done(house, whos)
        return found

    return joined([once() for _ in range(_times(at_once))])


def _times(at_once: int) -> int:
    """One person's talk is short: some people after each other make a round."""
    return 6 if at_once == 1 else 1


if __name__ == "__main__":
    main()
