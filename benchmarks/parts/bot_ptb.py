"""The twelve questions as python-telegram-bot's own ConversationHandler asks them; with `pickle`, saved after each update."""

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import Application, CommandHandler, ConversationHandler, ExtBot, MessageHandler, PicklePersistence, filters
from telegram.request import HTTPXRequest

from benchmarks.parts.questions import ME, QUESTIONS, TOKEN, reply
from benchmarks.parts.speaking import speak

# The context's type has five parameters of its own that say nothing here.
Context = Any
USERS = 1_000
NAME = "talk"


class _Line(HTTPXRequest):
    def __init__(self, said: list[str]) -> None:
        super().__init__()
        self._said = said

    async def do_request(self, *_: Any, **asking: Any) -> tuple[int, bytes]:
        if asking["url"].endswith("getMe"):
            return 200, json.dumps({"ok": True, "result": ME}).encode()
        asked = asking["request_data"].parameters
        self._said.append(asked["text"])
        return 200, reply(int(asked["chat_id"]), asked["text"])


async def _ask(update: Update, context: Context, number: int) -> int:
    context.user_data["at"] = number
    assert update.message
    await update.message.reply_text(QUESTIONS[number] if number < len(QUESTIONS) else "Tak")
    return number if number < len(QUESTIONS) else ConversationHandler.END


async def _start(update: Update, context: Context) -> int:
    return await _ask(update, context, 0)


async def _answer(update: Update, context: Context) -> int:
    assert update.message
    at = context.user_data["at"]
    context.user_data[f"answer {at}"] = update.message.text
    return await _ask(update, context, at + 1)


async def _skip(update: Update, context: Context) -> int:
    return await _ask(update, context, context.user_data["at"] + 1)


async def _back(update: Update, context: Context) -> int:
    return await _ask(update, context, context.user_data["at"] - 1)


def _conversation(*, persistent: bool) -> ConversationHandler[Any]:
    typed = [CommandHandler("tilbage", _back), CommandHandler("spring", _skip), MessageHandler(filters.TEXT & ~filters.COMMAND, _answer)]
    states: dict[object, list[Any]] = {number: list(typed) for number in range(len(QUESTIONS))}
    return ConversationHandler([CommandHandler("start", _start)], states, [], name=NAME, persistent=persistent, allow_reentry=True)


async def _fill(file: Path) -> None:
    """People who have talked before."""
    kept: PicklePersistence[Any, Any, Any] = PicklePersistence(file, on_flush=True)
    kept.set_bot(ExtBot(TOKEN))  # without one, it takes every None for the bot
    for read in (kept.get_user_data, kept.get_chat_data, kept.get_bot_data, kept.get_callback_data):
        await read()  # what was never read is kept as None
    answers = {f"answer {number}": "Et svar på få ord" for number in range(len(QUESTIONS))}
    for user in range(1, USERS + 1):
        await kept.update_user_data(user, {"at": 11, **answers})
        await kept.update_conversation(NAME, (user, user), 11)
    await kept.flush()


async def _main(folder: Path, *, pickled: bool) -> None:
    said: list[str] = []
    kept: PicklePersistence[Any, Any, Any] | None = PicklePersistence(folder / "kept", on_flush=True) if pickled else None
    if kept:
        await _fill(folder / "kept")
    building = Application.builder().token(TOKEN).request(_Line(said)).get_updates_request(_Line(said)).job_queue(None)
    application = (building.persistence(kept) if kept else building).build()
    application.add_handler(_conversation(persistent=pickled))
    await application.initialize()

    async def feed(raw: bytes) -> None:
        await application.process_update(Update.de_json(json.loads(raw), application.bot))
        if kept:
            await application.update_persistence()
            await kept.flush()

    await speak(feed, said)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(_main(Path(place), pickled="pickle" in sys.argv))
