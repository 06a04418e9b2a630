"""The self-check at the desk, by forms alone: the chat's screens, with no way out of them and nobody else's eyes."""

import pytest

from bot.domain.people import Role
from bot.domain.trail import Act
from bot.records import courses, trail
from bot.usecases import inviting
from tests.web.browser import Browser
from tests.web.closing_steps import closed
from tests.web.desk_steps import at_the_desk, joined, page_of
from tests.web.world import World

SECRET = "Hun tegnede sit liv"


def opened(world: World, course: str, person: str = "") -> Browser:
    browser = at_the_desk(world, person)
    browser.go(f"/desk/course/{course}/selfcheck")
    return browser


def taken(browser: Browser) -> None:
    """The whole of it, with one text."""
    browser.press("Begynd")
    browser.press("Videre")
    browser.press("Gem", picks=["silence"])
    browser.press("Gem", text=SECRET)
    for _ in range(4):
        browser.press("Spring over")


def reads(world: World, course: str) -> int:
    """How often the counsellor's own part of this course was read."""
    return len(world.write(lambda r: trail.acts(r.rows, {"act": Act.READ_SELFCHECK.value, "course": course})))


def another(world: World, course: str) -> str:
    person, _ = world.write(lambda r: inviting.add_counsellor(r, world.stage, "Anden"))
    world.write(lambda r: courses.join(r, course, person, Role.COUNSELLOR))
    return person


def test_the_course_leads_there(world: World) -> None:
    course = joined(world).course
    assert "/desk/course/COURSE/selfcheck" in page_of(world, course)


def test_it_is_taken_with_forms_alone_and_read_again(world: World) -> None:
    browser = opened(world, joined(world).course)
    taken(browser)
    assert browser.address.endswith("/selfcheck")
    assert "At tænke i ro" in browser.text
    assert SECRET in browser.text
    assert "Begynd" in browser.labels


def test_the_screen_has_only_what_belongs_to_the_flow(world: World) -> None:
    course = joined(world).course
    browser = opened(world, course)
    browser.press("Begynd")
    assert browser.labels == ["Log ud", "Videre", "Pause"]
    _, pause = browser.button("Pause")
    assert pause.action == f"/desk/course/{course}/selfcheck"


@pytest.mark.parametrize("press", ["m:home", "m:park", "m:sharing", "e:all", "m:take=lifeline", "t:0:text"])
def test_a_forged_press_does_nothing_and_loses_no_words(world: World, press: str) -> None:
    browser = opened(world, joined(world).course)
    browser.press("Begynd")
    browser.press("Videre")
    browser.press("Spring over")
    browser.post(browser.address, [("press", press), ("text", SECRET)])
    assert (browser.status, "Hvad så eller hørte du, der viser det?" in browser.text) == (200, True)
    assert SECRET in browser.html


def test_an_open_question_waits_for_the_next_visit(world: World) -> None:
    course = joined(world).course
    browser = opened(world, course)
    browser.press("Begynd")
    browser.press("Videre")
    assert "Hvad blev der plads til for den anden?" in opened(world, course).text


def test_neither_another_counsellor_nor_the_counsellee_sees_a_word(world: World) -> None:
    who = joined(world)
    other = another(world, who.course)
    taken(opened(world, who.course))
    theirs = opened(world, who.course, other)
    assert (theirs.status, SECRET in theirs.html, "Begynd" in theirs.labels) == (200, False, True)
    theirs.go(f"/desk/course/{who.course}")
    assert (SECRET in theirs.html, SECRET in page_of(world, who.course)) == (False, False)


def test_somebody_elses_course_opens_nothing(world: World) -> None:
    course = joined(world).course
    person, _ = world.write(lambda r: inviting.add_counsellor(r, world.stage, "Fremmed"))
    browser = opened(world, course, person)
    assert browser.status == 403
    browser.post(f"/desk/course/{course}/selfcheck", [("press", "begin")])
    assert browser.status == 403
    outside = world.browser()
    outside.go(f"/desk/course/{course}/selfcheck")
    assert outside.status == 401


def test_a_closed_course_shows_what_was_written_and_begins_nothing(world: World) -> None:
    who = joined(world)
    browser = opened(world, who.course)
    taken(browser)
    closed(world, browser, who)
    browser.go(f"/desk/course/{who.course}/selfcheck")
    assert (SECRET in browser.text, "Begynd" in browser.labels) == (True, False)
    browser.post(browser.address, [("press", "begin")])
    assert browser.status == 409


def test_how_the_marks_moved_is_drawn_over_all_ones_own_courses_and_for_nobody_else(world: World) -> None:
    first, second = joined(world).course, joined(world).course
    browser = opened(world, first)
    taken(browser)
    assert "Når du har set på din egen del to gange" in browser.text
    browser = opened(world, second)
    browser.press("Begynd")
    browser.press("Videre")
    browser.press("Gem", picks=["needs", "earlier"])
    for _ in range(5):
        browser.press("Spring over")
    assert "Der var tid til det, der betyder noget Først 0 af 3 kryds, sidst 2 af 3." in browser.text
    assert browser.html.count("<polyline") == 5
    assert "style=" not in browser.html
    before = reads(world, first)
    browser.go(browser.address)
    assert reads(world, first) == before + 1
    assert "Sådan har det flyttet sig" not in opened(world, second, another(world, second)).text
