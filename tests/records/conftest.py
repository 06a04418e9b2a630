"""Records over both stores, at a time that is set by hand."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest

from bot.ports import Store
from bot.records.core import Records
from bot.records.sealing import KEY_BYTES, Vault
from bot.stores.memory import MemoryStore
from bot.stores.sqlite import SqliteStore

T = TypeVar("T")


class Desk:
    """A store with its seal; each piece of work in a transaction of its own."""

    def __init__(self, store: Store, master: bytes = b"m" * KEY_BYTES) -> None:
        self.store, self.vault = store, Vault(master, random.Random(1).randbytes)
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        numbers = count(1)
        self.new_id: Callable[[], str] = lambda: f"id{next(numbers):020}"

    def do(self, work: Callable[..., T], *args: object, **kwargs: object) -> T:
        """Some work, in a transaction of its own."""
        return self.store.write(lambda rows: work(Records(rows=rows, vault=self.vault, now=self.now, new_id=self.new_id), *args, **kwargs))


@pytest.fixture(params=["memory", "sqlite"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    store: Store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "samvej.db")
    yield Desk(store)
    store.close()
