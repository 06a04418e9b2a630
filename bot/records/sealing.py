"""The one door to cryptography: people's words are sealed before they become a row.

AES-256-GCM. Each owner (a course, a person, or "post" for mail in transit) has a data key, wrapped by the master key; what is
sealed is bound to its table, column and row, so that nothing can be moved to another place. Losing an owner's data key erases
all that was sealed for them.

Each wrapped key names its master. The row of the owner "master" says which one is in use; it is read in the very transaction that
makes a data key, so that a running program follows when the master is changed beside it.
"""

import hashlib
import hmac
import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import WrongKey
from bot.ports import Row, Rows

DataKey = AESGCM
Masters = Callable[[], Sequence[bytes]]
KEY_BYTES = 32
MASTER = "master"
_NONCE_BYTES = 12
_KEYS_AT_HAND = 4096


class Vault:
    """Holds the master keys. `random` gives so many random bytes (os.urandom outside tests).

    `master` is one key, or reads them all, the newest first: again when a row names one that is not known yet. Raises WrongKey for
    a key of another length than `KEY_BYTES`.
    """

    def __init__(self, master: bytes | Masters, random: Callable[[int], bytes]) -> None:
        self._read: Masters = master if callable(master) else lambda: (master,)
        self._random = random
        self._masters: dict[str, AESGCM] = {}
        self._newest = self._read_again()
        # By the wrapped bytes, so that a key undone or erased in the database is never used again.
        self._opened: OrderedDict[bytes, DataKey] = OrderedDict()

    def key(self, rows: Rows, owner: str) -> DataKey:
        """The owner's data key, made and kept if there is none. Raises WrongKey when no master key fits."""
        found = rows.one("keys", {"owner": owner}) or self._make(rows, owner)
        wrapped = found["wrapped"]
        ready = self._opened.get(wrapped)
        if ready is None:
            ready = AESGCM(self.unwrap(found))
            self._opened[wrapped] = ready
            if len(self._opened) > _KEYS_AT_HAND:
                self._opened.popitem(last=False)
        return ready

    def unwrap(self, row: Row) -> bytes:
        """The data key in a row of the table of keys. Raises WrongKey when no master key fits."""
        return _open(self._master_of(row), row["wrapped"], _place(row["owner"]))

    def check(self, rows: Rows) -> None:
        """Read the master keys as they lie there now. Raises WrongKey when the one in use is not among them."""
        if self._in_use(rows) not in {master_name(key) for key in self._read()}:
            raise WrongKey

    def settle(self, rows: Rows) -> None:
        """Say which master is in use, where that is not said yet."""
        if rows.one("keys", {"owner": MASTER}) is None:
            self._make(rows, MASTER)

    def turn(self, rows: Rows) -> None:
        """From now on the newest master is in use: every program makes its data keys with it."""
        row = rows.one("keys", {"owner": MASTER})
        self._newest = self._read_again()
        if row and row["master"] != self._newest:
            rows.put("keys", self._wrapped(MASTER, self.unwrap(row), self._newest))

    def rewrap(self, rows: Rows, most: int) -> int:
        """Wrap up to so many data keys anew by the master in use; how many there were. Raises WrongKey when one cannot be opened."""
        current = self._in_use(rows)
        others = [None, *(known for known in self._masters if known != current)]
        found = [row for other in others for row in rows.some("keys", {"master": other}, limit=most)][:most]
        for row in found:
            rows.put("keys", self._wrapped(row["owner"], self.unwrap(row), current))
        if not found and rows.count("keys", {"master": current}) != rows.count("keys", {}):
            raise WrongKey("There are data keys of a master key that is not in the file.")
        return len(found)

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

    def signer(self, rows: Rows, owner: str) -> Callable[[bytes], bytes]:
        """What makes the mac (HMAC-SHA256, 32 bytes) of a message, with a key derived (HKDF-Expand) from the owner's data key."""
        row = rows.one("keys", {"owner": owner}) or self._make(rows, owner)
        derived = hmac.digest(self.unwrap(row), b"mac\x01", "sha256")
        return lambda message: hmac.digest(derived, message, "sha256")

    def _make(self, rows: Rows, owner: str) -> Row:
        row = self._wrapped(owner, self._random(KEY_BYTES), self._in_use(rows))
        rows.put("keys", row)
        return row

    def _wrapped(self, owner: str, key: bytes, master: str) -> Row:
        return {"owner": owner, "wrapped": self.lock(self._master(master), key, _place(owner)), "master": master}

    def _in_use(self, rows: Rows) -> str:
        row = rows.one("keys", {"owner": MASTER})
        return row["master"] if row else self._newest

    def _master_of(self, row: Row) -> AESGCM:
        if row.get("master"):
            return self._master(row["master"])
        # From before keys named their master.
        fitting = (master for master in self._masters.values() if _opens(master, row["wrapped"], _place(row["owner"])))
        found = next(fitting, None)
        if found is None:
            raise WrongKey
        return found

    def _master(self, name: str) -> AESGCM:
        if name not in self._masters:
            self._read_again()
        if name not in self._masters:
            raise WrongKey
        return self._masters[name]

    def _read_again(self) -> str:
        """The newest master's name. Those known before stay: a reader's view may be older than the change."""
        keys = self._read()
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise WrongKey
        self._masters = self._masters | {master_name(key): AESGCM(key) for key in keys}
        return master_name(keys[0])


def master_name(key: bytes) -> str:
    """What a master key is called where it must be named: 16 letters that do not lead back to it."""
    return hashlib.sha256(b"samvej master key|" + key).hexdigest()[:16]


def as_json(data: Any) -> bytes:
    """Plain data as compact JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _open(key: DataKey, sealed: bytes, place: bytes) -> bytes:
    try:
        return key.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place)
    except InvalidTag as error:
        raise WrongKey from error


def _opens(key: DataKey, sealed: bytes, place: bytes) -> bool:
    try:
        _open(key, sealed, place)
    except WrongKey:
        return False
    return True


def _place(owner: str) -> bytes:
    return f"keys|{owner}".encode()
