from dataclasses import replace

import pytest

from bot.usecases.stage import Stage
from tests.matrix.people import Town, town
from tests.usecases.story import stage as shipped


@pytest.fixture(scope="session")
def stage() -> Stage:
    return replace(shipped(), bot_name="a_bot")


@pytest.fixture(scope="session")
def made(stage: Stage) -> Town:
    return town(stage)


@pytest.fixture
def peopled(made: Town) -> Town:
    made.rewind()
    return made
