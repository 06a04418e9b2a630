"""The rows of one transaction on an SQLite connection."""

from collections.abc import Sequence
from operator import itemgetter

from bot.ports import Match, Row
from bot.stores import statements
from bot.stores.heads import first_of_each
from bot.stores.schema import Connection
from bot.stores.shape import check_change, check_drop, check_names, check_row, check_values
from bot.stores.statements import Terms


class SqliteRows:
    """`bot.ports.Rows` on a connection whose transaction somebody else opens and ends."""

    def __init__(self, connection: Connection) -> None:
        self._execute = connection.execute

    def add(self, table: str, row: Row) -> bool:
        """As `Rows.add`."""
        check_row(table, row)
        return self._execute(statements.insert(table, tuple(row)), tuple(row.values())).rowcount == 1

    def put(self, table: str, row: Row) -> None:
        """As `Rows.put`."""
        check_row(table, row)
        self._execute(statements.upsert(table, tuple(row)), tuple(row.values()))

    def one(self, table: str, match: Match) -> Row | None:
        """As `Rows.one`."""
        found = self.some(table, match, limit=1)
        return found[0] if found else None

    def some(self, table: str, match: Match, *, up_to: Match | None = None, order: Sequence[str] = (), limit: int = -1) -> list[Row]:
        """As `Rows.some`."""
        check_values(table, match)
        bounds = up_to or {}
        check_values(table, bounds)
        text = statements.select(table, _terms(match), tuple(bounds), tuple(order))
        names = statements.columns_of(table)
        return [dict(zip(names, row, strict=True)) for row in self._execute(text, (*match.values(), *bounds.values(), limit))]

    def heads(self, table: str, match: Match, *, by: str, order: Sequence[str], limit: int, up_to: Match | None = None) -> list[Row]:
        """As `Rows.heads`. Rows are read in order until there are enough: cheap where an index is on the match and the order."""
        bounds = up_to or {}
        check_values(table, match)
        check_values(table, bounds)
        check_names(table, [by])
        names = statements.columns_of(table)
        text = statements.select(table, _terms(match), tuple(bounds), tuple(order))
        found = self._execute(text, (*match.values(), *bounds.values(), -1))
        try:
            first = first_of_each(found, itemgetter(names.index(by)), limit)
        finally:
            found.close()
        return [dict(zip(names, row, strict=True)) for row in first]

    def last(self, table: str, by: str) -> Row | None:
        """As `Rows.last`."""
        found = self._execute(statements.last(table, by)).fetchone()
        return dict(zip(statements.columns_of(table), found, strict=True)) if found else None

    def change(self, table: str, match: Match, to: Match) -> int:
        """As `Rows.change`."""
        check_change(table, match, to)
        return self._execute(statements.update(table, _terms(match), tuple(to)), (*to.values(), *match.values())).rowcount

    def drop(self, table: str, match: Match) -> int:
        """As `Rows.drop`."""
        check_drop(table, match)
        return self._execute(statements.delete(table, _terms(match)), tuple(match.values())).rowcount

    def count(self, table: str, match: Match) -> int:
        """As `Rows.count`."""
        check_values(table, match)
        (number,) = self._execute(statements.count(table, _terms(match)), tuple(match.values())).fetchone()
        return int(number)


def _terms(match: Match) -> Terms:
    return tuple([(name, value is None) for name, value in match.items()])
