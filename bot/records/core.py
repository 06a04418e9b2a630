"""One transaction seen from above: its rows, the seal, the time it happens at, and new ids."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar

from bot.domain.trail import Head
from bot.ports import Journal, Row, Rows
from bot.records import trail
from bot.records.sealing import DataKey, Vault, as_json

T = TypeVar("T")
POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What a use case works on. `now` is an aware UTC time; `new_id` gives a random 128-bit id as 22 letters.

    `journal` is where it is kept what was erased or ended; None where nothing outlives the store.
    `touched` names the courses of which something changed that stands on their sheet (`bot.records.sheets`).
    """

    rows: Rows
    vault: Vault
    now: datetime
    new_id: Callable[[], str]
    journal: Journal | None = None
    touched: set[str] = field(default_factory=set)
    _keys: dict[str, DataKey] = field(default_factory=dict)
    _opened: dict[tuple[bytes, bytes], Any] = field(default_factory=dict)
    _worked_out: dict[str, Any] = field(default_factory=dict)

    def seal(self, owner: str, table: str, column: str, row: str, data: Any) -> bytes:
        """JSON data as a sealed column of one row."""
        place = _place(owner, table, column, row)
        sealed = self.vault.lock(self._key(owner), as_json(data), place)
        self._opened[place, sealed] = data
        return sealed

    def open(self, owner: str, table: str, column: str, row: str, sealed: bytes) -> Any:
        """What `seal` put there."""
        place = _place(owner, table, column, row)
        if (place, sealed) not in self._opened:
            self._opened[place, sealed] = json.loads(self.vault.unlock(self._key(owner), sealed, place))
        return self._opened[place, sealed]

    def seal_bytes(self, owner: str, table: str, column: str, row: str, data: bytes) -> bytes:
        """Bytes, as they are, as a sealed column of one row."""
        return self.vault.lock(self._key(owner), data, _place(owner, table, column, row))

    def open_bytes(self, owner: str, table: str, column: str, row: str, sealed: bytes) -> bytes:
        """What `seal_bytes` put there."""
        return self.vault.unlock(self._key(owner), sealed, _place(owner, table, column, row))

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What is worked out once in a transaction: nothing in it may change what `make` gives."""
        if name not in self._worked_out:
            self._worked_out[name] = make()
        found: T = self._worked_out[name]
        return found

    def anew(self, name: str) -> None:
        """What `once` gives under this name has changed, and is worked out anew the next time."""
        self._worked_out.pop(name, None)

    def log(self, actor: str, act: str, course: str = "", subject: str = "") -> None:
        """Write down who did what to which thing, without words; `act` is one of `bot.domain.trail.Act`. Raises ValueError for others."""
        done = {"at": stamp(self.now), "actor": actor, "act": act, "course": course, "subject": subject}
        self._worked_out[trail.OWNER] = trail.append(self.rows, self.vault, self.head(), done)

    def head(self) -> Head:
        """The last row of the trail, with what this transaction has written: asked of the store once."""
        return self.once(trail.OWNER, lambda: trail.head(self.rows))

    def _key(self, owner: str) -> DataKey:
        if owner not in self._keys:
            self._keys[owner] = self.vault.key(self.rows, owner)
        return self._keys[owner]


@lru_cache(maxsize=64)
def stamp(moment: datetime) -> str:
    """An aware time as UTC text of one length, so that text order is time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    """The aware UTC time that `stamp` wrote."""
    return datetime.fromisoformat(text)


def row_of(row: Row | None) -> Row:
    """The row, which must be there. Raises LookupError."""
    if row is None:
        raise LookupError
    return row


def _place(owner: str, table: str, column: str, row: str) -> bytes:
    return f"{table}|{column}|{row}|{owner}".encode()
