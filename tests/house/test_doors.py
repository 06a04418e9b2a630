"""Each library has one door. The floors forbid any other (contract "doors"); here each door is seen to be there."""

import re
import tomllib

import pytest

from tests.house.tree import ROOT, libraries, modules

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACT = next(each for each in PYPROJECT["tool"]["importlinter"]["contracts"] if each["id"] == "doors")
DOORS = {library: door for door, library in (line.split(" -> ") for line in CONTRACT["ignore_imports"])}
MODULES = modules()
WITHOUT_A_DOOR = {
    "httpx": "bot.channels.telegram looks at it for the causes of an error, and authlib speaks through it",
    "pysqlite3": "sqlite_utils takes it in place of Python's own SQLite",
    "python-multipart": "starlette reads forms with it",
    "starlette": "the web floor is written in its words",
    "tzdata": "zoneinfo reads it where the system has no time zones",
}
OTHER_NAMES = {
    "argon2-cffi": "argon2",
    "fonttools": "fontTools",
    "pillow": "PIL",
    "prometheus-client": "prometheus_client",
    "pymupdf-fonts": "pymupdf_fonts",
    "python-dateutil": "dateutil",
    "python-telegram-bot": "telegram",
    "sqlite-utils": "sqlite_utils",
}


@pytest.mark.parametrize(("library", "door"), DOORS.items())
def test_a_library_is_imported_by_its_door_and_by_no_other_module(library: str, door: str) -> None:
    assert [name for name, module in MODULES.items() if library in libraries(module)] == [door]


def test_the_contract_forbids_exactly_the_libraries_that_have_a_door() -> None:
    assert set(CONTRACT["forbidden_modules"]) == DOORS.keys()


def test_every_dependency_has_a_door_or_a_reason_to_have_none() -> None:
    names = {re.split(r"[^\w-]", line)[0] for line in PYPROJECT["project"]["dependencies"]}
    assert names
    assert {OTHER_NAMES.get(name, name) for name in names} == DOORS.keys() | WITHOUT_A_DOOR.keys()


@pytest.mark.parametrize("library", ["httpx", "starlette"])
def test_a_library_without_a_door_stays_at_the_edge(library: str) -> None:
    edges = ("bot.web.", "bot.channels.", "bot.locks.", "bot.app")
    users = [name for name, module in MODULES.items() if library in libraries(module)]
    assert users
    assert [name for name in users if not name.startswith(edges)] == []
