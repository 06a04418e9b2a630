"""The first of each: what `Rows.heads` means, said once for all stores."""

from collections.abc import Iterable

from bot.ports import Row, Value


def first_of_each(rows: Iterable[Row], by: str, limit: int) -> list[Row]:
    """The first row for each value of the column, at most `limit` (below zero: all); reads no further than it must."""
    found: dict[Value, Row] = {}
    if limit == 0:
        return []
    for row in rows:
        found.setdefault(row[by], row)
        if len(found) == limit:
            break
    return list(found.values())
