"""The one door to cryptography: people's words are sealed before they become a row.

AES-256-GCM. Each owner (a course, a person, or "post" for mail in transit) has a data key, wrapped by the master key; what is
sealed is bound to its table, column and row, so that nothing can be moved to another place. Losing an owner's data key erases
all that was sealed for them.
"""

import json
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import WrongKey
from bot.ports import Rows

DataKey = AESGCM
KEY_BYTES = 32
_NONCE_BYTES = 12
_KEYS_AT_HAND = 4096


class Vault:
    """Holds the master key. `random` gives so many random bytes (os.urandom outside tests)."""

    def __init__(self, master: bytes, random: Callable[[int], bytes]) -> None:
        if len(master) != KEY_BYTES:
            raise WrongKey
        self._master = AESGCM(master)
        self._random = random
        # By the wrapped bytes, so that a key undone or erased in the database is never used again.
        self._opened: OrderedDict[bytes, DataKey] = OrderedDict()

    def key(self, rows: Rows, owner: str) -> DataKey:
        """The owner's data key, made and kept if there is none. Raises WrongKey when the master key does not fit."""
        found = rows.one("keys", {"owner": owner})
        wrapped = found["wrapped"] if found else self._make(rows, owner)
        ready = self._opened.get(wrapped)
        if ready is None:
            ready = AESGCM(_open(self._master, wrapped, f"keys|{owner}".encode()))
            self._opened[wrapped] = ready
            if len(self._opened) > _KEYS_AT_HAND:
                self._opened.popitem(last=False)
        return ready

    def has_key(self, rows: Rows, owner: str) -> bool:
        """Whether anything sealed for this owner can still be opened."""
        return rows.one("keys", {"owner": owner}) is not None

    def lock(self, key: DataKey, data: bytes, place: bytes) -> bytes:
        """Sealed bytes, good in this place only: nonce and ciphertext."""
        nonce = self._random(_NONCE_BYTES)
        return nonce + key.encrypt(nonce, data, place)

    def unlock(self, key: DataKey, sealed: bytes, place: bytes) -> bytes:
        """What was sealed in this place. Raises WrongKey for another key or another place."""
        return _open(key, sealed, place)

    def _make(self, rows: Rows, owner: str) -> bytes:
        wrapped = self.lock(self._master, self._random(KEY_BYTES), f"keys|{owner}".encode())
        rows.put("keys", {"owner": owner, "wrapped": wrapped})
        return wrapped


def as_json(data: Any) -> bytes:
    """Plain data as compact JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _open(key: DataKey, sealed: bytes, place: bytes) -> bytes:
    try:
        return key.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place)
    except InvalidTag as error:
        raise WrongKey from error
