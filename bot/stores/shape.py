"""What every store asks of names and values before it takes them; all faults are ValueError."""

from collections.abc import Iterable

from bot.ports import Match, Row
from bot.records.tables import TABLES, Table


def table_named(name: str) -> Table:
    """The table of that name."""
    if name not in TABLES:
        raise ValueError(f"there is no table {name}")
    return TABLES[name]


def check_names(table: str, names: Iterable[str]) -> None:
    """Every name is a column of the table."""
    unknown = [name for name in names if name not in table_named(table).columns]
    if unknown:
        raise ValueError(f"{table} has no column {', '.join(unknown)}")


def check_values(table: str, values: Match) -> None:
    """Every name is a column, every value None or of the column's type."""
    columns = table_named(table).columns
    for name, value in values.items():
        if name not in columns:
            raise ValueError(f"{table} has no column {name}")
        if value is not None and not isinstance(value, columns[name]):
            raise ValueError(f"{table}.{name} holds {columns[name].__name__}, not {type(value).__name__}")


def check_row(table: str, row: Row) -> None:
    """A row: its key is whole, and the rest fits."""
    check_values(table, row)
    if any(row.get(name) is None for name in TABLES[table].key):
        raise ValueError(f"a row of {table} needs {', '.join(TABLES[table].key)}")


def check_change(table: str, match: Match, to: Match) -> None:
    """A change: it changes something, and leaves every row a key."""
    check_values(table, match)
    check_values(table, to)
    if not to:
        raise ValueError("a change without columns")
    if any(to[name] is None for name in TABLES[table].key if name in to):
        raise ValueError(f"a row of {table} needs {', '.join(TABLES[table].key)}")


def check_drop(table: str, match: Match) -> None:
    """A drop: it names what goes, so that a slip cannot empty a table."""
    check_values(table, match)
    if not match:
        raise ValueError(f"all rows of {table} would go")
