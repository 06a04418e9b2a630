"""Keeps Telegram's token, and what people write, out of the logs."""

import logging
import re

# In an address the colon may be written %3A.
TOKEN = re.compile(r"\d{6,}(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
MASK = "[token]"


def redacted(text: str) -> str:
    """Give the text with every bot token in it masked."""
    return TOKEN.sub(MASK, text)


class TokenFilter(logging.Filter):
    """Masks tokens in a record's message, arguments, traceback and stack."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, masked."""
        record.msg, record.args = redacted(_message(record)), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_text = redacted(record.exc_text) if record.exc_text else None
        record.stack_info = redacted(record.stack_info) if record.stack_info else None
        return True


def quiet_logs() -> None:
    """Hush the libraries that write addresses and bodies, and mask tokens in everything the root handlers write.

    Call it after the handlers are set up: a filter on a logger would not see the records of the loggers below it.
    """
    # httpx writes every address, token and all, at INFO; telegram writes what it cannot read, people's words and all, at ERROR.
    for name, level in (("httpx", logging.WARNING), ("httpcore", logging.WARNING), ("telegram", logging.CRITICAL)):
        logging.getLogger(name).setLevel(level)
    for handler in (*logging.getLogger().handlers, logging.lastResort):
        if handler and not any(isinstance(held, TokenFilter) for held in handler.filters):
            handler.addFilter(TokenFilter())


def _message(record: logging.LogRecord) -> str:
    """Give the finished message; one whose arguments do not fit is kept as it is, for a log must not fail."""
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return f"{record.msg} {record.args}"
