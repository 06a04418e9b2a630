"""A process that writes: `python counting_writer.py FILE NAME COUNT` prints each number once the store says it is kept."""

import sys
from functools import partial
from pathlib import Path

from bot.ports import Rows
from bot.stores.sqlite import SqliteStore


def main(path: str, name: str, count: int) -> None:
    """Keep the letters NAME-0, NAME-1 … one after the other."""
    store = SqliteStore(Path(path))
    print("ready", flush=True)  # noqa: T201
    for number in range(count):
        store.write(partial(add, key=f"{name}-{number}"))
        print(number, flush=True)  # noqa: T201
    store.close()


def add(rows: Rows, key: str) -> bool:
    """Add one letter."""
    return rows.add("outbox", {"key": key, "body": bytes(400)})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
