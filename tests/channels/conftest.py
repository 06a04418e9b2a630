"""The running fake Bot API, one person in it, and a bot beside it, for whoever tests the door to Telegram."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.botting import Bot, running
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.conftest import api, person

__all__ = ["api", "bot", "person"]


@pytest.fixture
def bot(tmp_path: Path, api: FakeBotApi) -> Iterator[Bot]:
    with running(tmp_path, api) as bot:
        yield bot
