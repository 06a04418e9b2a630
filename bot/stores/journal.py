"""The list of what was erased or ended, in a file outside the database: times and macs, no words and no ids."""

import errno
import hashlib
import hmac
import os
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock

from bot.errors import StoreUnavailable
from bot.records.core import moment, stamp

KEY_BYTES = 32
NAME = "erased"


class FileJournal:
    """`bot.ports.Journal` in a folder, which is made to outlive the database. Raises StoreUnavailable when the folder cannot be used.

    Older copies of the database are held against it. `erased` has a line for each thing: the time as UTC text, and the mac of its name
    under the key in `erased-key`. A line that was cut off in the middle was never confirmed to anybody and counts for nothing.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME
        self._lock = Lock()
        self._lines: dict[str, str] = {}
        try:
            self._key = _key(folder / "erased-key")
            self._read()
            _sync_folder(folder)
        except OSError as error:
            raise _lost(error) from error

    def note(self, names: Sequence[str], at: datetime) -> None:
        """As `Journal.note`."""
        lines = {self._mac(name): stamp(at) for name in names}
        text = "".join(f"{when} {mac}\n" for mac, when in lines.items())
        with self._lock:
            try:
                self._append(text.encode())
            except OSError as error:
                raise _lost(error) from error
            self._lines |= lines

    def noted_at(self, name: str) -> datetime | None:
        """As `Journal.noted_at`."""
        when = self._lines.get(self._mac(name))
        return moment(when) if when else None

    def is_empty(self) -> bool:
        """As `Journal.is_empty`."""
        return not self._lines

    def check(self) -> None:
        """As `Journal.check`: nothing is written, and a list that was taken away is not made anew."""
        try:
            os.close(os.open(self._file, os.O_WRONLY | os.O_APPEND))
            if not os.access(self._file.parent, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        except OSError as error:
            raise _lost(error) from error

    def _read(self) -> None:
        with os.fdopen(os.open(self._file, os.O_RDONLY | os.O_CREAT, 0o600), "rb") as file:
            written = file.read().decode("ascii", errors="replace")
        for line in written.split("\n")[:-1]:
            when, _, mac = line.partition(" ")
            if len(mac) == hashlib.sha256().digest_size * 2:
                self._lines[mac] = when

    def _append(self, lines: bytes) -> None:
        # What a crash cut off must not run into the next line.
        between = b"" if self._is_whole() else b"\n"
        with self._file.open("ab") as file:
            file.write(between + lines)
            file.flush()
            os.fsync(file.fileno())

    def _is_whole(self) -> bool:
        return not self._file.stat().st_size or self._file.read_bytes().endswith(b"\n")

    def _mac(self, name: str) -> str:
        return hmac.new(self._key, name.encode(), hashlib.sha256).hexdigest()


def _lost(error: OSError) -> StoreUnavailable:
    return StoreUnavailable(f"the list of what was erased cannot be kept ({error.strerror})")


def _key(file: Path) -> bytes:
    """The key in the file; made where there is none, whole or not at all."""
    if not file.exists():
        fresh = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
            made.write(secrets.token_bytes(KEY_BYTES))
            made.flush()
            os.fsync(made.fileno())
        try:
            os.link(fresh, file)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    found = file.read_bytes()
    if len(found) != KEY_BYTES:  # with another key, nothing that was erased would be known again
        raise OSError(errno.EINVAL, f"{file.name} is not whole")
    return found


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
