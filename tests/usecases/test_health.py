"""Whoever runs the house is told what is wrong with it, a line for each thing, and nothing of anybody's."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from bot import opening
from bot.config import Settings
from bot.domain.letter import Letter
from bot.records import post, queues, timers
from bot.records.people import TELEGRAM, WEB
from bot.stores.key_file import make_key
from bot.usecases import health, retaining
from bot.usecases.health import Watch
from bot.usecases.house import House
from bot.usecases.pulse import LOOPS, Pulse
from tests.fakes.journal import Noted
from tests.fakes.refusing import Refusing
from tests.house.tree import ROOT
from tests.usecases.story import Story, shared

T = TypeVar("T")


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
    assert health.told(story.house, Watch(opened=opened)) == health.WELL
    story.clock.now += timedelta(hours=27)
    assert (health.LATE in health.told(story.house, Watch(opened=opened)), health.told(story.house)) == (True, health.WELL)
    retaining.make_round(story.house, story.stage)
    story.house.pulse.done[health.ANCHOR] = story.clock.now
    assert health.told(story.house, Watch(opened=opened)) == health.WELL
    story.clock.now += timedelta(hours=27)
    assert health.told(story.house) == health.LATE


@pytest.fixture
def well() -> Story:
    """A house in which nothing is wrong, and whose clock of seconds is moved by hand."""
    story = shared()

    def seconds() -> float:
        return story.clock.now.timestamp()

    story.house = replace(story.house, pulse=Pulse(seconds))
    assert health.told(story.house) == health.WELL
    return story


def test_reminders_that_are_late_or_were_set_aside_are_told(well: Story) -> None:
    at = well.clock.now
    well.house.write(lambda r: timers.set_timer(r, kind="step", subject="s", version=1, person="", course="", at=at))
    assert health.told(well.house) == health.WELL
    well.clock.now += timedelta(minutes=3)
    assert health.told(well.house) == health.OVERDUE.format(1)
    well.house.write(lambda records: records.rows.change("timers", {"kind": "step"}, {"state": timers.FAILED}))
    assert health.told(well.house) == health.FAILED.format(1)


def test_letters_that_do_not_leave_are_told_but_not_those_to_be_read_on_the_web(well: Story) -> None:
    well.house.write(lambda r: [post.post(r, Letter(text="Hej"), key=one, channel=one, external="1", kind="x") for one in (TELEGRAM, WEB)])
    well.clock.now += timedelta(minutes=14)
    assert health.told(well.house) == health.WELL
    well.clock.now += timedelta(minutes=2)
    waiting = well.house.read(queues.look).letters
    assert health.told(well.house) == health.LETTERS.format(waiting[TELEGRAM])


def test_a_loop_that_goes_round_no_more_and_one_that_ended_are_told(well: Story) -> None:
    pulse = well.house.pulse
    for loop in ("timers", "polling", "postman_telegram"):
        pulse.beat(loop)
    pulse.rest("polling")
    well.clock.now += timedelta(seconds=LOOPS["timers"] + 1)
    pulse.beat("postman_telegram")
    assert health.told(well.house) == health.STOPPED.format("timers")
    pulse.beat("timers")
    pulse.fell("worker", "KeyError")
    assert health.told(well.house) == health.STOPPED.format("worker")


def test_a_disk_with_little_room_is_told_by_share_and_by_size(well: Story) -> None:
    rooms = {(600_000_000, 10_000_000_000): True, (499_000_000, 1_000_000_000): False, (600_000_000, 100_000_000_000): False}
    for room, fine in rooms.items():
        told = health.told(well.house, Watch(room=lambda room=room: room))  # type: ignore[misc]
        assert (told == health.WELL) == fine, room


def test_a_backup_that_was_not_made_is_told_only_where_they_are_made(well: Story) -> None:
    watch = Watch(backups=True, opened=well.clock.now)
    well.house.write(lambda records: queues.chore_done(records, health.BACKUP))
    well.clock.now += timedelta(hours=25)
    assert health.NO_BACKUP not in health.told(well.house, watch)
    well.clock.now += timedelta(hours=2)
    assert health.NO_BACKUP in health.told(well.house, watch)
    watch.backups = False
    assert health.NO_BACKUP not in health.told(well.house, watch)


def test_a_clock_that_is_behind_what_was_done_is_told(well: Story) -> None:
    well.clock.now -= timedelta(days=30)
    assert health.told(well.house) == health.BEHIND


def test_a_trail_that_is_not_anchored_and_a_line_in_trouble_are_told(well: Story) -> None:
    watch = Watch(opened=well.clock.now, line=lambda: "another program fetches this bot's updates")
    well.clock.now += timedelta(minutes=11)
    assert health.told(well.house, watch).splitlines() == [health.NOT_ANCHORED, health.TELEGRAM.format(watch.line())]


def test_a_write_that_does_not_reach_the_disk_is_told_and_one_that_does_is_believed_for_ten_seconds(well: Story) -> None:
    watch, working = Watch(writes=True), well.house.store
    assert health.told(well.house, watch) == health.WELL
    broken = replace(well.house, store=Refusing(working))
    assert health.told(broken, watch) == health.WELL
    well.clock.now += timedelta(seconds=11)
    assert health.told(broken, watch) == health.UNWRITTEN
    assert health.told(well.house, watch) == health.WELL


def test_what_lasts_says_for_how_long(well: Story) -> None:
    watch = Watch(room=lambda: (int(well.clock.now.timestamp()) % 1000, 10))
    assert health.told(well.house, watch).startswith("red: the disk")
    well.clock.now += timedelta(minutes=7)
    assert health.told(well.house, watch).endswith(" (for 7 min)")
    assert health.told(well.house) == health.WELL
    assert "for" not in health.told(well.house, watch).split("free")[1]
