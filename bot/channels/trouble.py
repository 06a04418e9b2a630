"""Tells what the network's own error says of a letter: surely not sent, never to be sent, or nobody knows."""

import httpx

from bot.domain.letter import Later, Outcome, Refused, Unknown

BACK_OFF = 5.0
# What is added to a pause that was asked for, and how long one waits after a refused token; in seconds.
SLACK, TOKEN_REFUSED = 0.5, 60.0
GONE = ("chat not found", "user not found", "peer_id_invalid")
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)


def cause_says(cause: BaseException | None) -> Outcome:
    """How a sending ended that failed for this cause; without one, or with one we do not know, nobody knows."""
    if isinstance(cause, NOT_SENT):
        return Later(seconds=BACK_OFF)
    if isinstance(cause, UnicodeError):
        return Refused(reason="the text cannot be written as UTF-8")
    return Unknown()


def is_gone(message: str) -> bool:
    """Whether a refusal says that there is nobody to be reached there."""
    return any(words in message.lower() for words in GONE)
