import re
from urllib.parse import urlsplit

from bot.domain.people import Role
from bot.records import courses
from bot.usecases.sheets import ops
from bot.usecases.sheets.ops import Done, Op
from bot.usecases.stage import Who
from tests.web.browser import Browser, Reader
from tests.web.desk_steps import as_counsellor, at_the_desk
from tests.web.world import World

OWN = "/ark"


def desk(course: str) -> str:
    return f"/desk/course/{course}/ark"


def two(world: World) -> tuple[Browser, Browser, str]:
    """A counsellee and their counsellor, each with the sheet of their course before them; and the course."""
    invitation, guided = world.invite(), world.browser()
    guided.go(urlsplit(invitation.web).path)
    guided.press("Ja, begynd")
    guide = at_the_desk(world)
    guided.go(OWN)
    guide.go(desk(invitation.course))
    return guided, guide, invitation.course


def person(world: World, course: str) -> Who:
    """The counsellee of a course."""
    [one] = world.house.read(lambda records: courses.ids(records, course, Role.COUNSELLEE))
    return Who(person=one, course=course)


def done(world: World, who: Who, kind: str, **about: str) -> Done:
    """A deed, done elsewhere than in a browser."""
    return world.write(lambda records: ops.do(records, world.stage, who, Op(id=records.new_id(), kind=kind, about=about)))


def written(world: World, course: str, text: str, field: str = "want", *, show: str = "1", guide: bool = False) -> str:
    """A note that one of the two has written; its id."""
    who = as_counsellor(world, course) if guide else person(world, course)
    return done(world, who, "add", field=field, text=text, show=show).note


def forms(browser: Browser, kind: str) -> list[dict[str, str]]:
    """What stands in the forms of this kind on the page."""
    found = (dict(form.fields) for form in Reader(browser.html).forms if form.action.endswith("/op"))
    return [fields for fields in found if fields.get("kind") == kind]


def press_in(browser: Browser, kind: str, label: str, **typed: str) -> str:
    """Fill in and send the form of this kind that has this button; the words of the page that follows."""
    found = [form for form in Reader(browser.html).forms if dict(form.fields).get("kind") == kind]
    form, button = next((form, button) for form in found for button in form.buttons if button.label == label)
    return on_sheet(browser, browser.post(button.action, browser.filled(form, button, (), typed)))


def on_sheet(browser: Browser, text: str) -> str:
    """The words of the sheet: whoever shows something for the first time is told a code before."""
    way = re.search(r'href="([^"#]+)[^"]*">Til arket<', browser.html) if "Gem din kode" in text else None
    return browser.go(way[1]) if way else text


def write(browser: Browser, base: str, text: str, field: str = "want", label: str = "Kun mig") -> str:
    """Write in a field and press a button below it; the words of the page that follows."""
    fields = next(form for form in forms(browser, "add") if form["field"] == field)
    show = "" if label == "Kun mig" else "1"
    return on_sheet(browser, browser.post(f"{base}/op", [*{**fields, "text": text, "show": show}.items()]))
