"""The file with the master key: who may read it, how it is made, and how another key takes its place without a moment in between.

The file holds 32 bytes, the key. While a rotation is under way it holds 64: the new key, then the old one.
"""

import ctypes
import fcntl
import os
import resource
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.errors import StoreUnavailable, WrongKey
from bot.records.sealing import KEY_BYTES

OTHERS = 0o077
_MODE = 0o400
_NOT_DUMPABLE = 4  # PR_SET_DUMPABLE


def read_keys(file: Path, *, forbidden: int = OTHERS) -> list[bytes]:
    """The keys in the file, the newest first. Raises WrongKey when it is not there, is no key, or has a forbidden bit of mode."""
    try:
        with file.open("rb") as opened:
            loose = stat.S_IMODE(os.fstat(opened.fileno()).st_mode) & forbidden
            data = opened.read(2 * KEY_BYTES + 1)
    except FileNotFoundError as error:
        raise WrongKey(f"The key file {file} is gone. Without it nothing that people wrote can be read.") from error
    except OSError as error:
        raise WrongKey(f"The key file {file} cannot be read ({error.strerror}).") from error
    if loose:
        raise WrongKey(f"The key file {file} is open to others than its owner. Close it: chmod 0400 {file}")
    if len(data) not in (KEY_BYTES, 2 * KEY_BYTES):
        raise WrongKey(f"The key file {file} does not hold a key: that is {KEY_BYTES} bytes. Make one: samvej keys new FILE")
    return [data[start : start + KEY_BYTES] for start in range(0, len(data), KEY_BYTES)]


def make_key(file: Path, random: Callable[[int], bytes], mode: int = _MODE) -> None:
    """Put a new key into a new file. Raises FileExistsError where there is one, OSError when it cannot be written."""
    _write(file, random(KEY_BYTES), mode)
    settle(file.parent)


def replace_keys(file: Path, keys: Sequence[bytes]) -> None:
    """Put these keys, the newest first, into the file's place: whoever reads it finds the old ones or the new ones, whole.

    Owner and mode stay. Raises WrongKey when it cannot be done, and the file is as it was.
    """
    file = file.resolve()
    beside = file.with_name(f"{file.name}.new")
    try:
        beside.unlink(missing_ok=True)  # left by one that was killed
        was = file.stat()
        _write(beside, b"".join(keys), stat.S_IMODE(was.st_mode), (was.st_uid, was.st_gid))
        beside.replace(file)
        settle(file.parent)
    except OSError as error:
        raise WrongKey(f"The key file {file} cannot be replaced ({error.strerror}). A rotation needs a file it may write.") from error


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep every other such block on this folder away, on this machine. Raises StoreUnavailable when there is one."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(held)
        raise StoreUnavailable("A backup or a rotation of the keys is under way; try again when it is done.") from error
    try:
        yield
    finally:
        os.close(held)


def keep_memory_in() -> None:
    """Let this process's memory, which holds keys, go into no core file, and let no other program of the same user look at it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_NOT_DUMPABLE, 0, 0, 0, 0)


def _write(file: Path, data: bytes, mode: int, owner: tuple[int, int] | None = None) -> None:
    made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(made, "wb") as opened:
        if owner and owner != (os.geteuid(), os.getegid()):
            os.fchown(made, *owner)
        opened.write(data)
        opened.flush()
        os.fsync(made)


def settle(folder: Path) -> None:
    """Have the folder's names on disk too."""
    held = os.open(folder, os.O_RDONLY)
    with suppress(OSError):  # some file systems have nothing to settle
        os.fsync(held)
    os.close(held)
