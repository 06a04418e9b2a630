"""What the counsellor reads of how it went: a plain table of the meetings, and the numbers that were shared."""

from urllib.parse import urlsplit

from bot.domain.people import Role
from bot.records import courses
from bot.usecases import ringing, talking
from bot.usecases.heard import Heard
from bot.usecases.stage import Who
from tests.web.desk_steps import at_the_desk, joined, page_of
from tests.web.world import World


def met(world: World) -> Who:
    """A course in which they have met."""
    who = joined(world)
    browser = at_the_desk(world)
    browser.go(f"/desk/course/{who.course}")
    browser.press("I har mødtes")
    world.write(lambda r: ringing.ring_due(r, world.stage, 10))
    return who


def said(world: World, who: Who, *said: str) -> None:
    """The counsellee sends these presses; a word is a button by its label, or typed."""
    for word in said:
        screen = world.write(lambda r: talking.turn(r, world.stage, who, Heard(press="m:stay")))
        assert screen
        options = [*screen.answers, *screen.ways]
        press = word if ":" in word else next((one.press for one in options if one.label == word), "")
        heard = Heard(press=press) if press else Heard(press=f"t:{screen.turn}:text", text=word)
        world.write(lambda r, heard=heard: talking.turn(r, world.stage, who, heard))  # type: ignore[misc]


def test_before_any_evaluation_the_page_says_so(world: World) -> None:
    assert "Der står ikke noget om møderne endnu." in page_of(world, joined(world).course)


def test_marking_that_they_met_asks_the_counsellee_on_their_page(world: World) -> None:
    browser = world.browser()
    browser.go(urlsplit(world.invite().web).path)
    browser.press("Ja, begynd")
    desk = at_the_desk(world)
    [course] = world.write(lambda r: courses.of(r, world.counsellor, Role.COUNSELLOR))
    desk.go(f"/desk/course/{course}")
    desk.press("I har mødtes")
    world.write(lambda r: ringing.ring_due(r, world.stage, 10))
    browser.go("/chat")
    assert "Et minut om mødet?" in browser.text
    assert "Her er fire tal og én linje om mødet." in browser.press("Ja, et minut")


def test_the_table_tells_of_each_meeting_in_numbers_and_words(world: World) -> None:
    who = met(world)
    said(world, who, "v:d2026-11-23", "Videre", "9", "8", "Spring over", "10", "Lidt mere tid")
    browser = at_the_desk(world)
    browser.go(f"/desk/course/{who.course}")
    assert "23. nov. 2026 9 af 10 8 af 10 – 10 af 10 Næste gang: Lidt mere tid" in browser.text
    assert "I har set tilbage" in browser.text


def test_only_the_scales_that_were_shared_stand_at_the_desk(world: World) -> None:
    who = met(world)
    for flow, number in (("importance", "8"), ("belief", "6")):
        said(world, who, f"m:take={flow}", number, *["Spring over"] * 3)
    said(world, who, "Del med Vejleder")
    browser = at_the_desk(world)
    browser.go(f"/desk/course/{who.course}")
    assert "23. nov. 2026: 6 af 10" in browser.text
    assert "23. nov. 2026: 8 af 10" not in browser.text
