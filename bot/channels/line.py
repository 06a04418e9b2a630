"""Holds the line to Telegram as its switch says: opens it and fetches what comes, or lets go, so that nothing connects any more."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.channels.intake import Intake
from bot.channels.telegram import Telegram
from bot.channels.webhook import PATH
from bot.errors import ForeignWebhook, SamvejError
from bot.logs import logger
from bot.records import switches
from bot.records.core import Records
from bot.usecases import knocking, launching
from bot.usecases.commands import REGISTERED
from bot.usecases.house import House

log = logger()
REST = 3.0
WATCH = 60.0
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

    @property
    def trouble(self) -> str:
        """What is wrong with the line, in a sentence; empty when well."""
        return self.intake.alarm.trouble

    async def hold(self) -> None:
        """As the switch says, for ever; it is looked at every second."""
        fetching: asyncio.Task[None] | None = None
        try:
            while True:
                self.house.pulse.beat("line")
                off = await self._is_off()
                if off or (fetching and fetching.done()):
                    await _ended(fetching)
                    self.house.pulse.rest("polling")
                    fetching = None
                if off:
                    await self._let_go()
                elif fetching is None:
                    fetching = asyncio.create_task(self._fetch())
                await asyncio.sleep(LOOK_AGAIN)
        finally:
            await _ended(fetching)

    async def _fetch(self) -> None:
        """Set Telegram up as the settings say, and fetch its updates unless it posts them; whatever goes wrong, again after a while."""
        while True:
            try:
                if not self.telegram.is_open:
                    self.named(await self.telegram.open())
                await self._set_up()
                self.rang()
                await (self._watch() if self.webhook else self.intake.poll())
            except (OSError, SamvejError) as trouble:
                self.house.pulse.rest("polling")
                await asyncio.sleep(self.intake.alarm.failed(trouble, REST))

    async def _watch(self) -> None:
        """Look now and then whether updates are still posted to us; ends when they are posted to nobody."""
        while await self._posted_to():
            self.intake.alarm.well()
            await asyncio.sleep(WATCH)

    async def _posted_to(self) -> str:
        """Where updates are posted to (empty: nowhere). Raises ForeignWebhook for an address that was never ours: it is left alone."""
        url = await self.telegram.webhook_now()
        if url not in {"", self._address, await asyncio.to_thread(self.house.read, switches.webhook)}:
            raise ForeignWebhook
        return url

    @property
    def _address(self) -> str:
        return self.webhook.rstrip("/") + PATH if self.webhook else ""

    async def _set_up(self) -> None:
        await self._posted_to()
        stage = self.intake.stage
        commands = {
            language: [(name, stage.texts_in(language).say(text)) for name, text in listed] for language, listed in REGISTERED.items()
        }
        await self.telegram.register({"": commands[stage.language], **commands})
        await self.telegram.menu(stage.texts_in(stage.language).say(launching.SHORT), launching.inside_at(stage.url))
        forget = await asyncio.to_thread(self.house.read, switches.has_backlog)
        await self.telegram.webhook(self._address, self.secret, forget=forget)
        await asyncio.wrap_future(self.house.submit(lambda records: _is_set_up(records, self._address, forgot=forget)))

    async def _let_go(self) -> None:
        """Wait for the last letters, not for ever, and close; then no letter waits for Telegram any more."""
        self.intake.alarm.well()
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


def _is_set_up(records: Records, address: str, *, forgot: bool) -> None:
    switches.webhook_set(records, address)
    if forgot:
        switches.backlog_dropped(records)


async def _ended(task: asyncio.Task[None] | None) -> None:
    if task is None:
        return
    task.cancel()
    [end] = await asyncio.gather(task, return_exceptions=True)
    if isinstance(end, Exception):
        log.error("line_ended", error=type(end).__name__)
