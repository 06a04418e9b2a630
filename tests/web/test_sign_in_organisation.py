"""The organisation's own sign-in: state and nonce stay here, an answer is good once, in the browser that asked."""

from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.locks.organisation import Organisation
from bot.usecases import inviting
from tests.locks.provider import came_back, provider
from tests.web.browser import Browser
from tests.web.desk_steps import at_the_desk, link
from tests.web.locks import FakeOrganisation
from tests.web.sign_in_steps import later, make_passkey, rebuilt
from tests.web.world import World

ANSWER, REPLAYED = "/desk/ind/organisation/svar", "Det kan ikke bruges igen"


@pytest.fixture
def organisation(world: World) -> FakeOrganisation:
    found = world.locks.organisation
    assert isinstance(found, FakeOrganisation)
    return found


def linked(world: World) -> Browser:
    browser = at_the_desk(world)
    browser.go("/desk/adgang")
    browser.press("Kobl din konto til")
    address = way_out(browser)
    browser.go(back(address))
    return browser


def back(address: str) -> str:
    return f"{ANSWER}?code=good&state={parse_qs(urlsplit(address).query)['state'][0]}"


def out(browser: Browser) -> str:
    """Where the browser comes back to after it was sent away."""
    answer = browser.client.get("/desk/ind/organisation")
    assert answer.status_code == 303
    return back(answer.headers["location"])


def test_an_account_that_was_linked_lets_in(world: World, organisation: FakeOrganisation) -> None:
    assert "Din konto er koblet til" in linked(world).text
    browser = world.browser()
    assert "Dine forløb" in browser.go(out(browser))


def test_an_account_nobody_has_linked_lets_nobody_in(world: World, organisation: FakeOrganisation) -> None:
    linked(world)
    organisation.who = "en fremmed"
    browser = world.browser()
    assert ("ikke koblet til nogen" in browser.go(out(browser)), browser.status) == (True, 403)


def test_an_answer_is_good_once(world: World, organisation: FakeOrganisation) -> None:
    linked(world)
    browser = world.browser()
    address = out(browser)
    browser.go(address)
    assert (REPLAYED in browser.go(address), browser.status) == (True, 400)


def test_an_answer_is_good_in_the_browser_that_asked_and_for_ten_minutes(world: World, organisation: FakeOrganisation) -> None:
    linked(world)
    first, second = world.browser(), world.browser()
    address = out(first)
    assert (REPLAYED in second.go(address), second.status) == (True, 400)
    later(world, minutes=10)
    assert (REPLAYED in first.go(address), first.status) == (True, 400)


@pytest.mark.parametrize("query", ["code=good&state=another", "code=bad&state={state}", "error=access_denied&state={state}", ""])
def test_an_answer_that_does_not_fit_is_a_plain_page_and_uses_up_what_was_begun(
    world: World, organisation: FakeOrganisation, query: str
) -> None:
    linked(world)
    browser = world.browser()
    address = out(browser)
    browser.go(f"{ANSWER}?{query.format(state=address.rpartition('=')[2])}")
    assert (REPLAYED in browser.text, browser.status) == (True, 400)
    assert REPLAYED in browser.go(address)


def test_somebody_elses_account_cannot_be_linked(world: World, organisation: FakeOrganisation) -> None:
    linked(world)
    other = world.write(lambda r: inviting.add_counsellor(r, world.stage, "Bo"))[0]
    stranger = at_the_desk(world, other)
    stranger.go("/desk/adgang")
    stranger.press("Kobl din konto til")
    address = way_out(stranger)
    stranger.go(back(address))
    assert "Kontoen hører til en anden her" in stranger.text


def test_a_link_that_one_began_is_not_finished_by_another(world: World, organisation: FakeOrganisation) -> None:
    browser = at_the_desk(world)
    browser.go("/desk/adgang")
    browser.press("Kobl din konto til")
    address = way_out(browser)
    other, _ = world.write(lambda r: inviting.add_counsellor(r, world.stage, "Bo"))
    browser.go(link(world, other))
    browser.press("Log ind")
    assert REPLAYED in browser.go(back(address))
    assert "Kobl din konto til" in browser.go("/desk/adgang")


def test_a_link_is_not_finished_by_somebody_who_has_left(world: World, organisation: FakeOrganisation) -> None:
    browser = at_the_desk(world)
    browser.go("/desk/adgang")
    browser.press("Kobl din konto til")
    address = way_out(browser)
    browser.go("/desk")
    browser.press("Log ud")
    assert REPLAYED in browser.go(back(address))


def test_another_account_in_place_of_the_first_ends_all_other_sessions(world: World, organisation: FakeOrganisation) -> None:
    elsewhere = linked(world)
    organisation.who = "anna to"
    browser = at_the_desk(world)
    browser.post("/desk/adgang/organisation", [])
    assert "Din konto er koblet til" in browser.go(back(way_out(browser)))
    assert "Du er ikke logget ind" in elsewhere.go("/desk")


def test_an_account_that_is_unlinked_opens_nothing(world: World, organisation: FakeOrganisation) -> None:
    browser = linked(world)
    make_passkey(browser, "/desk/adgang/noegle", "mobil")
    browser.go("/desk/adgang")
    browser.press("Fjern", nth=1)
    stranger = world.browser()
    assert "ikke koblet til nogen" in stranger.go(out(stranger))


def test_when_the_organisation_does_not_answer_that_is_said(world: World, organisation: FakeOrganisation) -> None:
    organisation.away = True
    browser = world.browser()
    assert ("svarer ikke" in browser.go("/desk/ind/organisation"), browser.status) == (True, 502)


def test_the_whole_way_there_and_back_by_a_provider_on_this_machine(world: World) -> None:
    with provider() as issuer:
        real = Organisation(issuer=issuer, client="samvej", secret="hemmelig", back=world.stage.url + ANSWER)
        world = rebuilt(world, locks=replace(world.locks, organisation=real))
        browser = at_the_desk(world)
        browser.go("/desk/adgang")
        browser.press("Kobl din konto til")
        browser.go(f"{ANSWER}?{came_back(way_out(browser))}")
        assert "Din konto er koblet til" in browser.text
        browser = world.browser()
        address = browser.client.get("/desk/ind/organisation").headers["location"]
        answer = f"{ANSWER}?{came_back(address)}"
        assert "Dine forløb" in browser.go(answer)
        assert (REPLAYED in browser.go(answer), browser.status) == (True, 400)
        stranger = world.browser()
        address = stranger.client.get("/desk/ind/organisation").headers["location"]
        assert "ikke koblet til nogen" in stranger.go(f"{ANSWER}?{came_back(address, 'bo')}")


def way_out(browser: Browser) -> str:
    """The address on the page that leads to the organisation."""
    return unescape(browser.html.split('class="button primary" href="')[1].split('"')[0])
