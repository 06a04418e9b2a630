"""What the use cases need of the world, each with a fake that passes the same tests."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Any, Protocol, TypeAlias, TypeVar

from bot.domain.drawing import Drawing
from bot.domain.signing import Passkey
from bot.domain.trail import Head

T = TypeVar("T")
# The type of each column stands in `bot.records.tables`; a union here would ask for a cast at every read.
Value: TypeAlias = Any
Row: TypeAlias = dict[str, Value]
Match: TypeAlias = Mapping[str, Value]


class Rows(Protocol):
    """The tables of one transaction. Table and column names are those of `bot.records.tables`, never input."""

    def add(self, table: str, row: Row) -> bool:
        """Add a row; False, and nothing changes, when a row with its key is there already."""

    def put(self, table: str, row: Row) -> None:
        """Add a row, or replace the one with the same key."""

    def one(self, table: str, match: Match) -> Row | None:
        """The row in which every named column has the named value, or None; the first by the table's key when several do."""

    def some(self, table: str, match: Match, *, up_to: Match | None = None, order: Sequence[str] = (), limit: int = -1) -> list[Row]:
        """All rows that match and whose `up_to` columns are not null and at most the value.

        They come by `order`, then by key; at most `limit` of them (-1: all).
        """

    def heads(self, table: str, match: Match, *, by: str, order: Sequence[str], limit: int, up_to: Match | None = None) -> list[Row]:
        """The first matching row, by `order`, for each value of the column `by`; the result by `order` too. `up_to`: as in `some`."""

    def last(self, table: str, by: str) -> Row | None:
        """The row with the highest value of the column `by`, or None in an empty table; cheap for the first column of the key."""

    def change(self, table: str, match: Match, to: Match) -> int:
        """Set columns in all rows that match; how many there were."""

    def drop(self, table: str, match: Match) -> int:
        """Delete all rows that match; how many there were. An empty match is refused with ValueError."""

    def count(self, table: str, match: Match) -> int:
        """How many rows match; an empty match counts all."""


class Witness(Protocol):
    """Where the head of the trail is kept outside the database. Raises StoreUnavailable when it cannot be read or written."""

    def read(self) -> Head | None:
        """The head kept last; None when none was, or when it was taken away."""

    def keep(self, head: Head, now: datetime, *, back: bool = False) -> None:
        """Keep a head; an earlier one than is kept already changes nothing, unless one goes `back` on purpose."""


class Store(Protocol):
    """Where rows are kept. Work is a function of one transaction; it may run again if it was not committed, so it has no other effects."""

    def submit(self, work: Callable[[Rows], T]) -> Future[T]:
        """Run the work in a transaction of its own. The future is done when the rows are on disk; an exception undoes this work alone."""

    def write(self, work: Callable[[Rows], T]) -> T:
        """As `submit`, but waits for the result."""

    def read(self, work: Callable[[Rows], T]) -> T:
        """Run reading work on one consistent view of what is committed; writing raises."""

    def purge(self) -> None:
        """Leave nothing of deleted rows behind in what the store keeps beside them. Raises StoreUnavailable when it cannot just now."""

    def close(self) -> None:
        """Finish what was submitted and let go of the files."""


class Painter(Protocol):
    """Draws pictures, off the loop and with an end to its patience."""

    async def paint(self, drawing: Drawing) -> bytes:
        """The picture as a file. Raises NotDrawn when that fails, takes too long or too much room."""

    def close(self) -> None:
        """Draw nothing more."""


class Journal(Protocol):
    """What was erased or ended, kept outside the store: no words, and no ids that can be read back."""

    def note(self, names: Sequence[str], at: datetime) -> None:
        """These are over from now on; on disk when it returns. Raises StoreUnavailable, and nothing is to be ended then."""

    def noted_at(self, name: str) -> datetime | None:
        """When this was noted last, if it was."""

    def is_empty(self) -> bool:
        """Whether nothing was ever noted."""

    def check(self) -> None:
        """Raises StoreUnavailable when nothing could be noted now."""


class Codes(Protocol):
    """The codes of an app, which change every half minute."""

    def fresh(self) -> str:
        """A new secret."""

    def address(self, secret: str, name: str) -> str:
        """The secret as an address that an app reads from a picture."""

    def step(self, secret: str, code: str, now: datetime) -> int | None:
        """The half minute (since 1970) that this code belongs to, or None when it is not good now."""


class Passkeys(Protocol):
    """Passkeys. Answers are JSON texts that a browser makes, each for one challenge."""

    def offer(self, challenge: str, person: str, name: str, known: Sequence[str]) -> str:
        """What a browser needs to make a passkey, as JSON."""

    def ask(self, challenge: str) -> str:
        """What a browser needs to ask for one, as JSON."""

    def made_for(self, answer: str) -> tuple[str, str]:
        """The challenge and the passkey's id that an answer says it is about. Raises BadInput."""

    def made(self, answer: str, challenge: str) -> Passkey:
        """The new passkey. Raises BadInput."""

    def used(self, answer: str, challenge: str, passkey: Passkey) -> int:
        """How often the passkey was used by now, as it says. Raises BadInput when it was not this passkey that answered."""
