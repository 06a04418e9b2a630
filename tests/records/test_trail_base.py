"""What is too old in the trail is let go from its beginning, and the rest can still be checked to the last row."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.trail import Act
from bot.ports import Rows
from bot.records import trail
from bot.records.core import stamp
from bot.records.sealing import KEY_BYTES, Vault
from bot.stores.memory import MemoryStore
from bot.usecases.house import House

NOW = datetime(2026, 11, 23, 9, 10, tzinfo=UTC)
DAYS = 6


def trimmed(*after: int) -> House:
    """A house in whose trail something was done on each of six days, trimmed after these days."""
    days = iter(range(100))
    vault = Vault(secrets.token_bytes(KEY_BYTES), secrets.token_bytes)
    house = House(store=MemoryStore(), vault=vault, clock=lambda: NOW + timedelta(days=next(days)), new_id=secrets.token_urlsafe)
    for _ in range(DAYS):
        house.write(lambda records: records.log("staff", Act.READ_COURSE, "course"))
    for day in after:
        house.store.write(lambda rows, day=day: trail.trim(rows, vault, stamp(NOW + timedelta(days=day))))  # type: ignore[misc]
    return house


def numbers(house: House) -> list[tuple[int, str]]:
    return house.store.read(lambda rows: [(row["number"], row["act"]) for row in rows.some("trail", {}, order=("number",))])


def faults(house: House) -> list[str]:
    head = house.store.read(trail.head)
    return house.store.read(lambda rows: list(trail.faults(rows, house.vault, head)))


def test_old_rows_go_and_the_rest_stands_on_a_base() -> None:
    house = trimmed(2)
    assert numbers(house) == [(3, "base"), (4, "read_course"), (5, "read_course"), (6, "read_course")]
    assert faults(house) == []


def test_it_can_be_trimmed_again_and_to_the_last_row_and_goes_on() -> None:
    assert (numbers(trimmed(1, 1))[0], numbers(trimmed(1, 3))[0]) == ((2, "base"), (4, "base"))
    house = trimmed(1, 50)
    assert numbers(house) == [(6, "base")]
    house.write(lambda records: records.log("staff", Act.READ_COURSE, "course"))
    assert (numbers(house)[-1], faults(house)) == ((7, "read_course"), [])


def test_nothing_old_is_nothing_to_do() -> None:
    house = trimmed()
    assert house.store.write(lambda rows: trail.trim(rows, house.vault, stamp(NOW - timedelta(days=1)))) == 0
    assert house.store.read(trail.head).number == DAYS


def _another_number(rows: Rows) -> None:
    rows.drop("trail", {"number": 4})
    rows.change("trail", {"number": 3}, {"number": 4})


def _another_mac(rows: Rows) -> None:
    rows.change("trail", {"number": 3}, {"mac": bytes(32)})


def _a_base_of_ones_own(rows: Rows) -> None:
    rows.drop("trail", {"number": 3})
    rows.change("trail", {"number": 4}, {"act": "base", "actor": "", "course": "", "subject": "0" * 64})


def _a_base_in_the_middle(rows: Rows) -> None:
    base = rows.some("trail", {"number": 3})[0]
    rows.change("trail", {"number": 5}, {"act": "base", "subject": base["subject"]})


def _no_base(rows: Rows) -> None:
    rows.drop("trail", {"number": 3})


@pytest.mark.parametrize("forged", [_another_number, _another_mac, _a_base_of_ones_own, _a_base_in_the_middle, _no_base])
def test_a_forged_base_is_found(forged: Callable[[Rows], None]) -> None:
    house = trimmed(2)
    house.store.write(forged)
    assert faults(house) != []
