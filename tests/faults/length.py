"""How long the fault tests go on: a short while by default, long with `FAULTS=long`."""

import os

LONG = os.environ.get("FAULTS") == "long"


def rounds(short: int, long: int) -> int:
    """The number for this run."""
    return long if LONG else short
