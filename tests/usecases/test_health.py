"""Whoever runs the house is told what is wrong with it, in one line, and nothing of anybody's."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import opening
from bot.config import Settings
from bot.stores.key_file import make_key
from bot.usecases import health, retaining
from bot.usecases.house import House
from tests.fakes.journal import Noted
from tests.house.tree import ROOT
from tests.usecases.story import shared


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    make_key(tmp_path / "key", os.urandom)
    operator = ROOT / "docs" / "operator.toml"
    return Settings(data=tmp_path / "data", key_file=tmp_path / "key", witness=tmp_path / "witness", operator=operator)


@pytest.fixture
def house(settings: Settings) -> House:
    return opening.open_house(settings)


def test_a_house_that_is_well_says_so(house: House) -> None:
    assert health.told(house) == health.WELL
    house.store.close()
    assert health.told(house) == health.DOWN


def test_a_witness_folder_that_is_gone_is_told_and_no_empty_list_is_made(house: House, tmp_path: Path) -> None:
    (tmp_path / "witness" / "erased").unlink()
    assert (health.told(house), (tmp_path / "witness" / "erased").exists()) == (health.UNNOTED, False)
    house.store.close()


@pytest.mark.parametrize("spoil", ["gone", "another", "open"])
def test_a_key_that_is_gone_or_another_or_open_to_others_is_told(house: House, tmp_path: Path, spoil: str) -> None:
    key = tmp_path / "key"
    if spoil == "open":
        key.chmod(0o644)
    else:
        key.unlink()
    if spoil == "another":
        make_key(key, os.urandom)
    assert health.told(house) == health.LOCKED
    house.store.close()


def test_a_list_that_cannot_be_written_and_a_round_that_was_not_made_are_told() -> None:
    story, journal = shared(), Noted()
    story.house, journal.broken = replace(story.house, journal=journal), True
    assert health.told(story.house) == health.UNNOTED
    journal.broken = False
    opened = story.clock.now
    assert health.told(story.house, opened) == health.WELL
    story.clock.now += timedelta(hours=27)
    assert (health.told(story.house, opened), health.told(story.house)) == (health.LATE, health.WELL)
    retaining.make_round(story.house, story.stage)
    assert health.told(story.house, opened) == health.WELL
    story.clock.now += timedelta(hours=27)
    assert health.told(story.house) == health.LATE
