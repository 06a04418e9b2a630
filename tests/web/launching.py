"""Launch data as Telegram signs it for a Mini App, and a house that takes it."""

import hashlib
import hmac
import json
from datetime import datetime
from urllib.parse import urlencode

from bot.rendering.cleaning import clean
from bot.rendering.drawings import drawing
from bot.stores.memory import MemoryAnchor
from bot.web.access import Web
from tests.fakes.painter import FakePainter
from tests.web.locks import fake_locks
from tests.web.world import World

TOKEN = "123456:TEST-token-of-a-bot-that-is-not-there"


def launch(now: datetime, person: int = 4711, *, token: str = TOKEN, **other: str) -> str:
    """What Telegram would hand over now for this person; `other` fields are signed too."""
    user = json.dumps({"id": person, "first_name": "Ø", "language_code": "da"}, separators=(",", ":"))
    fields = {"query_id": "AAH", "user": user, "auth_date": str(int(now.timestamp())), "signature": "x-_", **other}
    return urlencode({**fields, "hash": signed(fields, token)})


def signed(fields: dict[str, str], token: str = TOKEN) -> str:
    """The hash of these fields by the key of a bot."""
    key = hmac.digest(b"WebAppData", token.encode(), hashlib.sha256)
    return hmac.new(key, "\n".join(f"{name}={fields[name]}" for name in sorted(fields)).encode(), hashlib.sha256).hexdigest()


def web_of(world: World, mini: bytes) -> Web:
    """The same house, where launch data is checked by this."""
    return Web(
        house=world.house, stage=world.stage, pages=world.pages, rang=lambda: None, clean=clean, drawn=drawing, painter=FakePainter(),
        witness=MemoryAnchor(), limits=world.limits, locks=fake_locks(), mini=mini,
    )  # fmt: skip
