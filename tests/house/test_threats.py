"""docs/threats.md names a test for whatever a test can show, and each of them is there."""

import re

from tests.house.named import missing
from tests.house.tree import ROOT

TEXT = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in TEXT.splitlines() if line.startswith("| **")]
# Of these we know what they give away, and no test can show it.
UNSHOWN = {"stolen disk with the key file", "live root", "master key alone", "a library we use"}


def test_every_line_has_its_four_cells() -> None:
    assert len(ROWS) > 18
    assert [row for row in ROWS if len(row) != 4 or not all(row)] == []


def test_every_test_that_is_named_is_there() -> None:
    named = [name for row in ROWS for name in re.findall(r"`([^`]+)`", row[3])]
    assert [fault for fault in map(missing, named) if fault] == []


def test_only_what_no_test_can_show_goes_without() -> None:
    assert {_what(row[0]) for row in ROWS if "`" not in row[3]} == UNSHOWN


def _what(cell: str) -> str:
    found = re.search(r"\*\*(.+?)\*\*", cell)
    return found[1] if found else cell
