"""A real mail server on this machine that does as it is told, and the certificate it shows."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

TAKEN = "250 OK"
LOST = "lost"
# An address that reaches this machine and is not a name for it.
ELSEWHERE = "0.0.0.0"  # noqa: S104 - nobody listens there


@dataclass
class Takes:
    """What the server answers to each recipient and each mail (the next of a list, then "250 OK"), and what it was given."""

    to_recipient: list[str] = field(default_factory=list)
    to_mail: list[str] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    under_tls: list[bool] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd asks for
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        said = self.to_recipient.pop(0) if self.to_recipient else TAKEN
        if said == TAKEN:
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        said = self.to_mail.pop(0) if self.to_mail else TAKEN
        if said == LOST:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            return TAKEN
        content = envelope.content
        assert isinstance(content, bytes)
        found = message_from_bytes(content, policy=policy.default)
        assert isinstance(found, EmailMessage)
        self.mails.append(found)
        self.raw.append(content)
        self.under_tls.append(session.ssl is not None)
        return said


@asynccontextmanager
async def mail_server(takes: Takes, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """A server that takes mails on a port of this machine; the port."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(takes, hostname="mail", tls_context=tls, loop=loop), "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()


def certified(folder: Path, address: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server of this address shows, and what somebody goes by who trusts it."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, plain = folder / "mail.pem", serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    file.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain) + made.public_bytes(serialization.Encoding.PEM))
    shows = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    shows.load_cert_chain(file)
    return shows, ssl.create_default_context(cafile=str(file))
