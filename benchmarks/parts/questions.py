"""The talk that other libraries' bots are measured on: twelve questions, one of them skipped, and one gone back to. No library needed."""

import json
from dataclasses import dataclass
from itertools import count

QUESTIONS = tuple(f"Spørgsmål {number} af 12: Hvad vil du gerne have ud af denne vejledning?" for number in range(1, 13))
BACK, SKIP = "/tilbage", "/spring"
# 15 turns: begun, four answers, back, the answer again, four more, one skipped, four more.
TALK = ("/start", *("Et svar på få ord",) * 4, BACK, *("Et svar på få ord",) * 5, SKIP, *("Et svar på få ord",) * 3)
TOKEN = "123456789:" + "A" * 35
ME = {"id": 123456789, "is_bot": True, "first_name": "Bot", "username": "a_bot"}
_numbers = count(1)


@dataclass(frozen=True)
class Chat:
    """One person's chat, with what was said to them last."""

    number: int

    def update(self, text: str) -> bytes:
        """What Telegram posts when they write this."""
        number = next(_numbers)
        sender = {"id": self.number, "is_bot": False, "first_name": "Alex", "language_code": "da"}
        chat = {"id": self.number, "type": "private", "first_name": "Alex"}
        message = {"message_id": number, "date": 1_790_000_000, "chat": chat, "from": sender, "text": text}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        return json.dumps({"update_id": number, "message": message}).encode()


def reply(chat: int, text: str) -> bytes:
    """What Telegram answers to a sendMessage."""
    there = {"id": chat, "type": "private", "first_name": "Alex"}
    message = {"message_id": next(_numbers), "date": 1_790_000_000, "chat": there, "from": ME, "text": text}
    return json.dumps({"ok": True, "result": message}).encode()
