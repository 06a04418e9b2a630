"""Checks what Telegram hands a Mini App when it opens: that Telegram made it, for this bot, just now, and for whom."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

from bot.errors import BadInput

# By https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
_KEY = b"WebAppData"
LONGEST, MOST_FIELDS = 8_192, 32
OLDEST = timedelta(hours=1)
# Two clocks are never quite alike.
AHEAD = timedelta(seconds=30)


def key_of(token: str) -> bytes:
    """What a bot's launch data is checked by, 32 bytes; nothing can be told by it of the token. Without a token there is none."""
    return hmac.digest(_KEY, token.encode(), hashlib.sha256) if token else b""


def launched_by(text: str, key: bytes, now: datetime) -> str:
    """The Telegram user that this launch data is of, as their chats are called. `now` is aware.

    Raises BadInput alike for what Telegram did not make, made for another bot, or made more than an hour ago or later than now.
    """
    fields = _fields(text)
    given = fields.pop("hash", "")
    shown = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    right = hmac.new(key, shown.encode(), hashlib.sha256).hexdigest()
    if not key or not hmac.compare_digest(right.encode(), given.encode()):
        raise BadInput
    if not -AHEAD <= now - _made_at(fields.get("auth_date", "")) <= OLDEST:
        raise BadInput
    return _user(fields.get("user", ""))


def _fields(text: str) -> dict[str, str]:
    """Each field once. Raises BadInput for one that comes twice, since nobody could say which was meant."""
    try:
        pairs = parse_qsl(text[: LONGEST + 1], keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as fault:
        raise BadInput from fault
    fields = dict(pairs)
    if len(text) > LONGEST or len(fields) != len(pairs):
        raise BadInput
    return fields


def _made_at(told: str) -> datetime:
    if not (told.isascii() and told.isdigit() and len(told) <= 11):
        raise BadInput
    return datetime.fromtimestamp(int(told), UTC)


def _user(told: str) -> str:
    try:
        number = json.loads(told)["id"]
    except (ValueError, KeyError, TypeError) as fault:
        raise BadInput from fault
    if type(number) is not int or number <= 0:
        raise BadInput
    return str(number)
