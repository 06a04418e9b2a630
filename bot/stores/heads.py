"""The first of each: what `Rows.heads` means, said once for all stores."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from bot.ports import Value

T = TypeVar("T")


def first_of_each(rows: Iterable[T], of: Callable[[T], Value], limit: int) -> list[T]:
    """The first row for each value, at most `limit` (below zero: all); reads no further than it must."""
    found: dict[Value, T] = {}
    if limit == 0:
        return []
    for row in rows:
        found.setdefault(of(row), row)
        if len(found) == limit:
            break
    return list(found.values())
