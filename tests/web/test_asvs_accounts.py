"""An account of staff's is shut: nothing that let them in lets them in any more."""

from bot.domain.trail import Act
from bot.usecases import ways_in
from tests.web.browser import Reader
from tests.web.desk_steps import at_the_desk, joined, link
from tests.web.sign_in_steps import NAME, PASSWORD, WRONG, code, later, sign_in, with_password
from tests.web.world import World


def test_whose_account_is_shut_is_out_everywhere_at_once(world: World) -> None:
    browser, secret = with_password(world)
    elsewhere, unused = at_the_desk(world), link(world)
    world.write(lambda records: ways_in.shut(records, world.counsellor))
    later(world, minutes=1)
    for signed_in in (browser, elsewhere):
        signed_in.go("/desk")
        assert signed_in.status == 401
    assert WRONG in sign_in(world, NAME, PASSWORD, code(world, secret)).text
    stranger = world.browser()
    stranger.go(unused)
    assert stranger.status == 410
    rows = world.house.read(lambda records: records.rows.some("trail", {"act": Act.CREDENTIAL_REMOVED}))
    assert [(row["actor"], row["subject"]) for row in rows] == [("", world.counsellor)]


def test_a_fresh_link_opens_it_again(world: World) -> None:
    world.write(lambda records: ways_in.shut(records, world.counsellor))
    assert "Dine forløb" in at_the_desk(world).text


def test_nobody_elses_account_is_touched(world: World) -> None:
    browser = at_the_desk(world)
    world.write(lambda records: ways_in.shut(records, "another"))
    browser.go("/desk")
    assert browser.status == 200


def test_every_page_of_the_desk_has_the_way_out(world: World) -> None:
    browser, course = at_the_desk(world), joined(world).course
    pages = ("/desk", "/desk/invite", "/desk/enheder", "/desk/adgang", f"/desk/course/{course}", f"/desk/course/{course}/selfcheck")
    for page in pages:
        browser.go(page)
        ways_out = [one.label for form in Reader(browser.html).forms for one in form.buttons if one.action == "/desk/ud"]
        assert (page, browser.status, ways_out) == (page, 200, ["Log ud"])
