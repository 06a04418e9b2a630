"""The stream of a sheet: what is new goes to each who may see it, at once, and to nobody else."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import pytest

from bot.domain.limits import LIMITS, STREAMS_AT_ONCE
from bot.domain.trail import Act
from bot.errors import StoreUnavailable
from bot.records import freezing, links, trail
from bot.web import hub as hubs
from bot.web.stream import PARTS
from bot.web.watching import QUIET, OpenPage
from tests.web.desk_steps import as_counsellor, joined
from tests.web.listening import Listener, adds, digests, does
from tests.web.world import World

pytestmark = pytest.mark.usefixtures("world")
LEFT = {"why": hubs.LEFT}


@pytest.fixture
def nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks now and then whether those who have a page open are still in."""
    monkeypatch.setattr(hubs, "SESSIONS_EACH", 10_000)


async def test_a_page_that_is_up_to_date_is_told_only_who_is_here(world: World) -> None:
    who = joined(world)
    async with Listener(world, who, have=digests(world, who)) as mine:
        assert await mine.event("here") == {"here": [], "busy": {}}
        assert mine.sent.empty()


async def test_a_page_that_is_behind_is_given_the_parts_that_are_others_now(world: World) -> None:
    who = joined(world)
    before = digests(world, who)
    note = await adds(world, who, "Tømrer")
    async with Listener(world, who, have=before) as mine:
        parts = [await mine.event("part"), await mine.event("part")]
        assert [part["part"] for part in parts] == ["bar", "field-want"]
        [[name, mark, html]] = parts[1]["notes"]
        assert (name, "Tømrer" in html, mark in html) == (note, True, True)
        assert parts[1]["digest"] == digests(world, who).split(".")[PARTS.index("field-want")]


async def test_each_message_brings_the_whole_order_and_only_the_notes_that_changed(world: World) -> None:
    who = joined(world)
    async with Listener(world, who, have=digests(world, who)) as mine:
        await mine.event("here")
        first = await adds(world, who, "Den første")
        await mine.part("field-want")
        second = await adds(world, who, "Den anden")
        changed = await mine.part("field-want")
        assert [(name, html is None) for name, _, html in changed["notes"]] == [(first, True), (second, False)]


async def test_of_what_is_private_nothing_at_all_is_told(world: World) -> None:
    who = joined(world)
    guide = as_counsellor(world, who.course)
    at = f"/desk/course/{who.course}/ark"
    async with Listener(world, guide, staff=True, have=digests(world, guide, at)) as theirs, Listener(world, who) as mine:
        while (await theirs.event("here"))["here"] == []:
            continue
        note = await adds(world, who, "Kun mit", show=False)
        await mine.part("field-want")
        assert await mine.is_at(f"note-{note}") == 204
        shown = await adds(world, who, "Vist")
        part = await theirs.event("part")
        assert theirs.sent.qsize() <= 1
        while part["part"] != "field-want":
            part = await theirs.event("part")
        assert [name for name, _, _ in part["notes"]] == [shown]


async def test_where_a_counsellor_writes_is_told_and_of_a_counsellee_not_even_that_they_do(world: World) -> None:
    who = joined(world)
    guide = as_counsellor(world, who.course)
    shown = await adds(world, who, "Vist")
    async with Listener(world, guide, staff=True) as theirs, Listener(world, who) as mine:
        while not (await theirs.event("here"))["here"]:
            continue
        await mine.is_at(f"note-{shown}")
        await theirs.is_at("field-can")
        while not (busy := (await mine.event("here"))["busy"]):
            continue
        assert list(busy.values()) == ["field-can"]
        assert await mine.is_at("javascript:alert(1)") == 204
        await mine.is_at("field-can")
    async with Listener(world, who) as mine, Listener(world, guide, staff=True) as theirs:
        here: dict[str, Any] = {}
        for page in (mine, theirs):
            while not (here := await page.event("here"))["here"]:
                continue
        assert (len(here["here"]), here["busy"]) == (1, {})
        await mine.is_at(f"note-{shown}")
        await adds(world, who, "Vist efter det")
        told = await theirs.until("part")
        assert [data["busy"] for name, data in told if name == "here" and data["busy"]] == []
    assert world.house.pulse.streams == 0


async def test_a_counsellor_who_follows_is_written_down_before_the_first_word(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    who = joined(world)
    guide = as_counsellor(world, who.course)
    async with Listener(world, guide, staff=True) as theirs:
        await theirs.event("part")
    acts = world.house.read(lambda records: [row["act"] for row in trail.acts(records.rows, {"course": who.course})])
    assert acts.count(Act.READ_LIVE) == 1
    refused = Listener(world, guide, staff=True)
    monkeypatch.setattr(world.house.store, "submit", _refuses)
    async with refused:
        await refused.over()
    assert (refused.status, refused.sent.empty()) == (503, True)


def _refuses(_: object) -> object:
    raise StoreUnavailable


@pytest.mark.usefixtures("nobody_looks")
async def test_the_page_goes_when_the_session_ends_and_no_word_goes_after(world: World) -> None:
    who = joined(world)
    guide = as_counsellor(world, who.course)
    async with Listener(world, guide, staff=True) as theirs:
        await theirs.event("here")
        world.write(lambda records: links.end_session(records, theirs.secret))
        await adds(world, who, "Hemmeligt for den, der er ude")
        told = await theirs.until("out")
        assert told[-1] == ("out", LEFT)
        assert "Hemmeligt" not in repr(told)
        await theirs.over()
        assert theirs.sent.empty()


@pytest.mark.usefixtures("nobody_looks")
@pytest.mark.parametrize(("staff", "way_out"), [(False, "/ud"), (False, "/ny"), (True, "/desk/ud")])
async def test_who_signs_out_is_shown_nothing_more_on_any_page(world: World, *, staff: bool, way_out: str) -> None:
    who = joined(world)
    reader = as_counsellor(world, who.course) if staff else who
    async with Listener(world, reader, staff=staff) as page:
        await page.event("here")
        assert await page.posts(way_out, leave="1") < 400
        assert await page.event("out") == {"why": hubs.NOT_IN}
        await page.over()


@pytest.mark.usefixtures("nobody_looks")
async def test_the_page_goes_when_the_course_is_frozen(world: World) -> None:
    who = joined(world)
    async with Listener(world, as_counsellor(world, who.course), staff=True) as theirs, Listener(world, who) as mine:
        await theirs.event("here")
        await mine.event("here")
        await asyncio.to_thread(world.write, lambda records: freezing.freeze(records, who.course, who.person))
        assert await theirs.event("out") == LEFT
        assert not mine.task or not mine.task.done()


async def test_a_slow_reader_holds_up_nobody_and_skips_what_is_past(world: World) -> None:
    who = joined(world)
    async with Listener(world, who, slow=True) as slow, Listener(world, who) as quick:
        await quick.event("here")
        for number in range(1, 9):
            await adds(world, who, f"Note {number}")
            while len((await quick.part("field-want"))["notes"]) < number:
                continue
        slow.reads.set()
        seen = [len((await slow.part("field-want"))["notes"])]
        while seen[-1] < 8:
            seen.append(len((await slow.part("field-want"))["notes"]))
        assert len(seen) <= 3


async def test_one_browser_has_so_many_streams_and_no_more(world: World) -> None:
    who = joined(world)
    first = Listener(world, who)
    async with AsyncExitStack() as stack:
        for _ in range(STREAMS_AT_ONCE):
            one = Listener(world, who)
            one.cookie = first.cookie
            await (await stack.enter_async_context(one)).event("here")
        assert world.house.pulse.streams == STREAMS_AT_ONCE
        async with first:
            await first.over()
        assert first.status == 429
        async with Listener(world, who) as elsewhere:
            await elsewhere.event("here")
    assert world.house.pulse.streams == 0


async def test_whoever_opens_streams_like_a_program_is_held_back(world: World) -> None:
    one = Listener(world, joined(world))
    for _ in range(LIMITS["sheet_here"].size):
        assert await one.is_at("") == 204
    assert await one.is_at("") == 429


async def test_in_silence_there_is_a_sign_of_life(world: World) -> None:
    who = joined(world)
    page = OpenPage(who=who, again=lambda _: None, session="", stage=lambda: world.stage, draw=lambda *_: (), digests={})
    assert await page.news(0.01) == QUIET


async def test_what_changes_for_other_eyes_alone_does_not_put_off_the_sign_of_life(world: World) -> None:
    who = joined(world)
    page = OpenPage(who=who, again=lambda _: None, session="", stage=lambda: world.stage, draw=lambda *_: (), digests={})
    meeting = asyncio.create_task(_meets_on_and_on(page))
    assert await asyncio.wait_for(page.news(0.3), 60) == QUIET
    meeting.cancel()


async def _meets_on_and_on(page: OpenPage) -> None:
    while True:
        page.meet({})
        await asyncio.sleep(0.001)


async def test_what_is_erased_and_brought_back_comes_with_its_words_again(world: World) -> None:
    who = joined(world)
    note = await adds(world, who, "Frem og tilbage")
    async with Listener(world, who, have=digests(world, who)) as mine:
        await mine.event("here")
        await does(world, who, "remove", {"note": note})
        assert (await mine.part("field-want"))["notes"] == []
        await does(world, who, "restore", {"note": note})
        assert "Frem og tilbage" in (await mine.part("field-want"))["notes"][0][2]
