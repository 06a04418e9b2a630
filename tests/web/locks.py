"""Locks that open at once: passwords that are not hashed, passkeys that say who they are, an organisation that answers as it is told."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.signing import Passkey
from bot.errors import BadInput
from bot.locks.codes import Codes
from bot.web.locks import Locks


class FakePasswords:
    def __init__(self) -> None:
        self.looked_at: list[str] = []

    def hash(self, password: str) -> str:
        return f"hash of {password}"

    def fits(self, password: str, kept: str) -> bool:
        self.looked_at.append(password)
        return kept == f"hash of {password}"


class FakePasskeys:
    """What the device would do is one call: `made` and `used` believe what the answer says."""

    def offer(self, challenge: str, person: str, name: str, known: Sequence[str]) -> str:
        return json.dumps({"challenge": challenge, "name": name, "known": list(known)})

    def ask(self, challenge: str) -> str:
        return json.dumps({"challenge": challenge})

    def made_for(self, answer: str) -> tuple[str, str]:
        said = self._read(answer)
        return said["challenge"], said["id"]

    def made(self, answer: str, challenge: str) -> Passkey:
        return Passkey(id=self._read(answer)["id"], public_key="key", uses=0)

    def used(self, answer: str, challenge: str, passkey: Passkey) -> int:
        if self._read(answer).get("forged"):
            raise BadInput
        return passkey.uses + 1

    def _read(self, answer: str) -> dict[str, str]:
        try:
            said: dict[str, str] = json.loads(answer)
            return {name: said[name] for name in ("id", "challenge", *({"forged"} & said.keys()))}
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BadInput from error


@dataclass(kw_only=True)
class FakeOrganisation:
    """`who` comes back; nobody answers while it is `away`."""

    who: str = "anna"
    away: bool = False
    host: str = "login.example"
    asked: list[dict[str, str]] = field(default_factory=list)

    def address(self, *, state: str, nonce: str, verifier: str) -> str:
        if self.away:
            raise ConnectionError
        self.asked.append({"state": state, "nonce": nonce, "verifier": verifier})
        return f"https://login.example/?state={state}"

    def subject(self, query: str, *, state: str, nonce: str, verifier: str) -> str:
        if self.away:
            raise ConnectionError
        if "code=good" not in query or {"state": state, "nonce": nonce, "verifier": verifier} not in self.asked:
            raise BadInput
        return self.who


def fake_locks() -> Locks:
    return Locks(passwords=FakePasswords(), codes=Codes(), passkeys=FakePasskeys(), organisation=FakeOrganisation())
