"""Finds tests by their names: what documents point at must be there."""

import ast
from functools import cache
from pathlib import Path

from tests.house.tree import ROOT


def missing(name: str, root: Path = ROOT) -> str:
    """Why there is no such test as `tests/path.py::test_name` (or `::Class::test_name`); empty when there is one."""
    path, *inner = name.split("::")
    if not path.startswith("tests/") or not inner or not inner[-1].startswith("test_"):
        return f"{name}: this is no name of a test"
    if not (root / path).is_file():
        return f"{name}: there is no such file"
    return "" if "::".join(inner) in _tests(root / path) else f"{name}: there is no such test"


@cache
def _tests(file: Path) -> frozenset[str]:
    body = ast.parse(file.read_text(encoding="utf-8")).body
    inside = [(f"{group.name}::", one) for group in body if isinstance(group, ast.ClassDef) for one in group.body]
    found = [("", one) for one in body] + inside
    return frozenset(f"{group}{one.name}" for group, one in found if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))
