"""The command that looks a set-up over before the first start: every fault with what mends it. It changes nothing."""

import argparse
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot import opening
from bot.commands.base import command, show
from bot.commands.lines import mail_faults, port_faults, telegram_faults
from bot.commands.writing import words_faults
from bot.config import Settings
from bot.errors import NotFound, SamvejError, WrongKey, WrongSettings
from bot.records import lifetimes
from bot.stores.key_file import OTHERS, read_keys
from bot.stores.schema import connect, modes
from bot.usecases.health import LEAST_BYTES, LEAST_SHARE

# What SQLite calls them: each commit is on disk, there is a log of what is to be written, and what is deleted is overwritten.
MODES = {"synchronous": 2, "journal_mode": "wal", "secure_delete": 1}
HOME = "Europe/Copenhagen"
INSTALL = "install the locked requirements: pip install --require-hashes -r requirements.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was looked at, and every fault that was found, each with what mends it."""

    at: str
    faults: tuple[str, ...]


def register(commands: Any) -> None:
    """Declare it."""
    command(commands, "doctor", _doctor, "Look the set-up over before the first start: every fault, and what mends it. Changes nothing.")


def _doctor(settings: Settings, asked: argparse.Namespace) -> None:
    looked = [Looked(at=name, faults=tuple(_of(check, settings))) for name, check in CHECKS.items()]
    lines = [line for one in looked for line in _lines(one)]
    faults = sum(len(one.faults) for one in looked)
    show(asked, [asdict(one) for one in looked], "\n".join([*lines, f"{faults or 'no'} faults"]))
    if faults:
        sys.exit(1)


def _lines(looked: Looked) -> list[str]:
    return [f"fault  {looked.at}: {fault}" for fault in looked.faults] or [f"ok     {looked.at}"]


def _of(check: Callable[[Settings], Iterator[str]], settings: Settings) -> Iterator[str]:
    try:
        yield from check(settings)
    except SamvejError as trouble:
        yield from trouble.details or (str(trouble),)
    except OSError as trouble:
        yield f"{trouble}; give it to the user who runs the service"


def _sqlite(_settings: Settings) -> Iterator[str]:
    """A connection as the store opens it, in a folder that is thrown away."""
    try:
        with tempfile.TemporaryDirectory() as folder, closing(connect(Path(folder) / opening.DATABASE)) as connection:
            found = modes(connection)
    except SamvejError as trouble:
        yield f"{' '.join(str(trouble).split())}; {INSTALL}"
        return
    yield from (f"{name} is {found[name]} and not {wanted}; {INSTALL}" for name, wanted in MODES.items() if found[name] != wanted)


def _operator(settings: Settings) -> Iterator[str]:
    opening.ready(settings, play=False)
    yield from ()


def _key(settings: Settings) -> Iterator[str]:
    file, forbidden = opening.key_place(settings)
    if not file.exists():
        yield f"there is no master key in {file}; samvej keys new {file} makes one; keep a copy elsewhere"
        return
    read_keys(file, forbidden=forbidden)
    folder = stat.S_IMODE(file.parent.stat().st_mode)
    if folder & stat.S_IWOTH:
        yield f"everybody may put another key in the place of {file}; chmod go-w {file.parent}"
    opening.open_vault(settings)


def _folders(settings: Settings) -> Iterator[str]:
    for name, folder in {"SAMVEJ_DATA": settings.data, "SAMVEJ_WITNESS": settings.witness or settings.data / opening.WITNESS}.items():
        if folder.exists() and stat.S_IMODE(folder.stat().st_mode) & OTHERS:
            yield f"{name}: others may look into {folder}; chmod 0700 {folder}"
        if not os.access(_nearest(folder), os.W_OK | os.X_OK):
            yield f"{name}: {folder} cannot be written; give it to the user who runs the service: chown"


def _nearest(folder: Path) -> Path:
    """The folder itself, or the one it would be made in."""
    return next(one for one in (folder.resolve(), *folder.resolve().parents) if one.exists())


def _address(settings: Settings) -> Iterator[str]:
    if settings.operator and opening.is_here(urlsplit(settings.url).hostname or ""):
        yield f"SAMVEJ_URL: links to {settings.url} open on this machine alone; give the https address that people know"


def _clock(settings: Settings) -> Iterator[str]:
    try:
        ZoneInfo(HOME)
    except ZoneInfoNotFoundError:
        yield f"there are no time zones on this machine; {INSTALL}"
    if _is_behind(settings):
        yield "the clock shows an earlier time than the house has written; set it (timedatectl), and let it be kept by NTP"


def _is_behind(settings: Settings) -> bool:
    try:
        return opening.look_in(settings, lifetimes.clock_is_behind)
    except (NotFound, WrongKey, WrongSettings):  # there is none yet, or the key is at fault, which is told
        return False


def _disk(settings: Settings) -> Iterator[str]:
    free, all_there_is = opening.room(settings, _nearest(settings.data))
    if free < LEAST_BYTES or free < LEAST_SHARE * all_there_is:
        yield f"{free // 1_000_000} MB are free for {settings.data}; make room, or name a folder on a larger disk in SAMVEJ_DATA"


CHECKS = {
    "SQLite": _sqlite,
    "operator": _operator,
    "master key": _key,
    "folders": _folders,
    "address": _address,
    "port": port_faults,
    "clock and time zones": _clock,
    "disk": _disk,
    "flows and catalogues": words_faults,
    "Telegram": telegram_faults,
    "mail server": mail_faults,
}
