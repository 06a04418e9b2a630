"""Whether the house is well: one line for whoever runs it, without a word or an id of anybody's."""

from datetime import datetime

from bot.errors import StoreUnavailable, WrongKey
from bot.records import lifetimes
from bot.records.core import Records
from bot.usecases import retaining
from bot.usecases.house import House

WELL, DOWN = "ok", "red: the database does not answer"
LOCKED = "red: the master key cannot be read, or does not fit the database"
UNNOTED = "red: the witness folder cannot be written: nothing can be erased or taken back"
LATE = "red: what is too old has not been let go for 26 hours (the daily round of retention)"


def told(house: House, since: datetime | None = None) -> str:
    """`WELL`, or what is wrong. A house that is open `since` then has its time for the daily round; else the last round counts."""
    try:
        late = house.read(lambda records: _look(records, since))
    except StoreUnavailable:
        return DOWN
    except WrongKey:
        return LOCKED
    try:
        if house.journal:
            house.journal.check()
    except StoreUnavailable:
        return UNNOTED
    return LATE if late else WELL


def _look(records: Records, since: datetime | None) -> bool:
    records.vault.check(records.rows)
    return retaining.is_late(records, since or lifetimes.chore_ran(records) or records.now)
