"""Asks the fake Bot API as any program could."""

import http.client
import json
from typing import Any

from tests.fakes.bot_api import FakeBotApi

HELLO = {"chat_id": 7, "text": "Hej"}


def ask(api: FakeBotApi, method: str, params: dict[str, Any] | None = None, *, token: str = "") -> tuple[int, Any]:
    """Give the status and the result, or the words of a refusal."""
    line = http.client.HTTPConnection("127.0.0.1", int(api.url.rsplit(":", 1)[1]), timeout=60)
    try:
        line.request("POST", f"/bot{token or api.token}/{method}", json.dumps(params or {}), {"Content-Type": "application/json"})
        answer = line.getresponse()
        body = json.loads(answer.read())
    finally:
        line.close()
    return answer.status, body.get("result", body.get("description"))


def keyboard(*buttons: dict[str, str]) -> dict[str, Any]:
    return {"inline_keyboard": [[button] for button in buttons]}
