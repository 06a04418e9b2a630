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


# Each tab that is before somebody's eyes is one; browsers open six at once over HTTP/1.1.
STREAMS_AT_ONCE = 12

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
    "code_address": Limit(
        size=10, refill=timedelta(minutes=1), fails="closed", why="a code that was said on the phone cannot be found by trying"
    ),
    "codes": Limit(
        size=120, refill=timedelta(seconds=1), fails="closed", why="many machines together cannot find one either; a link always works"
    ),
    "pictures": Limit(
        size=60, refill=timedelta(seconds=1), fails="open", why="a whole sheet of them is looked at now and then; nobody keeps the painters"
    ),
    "sheet_ops": Limit(
        size=120,
        refill=timedelta(seconds=1),
        fails="open",
        why="what was written without a net comes all at once; a program must not slow others down",
    ),
    "sheet_here": Limit(size=60, refill=timedelta(seconds=1), fails="open", why="nobody goes from note to note faster by hand"),
    "sheet_streams": Limit(
        size=60, refill=timedelta(seconds=2), fails="open", why="somebody leafs through tabs; each opening is a whole look at the sheet"
    ),
    "launches": Limit(
        size=20, refill=timedelta(seconds=30), fails="closed", why="each opening inside Telegram makes a session, and a stolen one no more"
    ),
    "searches": Limit(
        size=30,
        refill=timedelta(seconds=5),
        fails="closed",
        why="a search opens everything that a counsellor may read, and writes it all down",
    ),
    "recovery": Limit(
        size=10, refill=timedelta(minutes=6), fails="closed", why="a recovery code opens everything, and cannot be found by trying"
    ),
}
