"""Puts the house together and runs it: files, store, flows, texts, web, Telegram, and the loops between them."""

import asyncio
import logging
import signal
import socket
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from typing import Any

import uvicorn

from bot import shelf
from bot.channels.intake import Intake
from bot.channels.redaction import quiet_logs
from bot.channels.telegram import Telegram
from bot.channels.webhook import PATH, webhook_route
from bot.config import Settings
from bot.delivery.limits import Pace
from bot.delivery.postman import Postman
from bot.delivery.rounds import Bell, remind, walk
from bot.errors import SamvejError, StoreUnavailable, WrongSettings
from bot.opening import keep_name, open_house, set_stage
from bot.records.people import TELEGRAM
from bot.records.renames import rename
from bot.rendering.cleaning import clean
from bot.rendering.contact import picture
from bot.rendering.drawings import drawing
from bot.usecases.commands import REGISTERED
from bot.usecases.house import House
from bot.usecases.stage import Stage
from bot.web.access import Web
from bot.web.app import build
from bot.web.pages import Pages

log = logging.getLogger(__name__)
GRACE = 4
TELEGRAM_PATIENCE = 10.0
TELEGRAM_REST = 3.0
FORGET_EVERY = 3600.0


async def serve(settings: Settings, announce: Callable[[House, Stage], None]) -> None:
    """Run until told to stop; `announce` is called when the doors are open. Raises WrongSettings when they cannot be opened.

    On SIGHUP, and only then, the flows are read again.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    quiet_logs()
    logging.getLogger("transitions").setLevel(logging.WARNING)  # it tells of every state it leaves
    stage, house, door = set_stage(settings), open_house(settings), _door(settings)
    house.write(lambda records: rename(records, stage.flows))
    bell = Bell()
    telegram = Telegram(settings.telegram_token, settings.telegram_api, pictures=picture) if settings.telegram_token else None
    stage, reached = await _meet(settings, stage, telegram)
    intake = Intake(house=house, stage=stage, telegram=telegram, rang=bell.ring, clean=clean) if telegram else None
    hooks = [webhook_route(intake, settings.telegram_secret)] if intake and settings.telegram_webhook else []
    web = Web(house=house, stage=stage, pages=Pages(), rang=bell.ring, clean=clean, drawn=drawing)
    app = build(web)
    app.router.routes[:0] = hooks
    server = _Server(
        uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", server_header=False, timeout_graceful_shutdown=GRACE)
    )
    doors, told = [door for door in (web, intake) if door], asyncio.Event()
    loops: list[Coroutine[Any, Any, None]] = [remind(house, lambda: web.stage, bell), _read_again(settings, house, doors, told)]
    if telegram and intake:
        postman = Postman(house=house, name=TELEGRAM, channel=telegram, pace=Pace(), clock=time.monotonic)
        loops += [_telegram(settings, telegram, intake, reached=reached), intake.serve(), walk(postman, bell), _forget(intake)]
    tasks = [asyncio.create_task(loop) for loop in loops]
    server.when_open, server.when_told = lambda: announce(house, stage), told.set
    try:
        await server.serve(sockets=[door])
    finally:
        await _stop(tasks, telegram, house)


class _Server(uvicorn.Server):
    """uvicorn, stopping once on a signal and saying when its doors are open, and when it was told to read the flows again."""

    when_open: Callable[[], None]
    when_told: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, self._leave)
        loop.add_signal_handler(signal.SIGHUP, self.when_told)
        await super().startup(sockets)
        await asyncio.to_thread(self.when_open)

    def _leave(self) -> None:
        self.should_exit = True


async def _read_again(settings: Settings, house: House, doors: Sequence[shelf.Door], told: asyncio.Event) -> None:
    """Whenever told, take the flows into use as they are now in their files; a set with faults is refused, and the running one stays."""
    while True:
        await told.wait()
        told.clear()
        try:
            moved = await asyncio.to_thread(lambda: shelf.take_into_use(set_stage(settings), house, doors))
        except SamvejError as trouble:
            log.error("The flows were not read again, and those in use stay. %s", trouble)  # noqa: TRY400 - its message says it all
        else:
            log.info("The flows were read again. Kept rows under new ids: %d", moved)


async def _meet(settings: Settings, stage: Stage, telegram: Telegram | None) -> tuple[Stage, bool]:
    """Learn the bot's name. When Telegram does not answer, the web opens all the same, and Telegram is tried again later."""
    if telegram is None:
        return stage, False
    try:
        name = await asyncio.wait_for(telegram.open(), TELEGRAM_PATIENCE)
    except (OSError, TimeoutError) as trouble:
        log.warning("Telegram does not answer yet (%s)", type(trouble).__name__)
        return stage, False
    keep_name(settings, name)
    return replace(stage, bot_name=name), True


async def _telegram(settings: Settings, telegram: Telegram, intake: Intake, *, reached: bool) -> None:
    """Set Telegram up as the settings say, and fetch its updates unless it posts them."""
    while True:
        try:
            if not reached:
                keep_name(settings, await telegram.open())
                reached = True
            await _register(telegram, intake.stage)
            if settings.telegram_webhook:
                await telegram.webhook(settings.telegram_webhook.rstrip("/") + PATH, settings.telegram_secret)
                return
            await telegram.no_webhook()
            break
        except (OSError, WrongSettings) as trouble:
            log.warning("Telegram could not be set up: %s", trouble)
            await asyncio.sleep(TELEGRAM_REST)
    await intake.poll()


async def _register(telegram: Telegram, stage: Stage) -> None:
    commands = {language: [(name, stage.texts_in(language).say(text)) for name, text in listed] for language, listed in REGISTERED.items()}
    await telegram.register({"": commands[stage.language], **commands})


async def _forget(intake: Intake) -> None:
    while True:
        try:
            await intake.forget()
        except StoreUnavailable as trouble:
            log.warning("What was handled is not forgotten yet: %s", trouble)
        await asyncio.sleep(FORGET_EVERY)


async def _stop(tasks: list[asyncio.Task[None]], telegram: Telegram | None, house: House) -> None:
    for task in tasks:
        task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    for end in ended:
        if isinstance(end, Exception):
            log.error("A loop had ended: %s", type(end).__name__)
    if telegram:
        await telegram.close()
    house.store.close()


def _door(settings: Settings) -> socket.socket:
    try:
        return socket.create_server((settings.host, settings.port), reuse_port=False)
    except OSError as error:
        raise WrongSettings(
            f"SAMVEJ_HOST, SAMVEJ_PORT: {settings.host}:{settings.port} cannot be opened ({error.strerror}); give another"
        ) from error
