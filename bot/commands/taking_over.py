"""The command that takes the line to Telegram back on purpose, when another program has this bot's updates posted to itself."""

import argparse
import asyncio
from typing import Any

from bot.app import TELEGRAM_PATIENCE
from bot.channels.telegram import Telegram
from bot.commands.base import command, group, show
from bot.config import Settings
from bot.errors import LineDown, WrongSettings

NO_TOKEN = "SAMVEJ_TELEGRAM_TOKEN: there is none, so there is no line to take over"  # noqa: S105 - a sentence
TAKEN = "The webhook is gone. A running service fetches or sets up its own within a minute."
NOTHING = "There was no webhook; nothing was done."


def register(commands: Any) -> None:
    """Declare it."""
    telegram = group(commands, "telegram", "The line to Telegram.")
    command(telegram, "take-over", _take_over, "Delete the webhook of this bot, whoever has set it; what waits at Telegram stays.")


def _take_over(settings: Settings, asked: argparse.Namespace) -> None:
    if not settings.telegram_token:
        raise WrongSettings(NO_TOKEN)
    try:
        taken = asyncio.run(_taken(settings))
    except TimeoutError:
        raise LineDown("Telegram does not answer") from None
    show(asked, {"taken": taken}, TAKEN if taken else NOTHING)


async def _taken(settings: Settings) -> bool:
    telegram = Telegram(settings.telegram_token, settings.telegram_api)
    try:
        async with asyncio.timeout(TELEGRAM_PATIENCE):
            await telegram.open()
            set_by_somebody = bool(await telegram.webhook_now())
            if set_by_somebody:
                await telegram.webhook()
        return set_by_somebody
    finally:
        await telegram.close()
