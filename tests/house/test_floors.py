"""The floors hold, and each kind of breach is seen: it is planted in a copy of the tree."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

BREACHES = [
    ("floors", "a floor looks up", {"ports": "import bot.usecases"}),
    ("floors", "siblings see each other", {"web/breach": "import bot.stores.memory"}),
    ("floors", "a module stands on no floor", {"loose": "import bot.errors"}),
    ("acyclic", "two modules need each other", {"domain/one": "import bot.domain.other", "domain/other": "import bot.domain.one"}),
    ("settings", "a use case reads settings", {"usecases/breach": "import bot.config"}),
    ("pure", "the core looks at a clock", {"dialogue/breach": "import time"}),
    ("pure", "the core opens a file", {"domain/breach": "from pathlib import Path"}),
    ("pure", "the core speaks to the net", {"domain/breach": "import socket"}),
    ("pure", "the core tosses a coin", {"dialogue/breach": "import random"}),
    ("pure", "the core starts a loop", {"dialogue/breach": "import asyncio"}),
    ("deciding", "a use case knows a channel's library", {"usecases/breach": "from telegram import Bot"}),
    ("deciding", "a record writes a log", {"records/breach": "import logging"}),
    ("doors", "a library comes in by a second door", {"web/breach": "def late():\n    import transitions"}),
]


def test_the_floors_hold() -> None:
    assert "0 broken" in lint(ROOT)


@pytest.mark.parametrize(
    ("contract", "planted"), [(contract, planted) for contract, _, planted in BREACHES], ids=[each[1] for each in BREACHES]
)
def test_a_breach_is_seen_when(tmp_path: Path, contract: str, planted: dict[str, str]) -> None:
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for module, line in planted.items():
        with (tmp_path / "bot" / f"{module}.py").open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    assert "0 kept, 1 broken" in lint(tmp_path, contract)


def lint(folder: Path, *contracts: str) -> str:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache", "--no-logo"]
    chosen = [f"--contract={each}" for each in contracts]
    return subprocess.run([*command, *chosen], cwd=folder, capture_output=True, text=True, check=False).stdout
