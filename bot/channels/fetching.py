"""Fetches the photos and voice messages that wait at Telegram, and has them cleaned before anybody keeps them."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from bot.channels.incoming import Incoming
from bot.channels.telegram import Telegram
from bot.domain.media import LARGEST, PICTURE, VOICE, Media
from bot.errors import BadInput
from bot.logs import logger
from bot.usecases.receiving import Arrived

log = logger()
WAITS = (1.0, 5.0, 0.0)
PATIENCE = 60.0
MEDIA = {"photo": PICTURE, "voice": VOICE}


async def with_file(telegram: Telegram, clean: Callable[[str, bytes], Media], found: Incoming, arrived: Arrived) -> Arrived:
    """What arrived, with the bytes of its file. One that cannot be had or kept is told of in its place."""
    try:
        body = await _fetched(telegram, found)
        sent = await asyncio.to_thread(clean, MEDIA[found.kind], body)
    except BadInput as fault:
        return replace(arrived, kind=fault.details[0])
    return replace(arrived, body=sent.body, mime=sent.kind, seconds=found.seconds, captioned=found.captioned)


async def _fetched(telegram: Telegram, found: Incoming) -> bytes:
    """A few tries: the person's next messages wait meanwhile, so that they stay in order."""
    if found.size > LARGEST:
        raise BadInput("too_big")
    for wait in WAITS:
        try:
            async with asyncio.timeout(PATIENCE):
                return await telegram.file(found.file)
        except OSError as trouble:
            log.warning("file_not_fetched", trouble=trouble)
        await asyncio.sleep(wait)
    raise BadInput("gone")
