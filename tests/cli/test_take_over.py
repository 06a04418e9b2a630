"""The line to Telegram is taken back on purpose, and only so."""

from pathlib import Path

import pytest

from bot import cli
from bot.commands.taking_over import NO_TOKEN, NOTHING, TAKEN
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_world import Webhook


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("SAMVEJ_DATA", str(tmp_path))
    return monkeypatch


def test_somebody_elses_webhook_is_deleted_and_what_waits_stays(settings: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with FakeBotApi() as api:
        settings.setenv("SAMVEJ_TELEGRAM_TOKEN", api.token)
        settings.setenv("SAMVEJ_TELEGRAM_API", api.url)
        with api.world.changed:
            api.world.webhook = Webhook(url="http://127.0.0.1:1/elsewhere")
        waiting = api.inject({"message": {}})
        cli.main(["telegram", "take-over"])
        cli.main(["telegram", "take-over"])
        assert (api.world.webhook.url, api.unconfirmed()) == ("", [waiting])
    assert capsys.readouterr().out.splitlines() == [TAKEN, NOTHING]


def test_without_a_token_or_an_answer_it_is_said(settings: pytest.MonkeyPatch) -> None:
    settings.delenv("SAMVEJ_TELEGRAM_TOKEN", raising=False)
    with pytest.raises(SystemExit, match=NO_TOKEN.split(":", maxsplit=1)[0]):
        cli.main(["telegram", "take-over"])
    with FakeBotApi() as api:
        url = api.url
    settings.setenv("SAMVEJ_TELEGRAM_TOKEN", api.token)
    settings.setenv("SAMVEJ_TELEGRAM_API", url)
    with pytest.raises(SystemExit, match="Telegram"):
        cli.main(["telegram", "take-over"])
