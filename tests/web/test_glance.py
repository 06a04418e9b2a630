import asyncio

from starlette.types import Message

from bot.domain.people import Role
from bot.records import courses, sightings
from bot.usecases.sheets import ops
from bot.usecases.sheets.deed import Op
from bot.usecases.stage import Who
from bot.web.glance import Glance
from tests.web.desk_steps import as_counsellor, at_the_desk, joined
from tests.web.launching import web_of
from tests.web.listening import Listener, adds, digests
from tests.web.test_chat import begun
from tests.web.world import World


class Asker(Listener):
    """Asks for a page by its session, and reads its status alone."""

    async def _take(self, message: Message) -> None:
        self.status = message.get("status", self.status)


def guided(world: World, course: str) -> str:
    return world.house.read(lambda records: courses.ids(records, course, Role.COUNSELLEE)[0])


def written(world: World, course: str, op: str) -> None:
    """The counsellor writes on the sheet."""
    who = Who(person=world.counsellor, course=course)
    world.write(lambda records: ops.do(records, world.stage, who, Op(id=op, kind="add", about={"field": "want", "text": "Noget"})))


def sits(world: World, course: str, do: str) -> None:
    """The counsellor begins a conversation round the sheet, or ends it."""
    who = Who(person=world.counsellor, course=course)
    world.write(lambda records: ops.do(records, world.stage, who, Op(id=world.house.new_id(), kind="sit", about={"do": do})))


def is_new(world: World, person: str, course: str) -> bool:
    return bool(world.house.read(lambda records: sightings.since(records, person, course)))


def test_who_opens_the_sheet_is_not_told_of_what_stands_there(world: World) -> None:
    browser, course = begun(world)
    written(world, course, "a")
    assert is_new(world, guided(world, course), course)
    browser.go("/chat")
    assert is_new(world, guided(world, course), course)
    browser.go("/ark")
    assert browser.status == 200
    assert not is_new(world, guided(world, course), course)


def test_that_the_counsellor_looks_is_nothing_the_counsellee_has_seen(world: World) -> None:
    _, course = begun(world)
    written(world, course, "a")
    at_the_desk(world).go(f"/desk/course/{course}/ark")
    assert is_new(world, guided(world, course), course)


def test_who_opens_the_sheet_is_called_to_its_conversation_no_more(world: World) -> None:
    browser, course = begun(world)
    sits(world, course, "begin")
    assert "Jeres møde ved arket er begyndt." in browser.go("/chat")
    browser.go("/ark")
    assert "Jeres møde ved arket er begyndt." not in browser.go("/chat")


def test_when_it_is_over_nobody_is_called_to_it(world: World) -> None:
    browser, course = begun(world)
    sits(world, course, "begin")
    sits(world, course, "end")
    assert "Jeres møde ved arket er begyndt." not in browser.go("/chat")


def test_by_a_link_of_staffs_nobody_looks_in_the_counsellees_name(world: World) -> None:
    _, course = begun(world)
    written(world, course, "a")
    stranger = world.browser()
    stranger.go(world.renew(course).web)
    stranger.press("Fortsæt")
    stranger.go("/ark")
    assert is_new(world, guided(world, course), course)


def test_who_keeps_it_open_goes_on_looking_but_writes_it_down_now_and_then_only(world: World) -> None:
    _, course = begun(world)
    person, now = guided(world, course), [100.0]
    keeps = Glance(web=web_of(world, b""), who=Who(person=person, course=course), clock=lambda: now[0])
    found = []
    for at, op in ((100.0, "a"), (114.0, "b"), (116.0, "c")):
        now[0] = at
        written(world, course, op)
        asyncio.run(keeps.again())
        found.append(is_new(world, person, course))
    assert found == [False, True, False]


async def test_what_was_sent_last_is_no_news_to_who_goes_right_after(world: World) -> None:
    guided = joined(world)
    guide = as_counsellor(world, guided.course)
    async with Listener(world, guided, have=digests(world, guided)) as mine:
        await mine.event("here")
        await adds(world, guide, "Noget")
        await mine.part("field-want")
        assert is_new(world, guided.person, guided.course)
    assert not is_new(world, guided.person, guided.course)


async def test_who_has_seen_all_and_goes_keeps_what_comes_after(world: World) -> None:
    guided = joined(world)
    guide = as_counsellor(world, guided.course)
    async with Listener(world, guided, have=digests(world, guided)) as mine:
        await mine.event("here")
    await adds(world, guide, "Noget")
    assert is_new(world, guided.person, guided.course)


async def test_the_talk_opened_from_the_sheet_tells_nothing_that_stands_there(world: World) -> None:
    guided = joined(world)
    guide = as_counsellor(world, guided.course)
    other = Asker(world, guided)
    async with Listener(world, guided, have=digests(world, guided)) as mine:
        await mine.event("here")
        await adds(world, guide, "Noget")
        await mine.part("field-want")
        other.leaving.set()
        await other.run("GET", "/chat", "", b"")
        assert is_new(world, guided.person, guided.course)
        other.secret, other.cookie = mine.secret, mine.cookie
        await other.run("GET", "/chat", "", b"")
        assert (other.status, is_new(world, guided.person, guided.course)) == (200, False)
