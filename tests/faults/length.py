"""How long the fault tests go on and where chance begins: by default a short while and always there, with `FAULTS=long` long and anew."""

import os
from random import SystemRandom

LONG = os.environ.get("FAULTS") == "long"


def rounds(short: int, long: int) -> int:
    """The number for this run."""
    return long if LONG else short


def seed(fixed: int) -> int:
    """Where chance begins: in a short run always there, so that what fails there fails for everybody."""
    return SystemRandom().randrange(10**6) if LONG else fixed
