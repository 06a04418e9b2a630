"""A picture is kept for a short while, never much of it, and drawn once however many ask."""

import asyncio

import pytest

from bot.errors import NotDrawn
from bot.rendering.cache import LIFE, Cache


class Drawer:
    """Draws what is asked for as bytes; `go` lets it."""

    def __init__(self) -> None:
        self.drawn: list[str] = []
        self.go = asyncio.Event()
        self.go.set()
        self.now = 0.0

    async def draw(self, told: str) -> bytes:
        self.drawn.append(told)
        await self.go.wait()
        if told == "bad":
            raise NotDrawn
        return told.encode()

    def clock(self) -> float:
        return self.now


@pytest.fixture
async def drawer() -> Drawer:
    return Drawer()


async def test_the_same_is_drawn_once_until_its_time_is_over(drawer: Drawer) -> None:
    cache = Cache(drawer.draw, drawer.clock)
    assert [await cache.give("a"), await cache.give("a"), await cache.give("b")] == [b"a", b"a", b"b"]
    assert drawer.drawn == ["a", "b"]
    drawer.now = LIFE + 1
    await cache.give("a")
    assert drawer.drawn == ["a", "b", "a"]


async def test_many_who_ask_at_once_wait_for_one_drawing_and_one_who_leaves_stops_nobody(drawer: Drawer) -> None:
    cache = Cache(drawer.draw, drawer.clock)
    drawer.go.clear()
    asking = [asyncio.create_task(cache.give("a")) for _ in range(20)]
    await asyncio.sleep(0)
    asking[0].cancel()
    drawer.go.set()
    given = await asyncio.gather(*asking, return_exceptions=True)
    assert isinstance(given[0], asyncio.CancelledError)
    assert given[1:] == [b"a"] * 19
    assert drawer.drawn == ["a"]


async def test_the_oldest_goes_when_there_is_too_much_and_what_is_too_large_is_never_kept(drawer: Drawer) -> None:
    cache = Cache(drawer.draw, drawer.clock, most=8)
    for told in ("aaaa", "bbbb", "cccc", "bbbb", "aaaa", "much too large", "much too large", "aaaa"):
        await cache.give(told)
    assert drawer.drawn == ["aaaa", "bbbb", "cccc", "aaaa", "much too large", "much too large"]


async def test_what_failed_is_tried_again_and_nothing_is_kept_when_told_so(drawer: Drawer) -> None:
    cache = Cache(drawer.draw, drawer.clock)
    for _ in range(2):
        with pytest.raises(NotDrawn):
            await cache.give("bad")
    await cache.give("a")
    cache.empty()
    await cache.give("a")
    assert drawer.drawn == ["bad", "bad", "a", "a"]
