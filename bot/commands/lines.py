"""What the doctor asks of the lines out of the house: the port, Telegram and the mail server. It connects, and sends nothing."""

import asyncio
import socket
from collections.abc import Iterator

from bot.app import TELEGRAM_PATIENCE
from bot.channels.email import MailServer, is_sealed
from bot.channels.telegram import Telegram
from bot.channels.webhook import PATH
from bot.commands.standing import asked_service
from bot.config import Settings
from bot.errors import WrongSettings
from bot.opening import is_here
from bot.rendering.contact import picture

PATIENCE = 10.0


def port_faults(settings: Settings) -> Iterator[str]:
    """Whether the port can be opened, unless our own service has it."""
    try:
        socket.create_server((settings.host, settings.port), reuse_port=False).close()
    except OSError as error:
        if not asked_service(settings):
            yield f"SAMVEJ_HOST, SAMVEJ_PORT: {settings.host}:{settings.port} cannot be opened ({error.strerror}); give another"


def telegram_faults(settings: Settings) -> Iterator[str]:
    """Whether Telegram takes the token, and posts to nobody else."""
    if settings.telegram_token:
        yield from asyncio.run(_asked_telegram(settings))


async def _asked_telegram(settings: Settings) -> list[str]:
    telegram = Telegram(settings.telegram_token, settings.telegram_api, pictures=picture)
    try:
        await asyncio.wait_for(telegram.open(), TELEGRAM_PATIENCE)
        posts_to = await asyncio.wait_for(telegram.webhook_now(), TELEGRAM_PATIENCE)
    except WrongSettings as refused:
        return [f"SAMVEJ_TELEGRAM_TOKEN: {' '.join(refused.details)}"]
    except (OSError, TimeoutError):
        return [f"{settings.telegram_api} cannot be reached; open the way to it, or leave the token out until it can be"]
    finally:
        await telegram.close()
    ours = settings.telegram_webhook.rstrip("/") + PATH if settings.telegram_webhook else ""
    if posts_to and posts_to != ours:
        return ["another program has a webhook for this bot; stop it, or take a new token from BotFather, if it is not yours"]
    return []


def mail_faults(settings: Settings) -> Iterator[str]:
    """Whether the mail server answers, seals what is sent, and lets us sign in."""
    if not settings.mail_server:
        return
    host, port = settings.mail_at
    server = MailServer(host=host, port=port, here=is_here(host), user=settings.mail_user, password=settings.mail_password)
    try:
        sealed = asyncio.run(is_sealed(server, PATIENCE))
    except OSError as trouble:
        yield f"SAMVEJ_MAIL_SERVER: {host}:{port} does not take us ({type(trouble).__name__}); see that host, port and sign-in are right"
        return
    if not sealed:
        yield f"SAMVEJ_MAIL_SERVER: {host}:{port} offers no STARTTLS, so mails would be open to read on the way; name one that does"
