"""The one door to aiosmtplib: hands mails to the organisation's mail server, and none in the clear but on this machine."""

import asyncio
import contextlib
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

import aiosmtplib
from aiosmtplib import SMTPException, SMTPRecipientRefused, SMTPResponseException, SMTPSenderRefused

from bot.domain.letter import Later, Letter, Outcome, Refused, Sent, Unknown
from bot.logs import logger

log = logger()
# Longer than a server may take for one answer, and for all of them together.
PATIENCE, ALL_PATIENCE = 20.0, 60.0
AFTER_TROUBLE, WITHOUT_TLS = 60.0, 600.0
NOBODY_THERE = {550, 551, 553}
# The headers are kept on one line each: folded, a long address in them could not be read any more.
ONE_LINE = SMTP.clone(max_line_length=998)
ADDRESS = re.compile(r"[!-?A-~]+@[A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mails are handed in. `here`: it is this machine, and nobody is in between; without a `user` nobody signs in."""

    host: str
    port: int
    here: bool
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """A channel whose letters are mails from `sender`, shown as `name` (the organisation).

    `stop` gives the address at which somebody stops mails to the mailbox of this id.
    """

    server: MailServer
    sender: str
    name: str
    stop: Callable[[str], str]
    clock: Callable[[], datetime]
    tls: ssl.SSLContext | None = None
    patience: float = PATIENCE

    async def deliver(self, external: str, letter: Letter) -> Outcome:
        """Send a letter, with `to`, `subject` and `mark` put in, to the mailbox of this id; how that ended. Never raises for trouble."""
        if not ADDRESS.fullmatch(letter.to):
            return Refused(reason="no address", gone=True)
        mail = self._written(external, letter).as_bytes()
        host, own = self.server.host, self.sender.partition("@")[2]
        smtp = aiosmtplib.SMTP(hostname=host, port=self.server.port, start_tls=False, timeout=self.patience, local_hostname=own)
        try:
            return await self._offered(smtp, letter.to) or await _handed_over(smtp, mail)
        finally:
            smtp.close()

    async def _offered(self, smtp: aiosmtplib.SMTP, to: str) -> Outcome | None:
        """Everything before the mail itself; how that ended, or None when the server wants the mail. Surely nothing is sent yet."""
        try:
            async with asyncio.timeout(ALL_PATIENCE):
                await smtp.connect()
                if not await self._is_closed_to_others(smtp):
                    log.error("mail_server_without_tls")
                    return Later(seconds=WITHOUT_TLS)
                if self.server.user:
                    await smtp.login(self.server.user, self.server.password)
                await smtp.mail(self.sender)
                await smtp.rcpt(to)
        except (SMTPSenderRefused, SMTPRecipientRefused) as fault:
            nobody = isinstance(fault, SMTPRecipientRefused) and fault.code in NOBODY_THERE
            return _refused(fault.code, gone=nobody)
        except (SMTPException, OSError) as trouble:
            log.warning("mail_server_trouble", trouble=trouble)
            return Later(seconds=AFTER_TROUBLE)
        return None

    async def _is_closed_to_others(self, smtp: aiosmtplib.SMTP) -> bool:
        """Whether nobody in between can read along; where the server is elsewhere, TLS is begun, and its certificate must be right."""
        if self.server.here:
            return True
        await smtp.ehlo()
        if not smtp.supports_extension("starttls"):
            return False
        await smtp.starttls(tls_context=self.tls)
        return True

    def _written(self, mailbox: str, letter: Letter) -> EmailMessage:
        mail = EmailMessage(policy=ONE_LINE)
        mail["From"] = Address(_line(self.name), addr_spec=self.sender)
        mail["To"] = letter.to
        mail["Subject"] = _line(letter.subject)
        mail["Date"] = format_datetime(self.clock())
        mail["Message-ID"] = f"<{letter.mark}@{self.sender.partition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail["List-Unsubscribe"] = f"<{self.stop(mailbox)}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail.set_content(letter.text, cte="quoted-printable")
        if letter.attachment:
            mail.add_attachment(letter.attachment, subtype="calendar", filename="kalender.ics", cte="base64")
        return mail


async def is_sealed(server: MailServer, patience: float = PATIENCE) -> bool:
    """Try a server out, and send nothing: whether nobody in between could read along. OSError when it does not answer, or not rightly."""
    smtp = aiosmtplib.SMTP(hostname=server.host, port=server.port, start_tls=False, timeout=patience)
    try:
        await smtp.connect()
        await smtp.ehlo()
        if not server.here and not smtp.supports_extension("starttls"):
            return False
        if not server.here:
            await smtp.starttls()
        if server.user:
            await smtp.login(server.user, server.password)
    except SMTPException as trouble:
        raise OSError(type(trouble).__name__) from None
    finally:
        smtp.close()
    return True


async def _handed_over(smtp: aiosmtplib.SMTP, mail: bytes) -> Outcome:
    """The mail itself. Where the answer to it is lost, it may have been taken."""
    try:
        async with asyncio.timeout(ALL_PATIENCE):
            await smtp.data(mail)
    except SMTPResponseException as fault:
        return _refused(fault.code)
    except (SMTPException, OSError) as trouble:
        log.warning("mail_end_unknown", trouble=trouble)
        return Unknown()
    with contextlib.suppress(SMTPException, OSError):
        await smtp.quit()
    return Sent()


def _refused(code: int, *, gone: bool = False) -> Outcome:
    """Refused for ever from 500 on, else for now."""
    return Refused(reason=str(code), gone=gone) if code >= 500 else Later(seconds=AFTER_TROUBLE)


def _line(text: str) -> str:
    return " ".join(text.split())
