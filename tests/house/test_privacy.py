"""What is stored and whom is spoken to is told in docs/privacy.md, column by column and host by host."""

import re

from bot.records.tables import TABLES
from tests.house.tree import ROOT

TEXT = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \|", re.MULTILINE)
# What would say more of a person than they typed or chose.
NEVER = re.compile(r"(^|_)(ip|agent|phone|user_?name|photo|avatar|score|risk|flag|mood|profile|e?mail|birth|age|gender)(_|$)")


def test_every_table_and_column_is_told_and_none_that_is_not_there() -> None:
    told = {table: set(re.findall(r"`(\w+)`", columns)) for table, columns in ROW.findall(TEXT)}
    assert told == {name: set(table.columns) for name, table in TABLES.items()}


def test_no_column_is_for_what_nobody_typed() -> None:
    columns = [f"{name}.{column}" for name, table in TABLES.items() for column in table.columns if NEVER.search(column)]
    assert columns == []


def test_such_a_column_would_be_seen() -> None:
    assert [name for name in ("ip", "user_agent", "risk_score", "telegram_username", "photo_id") if not NEVER.search(name)] == []
