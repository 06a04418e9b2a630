"""On CI a skipped test is a failed run; elsewhere it is not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import WANTED
from tests.house.tree import ROOT

SKIPPING = "import pytest\n\ndef test_one():\n    pytest.skip('no browser')\n\ndef test_two():\n    pass\n"
RUNNING = "def test_one():\n    pass\n"


@pytest.mark.parametrize(
    ("source", "wanted", "fails"),
    [
        (SKIPPING, "1", True),
        (SKIPPING, "", False),
        (RUNNING, "1", False),
        ("import pytest\npytest.importorskip('nothing_such')\n", "1", True),
    ],
)
@pytest.mark.parametrize("processes", [0, 2])
def test_a_skipped_test_fails_the_run_where_every_test_is_asked_for(
    tmp_path: Path, source: str, wanted: str, fails: bool, processes: int
) -> None:
    (tmp_path / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "test_it.py").write_text(f"{source}\n\ndef test_last():\n    pass\n", encoding="utf-8")
    done = run_pytest(tmp_path, wanted, processes)
    assert (done.returncode != 0, "the run has failed" in done.stdout) == (fails, fails), done.stdout


def run_pytest(folder: Path, wanted: str, processes: int) -> "subprocess.CompletedProcess[str]":
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    surroundings = inherited | {WANTED: wanted, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    settings = ["-p", "xdist", f"--numprocesses={processes}", "-p", "no:cacheprovider", f"--rootdir={folder}", "-c", os.devnull]
    command = [sys.executable, "-m", "pytest", *settings, "."]
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
