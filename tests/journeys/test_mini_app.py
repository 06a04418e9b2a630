"""The sheet inside Telegram, in a real browser: opened by signed launch data, in a frame of Telegram's, with Telegram's colours."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Route, ViewportSize, expect

from bot.domain.people import Role
from bot.records import courses, people
from bot.records.core import Records
from bot.records.people import TELEGRAM, Address
from bot.usecases import inviting
from tests.fakes.bot_api import TOKEN, FakeBotApi
from tests.journeys.browsing import chromium, faults, needs_chromium, open_page
from tests.journeys.running import Samvej
from tests.usecases.story import stage
from tests.web.launching import launch

pytestmark = needs_chromium
PIXEL_7 = ViewportSize(width=412, height=839)
PHONE = 4711
NIGHT = {"bg_color": "#17212b", "secondary_bg_color": "#0e1621", "text_color": "#f5f5f5", "hint_color": "#4b5a69", "link_color": "#6ab3f3"}
NIGHT |= {"button_color": "#5288c1", "button_text_color": "#ffffff"}
GLARING = {**NIGHT, "bg_color": "#808080", "secondary_bg_color": "#808080", "text_color": "#888888"}
FRAME = '<!doctype html><iframe title="app" width="412" height="800" src="{address}"></iframe>'
# What Telegram's client on a phone listens with, instead of a frame around the page.
PROXY = "window.heard = []; window.TelegramWebviewProxy = { postEvent: (what) => heard.push(what) };"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def samvej(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samvej]:
    """A house known by an https address that has a bot; here it is spoken to on this machine, which browsers trust alike."""
    with FakeBotApi() as api:
        running = Samvej(tmp_path_factory.mktemp("mini"), api, SAMVEJ_URL="https://samvej.test")
        running.start()
        _, secret = running.invited()
        with running.house() as house:
            house.write(lambda records: _come_in(records, secret))
        yield running
        running.stop()


def _come_in(records: Records, secret: str) -> None:
    """Somebody says yes, and has connected their Telegram."""
    who = inviting.accept(records, stage(), secret, language="da")
    assert who.person in courses.ids(records, who.course, Role.COUNSELLEE)
    people.settle(records, Address(channel=TELEGRAM, external=str(PHONE), person=who.person, course=who.course, state=people.OPEN))


def address(samvej: Samvej, *, person: int = PHONE, age: float = 0, theme: dict[str, str] | None = None) -> str:
    """The address that Telegram would open."""
    data = launch(datetime.now(UTC) - timedelta(seconds=age), person, token=TOKEN)
    around = f"tgWebAppVersion=9.1&tgWebAppPlatform=android&tgWebAppThemeParams={quote(json.dumps(theme or {}))}"
    return f"{samvej.url}/mini#tgWebAppData={quote(data)}&{around}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = open_page(browser, PIXEL_7)
    yield page
    page.context.close()


def framed(page: Page, samvej: Samvej, *, keeps: bool) -> FrameLocator:
    """The page in a frame of Telegram's on the web; a browser that keeps no cookies there is one to which none are given."""

    def without_cookies(route: Route) -> None:
        answer = route.fetch()
        page.context.clear_cookies()
        route.fulfill(response=answer, headers={name: said for name, said in answer.headers.items() if name != "set-cookie"})

    page.context.grant_permissions(["local-network-access"], origin="https://web.telegram.org")
    page.route(
        "https://web.telegram.org/**", lambda route: route.fulfill(body=FRAME.format(address=address(samvej)), content_type="text/html")
    )
    if not keeps:
        page.route("**/mini", without_cookies)
    page.goto("https://web.telegram.org/k/")
    return page.frame_locator("iframe")


def test_it_opens_on_a_phone_and_leads_to_the_sheet_one_can_write_on(samvej: Samvej, page: Page) -> None:
    page.add_init_script(PROXY)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address(samvej))
    expect(page).to_have_url(f"{samvej.url}/ark")
    page.locator("#add-want").fill("En læreplads")
    page.locator("#field-want form.adding button").first.click()
    expect(page.get_by_text("En læreplads", exact=True)).to_be_visible()
    [cookie] = [one for one in page.context.cookies() if one["name"] == "__Host-samvej_mini"]
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "None")
    assert {one for one in asked if not one.startswith(samvej.url)} == set()


def test_telegram_is_told_that_the_page_is_ready_and_wants_all_the_room(samvej: Samvej, page: Page) -> None:
    page.add_init_script(PROXY)
    page.goto(address(samvej, person=1))
    expect(page.locator("#fault")).to_be_visible()
    assert page.evaluate("heard") == ["iframe_ready", "web_app_ready", "web_app_expand"]


@pytest.mark.parametrize("keeps", [True, False], ids=["by cookie", "by header"])
def test_in_a_frame_of_telegrams_it_opens_with_and_without_cookies(samvej: Samvej, page: Page, *, keeps: bool) -> None:
    frame = framed(page, samvej, keeps=keeps)
    word = f"Et ord {keeps}"
    expect(frame.locator("html")).to_have_attribute("data-live", "1")
    frame.locator("#add-can").fill(word)
    frame.locator("#field-can form.adding button").first.click()
    expect(frame.get_by_text(word, exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("person", "age", "says"),
    [
        (PHONE, 3700, "Det kunne ikke åbnes. Luk det, og åbn arket igen fra samtalen i Telegram."),
        (PHONE, -600, "Det kunne ikke åbnes. Luk det, og åbn arket igen fra samtalen i Telegram."),
        (1, 0, "Jeg kender dig ikke endnu. Du kommer ind med et link fra din vejleder. Tryk på det, og svar ja. Så er arket her."),
    ],
    ids=["old", "future", "nobody"],
)
def test_what_cannot_be_opened_says_so_in_plain_words(samvej: Samvej, page: Page, person: int, age: float, says: str) -> None:
    page.add_init_script(PROXY)
    page.goto(address(samvej, person=person, age=age))
    expect(page.locator("#fault")).to_have_text(says)
    expect(page.locator("#opening")).to_be_hidden()
    assert faults(page) == []


def test_outside_telegram_it_says_where_the_sheet_is_opened(samvej: Samvej, page: Page) -> None:
    page.goto(f"{samvej.url}/mini")
    expect(page.locator("#fault")).to_contain_text("Arket åbnes fra samtalen i Telegram.")
    assert faults(page) == []


def test_whoever_follows_a_link_with_somebody_elses_launch_data_is_not_let_in_as_them(samvej: Samvej, page: Page) -> None:
    page.goto(address(samvej))
    expect(page.locator("#fault")).to_contain_text("Arket åbnes fra samtalen i Telegram.")
    assert page.context.cookies() == []


def test_launch_data_that_comes_twice_lets_nobody_in(samvej: Samvej, page: Page) -> None:
    page.add_init_script(PROXY)
    page.goto(f"{address(samvej)}&{address(samvej, person=1).partition('#')[2]}")
    expect(page.locator("#fault")).to_contain_text("Arket åbnes fra samtalen i Telegram.")
    assert page.context.cookies() == []


@pytest.mark.parametrize("theme", [NIGHT, GLARING], ids=["night", "glaring"])
def test_telegrams_colours_are_taken_where_all_text_can_still_be_read(samvej: Samvej, page: Page, theme: dict[str, str]) -> None:
    page.add_init_script(PROXY)
    page.goto(address(samvej, theme=theme))
    expect(page).to_have_url(f"{samvej.url}/ark")
    expect(page.locator("html")).to_have_attribute("data-live", "1")
    ground = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ground').trim()")
    assert (ground == theme["secondary_bg_color"]) is (theme is NIGHT)
    # Their hint is too faint on their own ground.
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--quiet').trim()") != theme["hint_color"]
    assert faults(page) == []


def test_nothing_of_the_launch_is_left_in_the_log(samvej: Samvej) -> None:
    assert Path(samvej.log).exists()
    assert "tgWebAppData" not in samvej.said()
    assert TOKEN not in samvej.said()
