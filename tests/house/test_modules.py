import ast

import pytest

from tests.house.module_map import drawn, written
from tests.house.tree import ROOT, files, modules

LONGEST = 300
LONGEST_TEST = 450
MODULES = modules()


def test_there_are_modules_to_look_at() -> None:
    assert {"bot.machine", "bot.dialogue.engine", "bot.domain.letter"} <= MODULES.keys()


@pytest.mark.parametrize("name", MODULES)
def test_a_module_opens_with_one_line_that_says_what_it_is_for(name: str) -> None:
    assert opening_fault(MODULES[name]) == ""


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("x = 1", "has no docstring"),
        ('"""Takes letters out of the outbox"""', "is no whole sentence"),
        ('"""Takes letters out\nof the outbox."""', "is no whole sentence"),
        ('"""Takes letters out.\nAnd more."""', "is not set off from what follows"),
    ],
)
def test_an_opening_that_says_too_little_is_seen(source: str, fault: str) -> None:
    assert opening_fault(ast.parse(source)) == fault


def test_no_module_is_longer_than_300_lines_and_no_test_than_450() -> None:
    lengths = {str(file): len((ROOT / file).read_text(encoding="utf-8").splitlines()) for file in files() if file.suffix == ".py"}
    assert max(lengths.values()) > 1
    too_long = {file: lines for file, lines in lengths.items() if lines > (LONGEST_TEST if file.startswith("tests/") else LONGEST)}
    assert too_long == {}


def test_the_map_in_the_readme_is_made_of_the_opening_lines() -> None:
    assert written() == drawn(), "make map writes it anew"


def opening_fault(module: ast.Module) -> str:
    first, _, rest = (ast.get_docstring(module) or "").partition("\n")
    if not first:
        return "has no docstring"
    if not first.endswith((".", "?")):
        return "is no whole sentence"
    return "is not set off from what follows" if rest and not rest.startswith("\n") else ""
