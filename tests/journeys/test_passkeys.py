"""Passkeys in a real browser with a device of its own: made, used without a name, and refused once removed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, chromium, faults, needs_chromium, open_page
from tests.journeys.running import Samvej

pytestmark = needs_chromium
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
PASSWORD = "fire gule cykler i regn"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def samvej(tmp_path: Path) -> Iterator[Samvej]:
    running = Samvej(tmp_path)
    # A browser makes no passkeys for a bare number.
    running.url = running.url.replace("127.0.0.1", "localhost")
    running.set(SAMVEJ_URL=running.url)
    running.start()
    yield running
    running.stop()


def device_of(page: Page) -> tuple[CDPSession, str]:
    """A device that keeps passkeys, in this page's browser."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    return wire, wire.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]


def keys_on(device: tuple[CDPSession, str]) -> list[dict[str, object]]:
    wire, name = device
    found: list[dict[str, object]] = wire.send("WebAuthn.getCredentials", {"authenticatorId": name})["credentials"]
    return found


def at_the_desk(samvej: Samvej, page: Page) -> None:
    page.goto(samvej.samvej("counsellor", "add", "Vejleder")["link"])
    page.get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("button", name="Log ind")).to_have_count(0)
    page.goto(f"{samvej.url}/desk/adgang")


def test_a_counsellor_makes_a_passkey_signs_in_with_it_and_removes_it(samvej: Samvej, browser: Browser) -> None:
    page = open_page(browser, DESKTOP)
    device = device_of(page)
    at_the_desk(samvej, page)
    assert faults(page) == []
    page.get_by_role("button", name="Lav en adgangsnøgle").click()
    expect(page.get_by_text("Din nøgle er gemt.")).to_be_visible()
    assert [(key["isResidentCredential"], key["rpId"]) for key in keys_on(device)] == [(True, "localhost")]
    assert faults(page) == []

    sign_out(page)
    page.goto(f"{samvej.url}/desk")
    assert faults(page) == []
    page.get_by_role("button", name="Log ind med adgangsnøgle").click()
    expect(page.get_by_role("heading", name="Dine forløb")).to_be_visible()

    remove_it_after_making_another_way(samvej, page)
    sign_out(page)
    page.goto(f"{samvej.url}/desk/ind")
    page.get_by_role("button", name="Log ind med adgangsnøgle").click()
    expect(page.get_by_text("Nøglen blev ikke godtaget.")).to_be_visible()
    page.context.close()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_text("Du er logget ud").first).to_be_visible()


def remove_it_after_making_another_way(samvej: Samvej, page: Page) -> None:
    page.goto(f"{samvej.url}/desk/adgang")
    page.get_by_role("button", name="Fjern").click()
    expect(page.get_by_text("Det er din eneste vej ind.")).to_be_visible()
    page.get_by_role("link", name="Vælg et kodeord").click()
    page.get_by_label("Dit navn til at logge ind").fill("anna")
    assert faults(page) == []
    page.get_by_label("Nyt kodeord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Vis Nyt kodeord").click()
    expect(page.get_by_label("Nyt kodeord", exact=True)).to_have_attribute("type", "text")
    page.get_by_role("button", name="Videre").click()
    expect(page.get_by_role("img", name="QR-kode til din kodeapp")).to_be_visible()
    assert faults(page) == []
    secret = re.sub(r"\s", "", page.locator("code").inner_text())
    page.get_by_label("Kode fra din app").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Dit kodeord er gemt.")).to_be_visible()
    page.get_by_role("button", name="Fjern: Nøgle").click()
    expect(page.get_by_text("Den er fjernet.")).to_be_visible()


def test_a_counsellee_comes_back_on_another_page_by_passkey(samvej: Samvej, browser: Browser) -> None:
    page = open_page(browser, PHONE)
    device_of(page)
    _, secret = samvej.invited()
    page.goto(f"{samvej.url}/i/{secret}")
    page.get_by_role("button", name="Ja, begynd").click()
    expect(page).to_have_url(re.compile("/chat"))
    page.goto(f"{samvej.url}/chat/noegle")
    assert faults(page) == []
    page.get_by_role("button", name="Lav en adgangsnøgle").click()
    expect(page.get_by_text("Din nøgle er gemt.")).to_be_visible()
    page.context.clear_cookies()
    page.goto(samvej.url)
    assert faults(page) == []
    page.get_by_role("button", name="Kom ind med adgangsnøgle").click()
    expect(page).to_have_url(re.compile("/chat"))
    page.context.close()


def test_somebody_who_changes_their_mind_is_told_so_and_can_try_again(samvej: Samvej, browser: Browser) -> None:
    page = open_page(browser, DESKTOP)
    wire, name = device_of(page)
    wire.send("WebAuthn.setUserVerified", {"authenticatorId": name, "isUserVerified": False})
    at_the_desk(samvej, page)
    page.get_by_role("button", name="Lav en adgangsnøgle").click()
    expect(page.get_by_text("Det blev ikke til noget.")).to_be_visible()
    wire.send("WebAuthn.setUserVerified", {"authenticatorId": name, "isUserVerified": True})
    page.get_by_role("button", name="Lav en adgangsnøgle").click()
    expect(page.get_by_text("Din nøgle er gemt.")).to_be_visible()
    page.context.close()


def test_without_scripts_it_is_said_that_passkeys_need_them_and_the_rest_works(samvej: Samvej, browser: Browser) -> None:
    page = open_page(browser, PHONE, java_script_enabled=False)
    page.goto(f"{samvej.url}/desk/ind")
    expect(page.get_by_text("Den her browser kan ikke bruge en adgangsnøgle")).to_be_visible()
    expect(page.get_by_role("button", name="Log ind med adgangsnøgle")).to_be_hidden()
    page.get_by_label("Dit navn til at logge ind").fill("ingen")
    page.get_by_label("Kodeord", exact=True).fill(PASSWORD)
    page.get_by_label("Kode fra din app").fill("123456")
    page.get_by_role("button", name="Log ind med kodeord").click()
    expect(page.get_by_text("Det passede ikke.")).to_be_visible()
    page.context.close()
