"""Puts the house together and runs it: files, store, flows, texts, web, Telegram, and the loops between them."""

import asyncio
import signal
import socket
import sys
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import uvicorn
from starlette.routing import Route

from bot import shelf
from bot.channels.email import Email, MailServer
from bot.channels.intake import Intake
from bot.channels.line import Line
from bot.channels.packing import painted
from bot.channels.telegram import Telegram
from bot.channels.webhook import webhook_route
from bot.config import Settings
from bot.delivery.anchoring import anchor, keep
from bot.delivery.limits import Pace
from bot.delivery.postman import Postman
from bot.delivery.rounds import Bell, remind, retain, tidy, walk
from bot.domain.letter import Letter
from bot.errors import LoopEnded, SamvejError, StoreUnavailable, WrongSettings
from bot.locks.codes import Codes
from bot.locks.organisation import organisation_at
from bot.locks.passkeys import passkeys_at
from bot.locks.passwords import Passwords
from bot.logs import logger, place, set_up
from bot.opening import is_here, keep_name, open_house, room, set_stage, witness
from bot.ports import Painter
from bot.records import post, switches, traces
from bot.records.core import Records
from bot.records.people import EMAIL, TELEGRAM
from bot.records.post import Envelope
from bot.records.renames import rename
from bot.rendering.cleaning import clean
from bot.rendering.contact import picture
from bot.rendering.drawings import drawing
from bot.rendering.pool import Pool
from bot.stores.anchor import Anchor
from bot.stores.key_file import keep_memory_in
from bot.usecases import departing, knocking, mailing, mails, undelivered
from bot.usecases.health import Watch
from bot.usecases.house import House
from bot.usecases.stage import Stage
from bot.web.access import Web
from bot.web.app import build
from bot.web.desk_sign_in import ANSWER
from bot.web.faces import is_safe
from bot.web.launch import key_of
from bot.web.locks import Locks
from bot.web.pages import Pages

log = logger()
GRACE = 3
TELEGRAM_PATIENCE = 10.0
FORGET_EVERY = 3600.0
MAILS_A_SECOND = 5


async def serve(settings: Settings, announce: Callable[[House, Stage], None]) -> None:
    """Run until told to stop; `announce` is called when the doors are open. Raises WrongSettings when they cannot be opened.

    On SIGHUP, and only then, the flows are read again.
    """
    set_up(sys.stderr)
    keep_memory_in()
    stage, house, listening = set_stage(settings), open_house(settings), _listening(settings)
    house.write(lambda records: rename(records, stage.flows))
    bell, head = Bell(), Anchor(witness(settings))
    keep(house, head)
    painter = Pool()
    telegram = _telegram(settings, painter) if settings.telegram_token else None
    stage = await _meet(settings, stage, house, telegram)
    intake = Intake(house=house, stage=stage, telegram=telegram, rang=bell.ring, clean=clean) if telegram else None
    hooks = [webhook_route(intake, settings.telegram_secret)] if intake and settings.telegram_webhook else []
    web = _web(settings, house, stage, bell, head, painter)
    server, told = _server(web, hooks), asyncio.Event()
    doors = [door for door in (web, intake) if door]
    loops = {**_loops(web, bell), "flows": _read_again(settings, house, doors, told), "forgetting": _forget(house, intake)}
    if telegram and intake:
        line = _line(settings, house, telegram, intake, bell)
        web.watch.line = lambda: line.trouble
        loops |= {"line": line.hold(), "worker": intake.serve(), "postman_telegram": walk(_postman(house, telegram, intake, painter), bell)}
    house.write(lambda records: mailing.settle(records, web.stage, on=bool(settings.mail_server)))
    if settings.mail_server:
        loops["postman_email"] = walk(_mail_postman(settings, web), Bell())
    tasks = [_started(name, loop, house, server) for name, loop in loops.items()]
    server.when_open, server.when_told, server.when_over = lambda: announce(house, stage), told.set, web.hub.close
    try:
        await server.serve(sockets=[listening])
    finally:
        await _stop(tasks, telegram, painter, house)
    if house.pulse.fallen:
        raise LoopEnded(*(f"{name}: {error}" for name, error in house.pulse.fallen.items()))


def _telegram(settings: Settings, painter: Painter) -> Telegram:
    return Telegram(settings.telegram_token, settings.telegram_api, pictures=picture, painter=painter)


def _web(settings: Settings, house: House, stage: Stage, bell: Bell, head: Anchor, painter: Painter) -> Web:
    return Web(
        house=house,
        stage=stage,
        pages=Pages(demonstration=settings.demonstration),
        rang=bell.ring,
        clean=clean,
        drawn=drawing,
        painter=painter,
        witness=head,
        locks=_locks(settings),
        metrics_token=settings.metrics_token,
        mini=key_of(settings.telegram_token) if is_safe(settings.url) else b"",
        watch=Watch(opened=house.clock(), room=lambda: room(settings), backups=bool(settings.backup_key), writes=True),
    )


def _loops(web: Web, bell: Bell) -> dict[str, Coroutine[Any, Any, None]]:
    """What goes on with and without Telegram, by the stage that is in use."""
    house = web.house
    return {
        "timers": remind(house, lambda: web.stage, bell),
        "retention": retain(house, lambda: web.stage, bell),
        "anchoring": anchor(house, web.witness),
        "tidying": tidy(house),
    }


def _started(name: str, loop: Coroutine[Any, Any, None], house: House, server: "_Server") -> asyncio.Task[None]:
    """A loop under way. Should it end by an error, the whole program ends, so that it is started again: all it knows is on disk.

    It does not go on half, since nobody would notice; nor is the loop begun anew, since nobody knows what it left behind in memory.
    """
    task = asyncio.create_task(loop, name=name)

    def ended(done: asyncio.Task[None]) -> None:
        error = None if done.cancelled() else done.exception()
        if error:
            house.pulse.fell(name, type(error).__name__)
            log.error("loop_ended", loop=name, error=type(error).__name__, where=place(error))
            server.leave()

    task.add_done_callback(ended)
    return task


def _server(web: Web, hooks: Sequence[Route]) -> "_Server":
    """The web, with the addresses that Telegram posts to before its own."""
    app = build(web)
    app.router.routes[:0] = hooks
    return _Server(
        uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", server_header=False, timeout_graceful_shutdown=GRACE)
    )


def _locks(settings: Settings) -> Locks:
    back = settings.url + ANSWER
    organisation = organisation_at(issuer=settings.oidc_issuer, client=settings.oidc_client, secret=settings.oidc_secret, back=back)
    return Locks(passwords=Passwords(), codes=Codes(), passkeys=passkeys_at(settings.url), organisation=organisation)


class _Server(uvicorn.Server):
    """uvicorn, stopping once on a signal and saying when its doors are open, and when it was told to read the flows again."""

    when_open: Callable[[], None]
    when_told: Callable[[], None]
    when_over: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, self.leave)
        loop.add_signal_handler(signal.SIGHUP, self.when_told)
        await super().startup(sockets)
        await asyncio.to_thread(self.when_open)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # It waits for all answers to end, and streams do not end by themselves.
        self.when_over()
        await super().shutdown(sockets)

    def leave(self) -> None:
        """Close the doors, and end."""
        self.should_exit = True


async def _read_again(settings: Settings, house: House, doors: Sequence[shelf.Door], told: asyncio.Event) -> None:
    """Whenever told, take the flows into use as they are now in their files; a set with faults is refused, and the running one stays."""
    while True:
        await told.wait()
        told.clear()
        try:
            moved = await asyncio.to_thread(lambda: shelf.take_into_use(set_stage(settings), house, doors))
        except SamvejError as trouble:
            log.error("flows_refused", trouble=trouble)  # noqa: TRY400 - its message says it all
        else:
            log.info("flows_read_again", count=moved)


async def _meet(settings: Settings, stage: Stage, house: House, telegram: Telegram | None) -> Stage:
    """Learn the bot's name. When Telegram does not answer, the web opens all the same, and Telegram is tried again later.

    Where it is switched off, nobody asks it.
    """
    if telegram is None or house.read(lambda records: switches.is_off(records, switches.TELEGRAM)):
        return stage
    try:
        name = await asyncio.wait_for(telegram.open(), TELEGRAM_PATIENCE)
    except (OSError, TimeoutError) as trouble:
        log.warning("telegram_not_answering", trouble=trouble)
        return stage
    keep_name(settings, name)
    return replace(stage, bot_name=name)


def _line(settings: Settings, house: House, telegram: Telegram, intake: Intake, bell: Bell) -> Line:
    return Line(
        house=house,
        telegram=telegram,
        intake=intake,
        webhook=settings.telegram_webhook,
        secret=settings.telegram_secret,
        named=lambda name: keep_name(settings, name),
        rang=bell.ring,
    )


def _postman(house: House, telegram: Telegram, intake: Intake, painter: Painter) -> Postman:
    def ready(records: Records, envelope: Envelope) -> Letter | None:
        return knocking.ready(records, intake.stage, envelope)

    def again(records: Records, envelope: Envelope, letter: Letter) -> Letter:
        return departing.second_copy(records, intake.stage, envelope, letter)

    def failed(records: Records, envelope: Envelope) -> None:
        undelivered.failed(records, intake.stage, envelope)

    draw = partial(painted, painter=painter)
    return Postman(
        house=house, name=TELEGRAM, channel=telegram, pace=Pace(), clock=time.monotonic, ready=ready, again=again, failed=failed, drawn=draw
    )


def _mail_postman(settings: Settings, web: Web) -> Postman:
    """The one for mails, by the stage that is in use. It has a bell of its own, since a bell wakes one postman alone."""

    def ready(records: Records, envelope: Envelope) -> Letter | None:
        return mails.ready(records, web.stage, envelope)

    def failed(records: Records, envelope: Envelope) -> None:
        undelivered.failed(records, web.stage, envelope)

    (host, port), operator = settings.mail_at, web.stage.operator.said_in(web.stage.language)
    server = MailServer(host=host, port=port, here=is_here(host), user=settings.mail_user, password=settings.mail_password)
    email = Email(
        server=server, sender=settings.mail_from, name=operator.controller, stop=partial(mails.stop_at, settings.url), clock=web.house.clock
    )
    pace = Pace(overall=MAILS_A_SECOND, reserve=1, burst=1)
    return Postman(house=web.house, name=EMAIL, channel=email, pace=pace, clock=time.monotonic, ready=ready, failed=failed)


async def _forget(house: House, intake: Intake | None) -> None:
    """Drop, every hour, what was handled and what is too old to be taken back."""
    while True:
        house.pulse.beat("forgetting")
        try:
            while await asyncio.wrap_future(house.submit(traces.forget)):
                pass
            await asyncio.wrap_future(house.submit(post.forget_out))
            if intake:
                await intake.forget()
        except StoreUnavailable as trouble:
            log.warning("not_forgotten_yet", trouble=trouble)
        await asyncio.sleep(FORGET_EVERY)


async def _stop(tasks: list[asyncio.Task[None]], telegram: Telegram | None, painter: Painter, house: House) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    if telegram:
        await telegram.close()
    await asyncio.to_thread(painter.close)
    house.store.close()


def _listening(settings: Settings) -> socket.socket:
    try:
        return socket.create_server((settings.host, settings.port), reuse_port=False)
    except OSError as error:
        raise WrongSettings(
            f"SAMVEJ_HOST, SAMVEJ_PORT: {settings.host}:{settings.port} cannot be opened ({error.strerror}); give another"
        ) from error
