"""A part of the program that ends by an error is seen: all of it ends, and whoever started it starts it again."""

import json
import os
import subprocess
import sys
from pathlib import Path

from bot.stores.key_file import make_key
from tests.fakes.ports import free_port
from tests.house.tree import ROOT

PATIENCE = 60
BROKEN = """
import asyncio
from bot import app, cli

async def broken(house):
    await asyncio.sleep(0.1)
    {"Huslejen": 1}["Jeg tør ikke gå hjem"]

app.tidy = broken
cli.main(["serve"])
"""


def test_a_loop_that_ends_by_an_error_ends_the_program_with_a_line_and_a_code(tmp_path: Path) -> None:
    make_key(tmp_path / "key", os.urandom)
    places = {"DATA": tmp_path / "data", "KEY_FILE": tmp_path / "key", "WITNESS": tmp_path / "witness"}
    own = {**places, "OPERATOR": ROOT / "docs" / "operator.toml", "PORT": free_port(), "URL": "https://samvej.example"}
    others = {name: value for name, value in os.environ.items() if not name.startswith("SAMVEJ_")}
    environment = {**others, **{f"SAMVEJ_{name}": str(value) for name, value in own.items()}}
    ended = subprocess.run(
        [sys.executable, "-c", BROKEN], env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False, cwd=ROOT
    )
    assert ended.returncode == 1
    lines = [json.loads(line) for line in ended.stderr.splitlines() if line.startswith("{")]
    [told] = [line for line in lines if line["event"] == "loop_ended"]
    assert (told["loop"], told["error"], told["level"]) == ("tidying", "KeyError", "error")
    assert ended.stderr.splitlines()[-1] == "tidying: KeyError"
    assert "hjem" not in ended.stderr
