"""The line to Telegram: what goes wrong there is told, nobody is fought over it, and it gets well by itself."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_urlsafe

import pytest

from bot.channels.alarm import DOWN, DOWN_FOR, Alarm
from bot.channels.intake import Intake
from bot.channels.line import Line
from bot.channels.telegram import Telegram
from bot.channels.webhook import PATH
from bot.errors import ForeignWebhook, LineDown, LineRefused, LineTaken
from bot.records import switches
from bot.records.sealing import KEY_BYTES, Vault
from bot.rendering.cleaning import clean
from bot.stores.sqlite import SqliteStore
from bot.usecases.house import House
from tests.delivery.staging import a_stage
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_world import Webhook

FOREIGN = "http://127.0.0.1:1/elsewhere"


class Held:
    """A line that is held over a house of its own."""

    def __init__(self, folder: Path, api: FakeBotApi, webhook: str = "") -> None:
        self.store = SqliteStore(folder / "samvej.db")
        vault = Vault(os.urandom(KEY_BYTES), os.urandom)
        self.house = House(store=self.store, vault=vault, clock=lambda: datetime.now(UTC), new_id=lambda: token_urlsafe(16))
        self.house.write(lambda records: vault.key(records.rows, "post"))
        telegram = Telegram(api.token, api.url, patience=60)
        alarm = Alarm(taken=0.2, refused=0.2)
        intake = Intake(house=self.house, stage=a_stage(), telegram=telegram, rang=lambda: None, clean=clean, alarm=alarm)
        self.line = Line(
            house=self.house, telegram=telegram, intake=intake, webhook=webhook, secret="s3cret", named=lambda _: None, rang=lambda: None
        )
        self.task = asyncio.create_task(self.line.hold())

    async def close(self) -> None:
        """Let go."""
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        await self.line.telegram.close()
        self.store.close()

    async def until(self, fits: Callable[[], bool]) -> None:
        """Wait until something holds."""
        end = time.monotonic() + 60
        while not fits():
            assert time.monotonic() < end, self.line.trouble
            await asyncio.sleep(0.02)


@pytest.fixture
async def held(tmp_path: Path, api: FakeBotApi) -> AsyncIterator[Held]:
    held = Held(tmp_path, api)
    yield held
    await held.close()


def set_webhook(api: FakeBotApi, url: str) -> None:
    with api.world.changed:
        api.world.webhook = Webhook(url=url)


async def test_while_all_is_well_nothing_is_told(held: Held, api: FakeBotApi) -> None:
    await held.until(lambda: bool(api.called("getUpdates")))
    assert held.line.trouble == ""


async def test_a_second_poller_is_told_left_alone_and_the_line_gets_well_by_itself(held: Held, api: FakeBotApi) -> None:
    await held.until(lambda: len(api.called("getUpdates")) == 2)
    other = Telegram(api.token, api.url)
    await other.open()
    assert await other.updates(0, 0) == []
    await held.until(lambda: "Another process" in held.line.trouble)
    api.inject({"message_reaction": {}})
    await held.until(lambda: held.line.trouble == "")
    await other.close()


async def test_a_token_that_is_refused_is_told_and_tried_again(held: Held, api: FakeBotApi) -> None:
    await held.until(lambda: len(api.called("getUpdates")) == 2)
    api.fail_next("getUpdates", "401")
    api.fail_next("getWebhookInfo", "401")
    api.inject({"message_reaction": {}})
    await held.until(lambda: "no longer takes this bot's token" in held.line.trouble)
    await held.until(lambda: held.line.trouble == "")


async def test_a_webhook_that_is_not_ours_is_told_and_not_deleted(tmp_path: Path, api: FakeBotApi) -> None:
    set_webhook(api, FOREIGN)
    held = Held(tmp_path, api)
    await held.until(lambda: "samvej telegram take-over" in held.line.trouble)
    assert (api.world.webhook.url, api.called("deleteWebhook"), api.called("setWebhook")) == (FOREIGN, [], [])
    set_webhook(api, "")
    await held.until(lambda: held.line.trouble == "" and bool(api.called("getUpdates")))
    await held.close()


async def test_a_webhook_that_we_set_before_is_taken_away(tmp_path: Path, api: FakeBotApi) -> None:
    held = Held(tmp_path, api, webhook="https://samvej.test")
    await held.until(lambda: api.world.webhook.url == f"https://samvej.test{PATH}")
    await held.until(lambda: held.house.read(switches.webhook) == api.world.webhook.url)
    await held.close()
    (tmp_path / "second").mkdir()
    again = Held(tmp_path / "second", api)
    again.house.write(lambda records: switches.webhook_set(records, api.world.webhook.url))
    await again.until(lambda: api.world.webhook.url == "" and bool(api.called("getUpdates")))
    assert again.line.trouble == ""
    await again.close()


class Hand:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_line_that_is_down_turns_red_after_a_quarter_of_an_hour_and_green_when_it_works() -> None:
    clock = Hand()
    alarm = Alarm(clock=clock)
    assert (alarm.failed(LineDown("x"), 1.0), alarm.trouble) == (1.0, "")
    clock.now = DOWN_FOR
    alarm.failed(LineDown("x"), 1.0)
    assert alarm.trouble == DOWN
    alarm.well()
    assert (alarm.trouble, alarm.failed(LineDown("x"), 1.0), alarm.trouble) == ("", 1.0, "")


@pytest.mark.parametrize(("trouble", "rest"), [(LineTaken(), 45.0), (ForeignWebhook(), 45.0), (LineRefused(), 60.0)])
def test_what_needs_a_person_is_red_at_once_told_once_and_tried_slowly(
    trouble: LineDown, rest: float, caplog: pytest.LogCaptureFixture
) -> None:
    alarm = Alarm(clock=Hand())
    assert [alarm.failed(trouble, 1.0), alarm.failed(trouble, 1.0)] == [rest, rest]
    assert (bool(alarm.trouble), caplog.text.count("telegram_trouble")) == (True, 1)
