"""Rows that remember what this transaction has read: the same question is asked of the store once, until its table is written."""

from collections.abc import Sequence

from bot.ports import Match, Row, Rows
from bot.records.tables import TABLES


class Recall:
    """`bot.ports.Rows` over others, for one transaction. The rows it gives are shared: whoever gets them only reads them."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._read: dict[str, dict[object, list[Row]]] = {}

    def add(self, table: str, row: Row) -> bool:
        """As `Rows.add`."""
        self._read.pop(table, None)
        return self._rows.add(table, row)

    def put(self, table: str, row: Row) -> None:
        """As `Rows.put`; the row itself is remembered, since it is often looked up at once."""
        self._rows.put(table, row)
        shape = TABLES[table]
        by_key = (tuple((column, row[column]) for column in shape.key), (), (), 1)
        self._read[table] = {by_key: [dict(row)]} if row.keys() == shape.columns.keys() else {}

    def one(self, table: str, match: Match) -> Row | None:
        """As `Rows.one`."""
        found = self.some(table, match, limit=1)
        return found[0] if found else None

    def some(self, table: str, match: Match, *, up_to: Match | None = None, order: Sequence[str] = (), limit: int = -1) -> list[Row]:
        """As `Rows.some`."""
        read = self._read.setdefault(table, {})
        asked = (tuple(match.items()), tuple(up_to.items()) if up_to else (), order, limit)
        found = read.get(asked)
        if found is None:
            found = read[asked] = self._rows.some(table, match, up_to=up_to, order=order, limit=limit)
        return found

    def heads(self, table: str, match: Match, *, by: str, order: Sequence[str], limit: int, up_to: Match | None = None) -> list[Row]:
        """As `Rows.heads`."""
        return self._rows.heads(table, match, by=by, order=order, limit=limit, up_to=up_to)

    def last(self, table: str, by: str) -> Row | None:
        """As `Rows.last`."""
        return self._rows.last(table, by)

    def change(self, table: str, match: Match, to: Match) -> int:
        """As `Rows.change`."""
        self._read.pop(table, None)
        return self._rows.change(table, match, to)

    def drop(self, table: str, match: Match) -> int:
        """As `Rows.drop`."""
        self._read.pop(table, None)
        return self._rows.drop(table, match)

    def count(self, table: str, match: Match) -> int:
        """As `Rows.count`."""
        return self._rows.count(table, match)
