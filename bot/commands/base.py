"""What the commands share: how one is declared, the house it works on, and how it prints."""

import argparse
import contextlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from bot import opening
from bot.config import Settings
from bot.errors import BrokenTrail, StoreUnavailable
from bot.stores.anchor import Anchor
from bot.usecases import accessing
from bot.usecases.house import House
from bot.usecases.stage import Stage

Run = Callable[[Settings, argparse.Namespace], None]


def command(within: Any, name: str, run: Run, text: str) -> argparse.ArgumentParser:
    """Declare a command: its name, what it runs, and what it does, in a sentence."""
    made: argparse.ArgumentParser = within.add_parser(name, help=text, description=text)
    made.set_defaults(run=run)
    made.add_argument("--json", action="store_true", help="print JSON, for scripts")
    return made


def group(within: Any, name: str, text: str) -> Any:
    """A command that has commands of its own."""
    return within.add_parser(name, help=text).add_subparsers(required=True, metavar="COMMAND")


@contextlib.contextmanager
def at_home(settings: Settings) -> Iterator[tuple[House, Stage]]:
    """The house of these settings and its stage, closed again afterwards."""
    house = opening.open_house(settings)
    witness = Anchor(opening.witness(settings))
    try:
        _anchor(house, witness)
        yield house, opening.set_stage(settings)
        _anchor(house, witness)
    finally:
        house.store.close()


def _anchor(house: House, witness: Anchor) -> None:
    # A trail that does not fit is told by `samvej audit verify` and by the log; the operator's other work goes on.
    with contextlib.suppress(BrokenTrail, StoreUnavailable):
        accessing.keep_head(house, witness)


def show(asked: argparse.Namespace, data: object, text: str) -> None:
    """Print the data as JSON where that was asked for, else the text."""
    print(json.dumps(data, ensure_ascii=False, indent=2) if asked.json else text)
