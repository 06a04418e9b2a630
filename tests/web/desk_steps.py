import re
from urllib.parse import urlsplit

from bot.domain.people import Viewer
from bot.records import plans
from bot.usecases import inviting, talking
from bot.usecases.heard import Heard
from bot.usecases.screens import Screen
from bot.usecases.stage import Who
from bot.web.faces import DESK, token
from tests.web.browser import Browser
from tests.web.world import World

TO_THE_OUTCOME = ("Videre", "Mig", "Fint")
THE_REST = ("Gem", "Spring over", "Spring over", "Spring over", "Nej, det er nok")


def link(world: World, person: str = "") -> str:
    secret = world.write(lambda r: inviting.sign_in_link(r, world.stage, person or world.counsellor))
    return urlsplit(secret).path


def at_the_desk(world: World, person: str = "") -> Browser:
    browser = world.browser()
    browser.go(link(world, person))
    browser.press("Log ind")
    return browser


def as_counsellor(world: World, course: str) -> Who:
    return Who(person=world.counsellor, course=course)


def joined(world: World) -> Who:
    """A counsellee who has said yes."""
    secret = world.invite().web.rsplit("/", 1)[1]
    return world.write(lambda r: inviting.accept(r, world.stage, secret, language="da"))


def talk(world: World, who: Who, *said: str) -> Screen:
    """Each word is a button if there is one with it, else it is typed where words are asked for."""
    screen = world.write(lambda r: talking.turn(r, world.stage, who, Heard(text="/fortsæt")))
    for word in said:
        assert screen
        options = [*screen.answers, *screen.ways, *(option for item in screen.items for option in item.options)]
        press = next((option.press for option in options if option.label == word), "")
        assert press or screen.entry == "text", f"There is no “{word}” but {[option.label for option in options]}"
        heard = Heard(press=press) if press else Heard(text=word)
        screen = world.write(lambda r, heard=heard: talking.turn(r, world.stage, who, heard))  # type: ignore[misc]
    assert screen
    return screen


def page_of(world: World, course: str) -> str:
    """The page of a course as the counsellor gets it, without its id and those of colleagues."""
    browser = at_the_desk(world)
    browser.go(f"/desk/course/{course}")
    assert browser.status == 200
    html = re.sub(r'<option value="[\w-]{22}">', "<option>", browser.html)
    return html.replace(course, "COURSE").replace(token(browser.held(DESK)), "TOKEN")


def promised(world: World, browser: Browser, course: str) -> str:
    browser.go(f"/desk/course/{course}")
    browser.press("Lov det", what="Ringe", first="Finde nummeret", due="2026-12-01", remind_at="2026-11-30T09:00")
    return world.write(lambda r: plans.visible(r, course, viewer=Viewer(person=world.counsellor)))[0].id
