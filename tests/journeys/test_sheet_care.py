"""What is told on the sheet to whoever did something stands before them at once, without leaving the page."""

import pytest
from playwright.sync_api import expect

from bot.records import links
from bot.records.links import LinkKind
from tests.journeys.browsing import needs_chromium
from tests.journeys.running import Samvej
from tests.journeys.sheets import Pair, Seats, sit_down

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def pair(house: Samvej, seats: Seats) -> Pair:
    return sit_down(house, seats)


@pytest.fixture(autouse=True)
def _opened(pair: Pair) -> None:
    pair.mine.opened()


def test_help_stands_before_who_typed_something_grave_and_the_words_are_kept(pair: Pair) -> None:
    page = pair.mine.page
    pair.mine.write("Jeg vil ikke leve mere", alone=True)
    help_there_is = page.get_by_role("dialog", name="Kun til dig")
    expect(help_there_is.get_by_role("heading", name="Tak, fordi du skriver det. Det lyder alvorligt.")).to_be_visible()
    expect(help_there_is.locator('a[href^="tel:"]').first).to_be_visible()
    expect(pair.theirs.page.locator("#live-told")).not_to_be_visible()
    help_there_is.get_by_role("link", name="Gå videre").click()
    expect(help_there_is).not_to_be_visible()
    pair.mine.sees("Jeg vil ikke leve mere")
    expect(page.locator("#add-want")).to_have_value("")


def test_a_cry_for_help_leads_to_the_help_there_is_and_is_sent_no_second_time(pair: Pair) -> None:
    pair.mine.write("akut", alone=True)
    expect(pair.mine.page.get_by_role("heading", name="Akut hjælp")).to_be_visible()
    pair.mine.opened()
    pair.mine.write("Noget andet", alone=True)
    pair.mine.sees("Noget andet")


def test_the_code_stands_there_until_it_is_closed(pair: Pair) -> None:
    with pair.samvej.house() as house:
        house.write(lambda records: links.forget(records, LinkKind.RECOVERY, person=pair.counsellee))
    pair.mine.write("Til os begge")
    told = pair.mine.page.get_by_role("dialog", name="Kun til dig")
    expect(told).to_contain_text("Gem denne kode:")
    pair.theirs.sees("Til os begge")
    expect(told).to_contain_text("Gem denne kode:")
    told.get_by_role("button", name="Luk").click()
    pair.mine.write("Mere til os begge")
    pair.theirs.sees("Mere til os begge")
    expect(told).not_to_be_visible()
