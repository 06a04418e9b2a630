"""“Sid sammen”, from the press at the desk to the sheet on both sides, by forms alone."""

import html
import re

from bot.usecases.sheets import sitting
from bot.usecases.stage import Who
from tests.web.browser import Browser
from tests.web.desk_steps import at_the_desk, joined
from tests.web.world import World

BOTH_GO_ON = "Siden går selv videre til arket, når den anden er inde."


def begun(world: World, reason: str = "") -> tuple[Browser, str, str]:
    """The counsellor's browser before the picture, the course, and the link that the picture shows."""
    desk = at_the_desk(world)
    desk.go("/desk/invite")
    desk.press("Sid sammen nu", reason=reason)
    link = re.search(r">(http[^<]+/i/[^<]+)<", desk.html)
    course = re.search(r'data-waits="/desk/course/([^/]+)/sammen"', desk.html)
    assert link
    assert course
    return desk, course[1], html.unescape(link[1])


def waits(desk: Browser, course: str) -> object:
    return desk.client.get(f"/desk/course/{course}/sammen", headers={"x-part": "1"}).json()


def test_one_press_shows_a_picture_and_a_code_and_says_what_cannot_be_done(world: World) -> None:
    desk, course, _ = begun(world)
    # What only a script does is said only where there is one.
    assert ("<svg" in desk.html, f"data-goes-on hidden>{BOTH_GO_ON}" in desk.html) == (True, True)
    assert "Den anden skal selv læse, selv trykke ja og selv skrive sit navn. Det kan du ikke gøre for nogen." in desk.text
    assert waits(desk, course) == {"in": False}


def test_the_other_says_yes_types_a_name_and_both_are_at_the_sheet(world: World) -> None:
    desk, course, link = begun(world, "Skolen efter sommer")
    phone = world.browser()
    assert "Skolen efter sommer" in phone.go(link)
    assert "Hvad vil du gerne kaldes?" in phone.press("Ja, begynd")
    assert phone.address == "/sammen"
    assert waits(desk, course) == {"in": True}
    phone.press("Åbn arket", name="Alex")
    assert (phone.status, phone.address) == (200, "/ark")
    desk.go(f"/desk/course/{course}/sammen")
    assert (desk.status, desk.address) == (200, f"/desk/course/{course}/ark")
    me = Who(person=world.counsellor, course=course)
    assert world.house.read(lambda r: sitting.sitting(r, world.stage, me)) is not None
    assert "Alex" in desk.go("/desk")


def test_the_code_leads_to_the_table_too(world: World) -> None:
    desk, _, _ = begun(world)
    said = re.search(r'class="spoken">([^<]+)<', desk.html)
    assert said
    phone = world.browser()
    phone.go("/kode")
    phone.press("Videre", code=said[1])
    phone.press("Ja, begynd")
    assert phone.address == "/sammen"


def test_loading_the_page_anew_shows_no_code_again_but_a_way_to_another(world: World) -> None:
    desk, course, link = begun(world)
    desk.go(f"/desk/course/{course}/sammen")
    assert ("Den anden er ikke inde endnu." in desk.text, "/i/" in desk.html) == (True, False)
    desk.press("Vis en ny kode")
    assert "/i/" in desk.html
    old = world.browser()
    old.go(link)
    assert old.status == 410


def test_who_is_not_at_a_table_is_sent_on(world: World) -> None:
    stranger = world.browser()
    stranger.go("/sammen")
    assert stranger.address == "/"
    phone = world.browser()
    phone.go(world.invite().web)
    phone.press("Ja, begynd")
    assert phone.address == "/chat"
    phone.go("/sammen")
    assert phone.address == "/chat"


def test_a_course_that_somebody_is_in_has_no_table_to_open(world: World) -> None:
    who, desk = joined(world), at_the_desk(world)
    desk.post(f"/desk/course/{who.course}/sammen", [])
    assert desk.address == f"/desk/course/{who.course}/ark"
