from urllib.parse import urlsplit

import pytest

from bot.domain.limits import LIMITS
from bot.domain.people import Role
from bot.records import conversations, courses
from bot.usecases.press import here
from bot.web.limits import Limits
from tests.web.browser import Browser
from tests.web.desk_steps import at_the_desk, joined
from tests.web.test_chat import at_the_outcome
from tests.web.world import World

TOO_MANY = 429


class Ticks:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def used_up(limits: Limits, name: str, who: str) -> int:
    """How often it was let through until it was refused."""
    taken = 0
    while limits.allow(name, who):
        taken += 1
        assert taken < 1000
    return taken


def use_up(world: World, name: str, who: str) -> None:
    assert used_up(world.limits, name, who) > 0


def counsellee_of(world: World, course: str) -> str:
    return world.write(lambda records: courses.ids(records, course, Role.COUNSELLEE))[0]


def send(world: World, browser: Browser, course: str, text: str) -> str:
    person = counsellee_of(world, course)
    seat = world.write(lambda records: conversations.seat(records, person, course))
    assert seat
    return browser.post("/chat", [("press", here(seat.turn, "text")), ("turn", str(seat.turn)), ("text", text)])


@pytest.mark.parametrize("name", LIMITS)
def test_each_limit_lets_through_what_it_says_and_then_one_for_each_refill(name: str) -> None:
    ticks = Ticks()
    limits, limit = Limits(clock=ticks), LIMITS[name]
    assert used_up(limits, name, "somebody") == limit.size
    ticks.now += limit.refill.total_seconds()
    assert used_up(limits, name, "somebody") == 1
    ticks.now += limit.refill.total_seconds() * limit.size * 10
    assert used_up(limits, name, "somebody") == limit.size


@pytest.mark.parametrize("name", LIMITS)
def test_one_persons_haste_slows_nobody_else(name: str) -> None:
    limits = Limits(clock=Ticks())
    used_up(limits, name, "somebody")
    assert limits.allow(name, "somebody else")


@pytest.mark.parametrize("name", LIMITS)
def test_where_no_more_can_be_counted_open_lets_through_and_closed_refuses(name: str) -> None:
    ticks = Ticks()
    limits = Limits(clock=ticks, most=2)
    assert [limits.allow(name, who) for who in ("a", "b", "c")] == [True, True, LIMITS[name].fails == "open"]
    assert all(limits.allow(other, "c") for other in LIMITS if other != name)
    ticks.now += LIMITS[name].refill.total_seconds()
    assert limits.allow(name, "c")


def test_no_address_and_no_person_is_kept() -> None:
    limits, other = Limits(clock=Ticks()), Limits(clock=Ticks())
    for one in (limits, other):
        one.allow("sign_in_address", "192.0.2.7")
    kept = [repr(vars(one)) for one in (limits, other)]
    assert not any("192.0.2.7" in one for one in kept)
    assert kept[0] != kept[1]


def test_each_limit_says_why() -> None:
    assert all(limit.why and limit.size > 0 and limit.fails in {"open", "closed"} for limit in LIMITS.values())


def test_too_many_answers_lose_nothing_and_help_is_still_there(world: World) -> None:
    browser, course = at_the_outcome(world)
    use_up(world, "answers", counsellee_of(world, course))
    assert "Det gik lidt hurtigt" in send(world, browser, course, "Mange ord")
    assert (browser.status, "Mange ord</textarea>" in browser.html, 'href="/akut"' in browser.html) == (TOO_MANY, True, True)
    assert 'href="tel:112"' in browser.client.get("/akut").text
    send(world, browser, course, "/akut")
    assert (browser.address, 'href="tel:112"' in browser.html) == ("/akut", True)
    world.clock.now += LIMITS["answers"].refill * 2
    assert "Mange ord" in send(world, browser, course, "Mange ord")
    assert browser.status == 200


def test_too_many_files_are_not_cleaned_and_what_stands_beside_them_stays(world: World) -> None:
    browser, course = at_the_outcome(world)
    person = counsellee_of(world, course)
    use_up(world, "uploads", person)
    seat = world.write(lambda records: conversations.seat(records, person, course))
    assert seat
    data, files = {"press": here(seat.turn, "text"), "text": "Ved siden af"}, {"file": ("voice", b"OggS", "audio/ogg")}
    answer = browser.client.post("/chat", data=data, files=files, headers=browser.proof("/chat"))
    assert (answer.status_code, "Det er mange filer" in answer.text, "Ved siden af</textarea>" in answer.text) == (TOO_MANY, True, True)
    assert world.write(lambda records: records.rows.some("files", {})) == []


def test_a_recovery_code_cannot_be_found_by_trying(world: World) -> None:
    course = joined(world).course
    browser = world.browser()
    browser.go(urlsplit(world.renew(course).web).path)
    browser.press("Fortsæt")
    statuses = []
    for _ in range(LIMITS["recovery"].size + 1):
        browser.go("/genskab")
        browser.press("Åbn", code="AAAA-BBBB")
        statuses.append(browser.status)
    assert statuses == [422] * LIMITS["recovery"].size + [TOO_MANY]
    assert ("Koden virker stadig" in browser.text, 'value="AAAA-BBBB"' in browser.html, 'href="/akut"' in browser.html) == (
        True,
        True,
        True,
    )


def test_a_stolen_desk_cannot_invite_without_end(world: World) -> None:
    browser, course = at_the_desk(world), joined(world).course
    use_up(world, "invites", world.counsellor)
    before = world.write(lambda records: records.rows.count("courses", {}))
    browser.go("/desk/invite")
    browser.press("Lav et link", reason="Vi skal tale sammen")
    assert (browser.status, "Vi skal tale sammen</textarea>" in browser.html) == (TOO_MANY, True)
    browser.post(f"/desk/course/{course}/invitation", [])
    assert (browser.status, "Det er mange invitationer" in browser.text) == (TOO_MANY, True)
    assert world.write(lambda records: records.rows.count("courses", {})) == before
