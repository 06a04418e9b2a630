"""The commands about what must outlive the machine: the master key, backups, and the way back from one."""

import argparse
import os
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot import opening
from bot.commands.base import at_home, command, group, show
from bot.commands.rotating import rotate
from bot.config import Settings
from bot.domain.trail import Act
from bot.errors import BadInput, WrongKey, WrongSettings
from bot.records import queues
from bot.records.core import Records, stamp
from bot.stores import backup, journal
from bot.stores.anchor import Anchor
from bot.stores.key_file import alone, make_key
from bot.usecases import accessing, replaying
from bot.usecases.health import BACKUP

SHAPE = "samvej-%Y%m%dT%H%M%SZ.age"
OURS = re.compile(r"samvej-\d{8}T\d{6}Z\.age")
BEFOREHAND = {opening.OWN_KEY, opening.WITNESS}


def register(commands: Any) -> None:
    """Declare them."""
    keys = group(commands, "keys", "Make the master key, and change it while the service runs.")
    new = command(keys, "new", _new, "Make a master key in a new file that only you can read.")
    new.add_argument("file", metavar="FILE", type=Path, help="where; outside the data folder")
    command(keys, "rotate", _rotate, "Put a new master key in the place of the old one, which then opens nothing. The service runs on.")
    keep = command(
        commands, "backup", _backup, "Write a copy of the database that only the holder of the age key can open. The service runs on."
    )
    keep.add_argument("where", nargs="?", metavar="FILE|FOLDER", type=Path, help="where (backups in the data folder)")
    keep.add_argument("--keep", metavar="DAYS", type=int, help="delete older ones in the folder (as the operator's file says)")
    back = command(
        commands, "restore", _restore, "Put a backup into an empty data folder, check it, and erase again what was erased since."
    )
    back.add_argument("file", metavar="FILE", type=Path, help="the backup")
    back.add_argument("--identity", required=True, metavar="AGE_KEY_FILE", type=Path, help="the file that age-keygen wrote")
    back.add_argument("--data", metavar="FOLDER", type=Path, help="the data folder (that of the settings)")
    back.add_argument("--without-erasures", action="store_true", help="go on though the list of what was erased since is lost")


def _new(settings: Settings, asked: argparse.Namespace) -> None:
    if not settings.demonstration and asked.file.resolve().is_relative_to(settings.data.resolve()):
        raise WrongSettings(opening.NO_KEY)
    try:
        make_key(asked.file, os.urandom)
    except OSError as error:
        raise WrongKey(f"{asked.file} cannot be made ({error.strerror}). A key file is never written over.") from error
    said = f"The key is in {asked.file}. Keep a copy where the backups are not: without it nothing that people wrote can be read."
    show(asked, {"file": str(asked.file)}, said)


def _rotate(settings: Settings, asked: argparse.Namespace) -> None:
    file, _ = opening.key_place(settings)
    opening.database(settings)
    done = rotate(settings)
    said = f"{done} keys are wrapped by the new master key. It is in {file}; keep a copy, and the old one for as long as older backups."
    show(asked, {"file": str(file), "wrapped": done}, said)


def _backup(settings: Settings, asked: argparse.Namespace) -> None:
    at = opening.now()
    where = asked.where or settings.data / "backups"
    folder, file = (where.parent, where) if where.suffix and not where.is_dir() else (where, where / at.strftime(SHAPE))
    database = opening.database(settings)
    if file.exists():
        raise BadInput(f"{file} is there already.")
    _made(folder)
    with at_home(settings) as (house, stage), alone(settings.data):
        made = backup.pack(database, file, settings.backup_key, {"version": version("samvej"), "made_at": stamp(at)})
        house.write(_noted)
        days = stage.operator.retention.backups if asked.keep is None else asked.keep
        gone = _thin_out(folder, at - timedelta(days=days), file) if file.parent == where else []
    lines = [f"Written to {file}.", *(f"Deleted, as older than {days} days: {name}" for name in gone)]
    show(asked, {"file": str(file), "deleted": gone, **made}, "\n".join(lines))


def _noted(records: Records) -> None:
    records.log("", Act.BACKUP)
    queues.chore_done(records, BACKUP)


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise BadInput(f"The folder {folder} cannot be made ({error.strerror}).") from error


def _thin_out(folder: Path, before: datetime, newest: Path) -> list[str]:
    """The names of older backups in the folder, which are deleted."""
    named = sorted(file for file in folder.iterdir() if OURS.fullmatch(file.name) and file != newest)
    old = [file for file in named if datetime.strptime(file.name, SHAPE).replace(tzinfo=UTC) < before]
    for file in old:
        file.unlink()
    return [file.name for file in old]


def _restore(settings: Settings, asked: argparse.Namespace) -> None:
    settings = replace(settings, data=asked.data or settings.data)
    _made(settings.data)
    _require_empty(settings, without=asked.without_erasures)
    made = backup.unpack(asked.file, asked.identity, settings.data / opening.DATABASE, lambda found: opening.open_vault(settings, found))
    before = _courses(settings)
    anchor = Anchor(opening.witness(settings))
    house = opening.open_house(settings)
    try:
        house.write(replaying.shut)
        head = accessing.accept(house, anchor)
        courses = house.read(lambda records: records.rows.count("courses", {}))
    finally:
        house.store.close()
    told = {
        "made_at": made["made_at"],
        "version": made["version"],
        "courses": courses,
        "erased_again": before - courses,
        "trail": head.number,
    }
    show(asked, told, _said(settings, told))


def _require_empty(settings: Settings, *, without: bool) -> None:
    there = sorted({file.name for file in settings.data.iterdir()} - BEFOREHAND)
    if there:
        raise BadInput(f"{settings.data} is not empty ({', '.join(there[:3])}); a backup is put into an empty folder only.")
    place = opening.witness(settings)
    if not without and not (place / journal.NAME).exists():
        raise BadInput(
            f"There is no list of what was erased in {place}. Put the witness folder back first: what people erased or took back after "
            "this backup would stand there again. If it is lost, say so: --without-erasures"
        )


def _courses(settings: Settings) -> int:
    return opening.look_in(settings, lambda records: records.rows.count("courses", {}))


def _said(settings: Settings, told: dict[str, Any]) -> str:
    return "\n".join(
        [
            f"The backup of {told['made_at']} is in {settings.data}; it is whole, and the key opens it.",
            f"There are {told['courses']} courses. Erased again, as they were erased after it was made: {told['erased_again']}.",
            "Everybody is signed out; people come back by their own link, staff as they sign in.",
            f"The trail is anchored anew at row {told['trail']}, and says that this was done.",
        ]
    )
