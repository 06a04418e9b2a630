"""The stores every promise is tried on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ports import Store
from bot.stores.memory import MemoryStore
from bot.stores.sqlite import SqliteStore


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "samvej.db")
    yield made
    made.close()
