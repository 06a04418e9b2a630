"""A code that was said on the phone, typed on the web: it leads to the invitation, and guessing leads nowhere."""

import pytest

from bot.domain.limits import LIMITS
from tests.web.desk_steps import at_the_desk
from tests.web.world import REASON, World

WRONG = "Koden virker ikke. Se efter, om hvert ord er rigtigt. Ellers bed din vejleder om en ny."


def test_the_front_page_leads_to_the_code_and_the_code_to_the_invitation(world: World) -> None:
    browser, invitation = world.browser(), world.invite()
    browser.go("/")
    assert 'href="/kode"' in browser.html
    browser.go("/kode")
    assert REASON in browser.press("Videre", code=invitation.code.upper())
    browser.press("Ja, begynd")
    assert (browser.status, browser.address) == (200, "/chat")


def test_the_desk_says_the_code_beside_the_link_and_where_to_type_it(world: World) -> None:
    browser = at_the_desk(world)
    browser.go("/desk/invite")
    browser.press("Lav et link", reason="Skolen")
    assert "En kode at sige i telefonen" in browser.text
    assert "/kode. Den virker én gang og kun i et døgn." in browser.text


@pytest.mark.parametrize("befallen", ["wrong", "used", "old", "accepted"])
def test_a_wrong_code_a_used_one_and_an_old_one_are_answered_alike(world: World, befallen: str) -> None:
    invitation, browser = world.invite(), world.browser()
    said = "kaffe fjord tog 000" if befallen == "wrong" else invitation.code
    if befallen == "used":
        browser.go("/kode")
        browser.press("Videre", code=said)
    if befallen == "old":
        world.clock.now += 24 * LIMITS["code_address"].refill * 60
    if befallen == "accepted":
        browser.go(invitation.web)
        browser.press("Ja, begynd")
    stranger = world.browser()
    stranger.go("/kode")
    stranger.press("Videre", code=said)
    assert (stranger.status, WRONG in stranger.text, f'value="{said}"' in stranger.html) == (422, True, True)


def test_a_code_cannot_be_found_by_trying_and_the_right_one_is_not_answered_otherwise_then(world: World) -> None:
    invitation, browser = world.invite(), world.browser()
    statuses = []
    for _ in range(LIMITS["code_address"].size + 1):
        browser.go("/kode")
        browser.press("Videre", code="kaffe fjord tog 000")
        statuses.append(browser.status)
    assert statuses == [422] * LIMITS["code_address"].size + [429]
    browser.press("Videre", code=invitation.code)
    assert (browser.status, REASON in browser.text) == (429, False)


def test_many_machines_together_find_none_either(world: World) -> None:
    while world.limits.allow("codes", ""):
        pass
    browser = world.browser()
    browser.go("/kode")
    browser.press("Videre", code=world.invite().code)
    assert browser.status == 429
