"""Gives the house a new master key while it is running: every data key is wrapped anew, and the old master then opens nothing."""

import os
import time

from bot import opening
from bot.commands.base import at_home
from bot.config import Settings
from bot.domain.trail import Act
from bot.errors import StoreUnavailable
from bot.records.sealing import KEY_BYTES
from bot.stores.key_file import alone, read_keys, replace_keys
from bot.usecases.house import House

AT_ONCE = 200
BREATH = 0.02
PATIENCE = 60.0


def rotate(settings: Settings) -> int:
    """How many data keys were wrapped anew. Killed at any moment, it is finished by the next run.

    Raises WrongKey when the file cannot be replaced, StoreUnavailable when the old keys cannot be cleared away just now.
    """
    file, forbidden = opening.key_place(settings)
    with at_home(settings) as (house, _), alone(settings.data):
        keys = read_keys(file, forbidden=forbidden)
        if len(keys) == 1:
            # On disk before the first use: from here on nothing is wrapped by a key that is not in the file.
            keys = [os.urandom(KEY_BYTES), *keys]
            replace_keys(file, keys)
        done = _wrap_anew(house)
        _clear(house)
        replace_keys(file, keys[:1])
        house.write(lambda records: records.log("", Act.KEYS_ROTATED))
    return done


def _wrap_anew(house: House) -> int:
    house.store.write(house.vault.turn)
    done = 1
    while count := house.store.write(lambda rows: house.vault.rewrap(rows, AT_ONCE)):
        done += count
        time.sleep(BREATH)  # so that the running program comes to write, too
    return done


def _clear(house: House) -> None:
    """Have nothing of the old wrappings left in the log."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            house.store.purge()
        except StoreUnavailable:
            if time.monotonic() > until:
                raise
            time.sleep(BREATH)
        else:
            return
