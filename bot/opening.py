"""Opens the house: the flows, texts and crisis lines, the operator's word, the database and its key."""

import os
import secrets
import stat
import time
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from bot import shelf
from bot.config import Settings
from bot.dialogue.library import Library
from bot.domain.operator import Operator, operator_from
from bot.errors import NotFound, WrongSettings
from bot.records.core import POST, Records
from bot.records.sealing import KEY_BYTES, Vault
from bot.stores.journal import FileJournal
from bot.stores.key_file import OTHERS, make_key, read_keys
from bot.stores.key_rows import key_rows
from bot.stores.memory import MemoryStore
from bot.stores.readers import Readers
from bot.stores.sqlite import SqliteStore
from bot.stores.sqlite_rows import SqliteRows
from bot.stores.views import View
from bot.usecases.crisis import crisis_from
from bot.usecases.grave import grave_from
from bot.usecases.house import House
from bot.usecases.pulse import Pulse
from bot.usecases.replaying import replay
from bot.usecases.stage import Stage

T = TypeVar("T")
HERE = Path(__file__).parent
DATABASE, WITNESS, OWN_KEY = "samvej.db", "witness", "master.key"
CREDENTIAL = "samvej-key"
NO_KEY = (
    "SAMVEJ_KEY_FILE: name a file with the master key, outside the data folder (or let systemd load the credential samvej-key); "
    "samvej keys new FILE makes one, and one that lies in the data folder can be moved out of it"
)


def set_stage(settings: Settings) -> Stage:
    """The flows, texts and crisis lines that come with the program, and the flows of one's own. Raises FaultyFlow with every fault."""
    library = read_flows(settings)
    crisis = crisis_from(tomllib.loads((HERE / "crisis.toml").read_text(encoding="utf-8")))
    grave = grave_from(tomllib.loads((HERE / "grave.toml").read_text(encoding="utf-8")))
    return Stage(
        flows=library.flows,
        menu=library.menu,
        texts=shelf.read_texts(folder("locales"), settings.flows),
        crisis=crisis,
        grave=grave,
        operator=read_operator(settings),
        url=settings.url,
        bot_name=_bot_name(settings),
        language=settings.language,
        timezone=settings.timezone,
    )


def ready(settings: Settings, *, play: bool) -> None:
    """Whether the house may open for people; with `play` for the one alone who tries it here. Raises WrongSettings with every fault."""
    faults = _demonstration_faults(settings) if play else _operator_faults(settings)
    if faults:
        raise WrongSettings(*faults)


def _operator_faults(settings: Settings) -> list[str]:
    found = [*_key_faults(settings), *_folder_faults(settings)]
    if settings.operator is None:
        return [
            *found,
            "SAMVEJ_OPERATOR: name the file that says who runs this house; docs/operator.toml shows one (only to try it: make run)",
        ]
    try:
        read_operator(settings)
    except WrongSettings as wrong:
        return [*found, *wrong.details]
    return found


def _key_faults(settings: Settings) -> list[str]:
    try:
        # Without an operator the settings are a demonstration's, whose key may lie anywhere; here they are not taken as one.
        key_place(replace(settings, operator=settings.operator or HERE))
    except WrongSettings as wrong:
        return list(wrong.details)
    return []


def _folder_faults(settings: Settings) -> list[str]:
    """Whoever may write in a folder can take a file out of it and put another there, whatever the modes of the files are."""
    folders = {"SAMVEJ_DATA": settings.data, "SAMVEJ_WITNESS": _witness_place(settings)}
    open_ones = {name: one for name, one in folders.items() if one.exists() and one.stat().st_mode & stat.S_IWOTH}
    return [f"{name}: everybody on this machine may write in {one}; close it: chmod 0700 {one}" for name, one in open_ones.items()]


def _demonstration_faults(settings: Settings) -> list[str]:
    both = "SAMVEJ_OPERATOR: --play is only to try it, and nobody runs it then; leave out one of the two"
    elsewhere = "{}: --play is for this computer alone; leave it out, or give 127.0.0.1"
    found = [both] if settings.operator else []
    found += [] if is_here(settings.host) else [elsewhere.format("SAMVEJ_HOST")]
    return [*found, *([] if is_here(urlsplit(settings.url).hostname or "") else [elsewhere.format("SAMVEJ_URL")])]


def is_here(host: str) -> bool:
    """Whether a host is this computer and no other."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def read_operator(settings: Settings) -> Operator:
    """Who runs this house; without a file, the word a demonstration goes by. Raises WrongSettings with every fault."""
    file = settings.operator or HERE / "demonstration.toml"
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongSettings(f"SAMVEJ_OPERATOR: the file cannot be read ({error}); docs/operator.toml shows one") from error
    return operator_from(data, demonstration=settings.demonstration)


def read_flows(settings: Settings) -> Library:
    """The flows that come with the program, with those of the settings' folder added or put in their place. Raises FaultyFlow."""
    return shelf.read_flows(folder("flows"), settings.flows)


def folder(name: str) -> Path:
    """A folder that lies beside the package in the source tree, and inside it when installed."""
    beside = HERE.parent / name
    return beside if beside.is_dir() else HERE / name


def open_house(settings: Settings) -> House:
    """The house over the database in the data folder. Raises WrongKey when the key file does not fit it."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    database, key = settings.data / DATABASE, _own_key(settings)
    if settings.demonstration and not key.exists() and not database.exists() and key_place(settings)[0] == key:
        make_key(key, os.urandom, mode=0o600)
    vault = open_vault(settings)
    pulse = Pulse(time.monotonic)
    store, noted = SqliteStore(database, pulse.committed), FileJournal(witness(settings))
    house = House(store=store, vault=vault, clock=now, new_id=new_id, journal=noted, pulse=pulse)
    house.store.write(vault.settle)
    house.write(lambda records: vault.key(records.rows, POST))
    erase_again(house)
    return house


def erase_again(house: House) -> int:
    """Erase and end anew what an older copy of the database has brought back, before anybody reads it; how many rows that touched."""
    touched = house.write(replay)
    if touched:
        house.purge()
    return touched


def open_vault(settings: Settings, database: Path | None = None) -> Vault:
    """The master key, seen to open the database, if there is one; nothing is touched. Raises WrongKey, or WrongSettings without a place."""
    file, forbidden = key_place(settings)
    vault = Vault(lambda: read_keys(file, forbidden=forbidden), os.urandom)
    kept = database or settings.data / DATABASE
    for row in key_rows(kept) if kept.exists() else []:
        vault.unwrap(row)
    return vault


def key_place(settings: Settings) -> tuple[Path, int]:
    """The master key's file and the bits its mode must not have. Raises WrongSettings where there may be none."""
    loaded = settings.credentials / CREDENTIAL if settings.credentials else None
    file = settings.key_file or (loaded if loaded and loaded.exists() else _own_key(settings))
    if not settings.demonstration and file.resolve().is_relative_to(settings.data.resolve()):
        raise WrongSettings(NO_KEY)
    # systemd may grant the service its credentials by an access list, which shows in the group's bits.
    return file, OTHERS & ~0o040 if file == loaded else OTHERS


def look_in(settings: Settings, work: Callable[[Records], T]) -> T:
    """Reading work on the database as it lies there, which is left as it is, old tables and all.

    Raises NotFound when there is none, WrongKey without its key, StoreUnavailable when it cannot be read.
    """
    found = database(settings)
    vault, readers = open_vault(settings), Readers(found)
    try:
        with readers.lend() as connection:
            return work(Records(rows=View(SqliteRows(connection)), vault=vault, now=now(), new_id=new_id))
    finally:
        readers.close()


def database(settings: Settings) -> Path:
    """The database file, which must be there. Raises NotFound."""
    found = settings.data / DATABASE
    if not found.exists():
        raise NotFound(f"There is no database in {settings.data}.")
    return found


def scratch_house(clock: Callable[[], datetime], ids: Callable[[], str] | None = None) -> House:
    """A house in memory, for rehearsals: nothing of it is kept."""
    return House(store=MemoryStore(), vault=Vault(os.urandom(KEY_BYTES), os.urandom), clock=clock, new_id=ids or new_id)


def witness(settings: Settings) -> Path:
    """The folder for what must outlive the database, made if it is not there. Raises WrongSettings when it cannot be made."""
    place = _witness_place(settings)
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise WrongSettings(f"SAMVEJ_WITNESS: the folder {place} cannot be made ({error.strerror})") from error
    return place


def _witness_place(settings: Settings) -> Path:
    return settings.witness or settings.data / WITNESS


def room(settings: Settings, place: Path | None = None) -> tuple[int, int]:
    """How many bytes are free for us on the disk of the data folder, or of another place, and how many there are."""
    disk = os.statvfs(place or settings.data)
    return disk.f_bavail * disk.f_frsize, disk.f_blocks * disk.f_frsize


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """132 random bits as 22 letters; none begins with "-", as what follows a command would."""
    drawn = secrets.token_urlsafe(17)[:22]
    return new_id() if drawn.startswith("-") else drawn


def keep_name(settings: Settings, name: str) -> None:
    """Keep the bot's name as Telegram told it."""
    (settings.data / "telegram-name").write_text(name, encoding="utf-8")


def _bot_name(settings: Settings) -> str:
    """The bot's name as Telegram told it last."""
    file = settings.data / "telegram-name"
    return file.read_text(encoding="utf-8").strip() if settings.telegram_token and file.exists() else ""


def _own_key(settings: Settings) -> Path:
    """Where a demonstration keeps its key."""
    return settings.data / OWN_KEY
