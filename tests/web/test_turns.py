"""Of each turn in the chat the log is told one line, and nothing that anybody wrote."""

from urllib.parse import urlsplit

import pytest

from bot.logs import KNOWN, NAME, REMOVED
from tests.web.browser import Browser
from tests.web.world import World

WORDS = "Jeg tør ikke gå hjem"


@pytest.fixture
def browser(world: World, caplog: pytest.LogCaptureFixture) -> Browser:
    """A browser at the first question, with all that is told to the log kept from here on."""
    browser = world.browser()
    browser.go(urlsplit(world.invite().web).path)
    browser.press("Ja, begynd")
    while "Videre" in browser.labels:
        browser.press("Videre")
    caplog.set_level("INFO", NAME)
    return browser


def told(caplog: pytest.LogCaptureFixture) -> list[tuple[object, ...]]:
    """The turns in the log: channel, kind and outcome of each; each took no time, or some."""
    lines = [record.msg for record in caplog.records if isinstance(record.msg, dict) and record.msg["event"] == "turn"]
    assert all(line["ms"] >= 0 and set(line) == {"event", "level", "at", "channel", "kind", "outcome", "ms"} for line in lines)
    return [(line["channel"], line["kind"], line["outcome"]) for line in lines]


def test_a_press_words_and_a_cry_for_help_are_each_told_without_words(browser: Browser, caplog: pytest.LogCaptureFixture) -> None:
    browser.press("Mig")
    browser.press("Fint")
    browser.press("Gem", text=WORDS)
    browser.press("Gem", text="akut")
    assert told(caplog) == [("web", "press", "taken"), ("web", "press", "taken"), ("web", "text", "taken"), ("web", "text", "crisis")]
    assert WORDS not in repr([record.msg for record in caplog.records])


def test_who_is_not_signed_in_had_no_turn(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", NAME)
    world.browser().client.post("/chat", data={"text": WORDS})
    assert told(caplog) == [("web", "other", "refused")]


@pytest.mark.parametrize("key", ["channel", "kind", "outcome", "loop"])
def test_what_a_turn_is_told_by_is_one_of_a_few_names(key: str) -> None:
    assert [KNOWN[key](value) for value in (WORDS, "hemmelig", 7, ["text"])] == [REMOVED] * 4
