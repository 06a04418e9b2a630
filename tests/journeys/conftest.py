"""A running house for all tests of a module, browsers that stay open, and two people at one sheet."""

from collections.abc import Iterator

import pytest

from tests.journeys.browsing import chromium
from tests.journeys.running import Samvej
from tests.journeys.sheets import Pair, Seats, sit_down


@pytest.fixture(scope="module")
def seats() -> Iterator[Seats]:
    with chromium() as browser:
        yield Seats(browser=browser)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samvej]:
    running = Samvej(tmp_path_factory.mktemp("house"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def pair(house: Samvej, seats: Seats) -> Pair:
    return sit_down(house, seats)
