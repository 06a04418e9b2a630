"""Posts the fake Bot API's updates to the webhook the bot has set."""

import asyncio
import http.client
import json
import time
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.bot_api_world import World

BLINK = 0.01


async def post_updates(world: World) -> None:
    """Post waiting updates to the webhook: in order for each person and kind, again and again until taken."""
    due: dict[int, tuple[float, float]] = {}
    while True:
        for update in _heads(world):
            at, pause = due.get(id(update), (0.0, BLINK))
            if time.monotonic() < at:
                continue
            if await asyncio.to_thread(_post, world.webhook.url, world.webhook.secret, update):
                with world.changed:
                    world.settle(update)
            else:
                due[id(update)] = (time.monotonic() + pause, min(2 * pause, 1.0))
        await asyncio.sleep(BLINK)


def _heads(world: World) -> list[dict[str, Any]]:
    with world.changed:
        heads: dict[tuple[str, int], dict[str, Any]] = {}
        for update in world.waiting() if world.webhook.url else ():
            kind = next((key for key in update if key != "update_id"), "")
            body = update.get(kind)
            person = body.get("from", {}).get("id", 0) if isinstance(body, dict) else 0
            heads.setdefault(("callback_query" if kind == "callback_query" else "", person), update)
        return list(heads.values())


def _post(url: str, secret: str, update: dict[str, Any]) -> bool:
    parts = urlsplit(url)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=60.0)
    headers = {"Content-Type": "application/json"} | ({"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {})
    try:
        line.request("POST", parts.path or "/", json.dumps(update), headers)
        return 200 <= line.getresponse().status < 300
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()
