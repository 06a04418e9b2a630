"""The quick way out in a real browser, and every page under its strict rules, and on the smallest phone, without a fault."""

from collections.abc import Iterator
from time import monotonic
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, ViewportSize, expect

from tests.journeys.browsing import DESKTOP, PHONE, answered, chromium, faults, needs_chromium, open_page
from tests.journeys.running import Samvej, wait_until

pytestmark = needs_chromium
WORDS = "Det skal ingen se"
SOON = 1.5
SMALLEST = ViewportSize(width=320, height=640)
NARROW: list[tuple[int, Literal["light", "dark"]]] = [(320, "light"), (320, "dark"), (360, "light")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def samvej(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samvej]:
    running: Samvej = Samvej(tmp_path_factory.mktemp("leaving"))
    running.start()
    running.samvej("counsellor", "add", "Vejleder", "--workplace", "Prøvestedet")
    running.let_in()
    yield running
    running.stop()


def begin(samvej: Samvej, page: Page) -> None:
    """Say yes to an invitation, and come to a question that is answered in words."""
    _, secret = samvej.invited()
    page.goto(f"{samvej.url}/i/{secret}")
    for label in ("Ja, begynd", "Videre", "Mig", "Fint"):
        with answered(page):
            page.get_by_role("button", name=label, exact=True).click()
        page.wait_for_selector("html[data-ready]")
    expect(page.get_by_role("textbox").first).to_be_visible()


def press_escape(page: Page) -> None:
    """Three times, and so quickly that it counts: where the machine was busy with something else just then, once more."""
    took = SOON
    while took >= SOON:
        begun = monotonic()
        for _ in range(3):
            page.keyboard.press("Escape")
        took = monotonic() - begun


def nothing_is_left(samvej: Samvej, page: Page) -> None:
    expect(page).to_have_url(f"{samvej.url}/ny")
    expect(page).to_have_title("Ny fane")
    assert page.locator("body").inner_text().strip() == ""
    wait_until(lambda: page.context.cookies() == [])  # the session is ended beside the page that takes its place
    page.wait_for_timeout(300)
    assert page.evaluate("[sessionStorage.length, localStorage.length]") == [0, 0]
    page.goto(f"{samvej.url}/chat")
    expect(page.get_by_role("heading", name="Du er ikke inde lige nu")).to_be_visible()
    assert WORDS not in page.content()


def test_escape_three_times_leaves_nothing_of_it(samvej: Samvej, browser: Browser) -> None:
    page = open_page(browser, PHONE)
    begin(samvej, page)
    page.get_by_role("textbox").first.fill(WORDS)
    wait_until(lambda: page.evaluate("sessionStorage.length") == 1)
    press_escape(page)
    nothing_is_left(samvej, page)


def test_escape_now_and_then_is_only_escape(samvej: Samvej, browser: Browser) -> None:
    page = open_page(browser, PHONE)
    begin(samvej, page)
    page.get_by_role("textbox").first.fill(WORDS)
    for pause in (0, 2100, 0):
        page.wait_for_timeout(pause)
        page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    expect(page).to_have_url(f"{samvej.url}/chat#now")
    assert page.get_by_role("textbox").first.input_value() == WORDS


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_button_does_the_same(samvej: Samvej, browser: Browser, *, javascript: bool) -> None:
    page = open_page(browser, PHONE, java_script_enabled=javascript)
    if javascript:
        begin(samvej, page)
        page.get_by_role("textbox").first.fill(WORDS)
    else:
        page.goto(f"{samvej.url}/i/{samvej.invited()[1]}")
        page.get_by_role("button", name="Ja, begynd").click()
        expect(page.get_by_text("Jeg er et program").first).to_be_visible()
    page.get_by_role("button", name="Forlad siden").click()
    expect(page).to_have_url(f"{samvej.url}/ny")
    wait_until(lambda: page.context.cookies() == [])
    page.go_back()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Hvad vil du gerne have ud af denne vejledning?")
    assert WORDS not in page.content()


def test_no_page_breaks_its_own_rules(samvej: Samvej, browser: Browser) -> None:
    said: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "favicon" not in message.text:
            said.append(message.text)

    chat, desk = open_page(browser, PHONE), open_page(browser, DESKTOP)
    for page in (chat, desk):
        page.on("console", heard)
        page.on("pageerror", lambda error: said.append(str(error)))
    begin(samvej, chat)
    chat.get_by_role("textbox").first.fill(WORDS)
    chat.keyboard.press("Enter")
    expect(chat.get_by_text("anderledes stillet").first).to_be_visible()
    for address in ("/", "/chat/adgang", "/chat/noegle", "/besked-om-data", "/genskab", "/akut"):
        chat.goto(samvej.url + address)
        assert faults(chat) == [], address
    _at_the_desk(samvej, desk)
    assert said == []


def _at_the_desk(samvej: Samvej, desk: Page) -> None:
    desk.goto(samvej.sign_in_link())
    desk.get_by_role("button", name="Log ind").click()
    expect(desk).to_have_url(f"{samvej.url}/desk")
    for address in ("/desk", "/desk/adgang", "/desk/enheder", "/desk/invite"):
        desk.goto(samvej.url + address)
        expect(desk).to_have_url(samvej.url + address)
        assert faults(desk) == [], address
    desk.get_by_label("Hvorfor skal I mødes?").fill("Vi skal tale sammen")
    desk.get_by_role("button", name="Lav et link").click()
    expect(desk.get_by_role("img", name="QR-kode")).to_be_visible()
    assert faults(desk) == []
    desk.get_by_role("button", name="Kopiér link", exact=True).click()
    desk.get_by_role("link", name="Til forløbet").click()
    expect(desk.get_by_role("heading", level=1).first).to_be_visible()
    assert faults(desk) == []


def test_every_way_of_the_desk_can_be_pressed_on_the_smallest_phone(samvej: Samvej, browser: Browser) -> None:
    page = open_page(browser, SMALLEST)
    page.goto(samvej.sign_in_link())
    page.get_by_role("button", name="Log ind").click()
    links = page.get_by_role("navigation", name="Skrivebordet").get_by_role("link")
    expect(links).to_have_text(["Dine forløb", "Inviter", "Søg", "Din adgang"])
    assert faults(page) == []
    links.nth(3).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Din adgang")


def test_a_page_that_looks_for_news_by_itself_does_not_say_that_somebody_is_there(samvej: Samvej, browser: Browser) -> None:
    page = open_page(browser, PHONE)
    begin(samvej, page)
    page.locator("h1").focus()
    with page.expect_request("**/chat/part?*") as asked:
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert asked.value.headers["x-quiet"] == "1"


def test_text_does_not_become_html_by_the_way(samvej: Samvej, browser: Browser) -> None:
    page = open_page(browser, PHONE)
    begin(samvej, page)
    with pytest.raises(Error, match="TrustedHTML"):
        page.evaluate("document.body.innerHTML = '<b>planted</b>'")
    with pytest.raises(Error, match="Policy"):
        page.evaluate("trustedTypes.createPolicy('another', {})")


def test_erasing_shows_its_last_page_under_the_rules_too(samvej: Samvej, browser: Browser) -> None:
    page, said = open_page(browser, PHONE), list[str]()
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    begin(samvej, page)
    page.eval_on_selector("#now button[name=press]", "button => { button.value = 'e:all'; button.click(); }")
    expect(page.get_by_role("heading", name="Alt er slettet")).to_be_visible()
    wait_until(lambda: page.context.cookies() == [])
    assert said == []


def test_name_help_and_the_way_out_stand_side_by_side_on_the_smallest_phone(samvej: Samvej, browser: Browser) -> None:
    page = open_page(browser, SMALLEST)
    begin(samvej, page)
    for width, scheme in NARROW:
        page.set_viewport_size({"width": width, "height": 640})
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == [], (width, scheme)
        boxes = [page.locator(one).bounding_box() for one in (".top .way", ".top .urgent", ".top .vanish button")]
        assert all(boxes)
        middles = [round(box["y"] + box["height"] / 2) for box in boxes if box]
        assert max(middles) - min(middles) <= 2, (width, scheme)
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width and box["height"] >= 44 for box in boxes if box), (width, scheme)
