"""How a course is closed together: the counsellor proposes it at the desk, the counsellee says yes."""

from bot.usecases import closing
from bot.usecases.stage import Who
from tests.web.browser import Browser
from tests.web.world import World


def closed(world: World, browser: Browser, who: Who) -> str:
    """The course's page, once both have said that it is over."""
    browser.go(f"/desk/course/{who.course}")
    browser.press("Foreslå at slutte")
    world.write(lambda records: closing.answer(records, world.stage, who, yes=True))
    return browser.go(f"/desk/course/{who.course}")
