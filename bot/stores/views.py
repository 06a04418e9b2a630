"""Rows one can look at but not change."""

from collections.abc import Sequence
from typing import NoReturn

from bot.ports import Match, Row, Rows


class View:
    """The reading half of rows; the writing half raises RuntimeError."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def one(self, table: str, match: Match) -> Row | None:
        """As `Rows.one`."""
        return self._rows.one(table, match)

    def some(self, table: str, match: Match, *, up_to: Match | None = None, order: Sequence[str] = (), limit: int = -1) -> list[Row]:
        """As `Rows.some`."""
        return self._rows.some(table, match, up_to=up_to, order=order, limit=limit)

    def heads(self, table: str, match: Match, *, by: str, order: Sequence[str], limit: int, up_to: Match | None = None) -> list[Row]:
        """As `Rows.heads`."""
        return self._rows.heads(table, match, by=by, order=order, limit=limit, up_to=up_to)

    def last(self, table: str, by: str) -> Row | None:
        """As `Rows.last`."""
        return self._rows.last(table, by)

    def count(self, table: str, match: Match) -> int:
        """As `Rows.count`."""
        return self._rows.count(table, match)

    def add(self, table: str, row: Row) -> NoReturn:  # noqa: ARG002
        """Refuse."""
        raise _refusal(table)

    def put(self, table: str, row: Row) -> NoReturn:  # noqa: ARG002
        """Refuse."""
        raise _refusal(table)

    def change(self, table: str, match: Match, to: Match) -> NoReturn:  # noqa: ARG002
        """Refuse."""
        raise _refusal(table)

    def drop(self, table: str, match: Match) -> NoReturn:  # noqa: ARG002
        """Refuse."""
        raise _refusal(table)


def _refusal(table: str) -> RuntimeError:
    return RuntimeError(f"a read cannot write to {table}")
