"""Every kind of answer on a phone in a real browser, light and dark: what its scripts add works, and nobody is shut out."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from bot import opening
from bot.config import Settings
from bot.records import conversations
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases.stage import Who
from bot.usecases.walking import open_flow
from tests.journeys.browsing import PHONE, chromium, faults, needs_chromium, open_page
from tests.journeys.running import Samvej

pytestmark = needs_chromium
CARDS = 24
# What is pressed or typed in, and is smaller than a thumb.
SMALL = """() => [...document.querySelectorAll("main :is(button, summary, textarea, .chip span, .tick, input:not([type]))")]
    .filter((one) => !one.closest(".hidden") && one.getClientRects().length)
    .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([, box]) => box.width < 43.5 || box.height < 43.5).map(([name]) => name)"""


class Phone:
    """Somebody's phone, on which any flow can be opened."""

    def __init__(self, samvej: Samvej, browser: Browser) -> None:
        self.samvej = samvej
        self.course, secret = samvej.invited()
        self.page = open_page(browser, PHONE)
        self.schemes: Iterator[Literal["dark", "light"]] = cycle(("dark", "light"))
        self.page.goto(f"{samvej.url}/i/{secret}")
        self.page.get_by_role("button", name="Ja, begynd").click()
        expect(self.page.get_by_role("button", name="Videre")).to_be_visible()

    def open(self, flow: str, *skipped: str) -> Page:
        """The page of this flow, past these buttons."""
        stage = opening.set_stage(Settings(data=self.samvej.data))

        def work(records: Records) -> None:
            [row] = records.rows.some("memberships", {"course": self.course, "role": "counsellee"})
            seat = open_flow(records, stage, Who(person=row["person"], course=self.course), Seat(), Frame(flow=flow))
            conversations.keep_seat(records, row["person"], self.course, seat)

        with self.samvej.house() as house:
            house.write(work)
        self.page.goto(f"{self.samvej.url}/chat")
        for label in skipped:
            self.press(label)
        return self.page

    def press(self, label: str) -> None:
        """Press a button and wait for the page that follows."""
        self.page.get_by_role("button", name=label, exact=True).click()
        expect(self.page.locator("#main[aria-busy]")).to_have_count(0)

    def look(self) -> None:
        """The page is fit for everybody, by turns in light and in dark, and for thumbs."""
        self.page.emulate_media(color_scheme=next(self.schemes))
        assert faults(self.page) == []
        assert self.page.evaluate(SMALL) == []


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phone]:
    folder: Path = tmp_path_factory.mktemp("kinds")
    samvej = Samvej(folder)
    samvej.start()
    with chromium() as browser:
        yield Phone(samvej, browser)
    samvej.stop()


def test_an_entry_is_written_step_by_step_and_survives_a_reload(phone: Phone) -> None:
    page = phone.open("lifeline", "Videre")
    page.get_by_label("Hvor gammel").fill("9")
    page.keyboard.press("Enter")
    page.keyboard.type("Ny skole")
    page.get_by_label("−2", exact=True).check()
    phone.look()
    page.reload()
    expect(page.get_by_label("Hvad skete der?")).to_have_value("Ny skole")
    expect(page.get_by_label("−2", exact=True)).to_be_checked()
    phone.press("Tilføj")
    expect(page.get_by_role("heading", name="9 år: Ny skole")).to_be_visible()
    phone.look()
    page.get_by_text("Tilføj en mere").click()
    expect(page.get_by_label("Hvor gammel")).to_be_focused()
    page.keyboard.type("ti")
    phone.press("Tilføj")
    expect(page.get_by_label("Hvor gammel")).to_have_value("ti")
    phone.look()


def test_pairs_and_roads_fit_a_phone(phone: Phone) -> None:
    page = phone.open("lifespace", "Spring over")
    page.get_by_label("Hvem eller hvad").fill("Min mor")
    page.get_by_label("Tæt på").check()
    phone.look()
    phone.press("Tilføj")
    phone.press("Ret: Min mor")
    expect(page.get_by_label("Tæt på")).to_be_checked()
    page = phone.open("crossroads", "Spring over")
    page.get_by_label("Hvad vil du kalde").fill("Blive")
    page.get_by_label("7", exact=True).check()
    phone.look()


def test_cards_are_dealt_one_at_a_time_taken_back_and_sent_with_the_last_one(phone: Phone) -> None:
    page = phone.open("strengths", "Spring over")
    phone.look()
    for pile in ("Det er mig", "Lidt mig"):
        phone.press(pile)
    phone.press("Fortryd kortet")
    expect(page.locator(".face")).to_have_text("Modig")
    page.reload()
    expect(page.get_by_text(f"2 af {CARDS}")).to_be_visible()
    phone.press("Vis alle kort")
    expect(page.get_by_role("group", name="Tålmodig").get_by_label("Det er mig")).to_be_checked()
    phone.look()
    page.reload()
    for _ in range(CARDS - 1):
        phone.press("Ikke mig")
    expect(page.get_by_role("heading", name="Hvilke er mest dig?")).to_be_visible()


def test_own_words_each_word_and_their_order_fit_a_phone(phone: Phone) -> None:
    page = phone.open("values")
    page.get_by_label("Ro", exact=True).check()
    page.get_by_label("Andet?").fill("Havet\nAt danse")
    phone.look()
    phone.press("Gem")
    phone.look()
    for _ in range(3):
        phone.press("Spring over")
    phone.press("Havet")
    expect(page.get_by_role("list", name="Din rækkefølge")).to_have_text("Havet")
    phone.look()


def test_a_time_can_be_typed_and_sent_with_enter(phone: Phone) -> None:
    page = phone.open("goodthings")
    page.get_by_role("textbox").fill("Kaffe")
    phone.press("Gem")
    phone.press("Spring over")
    phone.press("Ja, hver aften")
    phone.look()
    page.get_by_role("textbox").fill("sent")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Den tid forstod jeg ikke.").first).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_value("sent")


def test_drawings_can_be_chosen_with_a_thumb(phone: Phone) -> None:
    page = phone.open("picture")
    phone.look()
    phone.press("Bro")
    expect(page.get_by_role("heading", name="Hvad ser du på billedet?")).to_be_visible()
