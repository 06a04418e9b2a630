"""docs/asvs.csv tells of each requirement of OWASP ASVS 5.0, levels 1 and 2, and each test that it names is there."""

import ast
import csv
import re
import tomllib
from collections import Counter
from typing import NamedTuple

import pytest

from tests.house.named import missing
from tests.house.tree import ROOT, modules

# The ids by section: "V1.1: 2" are V1.1.1 and V1.1.2.
IDS = """
V1.1: 2, V1.2: 9, V1.3: 11, V1.4: 3, V1.5: 2, V2.1: 3, V2.2: 3, V2.3: 4, V2.4: 1, V3.2: 2, V3.3: 4, V3.4: 6, V3.5: 5, V3.7: 2,
V4.1: 3, V4.2: 1, V4.3: 2, V4.4: 4, V5.1: 1, V5.2: 3, V5.3: 2, V5.4: 3, V6.1: 3, V6.2: 12, V6.3: 4, V6.4: 4, V6.5: 5, V6.6: 3, V6.8: 4,
V7.1: 3, V7.2: 4, V7.3: 2, V7.4: 5, V7.5: 2, V7.6: 2, V8.1: 2, V8.2: 3, V8.3: 1, V8.4: 1, V9.1: 3, V9.2: 4,
V10.1: 2, V10.2: 2, V10.3: 4, V10.4: 11, V10.5: 5, V10.6: 2, V10.7: 3, V11.1: 2, V11.2: 3, V11.3: 3, V11.4: 4, V11.5: 1, V11.6: 1,
V12.1: 3, V12.2: 2, V12.3: 4, V13.1: 1, V13.2: 5, V13.3: 2, V13.4: 5, V14.1: 2, V14.2: 4, V14.3: 3, V15.1: 3, V15.2: 3, V15.3: 7,
V16.1: 1, V16.2: 5, V16.3: 4, V16.4: 3, V16.5: 3, V17.1: 1, V17.2: 4, V17.3: 2
"""
# What is known to be missing. A new one is noticed here, and so is one that is closed.
GAPS = {
    "V4.2.1", "V5.4.3", "V6.2.4", "V6.2.12", "V6.3.3", "V6.4.3", "V6.5.1", "V6.5.2", "V6.5.5", "V6.8.4", "V7.5.2", "V7.6.1",
    "V11.2.2", "V11.2.3", "V11.5.1", "V13.2.2", "V14.2.1", "V14.3.3", "V15.2.1", "V16.4.3",
}  # fmt: skip
GAP = "gap: "
WEAK = re.compile(r"hashlib\.(md5|sha1|new)\b|\b(MD5|SHA1|ECB|CBC|PKCS1v15|ARC4|TripleDES)\b")
# What is told in docs/doors.md and the list leans on, beside the numbers.
TOLD = (
    "No other ways are there.", "*samvej*, *vejleder*, *kommune*", "Nobody has to change one without a reason", "Nobody is locked out",
    "There may be any number at once", "signing out there ends nothing here", "what belongs together", "| trail, journal | HMAC-SHA-256 |",
    "nobody but the service reads the master key", "a reverse proxy beside it ends TLS (1.2 or newer",
    "Only a proxy on this machine is believed",
    "Run it as a user of its own", "within 3 days", "send them to another machine", "`retention.trail`", "(NTP)",
)  # fmt: skip


class Line(NamedTuple):
    """A line of the list: `level` 1 or 2, `applies` yes or no, `shown_by` tests, a gap, or why it does not apply."""

    id: str
    level: str
    about: str
    applies: str
    shown_by: str


def lines() -> list[Line]:
    with (ROOT / "docs" / "asvs.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert tuple(head) == Line._fields
    return [Line(*row) for row in rows]


LINES = lines()


def ids() -> list[str]:
    return [f"{section}.{one}" for section, most in re.findall(r"(V[\d.]+): (\d+)", IDS) for one in range(1, int(most) + 1)]


def shown_for(line: Line) -> list[str]:
    return line.shown_by.split() if line.applies == "yes" and not line.shown_by.startswith(GAP) else []


def test_each_requirement_stands_there_once_in_its_order() -> None:
    assert len(ids()) == 253
    assert [line.id for line in LINES] == ids()
    assert Counter(line.level for line in LINES) == {"1": 70, "2": 183}


def test_each_line_says_whether_it_applies_and_by_what_or_why_not() -> None:
    assert [line.id for line in LINES if line.applies not in {"yes", "no"} or not line.about.strip()] == []
    assert [line.id for line in LINES if len(line.shown_by.removeprefix(GAP).strip()) < len("no X")] == []
    assert [line.id for line in LINES if line.applies == "no" and ("::" in line.shown_by or line.shown_by.startswith(GAP))] == []


def test_each_test_that_is_named_is_there() -> None:
    assert len([name for line in LINES for name in shown_for(line)]) > 200
    assert [f"{line.id} {fault}" for line in LINES for fault in map(missing, shown_for(line)) if fault] == []


def test_what_is_missing_is_what_is_known_to_be() -> None:
    assert {line.id for line in LINES if line.shown_by.startswith(GAP)} == GAPS


@pytest.mark.parametrize(
    "name",
    ["tests/house/test_asvs.py::test_of_nothing", "tests/house/none.py::test_a", "tests/house/test_asvs.py", "bot/cli.py::test_a", ""],
)
def test_a_test_that_is_not_there_is_seen(name: str) -> None:
    assert missing(name)
    assert not missing("tests/house/test_asvs.py::test_a_test_that_is_not_there_is_seen")


def test_what_the_list_leans_on_is_written_down() -> None:
    doors = " ".join((ROOT / "docs" / "doors.md").read_text(encoding="utf-8").split())
    assert [told for told in TOLD if told not in doors] == []


def test_no_weak_hash_is_used() -> None:
    assert [name for name, module in modules().items() if WEAK.search(_code(module))] == []
    assert WEAK.search("hashlib.md5(x)")
    assert WEAK.search("modes.ECB()")


def test_only_the_program_is_in_the_package() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["include"] == ["bot", "flows", "locales"]
    assert [name for name in modules() if name.rpartition(".")[2].startswith("test_")] == []


def _code(module: ast.Module) -> str:
    """A module as it runs, without what is only said in it."""
    return "\n".join(ast.unparse(node) for node in ast.walk(module) if isinstance(node, ast.Attribute | ast.Name))
