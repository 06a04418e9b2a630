"""The SQL of every operation on rows; each text is made once, from the names of tables and columns alone.

Names are quoted, not escaped: they are checked against `bot.records.tables` and never come from outside.
"""

from functools import cache
from typing import TypeAlias

from bot.records.tables import TABLES
from bot.stores.shape import check_names

Names: TypeAlias = tuple[str, ...]
# Column and whether it is asked to be null: `= ?` finds no nulls, and `IS ?` everywhere would hide unique keys from the planner.
Terms: TypeAlias = tuple[tuple[str, bool], ...]


@cache
def columns_of(table: str) -> Names:
    """The columns that `select` gives, in its order."""
    check_names(table, ())
    return tuple(TABLES[table].columns)


@cache
def insert(table: str, names: Names) -> str:
    """Add a row with these columns, or do nothing."""
    return f"{_into(table, names)} ON CONFLICT DO NOTHING"


@cache
def upsert(table: str, names: Names) -> str:
    """Add a row with these columns, or make the row with its key just so: columns not named become null."""
    rest = [_quoted(name) for name in columns_of(table) if name not in TABLES[table].key]
    return f"{_into(table, names)} ON CONFLICT DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in rest)}"


@cache
def select(table: str, terms: Terms, up_to: Names, order: Names) -> str:
    """All columns of the rows that fit, by `order` and then key; the last parameter is the limit."""
    check_names(table, (*up_to, *order))
    by = dict.fromkeys([*order, *TABLES[table].key])
    return f"SELECT {_list(columns_of(table))} FROM {_quoted(table)}{_where(terms, up_to)} ORDER BY {_list(by)} LIMIT ?"


@cache
def last(table: str, by: str) -> str:
    """All columns of the row with the highest value of a column; nulls are lowest."""
    check_names(table, (by,))
    order = ", ".join(f"{_quoted(name)} DESC" for name in dict.fromkeys([by, *TABLES[table].key]))
    return f"SELECT {_list(columns_of(table))} FROM {_quoted(table)} ORDER BY {order} LIMIT 1"


@cache
def update(table: str, terms: Terms, names: Names) -> str:
    """Set these columns in the rows that match."""
    return f"UPDATE {_quoted(table)} SET {', '.join(f'{_quoted(name)} = ?' for name in names)}{_where(terms)}"


@cache
def delete(table: str, terms: Terms) -> str:
    """Delete the rows that match."""
    return f"DELETE FROM {_quoted(table)}{_where(terms)}"


@cache
def count(table: str, terms: Terms) -> str:
    """How many rows match."""
    return f"SELECT count(*) FROM {_quoted(table)}{_where(terms)}"


def _into(table: str, names: Names) -> str:
    return f"INSERT INTO {_quoted(table)} ({_list(names)}) VALUES ({', '.join('?' * len(names))})"


def _where(terms: Terms, up_to: Names = ()) -> str:
    tests = [f"{_quoted(name)} {'IS' if null else '='} ?" for name, null in terms] + [f"{_quoted(name)} <= ?" for name in up_to]
    return f" WHERE {' AND '.join(tests)}" if tests else ""


def _list(names: Names | dict[str, None]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return f'"{name}"'
