"""Links in mails: looking does nothing, one button does it, and a mail program may stop mails without a page of ours."""

import pytest

from bot.domain.letter import Letter
from bot.records import mailboxes, post, switches
from bot.records.core import Records
from bot.records.people import EMAIL, OPEN
from bot.usecases import mails
from tests.web.browser import Browser
from tests.web.desk_steps import at_the_desk
from tests.web.test_chat import at_the_outcome
from tests.web.test_files import counsellee
from tests.web.world import World

ADDRESS = "alex@post.example"


def asked(world: World) -> tuple[Browser, str, str]:
    """Somebody who asked for mails: their browser, who they are, and the mail's text."""
    browser, course = at_the_outcome(world)
    world.write(lambda records: switches.mail_is(records, on=True))
    person = counsellee(world, course).person
    browser.post("/chat", [("press", "m:mail")])
    browser.press("Gem", text=ADDRESS)
    return browser, person, leaving(world)[-1].text


def leaving(world: World) -> list[Letter]:
    def leave(records: Records) -> list[Letter]:
        found = (mails.ready(records, world.stage, one) for one in post.waiting_on(records, EMAIL))
        return [letter for letter in found if letter]

    return world.write(leave)


def address_in(text: str, way: str) -> str:
    return way + text.partition(way)[2].split()[0]


def state(world: World, person: str) -> str:
    found = world.house.read(lambda records: mailboxes.of(records, person))
    return found.state if found else "none"


def test_a_link_scanner_confirms_nothing_and_the_holders_press_does(world: World) -> None:
    _, person, text = asked(world)
    address, other = address_in(text, mails.CONFIRM_AT), world.browser()
    for _ in range(2):
        assert "Er det din mail?" in other.go(address)
    assert state(world, person) == "asked"
    other.press("Ja, det er min mail")
    assert ("Nu kan du få besked på mail." in other.text, state(world, person)) == (True, OPEN)
    other.go(address)
    assert other.status == 410


def test_looking_at_the_page_that_stops_mails_stops_none_and_its_button_does(world: World) -> None:
    _, person, text = asked(world)
    other = world.browser()
    other.go(address_in(text, mails.STOP_AT))
    assert state(world, person) == "asked"
    other.press("Stop mails")
    assert ("Du får ikke flere mails" in other.text, state(world, person)) == (True, "gone")


@pytest.mark.parametrize("site", ["none", "same-origin", "same-site", "cross-site", ""])
def test_a_mail_program_stops_mails_with_one_post_from_wherever_it_runs(world: World, site: str) -> None:
    browser, person, text = asked(world)
    headers = {"sec-fetch-site": site} if site else {}
    for client in (world.browser().client, browser.client):
        answer = client.post(address_in(text, mails.STOP_AT), data={"List-Unsubscribe": "One-Click"}, headers=headers)
        assert answer.status_code == 200
    assert state(world, person) == "gone"


def test_no_other_address_is_let_through_without_a_form_of_ours(world: World) -> None:
    browser, person, text = asked(world)
    address = address_in(text, mails.CONFIRM_AT)
    assert browser.client.post(address, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert browser.client.post(f"{mails.STOP_AT}x/chat").status_code == 403
    assert state(world, person) == "asked"


def test_a_counsellor_gives_their_address_at_the_desk_and_takes_it_away(world: World) -> None:
    browser = at_the_desk(world)
    assert "Man kan ikke få mail herfra." in browser.go("/desk/mail")
    world.write(lambda records: switches.mail_is(records, on=True))
    browser.go("/desk/mail")
    assert "Det ligner ikke en mailadresse." in browser.press("Send mig et link", address="vejleder")
    assert (browser.status, 'value="vejleder"' in browser.html) == (422, True)
    browser.press("Send mig et link", address=ADDRESS)
    [letter] = leaving(world)
    other = world.browser()
    other.go(address_in(letter.text, mails.CONFIRM_AT))
    other.press("Ja, det er min mail")
    assert f"Du får besked på {ADDRESS}." in browser.go("/desk/mail")
    browser.press("Fjern min mail")
    assert state(world, world.counsellor) == "none"
