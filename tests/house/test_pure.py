"""Nothing that decides asks a clock or chance for itself: `now` and `new_id` are arguments. And values stay as they were made."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.tree import imported, libraries, modules

MODULES = modules()
DECIDING = {
    name: module for name, module in MODULES.items() if name.startswith(("bot.dialogue.", "bot.domain.", "bot.usecases.", "bot.records."))
}
VALUES = {name: module for name, module in MODULES.items() if name.startswith(("bot.dialogue.", "bot.domain."))}
FROM_OUTSIDE = {"now", "utcnow", "today", "uuid1", "uuid4", "token_bytes", "token_hex", "token_urlsafe", "time_ns", "monotonic", "getenv"}
KNOWS_THE_WORLD = {"datetime", "date", "time", "uuid", "os"}


def test_there_are_modules_that_decide() -> None:
    assert {name.split(".")[1] for name in DECIDING} == {"dialogue", "domain", "usecases", "records"}


@pytest.mark.parametrize("name", DECIDING)
def test_what_decides_is_given_its_time_and_chance(name: str) -> None:
    assert list(asks_outside(DECIDING[name])) == []


@pytest.mark.parametrize(
    "source", ["datetime.now(UTC)", "date.today()", "uuid4()", "import secrets", "clock = datetime.utcnow", "from uuid import uuid4"]
)
def test_asking_a_clock_or_chance_is_seen(source: str) -> None:
    assert list(asks_outside(ast.parse(source))) != []


def test_being_given_a_time_is_not_asking_for_it() -> None:
    assert list(asks_outside(ast.parse("def due(now):\n    return now + later(now=now) - event.now"))) == []


@pytest.mark.parametrize("name", VALUES)
def test_a_value_is_frozen_slotted_and_made_by_keyword(name: str) -> None:
    assert list(loose_values(VALUES[name])) == []


@pytest.mark.parametrize(
    ("source", "loose"),
    [
        ("@dataclass\nclass A:\n    x: int", ["A"]),
        ("@dataclass(frozen=True, slots=True)\nclass A:\n    x: int", ["A"]),
        ("@dataclasses.dataclass(frozen=True, kw_only=True)\nclass A:\n    x: int", ["A"]),
        ("@dataclass(frozen=True, slots=True, kw_only=False)\nclass A:\n    x: int", ["A"]),
        ("@dataclass(frozen=True, slots=True, kw_only=True)\nclass A:\n    x: int", []),
        ("@dataclass(frozen=True, slots=True)\nclass Nothing:\n    '''Has no parts to name.'''", []),
    ],
)
def test_a_loose_value_is_seen(source: str, loose: list[str]) -> None:
    assert list(loose_values(ast.parse(source))) == loose


def test_nothing_is_mocked() -> None:
    everything = MODULES | modules(under="tests")
    assert any(name.startswith("tests.house.") for name in everything)
    assert [name for name, module in everything.items() if mocks(module)] == []


@pytest.mark.parametrize(
    "source", ["from unittest import mock", "import unittest.mock", "from unittest.mock import Mock", "import pytest_mock"]
)
def test_a_mock_is_seen(source: str) -> None:
    assert mocks(ast.parse(source))


def mocks(module: ast.Module) -> bool:
    return bool({"unittest.mock", "mock", "pytest_mock"} & (imported(module) | libraries(module)))


def asks_outside(module: ast.Module) -> Iterator[str]:
    yield from {"secrets", "random"} & libraries(module)
    yield from {name for name in imported(module) if name.rpartition(".")[2] in FROM_OUTSIDE}
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _last_name(node.func) in FROM_OUTSIDE:
            yield ast.unparse(node)
        if isinstance(node, ast.Attribute) and node.attr in FROM_OUTSIDE and _last_name(node.value) in KNOWS_THE_WORLD:
            yield ast.unparse(node)


def loose_values(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef):
            has_parts = any(isinstance(line, ast.AnnAssign) for line in node.body)
            asked = {"frozen", "slots", "kw_only"} if has_parts else {"frozen", "slots"}
            if any(not asked <= settings for settings in map(_dataclass_settings, node.decorator_list) if settings is not None):
                yield node.name


def _last_name(value: ast.expr) -> str:
    return ast.unparse(value).rpartition(".")[2]


def _dataclass_settings(decorator: ast.expr) -> set[str] | None:
    """The settings that are switched on; None when this decorates something else."""
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    if not ast.unparse(target).endswith("dataclass"):
        return None
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    return {keyword.arg for keyword in keywords if keyword.arg and isinstance(keyword.value, ast.Constant) and keyword.value.value is True}
