"""The one door to pyrage: packs a copy of the running database, which only the holder of the age key can open, and unpacks it again.

The file is an age file with a tar in it: `manifest.json`, then `samvej.db`. The plain `age` and `tar` programs open it.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

import pyrage

from bot.errors import BadInput, StoreUnavailable, WrongKey, WrongSettings
from bot.records.sealing import MASTER
from bot.stores import schema
from bot.stores.key_file import settle
from bot.stores.schema import connect, in_our_words, look
from bot.stores.sqlite_rows import SqliteRows

FORMAT = 1
DAMAGED = "The backup is damaged, or none."
MANIFEST, DATABASE = "manifest.json", "samvej.db"
_BLOCK = 1 << 20
_LONGEST_MANIFEST = 1 << 16


def pack(database: Path, target: Path, key: str, told: Mapping[str, str]) -> dict[str, Any]:
    """Write a copy of the database, as it is at this moment, to a new file for the holder of this age public key; its manifest.

    `told` goes into the manifest. Raises WrongSettings for a key that is none, StoreUnavailable when it cannot be written.
    """
    recipient = _recipient(key)
    part = target.with_name(f"{target.name}.part")
    copy = database.with_name(f"{database.name}.copy")
    _wipe(copy)  # left by one that was killed
    try:
        with _fresh(copy):
            schema.copy(database, copy)
        manifest = {"format": FORMAT, **told, **_described(copy)}
        part.unlink(missing_ok=True)
        with _fresh(part) as written, _piped(lambda pipe: _fill(pipe, manifest, copy)) as source:
            pyrage.encrypt_io(source, written, [recipient])
        part.replace(target)
        settle(target.parent)
    except OSError as error:
        raise StoreUnavailable(f"{target}: {error.strerror or error}") from error
    finally:
        _wipe(copy)
        part.unlink(missing_ok=True)
    return manifest


def unpack(file: Path, identity: Path, database: Path, fits: Callable[[Path], object]) -> dict[str, Any]:
    """Put the database in the file to a new place, whole and as its manifest says, or not at all; the manifest.

    `fits` looks at it before and raises if it will not do. Raises WrongKey when the age key does not fit, BadInput when the file is
    damaged or no backup, StoreUnavailable when it cannot be read or written.
    """
    part = database.with_name(f"{database.name}.part")
    _wipe(part)
    try:
        with file.open("rb") as sealed, _piped(lambda pipe: _open(sealed, pipe, _identities(identity))) as source:
            manifest = _take_out(source, part)
        _look_over(part, manifest)
        fits(part)
        part.replace(database)
        settle(database.parent)
    except OSError as error:
        raise StoreUnavailable(f"{file}: {error.strerror or error}") from error
    finally:
        _wipe(part)
    return manifest


def _recipient(key: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError:
        # The key itself is not repeated: somebody may have put the secret half here.
        raise WrongSettings(
            "SAMVEJ_BACKUP_KEY: give an age public key, age1…; age-keygen makes a pair, and only this half belongs here"
        ) from None


def _identities(file: Path) -> list[Any]:
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
        return [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError):
        raise WrongKey(f"{file} holds no age identity; it is the file that age-keygen wrote.") from None


def _described(copy: Path) -> dict[str, Any]:
    with closing(connect(copy, readonly=True)) as connection:
        rows = SqliteRows(connection)
        head, master = rows.last("trail", "number"), rows.one("keys", {"owner": MASTER})
    with copy.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    trail = {"number": head["number"], "mac": head["mac"].hex()} if head else None
    return {"sha256": digest, "bytes": copy.stat().st_size, "master": master["master"] if master else "", "trail": trail}


def _fill(pipe: IO[bytes], manifest: Mapping[str, Any], copy: Path) -> None:
    text = json.dumps(manifest, indent=2).encode()
    with tarfile.open(fileobj=pipe, mode="w|") as tar:
        about = tarfile.TarInfo(MANIFEST)
        about.size, about.mode = len(text), 0o600
        tar.addfile(about, io.BytesIO(text))
        with copy.open("rb") as opened:
            about = tarfile.TarInfo(DATABASE)
            about.size, about.mode = copy.stat().st_size, 0o600
            tar.addfile(about, opened)


def _open(sealed: IO[bytes], pipe: IO[bytes], identities: list[Any]) -> None:
    try:
        pyrage.decrypt_io(sealed, pipe, identities)
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise WrongKey("This age identity does not open the backup.") from None
        raise BadInput(DAMAGED) from None
    except OSError as error:
        if error.errno is None:  # a piece of it that does not fit
            raise BadInput(DAMAGED) from None
        raise


def _take_out(source: IO[bytes], part: Path) -> dict[str, Any]:
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar, _fresh(part) as written:
            manifest = json.loads(_next(tar, MANIFEST).read(_LONGEST_MANIFEST))
            packed = _next(tar, DATABASE)
            while block := packed.read(_BLOCK):
                written.write(block)
    except (tarfile.TarError, ValueError) as error:
        raise BadInput(DAMAGED) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BadInput(f"The backup is of another format than {FORMAT}; restore it with the program that made it.")
    return manifest


def _next(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    member = tar.next()
    found = tar.extractfile(member) if member and member.name == name and member.isreg() else None
    if found is None:
        raise BadInput(f"There is no {name} in the backup.")
    return found


def _look_over(part: Path, manifest: Mapping[str, Any]) -> None:
    with part.open("rb") as opened:
        if hashlib.file_digest(opened, "sha256").hexdigest() != manifest.get("sha256"):
            raise BadInput("The database in the backup is not the one its manifest tells of.")
    with closing(look(part)) as connection:
        try:
            found = connection.execute("PRAGMA integrity_check").fetchone()
        except Exception as error:
            raise in_our_words(error) from error
    if found != ("ok",):
        raise BadInput("The database in the backup is damaged.")


@contextmanager
def _piped(fill: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """What `fill` writes, to be read meanwhile. Where both sides fail, the writing side is the cause, and its error is raised."""
    outward, inward = os.pipe()

    def filling() -> None:
        with os.fdopen(inward, "wb") as pipe:
            fill(pipe)

    with ThreadPoolExecutor(1) as pool, os.fdopen(outward, "rb") as source:
        filled = pool.submit(filling)
        try:
            yield source
        finally:
            while source.read(_BLOCK):  # to the end, so that the other side is not cut off
                pass
            filled.result()


@contextmanager
def _fresh(file: Path) -> Iterator[IO[bytes]]:
    """A new file, for its owner alone, that is on disk when the block ends."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        yield opened
        opened.flush()
        os.fsync(opened.fileno())


def _wipe(file: Path) -> None:
    """Overwrite a file before it goes."""
    if not file.exists():
        return
    with file.open("r+b") as opened:
        for _ in range(0, file.stat().st_size, _BLOCK):
            opened.write(bytes(_BLOCK))
        opened.flush()
        os.fsync(opened.fileno())
    file.unlink()
