"""The command line: everything an operator or a writer of flows does without a browser."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from bot.commands import audit, doctor, keeping, serving, staff, standing, switching, taking_over, writing
from bot.config import read_settings
from bot.errors import SamvejError

GROUPS = (serving, standing, doctor, staff, writing, audit, keeping, switching, taking_over)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; what goes wrong is said in a sentence, with exit code 1."""
    asked = _parser().parse_args(arguments)
    try:
        asked.run(read_settings(os.environ), asked)
    except SamvejError as error:
        sys.exit(str(error))
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="samvej", description="A guided dialogue for counselling, in Telegram and on the web.")
    parser.add_argument("--version", action="version", version=f"samvej {version('samvej')}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for group in GROUPS:
        group.register(commands)
    return parser
