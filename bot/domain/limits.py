"""How often a thing may be done: one table of named limits."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """So many at once (`size`), and one more after each `refill`.

    `fails` says what happens when there is no room left to count in: open lets through, closed refuses.
    """

    size: int
    refill: timedelta
    fails: Literal["open", "closed"]
    why: str


LIMITS = {
    "sign_in_account": Limit(
        size=5, refill=timedelta(seconds=12), fails="closed", why="a password or a code of one person cannot be guessed by trying"
    ),
    "sign_in_address": Limit(
        size=20, refill=timedelta(seconds=3), fails="closed", why="one machine cannot try its way through many people, nor eat the machine"
    ),
    "invites": Limit(
        size=30, refill=timedelta(minutes=2), fails="open", why="a whole class can be invited, and a stolen desk cannot flood a town"
    ),
    "answers": Limit(
        size=120,
        refill=timedelta(seconds=1),
        fails="open",
        why="nobody answers faster by hand; a program must not slow others down",
    ),
    "uploads": Limit(
        size=20, refill=timedelta(seconds=15), fails="closed", why="cleaning a photo or a voice message takes work, and room on the disk"
    ),
    "exports": Limit(size=5, refill=timedelta(minutes=1), fails="closed", why="reading everything of a person at once takes much work"),
    "recovery": Limit(
        size=10, refill=timedelta(minutes=6), fails="closed", why="a recovery code opens everything, and cannot be found by trying"
    ),
}
