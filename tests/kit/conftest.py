"""What the tests of the kit stand on."""

import shutil

import pytest

from bot.kit.spelling import PROGRAM


@pytest.fixture
def hunspell() -> None:
    """A test of spelling needs the program; where every test is required, its absence fails the run."""
    if shutil.which(PROGRAM) is None:
        pytest.skip("hunspell is not installed (on Debian: apt-get install hunspell hunspell-da hunspell-en-gb)")
