"""The settings of reminders, in a real browser: on the counsellee's phone and at the desk, by day and by night."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.journeys.browsing import DESKTOP, PHONE, answered, chromium, faults, needs_chromium, open_page
from tests.journeys.running import Samvej

pytestmark = needs_chromium
LOOKS: list[tuple[ViewportSize, Literal["light", "dark"]]] = [(PHONE, "light"), (DESKTOP, "dark")]
ROUND = ("Pause i påmindelser", "Alle påmindelser", "Vælg, hvad jeg minder om", "Slå fra: Møder", "Alle påmindelser", "Skift tidszone")


@pytest.fixture(scope="module")
def samvej(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samvej]:
    program = Samvej(tmp_path_factory.mktemp("reminders"))
    program.start()
    yield program
    program.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_counsellor_chooses_without_scripts_on_a_page_that_everybody_can_use(
    samvej: Samvej, browser: Browser, size: ViewportSize, scheme: Literal["light", "dark"]
) -> None:
    name = f"Vejleder {size['width']} {scheme}"
    link = samvej.samvej("counsellor", "add", name)["link"]
    samvej.let_in()
    plain = open_page(browser, size, java_script_enabled=False)
    plain.goto(link)
    plain.get_by_role("button", name="Log ind").click()
    plain.goto(f"{samvej.url}/desk/paamindelser")
    plain.get_by_label("Skridt i planen").uncheck()
    plain.get_by_label("Pause", exact=True).select_option("week")
    plain.get_by_role("button", name="Gem").click()
    expect(plain.get_by_text("Jeg holder pause til")).to_be_visible()
    expect(plain.get_by_label("Skridt i planen")).not_to_be_checked()
    seen = open_page(browser, size, color_scheme=scheme, storage_state=plain.context.storage_state())
    seen.goto(f"{samvej.url}/desk/paamindelser")
    assert faults(seen) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_counsellee_finds_their_way_about_on_a_phone(samvej: Samvej, browser: Browser, scheme: Literal["light", "dark"]) -> None:
    samvej.samvej("counsellor", "add", f"Hjælper {scheme}")
    invited = samvej.samvej("invite", f"Hjælper {scheme}", "--reason", "Vi skal tale om skolen.")
    phone = open_page(browser, PHONE, color_scheme=scheme)
    phone.goto(invited["web"])
    phone.get_by_role("button", name="Ja, begynd").click()
    for label in ("Menu", "Mere", "Påmindelser", *ROUND):
        with answered(phone):
            phone.get_by_role("button", name=label, exact=True).first.click()
        assert faults(phone) == []
    expect(phone.get_by_text("Hvor er du?")).to_be_visible()
