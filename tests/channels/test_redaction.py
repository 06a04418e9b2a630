"""Neither the token nor people's words reach the logs."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot.channels.redaction import TokenFilter, quiet_logs, redacted
from tests.fakes.bot_api import TOKEN

HUSHED = ("httpx", "httpcore", "telegram")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a root handler writes; all is put back afterwards."""
    written, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(written)
    held = {each: list(each.filters) for each in (*root.handlers, logging.lastResort) if each}
    levels = {name: logging.getLogger(name).level for name in HUSHED}
    root.addHandler(handler)
    quiet_logs()
    yield written
    root.removeHandler(handler)
    for each, filters in held.items():
        each.filters = filters
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_a_token_is_masked_wherever_it_stands() -> None:
    for colon in (":", "%3A", "%3a"):
        address = f"https://api.telegram.org/bot{TOKEN.replace(':', colon)}/sendMessage"
        assert redacted(address) == "https://api.telegram.org/bot[token]/sendMessage"
    assert redacted("kl. 12:30 den 2026-11-23, 12345678:9") == "kl. 12:30 den 2026-11-23, 12345678:9"


def test_a_record_is_masked_in_message_arguments_traceback_and_stack(log: io.StringIO) -> None:
    logger = logging.getLogger("somewhere.deep")
    logger.error("Failed for %s and %s", TOKEN, 1, stack_info=True, exc_info=OSError(TOKEN))
    logger.error("in the message %s", f"of {TOKEN}")
    logger.handle(logging.LogRecord("somewhere", logging.ERROR, "", 0, "with too few %s %s", (TOKEN,), None))

    written = log.getvalue()
    assert written.count("[token]") == 4
    assert TOKEN not in written
    assert "OSError: [token]" in written


def test_libraries_that_write_addresses_and_bodies_are_hushed(log: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)
    logging.getLogger("httpcore.connection").info("connect")
    logging.getLogger("telegram.request.BaseRequest").error("Can not load invalid JSON data: somebody's words")

    assert log.getvalue() == ""


def test_hushing_twice_filters_once(log: io.StringIO) -> None:
    quiet_logs()
    held = [[each for each in handler.filters if isinstance(each, TokenFilter)] for handler in logging.getLogger().handlers]
    assert {len(filters) for filters in held} == {1}
