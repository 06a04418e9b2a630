"""What the web needs of the libraries that open doors, and how many passwords are looked at side by side."""

import asyncio
from dataclasses import dataclass, field
from typing import Protocol

from bot.domain.signing import LONGEST
from bot.ports import Codes, Passkeys

SIDE_BY_SIDE = 2


class Passwords(Protocol):
    """Hashes passwords, slowly and on purpose."""

    def hash(self, password: str) -> str:
        """What is kept of a password."""

    def fits(self, password: str, kept: str) -> bool:
        """Whether this is the password that was kept; with nothing kept, False after as much work."""


class Organisation(Protocol):
    """The organisation's own sign-in. Every call waits for the net, and raises OSError when nobody answers there."""

    @property
    def host(self) -> str:
        """Where people are sent."""

    def address(self, *, state: str, nonce: str, verifier: str) -> str:
        """Where to send somebody. Raises BadInput."""

    def subject(self, query: str, *, state: str, nonce: str, verifier: str) -> str:
        """Who came back with this query. Raises BadInput."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locks:
    """The doors' locks. `passkeys` is None at an address for which browsers make none; `organisation` where there is none."""

    passwords: Passwords
    codes: Codes
    passkeys: Passkeys | None
    organisation: Organisation | None = None
    _turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(SIDE_BY_SIDE))

    @property
    def host(self) -> str:
        """Where the organisation's own sign-in sends people; empty where there is none."""
        return self.organisation.host if self.organisation else ""

    async def hash(self, password: str) -> str:
        """What is kept of a password, made beside the event loop."""
        async with self._turn:
            return await asyncio.to_thread(self.passwords.hash, password)

    async def fits(self, password: str, kept: str) -> bool:
        """Whether this is the password that was kept. One that is too long fits nothing, and is not hashed."""
        async with self._turn:
            return await asyncio.to_thread(self.passwords.fits, password if len(password) <= LONGEST else "", kept)
