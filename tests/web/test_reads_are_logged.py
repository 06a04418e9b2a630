"""Whatever the desk shows of a counsellee's words was written down before the answer began, on every address there is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.domain.media import Media
from bot.domain.people import Person
from bot.domain.sheet import Words
from bot.domain.trail import READS, Head
from bot.errors import StoreUnavailable
from bot.records import courses, files, notes, people, trail
from bot.records.core import Records, row_of
from bot.rendering.cleaning import clean
from bot.rendering.drawings import drawing
from bot.stores.memory import MemoryAnchor
from bot.usecases.stage import Who
from bot.web.access import Web
from bot.web.app import build
from bot.web.pages import Pages
from tests.fakes.painter import FakePainter
from tests.fakes.refusing import Refusing
from tests.web.browser import Browser
from tests.web.desk_steps import at_the_desk, joined
from tests.web.picture_steps import drew, ref
from tests.web.world import World

T = TypeVar("T")
NAME, SAID, VOICE = "Kanariefugl", "Kanarieord", b"\x1a\x45\xdf\xa3 kanariestemme"
CANARIES = (NAME.encode(), SAID.encode(), VOICE)


class NoAnchor(MemoryAnchor):
    """A witness that cannot be written."""

    def keep(self, head: Head, now: datetime, *, back: bool = False) -> None:
        raise StoreUnavailable("the other disk is full")


@dataclass(kw_only=True)
class Watched:
    """An application, and how many reads were in the trail when each answer began."""

    app: ASGIApp
    world: World
    counts: list[int] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sender(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.counts.append(len(reads(self.world)))
            await send(message)

        await self.app(scope, receive, sender)


def reads(world: World) -> list[tuple[str, str]]:
    """Who has read which course, from what is committed."""
    rows = world.house.read(lambda records: records.rows.some("trail", {}))
    return [(row["actor"], row["course"]) for row in rows if row["act"] in READS]


@pytest.fixture
def shared(world: World) -> tuple[Who, str]:
    """A counsellee who has given a name, an answer and a voice message; and the id of the file."""
    who = joined(world)

    def share(records: Records) -> str:
        people.add(records, replace(people.get(records, who.person), name=NAME))
        file = files.keep(records, who.course, who.person, Media(media="voice", kind="audio/webm", body=VOICE, seconds=2))
        words = Words(question="Hvad vil du?", said=SAID, answer={"text": SAID, "file": file})
        place = {"course": who.course, "author": who.person, "field": "agreement", "flow": "agreement", "step": "outcome"}
        note = notes.write(records, **place, words=words)
        files.attach(records, file, note)
        notes.share(records, note, 1, world.counsellor)
        return file

    drew(world, who, SAID, share=True)
    return who, world.write(share)


def web_over(world: World, kind: type[Web] = Web, **other: object) -> Web:
    parts = {"house": world.house, "witness": MemoryAnchor(), **other}
    return kind(
        stage=world.stage,
        pages=Pages(),
        rang=lambda: None,
        clean=clean,
        drawn=drawing,
        painter=FakePainter(),
        locks=world.locks,
        **parts,  # type: ignore[arg-type]
    )


def requests(web: Web, who: Who, file: str) -> Iterator[tuple[str, str]]:
    """Every address of the desk by every method, with this course and this file in it; what ends the session comes last.

    A stream has no end to wait for; the test of streams asks it.
    """
    desk = [route for route in build(web).routes if isinstance(route, Route) and route.path.startswith("/desk")]
    routes = [route for route in desk if not route.path.endswith("/events")]
    note = web.house.read(lambda records: str(row_of(records.rows.one("files", {"id": file}))["note"]))
    ways = [(method, route.path) for route in routes for method in sorted(set(route.methods or ()) - {"HEAD"})]
    for method, path in sorted(ways, key=lambda way: way[1] == "/desk/ud"):
        yield method, path.format(course=who.course, file=file, note=note, ref=ref(who), deed="aim")


def ask(world: World, app: ASGIApp, method: str, address: str, browser: Browser) -> tuple[int, bytes]:
    client = TestClient(app, base_url=world.stage.url, follow_redirects=False, raise_server_exceptions=False)
    client.cookies.update(browser.client.cookies)
    found = client.request(method, address, headers=browser.proof("/desk"), data={} if method == "POST" else None)
    return found.status_code, found.content


def shown(world: World, web: Web, who: Who, file: str) -> dict[str, bool]:
    """The ways to the counsellee's words, and whether each was written down before the answer began."""
    watched, browser = Watched(app=build(web), world=world), at_the_desk(world)
    found = {}
    for method, address in requests(web, who, file):
        before = len(reads(world))
        status, body = ask(world, watched, method, address, browser)
        assert status != 500, (method, address)
        if any(canary in body for canary in CANARIES):
            logged = reads(world)[before : watched.counts[-1]]
            found[f"{method} {address}"] = (world.counsellor, who.course) in logged
    return found


def test_whatever_is_shown_was_written_down_before_the_answer_began(world: World, shared: tuple[Who, str]) -> None:
    who, file = shared
    web = web_over(world)
    found = shown(world, web, who, file)
    assert [way for way, logged in found.items() if not logged] == []
    course = f"/desk/course/{who.course}"
    assert {"GET /desk", f"GET {course}", f"GET {course}/file/{file}", f"GET {course}/selfcheck", f"POST {course}/goal"} <= set(found)
    drawn = (f"/picture/{ref(who)}.svg", f"/picture/{ref(who)}.png", "/sheet.pdf", "/sheet.png")
    assert {f"GET {course}/ark{page}" for page in ("", "/paper", *drawn)} <= set(found)
    assert world.house.read(lambda records: list(trail.faults(records.rows, records.vault, web.witness.read()))) == []


class Careless(Web):
    """It shows without writing down."""

    async def noted(self, log: Callable[[Records], object]) -> None:
        """Do nothing."""


def test_a_desk_that_writes_nothing_down_is_found(world: World, shared: tuple[Who, str]) -> None:
    found = shown(world, web_over(world, kind=Careless), *shared)
    assert found
    assert not any(found.values())


@pytest.mark.parametrize("broken", ["the store takes nothing", "the witness takes nothing"])
def test_what_cannot_be_written_down_is_not_shown(world: World, shared: tuple[Who, str], broken: str) -> None:
    who, file = shared
    house = replace(world.house, store=Refusing(world.house.store))
    web = web_over(world, house=house) if broken == "the store takes nothing" else web_over(world, witness=NoAnchor())
    app, browser = build(web), at_the_desk(world)
    answers = {f"{method} {address}": ask(world, app, method, address, browser) for method, address in requests(web, who, file)}
    assert len(answers) > 20
    assert [way for way, (_, body) in answers.items() if any(canary in body for canary in CANARIES)] == []
    refused = {f"GET /desk/course/{who.course}", f"GET /desk/course/{who.course}/file/{file}", "GET /desk"}
    assert {answers[way][0] for way in refused} == {503}
    assert "Det kan ikke vises lige nu" in answers[f"GET /desk/course/{who.course}"][1].decode()


def test_looking_again_is_written_down_again(world: World, shared: tuple[Who, str]) -> None:
    who, file = shared
    browser = at_the_desk(world)
    for address in (f"/desk/course/{who.course}", f"/desk/course/{who.course}/file/{file}"):
        before = len(reads(world))
        for _ in range(3):
            browser.client.get(address)
        assert reads(world)[before:] == [(world.counsellor, who.course)] * 3


def test_what_was_refused_was_not_read(world: World, shared: tuple[Who, str]) -> None:
    who, file = shared
    other = world.write(_another)
    browser = at_the_desk(world, other)
    for address in (f"/desk/course/{who.course}", f"/desk/course/{who.course}/file/{file}", "/desk/course/none"):
        assert browser.client.get(address).status_code in {403, 404}
    assert [row for row in reads(world) if row[0] == other] == []


def test_a_list_is_a_read_of_every_name_on_it(world: World, shared: tuple[Who, str]) -> None:
    other = joined(world)
    world.invite()
    browser = at_the_desk(world)
    before = len(reads(world))
    browser.go("/desk")
    assert sorted(reads(world)[before:]) == sorted((world.counsellor, course) for course in (shared[0].course, other.course))


def _another(records: Records) -> str:
    person = Person(id=records.new_id(), name="En anden")
    people.add(records, person)
    courses.enrol(records, person.id)
    return person.id
