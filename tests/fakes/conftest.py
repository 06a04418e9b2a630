"""A running fake Bot API with one person who has started the bot."""

from collections.abc import Iterator

import pytest

from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with FakeBotApi() as api:
        yield api


@pytest.fixture
def person(api: FakeBotApi) -> Person:
    person = api.person(7)
    person.start()
    return person
