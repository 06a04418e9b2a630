"""The loop that keeps the head of the trail outside the database, and tells it to the log once a day."""

import asyncio
from datetime import datetime, timedelta

from bot.domain.trail import Head
from bot.errors import SamvejError
from bot.logs import logger
from bot.ports import Witness
from bot.usecases import accessing
from bot.usecases.health import ANCHOR
from bot.usecases.house import House

log = logger()
EVERY = 10.0
TELL_EVERY = timedelta(days=1)


async def anchor(house: House, witness: Witness) -> None:
    """Anchor the head whenever it has moved, and once more when told to stop. Trouble is told once, until it is another."""
    told: datetime | None = None
    trouble = ""
    try:
        while True:
            house.pulse.beat("anchoring")
            head, trouble = await asyncio.to_thread(keep, house, witness, trouble)
            if head and (told is None or house.clock() - told >= TELL_EVERY):
                told = house.clock()
                log.info("trail_head", count=head.number, mac=head.mac.hex())
            await asyncio.sleep(EVERY)
    finally:
        keep(house, witness, trouble)


def keep(house: House, witness: Witness, before: str = "") -> tuple[Head | None, str]:
    """Anchor the head once; it, or the trouble there was, which goes to the log unless it is the same as before."""
    try:
        head = accessing.keep_head(house, witness)
    except SamvejError as error:
        trouble = str(error)
        if trouble != before:
            log.error("trail_not_anchored", trouble=error)  # noqa: TRY400 - its message says it all
        return None, trouble
    house.pulse.done[ANCHOR] = house.clock()
    return head, ""
