"""Holds the line to Telegram as its switch says: opens it and fetches what comes, or lets go, so that nothing connects any more."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.channels.intake import Intake
from bot.channels.telegram import Telegram
from bot.channels.webhook import PATH
from bot.errors import SamvejError
from bot.logs import logger
from bot.records import switches
from bot.usecases import knocking
from bot.usecases.commands import REGISTERED
from bot.usecases.house import House

log = logger()
REST = 3.0
LOOK_AGAIN = 1.0
LAST_WORDS = 60.0


@dataclass(slots=True, kw_only=True, eq=False)
class Line:
    """The line of a bot. `webhook` is the public address that updates are posted to (empty: they are fetched).

    `named` keeps the bot's name, `rang` is called when letters may be waiting.
    """

    house: House
    telegram: Telegram
    intake: Intake
    webhook: str
    secret: str
    named: Callable[[str], None]
    rang: Callable[[], None]

    async def hold(self) -> None:
        """As the switch says, for ever; it is looked at every second."""
        fetching: asyncio.Task[None] | None = None
        try:
            while True:
                off = await self._is_off()
                if off or (fetching and fetching.done()):
                    await _ended(fetching)
                    fetching = None
                if off:
                    await self._let_go()
                elif fetching is None:
                    fetching = asyncio.create_task(self._fetch())
                await asyncio.sleep(LOOK_AGAIN)
        finally:
            await _ended(fetching)

    async def _fetch(self) -> None:
        """Set Telegram up as the settings say, and fetch its updates unless it posts them."""
        while True:
            try:
                if not self.telegram.is_open:
                    self.named(await self.telegram.open())
                await self._set_up()
                break
            except (OSError, SamvejError) as trouble:
                log.warning("telegram_not_set_up", trouble=trouble)
                await asyncio.sleep(REST)
        self.rang()
        if self.webhook:
            await asyncio.Event().wait()
        await self.intake.poll()

    async def _set_up(self) -> None:
        stage = self.intake.stage
        commands = {
            language: [(name, stage.texts_in(language).say(text)) for name, text in listed] for language, listed in REGISTERED.items()
        }
        await self.telegram.register({"": commands[stage.language], **commands})
        forget = await asyncio.to_thread(self.house.read, switches.has_backlog)
        if self.webhook:
            await self.telegram.webhook(self.webhook.rstrip("/") + PATH, self.secret, forget=forget)
        else:
            await self.telegram.no_webhook(forget=forget)
        if forget:
            await asyncio.wrap_future(self.house.submit(switches.backlog_dropped))

    async def _let_go(self) -> None:
        """Wait for the last letters, not for ever, and close; then no letter waits for Telegram any more."""
        for _ in range(round(LAST_WORDS / LOOK_AGAIN) if self.telegram.is_open else 0):
            if not await self._has_last_words():
                break
            await asyncio.sleep(LOOK_AGAIN)
        await self.telegram.close()
        if not await self._has_last_words():
            return
        try:
            await asyncio.wrap_future(self.house.submit(knocking.give_up))
        except SamvejError as trouble:
            log.warning("letters_wait_on", trouble=trouble)

    async def _has_last_words(self) -> bool:
        try:
            return await asyncio.to_thread(self.house.read, knocking.has_last_words)
        except SamvejError:
            return True

    async def _is_off(self) -> bool:
        """A switch that cannot be read counts as off where nothing is connected yet, and else as it was."""
        try:
            return await asyncio.to_thread(self.house.read, lambda records: switches.is_off(records, switches.TELEGRAM))
        except SamvejError:
            return not self.telegram.is_open


async def _ended(task: asyncio.Task[None] | None) -> None:
    if task is None:
        return
    task.cancel()
    [end] = await asyncio.gather(task, return_exceptions=True)
    if isinstance(end, Exception):
        log.error("line_ended", error=type(end).__name__)
