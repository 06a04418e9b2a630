"""The flows are read again while people talk: a good set is taken into use at once, a bad one is refused, and every turn sees one set."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest

from bot import opening, shelf
from bot.config import Settings
from bot.dialogue import engine
from bot.errors import FaultyFlow, StoreUnavailable
from bot.ports import Rows
from bot.records import conversations
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.stores.memory import MemoryStore
from bot.stores.sqlite import SqliteStore
from bot.usecases.house import House
from bot.usecases.stage import Stage
from tests.dialogue.talker import SMALL, small
from tests.usecases.story import Clock, stage

T = TypeVar("T")
PATIENCE, BLINK = 60.0, 0.2
LOCALES = opening.folder("locales")
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgctxt "small"\nmsgid "Tak."\nmsgstr "{said}"\n'


class Door:
    """Somewhere people come in."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage


class FullDisk(MemoryStore):
    """A store that does the work and cannot keep it."""

    def submit(self, work: Callable[[Rows], T]) -> Future[T]:
        def and_fail(rows: Rows) -> T:
            work(rows)
            raise StoreUnavailable

        return super().submit(and_fail)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    return tmp_path


def house() -> House:
    return opening.scratch_house(Clock())


def test_the_set_at_the_start_has_the_flows_of_ones_own(own: Path) -> None:
    set_up = opening.set_stage(Settings(data=own, flows=own))
    assert set(set_up.flows) - set(stage().flows) == {"small"}


@pytest.mark.parametrize(("content", "fault"), [(b"\xff", "a file cannot be read"), (b"id =", "small.toml: this is not TOML")])
def test_a_file_that_cannot_be_read_is_refused(own: Path, content: bytes, fault: str) -> None:
    (own / "small.toml").write_bytes(content)
    with pytest.raises(FaultyFlow, match=fault):
        shelf.read_flows(opening.folder("flows"), own)


def test_a_folder_without_flows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFlow, match="there are no flow files"):
        shelf.read_flows(opening.folder("flows"), tmp_path)


def test_catalogues_beside_the_flows_are_put_to_ours(own: Path) -> None:
    write_catalogue(own, "Thank you.")
    texts = shelf.read_texts(LOCALES, own)
    assert (texts["en"].say("Tak.", "small"), texts["en"].say("Menu")) == ("Thank you.", "Menu")
    assert shelf.read_texts(LOCALES, None)["en"].say("Tak.", "small") == "Tak."


@pytest.mark.parametrize("said", ["Thanks, {name}.", "Thanks {", "Thanks }", "{0}"])
def test_a_translation_with_values_that_are_not_there_is_refused(own: Path, said: str) -> None:
    write_catalogue(own, said)
    with pytest.raises(FaultyFlow, match="has other values in braces"):
        shelf.read_texts(LOCALES, own)


def test_a_catalogue_that_is_no_text_is_refused(own: Path) -> None:
    write_catalogue(own, "Thanks.").write_bytes(b'msgid "a"\nmsgstr "\xff"\n')
    with pytest.raises(FaultyFlow, match="a catalogue cannot be read"):
        shelf.read_texts(LOCALES, own)


def test_a_fresh_set_is_given_to_all_doors_with_what_else_they_know() -> None:
    known = replace(stage(), bot_name="bot")
    doors = [Door(known), Door(known)]
    shelf.take_into_use(with_small(stage()), house(), doors)
    assert doors[0].stage is doors[1].stage
    assert ("small" in doors[0].stage.flows, doors[0].stage.bot_name) == (True, "bot")
    assert "small" not in known.flows


def test_what_stood_under_earlier_ids_is_found_when_the_fresh_set_is_in_use() -> None:
    home, door = house(), Door(with_small(stage()))
    home.write(begin_small)
    renamed = replace(small(), id="smaller", was=("small",))
    fresh = replace(stage(), flows={**stage().flows, "smaller": renamed})
    assert shelf.take_into_use(fresh, home, [door]) == 1
    assert home.read(lambda records: [frame.flow for frame, _ in conversations.places(records, "p", "c")]) == ["smaller"]


def test_a_set_that_could_not_be_kept_is_not_in_use() -> None:
    home, door = replace(house(), store=FullDisk()), Door(stage())
    with pytest.raises(StoreUnavailable):
        shelf.take_into_use(with_small(stage()), home, [door])
    assert door.stage is stage()


def test_a_turn_sees_one_set_from_first_to_last(tmp_path: Path) -> None:
    home, door = replace(house(), store=SqliteStore(tmp_path / "samvej.db")), Door(stage())
    begun, go_on = Event(), Event()

    def turn(_: Records) -> bool:
        first = door.stage
        begun.set()
        return go_on.wait(PATIENCE) and door.stage is first

    with ThreadPoolExecutor(1) as beside:
        turned = home.submit(turn)
        assert begun.wait(PATIENCE)
        taken = beside.submit(shelf.take_into_use, with_small(stage()), home, [door])
        with pytest.raises(TimeoutError):
            taken.result(BLINK)
        go_on.set()
        assert (turned.result(PATIENCE), taken.result(PATIENCE)) == (True, 0)
    assert "small" in door.stage.flows
    home.store.close()


def with_small(before: Stage) -> Stage:
    return replace(before, flows={**before.flows, "small": small()})


def begin_small(records: Records) -> None:
    conversations.keep_place(records, "p", "c", Frame(flow="small"), engine.start(small()).place)


def write_catalogue(own: Path, said: str) -> Path:
    file = own / "locales" / "en" / "LC_MESSAGES" / "samvej.po"
    file.parent.mkdir(parents=True)
    file.write_text(PO.replace("{said}", said), encoding="utf-8")
    return file
