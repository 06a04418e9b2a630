"""Of each turn in Telegram the log is told one line without words or ids, and the loops around it say that they go round."""

from typing import Any

import pytest

from bot.logs import NAME
from bot.records import post
from bot.usecases import health
from tests.channels.botting import Bot

WORDS = "Jeg tør ikke gå hjem"


def _turns(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [record.msg for record in caplog.records if isinstance(record.msg, dict) and record.msg["event"] == "turn"]


def test_a_turn_is_told_by_kind_and_outcome_and_nothing_else(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    person = bot.at_a_text(7)
    bot.settle()
    caplog.set_level("INFO", NAME)
    person.send(WORDS)
    bot.settle()
    odd = bot.api.inject({"message": "not a message"})
    bot.settle()
    assert bot.inbox()[str(odd)] == post.ASIDE
    bot.api.wait_until(lambda: len(_turns(caplog)) > 1)  # a line comes after the row that it is about
    lines = _turns(caplog)
    assert [(line["channel"], line["kind"], line["outcome"]) for line in lines] == [
        ("telegram", "text", "taken"),
        ("telegram", "other", "set_aside"),
    ]
    assert all(set(line) == {"event", "level", "at", "channel", "kind", "outcome", "ms"} for line in lines)
    assert WORDS not in repr(caplog.records)


def test_turns_and_letters_are_counted_and_the_loops_go_round(bot: Bot) -> None:
    bot.at_a_text(7)
    bot.settle()
    pulse = bot.house.pulse
    assert pulse.counts["turns", "telegram", "taken"] > 0
    assert pulse.counts["letters", "telegram", "delivered"] > 0
    assert {"worker", "polling", "postman_telegram"} <= pulse.beats.keys()
    assert health.told(bot.house) == health.WELL
