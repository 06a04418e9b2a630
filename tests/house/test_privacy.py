"""What is stored and whom is spoken to is told in docs/privacy.md, column by column and host by host."""

import re
from dataclasses import fields
from datetime import timedelta

from bot.domain.operator import Retention
from bot.records import challenges, links, traces
from bot.records.tables import TABLES
from bot.usecases import retaining
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


def test_every_period_of_the_operators_is_told_and_no_other() -> None:
    assert set(re.findall(r"`retention\.(\w+)`", TEXT)) == {one.name for one in fields(Retention)}


def test_what_has_a_period_of_ours_is_told_with_it() -> None:
    kept = {table: cells.rpartition("|")[2].strip() for table, cells in re.findall(r"^\| `(\w+)` \|(.+) \|$", TEXT, re.MULTILINE)}
    assert kept["sessions"] == f"{links.SESSION_LIFE.days} days; staff {links.STAFF_SESSION_LIFE // timedelta(hours=1)} hours"
    assert (kept["challenges"], challenges.LIFE) == ("ten minutes", timedelta(minutes=10))
    assert (kept["traces"], traces.KEPT) == ("48 hours", timedelta(hours=48))
    assert (kept["inbox"], retaining.INBOX) == ("its body until it is handled; the row a day", timedelta(days=1))
