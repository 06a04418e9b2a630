"""The hub: whoever has a sheet open is told of its changes, whoever made them, and a fault stops nobody for long."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest

from bot.errors import NotAllowed, StoreUnavailable
from bot.records import sheets
from bot.records.core import Records
from bot.stores.memory import MemoryStore
from bot.usecases.house import House
from bot.web import hub as hubs
from bot.web.hub import Hub
from tests.web.world import World

COURSE = "course"


@dataclass(kw_only=True, eq=False)
class Page:
    """A page that counts what it is shown."""

    person: str = "one"
    session: str = "session"
    course: str = COURSE
    looks: int = 0
    shown: asyncio.Queue[int] = field(default_factory=asyncio.Queue)
    there: Mapping[str, str] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)
    inside: bool = True
    fault: Exception | None = None

    def look(self, records: Records) -> Callable[[], None]:
        self.looks += 1
        if self.fault:
            raise self.fault
        number = sheets.number(records, self.course)
        return lambda: self.shown.put_nowait(number)

    def is_in(self, records: Records) -> bool:
        return self.inside

    def meet(self, there: Mapping[str, str]) -> None:
        self.there = dict(there)

    def end(self, why: str = "") -> None:
        self.ended.append(why)

    async def sees(self) -> int:
        return await asyncio.wait_for(self.shown.get(), 60)


@pytest.fixture
def house(world: World, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(hubs, "LOOK_EACH", 0.02)
    return world.house


@pytest.fixture
def hub(house: House) -> Iterator[Hub]:
    opened = Hub(house)
    yield opened
    opened.close()


def changes(house: House) -> None:
    house.write(lambda records: sheets.touch(records, COURSE))


async def until(fits: Callable[[], object]) -> None:
    for _ in range(6000):
        if fits():
            return
        await asyncio.sleep(0.01)
    raise AssertionError


async def test_everybody_is_shown_a_change_at_once(hub: Hub, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "LOOK_EACH", 60)
    pages = [Page(), Page(person="other")]
    for page in pages:
        hub.join(page)
        assert await page.sees() == 0
    await asyncio.to_thread(changes, house)
    assert [await page.sees() for page in pages] == [1, 1]
    assert pages[0].there == {"one": "", "other": ""}


async def test_changes_that_come_together_are_one_look(hub: Hub, house: House) -> None:
    page = Page()
    hub.join(page)
    await page.sees()
    for _ in range(5):
        changes(house)
    assert await page.sees() == 5
    assert page.looks == 2


async def test_a_change_by_another_process_is_found_by_its_number(hub: Hub, house: House) -> None:
    page = Page()
    hub.join(page)
    await page.sees()
    beside = House(store=house.store, vault=house.vault, clock=house.clock, new_id=house.new_id)
    changes(beside)
    assert await page.sees() == 1


async def test_whoever_may_not_see_it_any_more_is_told_so_and_the_others_go_on(hub: Hub, house: House) -> None:
    gone, stays = Page(), Page(person="other")
    for page in (gone, stays):
        hub.join(page)
        await page.sees()
    gone.fault = NotAllowed()
    changes(house)
    assert await stays.sees() == 1
    assert (gone.ended, stays.ended) == ([hubs.LEFT], [])


async def test_whose_session_is_over_is_out_though_nothing_changed(hub: Hub, house: House) -> None:
    page = Page()
    hub.join(page)
    await page.sees()
    page.inside = False
    await until(lambda: page.ended)
    assert page.ended[0] == hubs.NOT_IN


async def test_while_the_store_does_not_answer_nothing_is_lost(hub: Hub, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page()
    hub.join(page)
    await page.sees()
    with monkeypatch.context() as silent:
        silent.setattr(MemoryStore, "read", _silent)
        changes(house)
        await asyncio.sleep(0.1)
        assert page.shown.empty()
    assert await page.sees() == 1


def _silent(*_: object) -> None:
    raise StoreUnavailable


async def test_an_error_ends_the_pages_so_that_they_come_back(hub: Hub, house: House) -> None:
    page = Page()
    hub.join(page)
    await page.sees()
    page.fault = KeyError()
    changes(house)
    await until(lambda: page.ended)
    assert page.ended == [""]


async def test_who_leaves_is_not_here_and_writes_nowhere(hub: Hub) -> None:
    pages = [Page(), Page(person="other"), Page(person="other")]
    for page in pages:
        hub.join(page)
    hub.writes(COURSE, "other", "field-want")
    hub.writes(COURSE, "stranger", "field-want")
    assert pages[0].there == {"one": "", "other": "field-want"}
    hub.leave(pages[1])
    assert pages[0].there == {"one": "", "other": "field-want"}
    hub.leave(pages[2])
    assert pages[0].there == {"one": ""}
    assert hub.open_by("session") == 1


async def test_when_the_last_one_left_nobody_listens_and_nothing_runs(hub: Hub, house: House) -> None:
    page = Page()
    before = asyncio.all_tasks()
    hub.join(page)
    await page.sees()
    hub.leave(page)
    hub.leave(page)
    await until(lambda: asyncio.all_tasks() == before)
    changes(house)
    assert (page.looks, house.pulse.streams) == (1, 0)


async def test_a_closed_hub_has_ended_every_page_and_opens_none(hub: Hub) -> None:
    early, late = Page(), Page()
    hub.join(early)
    hub.close()
    hub.join(late)
    assert (early.ended, late.ended) == ([""], [""])
