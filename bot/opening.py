"""Opens the house: the flows, texts and crisis lines, the operator's word, the database and its key."""

import os
import secrets
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from bot import shelf
from bot.config import Settings
from bot.dialogue.library import Library
from bot.domain.operator import Operator, operator_from
from bot.errors import NotFound, WrongKey, WrongSettings
from bot.records.core import Records
from bot.records.sealing import KEY_BYTES, Vault
from bot.stores.memory import MemoryStore
from bot.stores.readers import Readers
from bot.stores.sqlite import SqliteStore
from bot.stores.sqlite_rows import SqliteRows
from bot.stores.views import View
from bot.usecases.crisis import crisis_from
from bot.usecases.grave import grave_from
from bot.usecases.house import House
from bot.usecases.stage import Stage

T = TypeVar("T")
HERE = Path(__file__).parent


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


def read_operator(settings: Settings) -> Operator:
    """Who runs this house; without a file, the word a demonstration goes by. Raises WrongSettings with every fault."""
    file = settings.operator or HERE / "demonstration.toml"
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
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
    database = settings.data / "samvej.db"
    key = _master_key(settings.data / "master.key", fresh=not database.exists())
    house = House(store=SqliteStore(database), vault=Vault(key, os.urandom), clock=now, new_id=new_id)
    house.write(lambda records: house.vault.key(records.rows, "post"))
    return house


def look_in(settings: Settings, work: Callable[[Records], T]) -> T:
    """Reading work on the database as it lies there, which is left as it is, old tables and all.

    Raises NotFound when there is none, WrongKey without its key, StoreUnavailable when it cannot be read.
    """
    database, key = settings.data / "samvej.db", settings.data / "master.key"
    if not database.exists():
        raise NotFound(f"There is no database in {settings.data}.")
    if not key.exists():
        raise WrongKey(f"The key file {key} is gone.")
    try:
        vault, readers = Vault(key.read_bytes(), os.urandom), Readers(database)
    except OSError as error:
        raise WrongKey(f"The key file {key} cannot be read ({error.strerror}).") from error
    try:
        with readers.lend() as connection:
            return work(Records(rows=View(SqliteRows(connection)), vault=vault, now=now(), new_id=new_id))
    finally:
        readers.close()


def scratch_house(clock: Callable[[], datetime], ids: Callable[[], str] | None = None) -> House:
    """A house in memory, for rehearsals: nothing of it is kept."""
    return House(store=MemoryStore(), vault=Vault(os.urandom(KEY_BYTES), os.urandom), clock=clock, new_id=ids or new_id)


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """128 random bits as 22 letters."""
    return secrets.token_urlsafe(16)


def keep_name(settings: Settings, name: str) -> None:
    """Keep the bot's name as Telegram told it."""
    (settings.data / "telegram-name").write_text(name, encoding="utf-8")


def _bot_name(settings: Settings) -> str:
    """The bot's name as Telegram told it last."""
    file = settings.data / "telegram-name"
    return file.read_text(encoding="utf-8").strip() if settings.telegram_token and file.exists() else ""


def _master_key(file: Path, *, fresh: bool) -> bytes:
    """The key in the file; made when there is no database yet, which alone may be without one."""
    if not file.exists():
        if not fresh:
            raise WrongKey(f"The key file {file} is gone. Without it nothing that people wrote can be read.")
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
            made.write(os.urandom(KEY_BYTES))
    return file.read_bytes()
