"""A step of the plan on both sides of the web: its file for a calendar, and the desk that hears that help is wanted."""

import re

from icalendar import Calendar

from bot.domain.people import Role
from bot.records import courses
from bot.usecases.stage import Who
from tests.usecases.test_help import WANTED
from tests.web.browser import Browser
from tests.web.desk_steps import at_the_desk, talk
from tests.web.test_chat import at_the_outcome
from tests.web.world import World

UNSEEN = "Der er ønske om hjælp til et skridt. Du kan ikke se hvilket, for det er ikke delt."


def planned(world: World) -> tuple[Browser, Who]:
    """A counsellee in the chat, with a step on Friday."""
    browser, course = at_the_outcome(world)
    [person] = world.write(lambda records: courses.ids(records, course, Role.COUNSELLEE))
    who = Who(person=person, course=course)
    talk(world, who, "Menu", "Lav et skridt", "Ringe til mester", "Gem", "Spring over")
    browser.go("/chat")
    browser.press("Gem", text="fredag")
    browser.press("Ja, det passer")
    for _ in range(3):
        browser.press("Spring over")
    return browser, who


def address(browser: Browser) -> str:
    browser.go("/chat")
    browser.press("Menu")
    browser.press("Mine skridt")
    [found] = re.findall(r'href="(/chat/kalender/skridt/[^"]+\.ics)"', browser.html)
    return str(found)


def test_the_file_of_a_step_is_had_at_its_address_by_its_doer_alone(world: World) -> None:
    mine, _ = planned(world)
    here = address(mine)
    answer = mine.client.get(here)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert len(Calendar.from_ical(answer.text).walk("VEVENT")) == 1
    assert "mester" not in answer.text
    for other in (world.browser(), at_the_desk(world)):
        assert other.client.get(here).status_code == 404
    assert mine.client.get("/chat/kalender/skridt/nothing.ics").status_code == 404


def test_the_desk_shows_that_help_is_wanted_without_a_word_of_a_step_that_is_not_shared(world: World) -> None:
    mine, who = planned(world)
    address(mine)
    mine.press("1. Jeg vil gerne have hjælp")
    desk = at_the_desk(world)
    assert WANTED in desk.text
    assert "Der er ønske om hjælp til et skridt." in desk.text
    assert (UNSEEN in desk.go(f"/desk/course/{who.course}"), "mester" in desk.html) == (True, False)
    assert WANTED not in desk.go("/desk")


def test_the_desk_names_the_step_once_it_is_shared(world: World) -> None:
    mine, who = planned(world)
    address(mine)
    mine.press("1. Jeg vil gerne have hjælp")
    mine.press("Del med Vejleder")
    text = at_the_desk(world).go(f"/desk/course/{who.course}")
    assert "Ringe til mester" in text
    assert "vil gerne have hjælp" in text
    assert UNSEEN not in text
