"""Two people in two real browsers: the counsellee on a phone, the counsellor at a desk, with an accessibility check on every page."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
NO_CHROMIUM = "There is no Chromium here; get it with `apt-get install chromium` to run the browser tests."
PHONE = ViewportSize(width=360, height=740)
DESKTOP = ViewportSize(width=1280, height=800)
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Milliseconds, and longer than anything takes on a busy machine: only what never comes is waited for so long.
LONGEST = 90_000
# All that another colour scheme can change.
COLOURS = ("color-contrast",)

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)


@contextmanager
def chromium() -> Iterator[Browser]:
    """One real browser, without a window."""
    expect.set_options(timeout=LONGEST)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def open_page(browser: Browser, size: ViewportSize, **context: Any) -> Page:
    """A page in a context of its own: cookies of its own, in Danish, without movement."""
    made = browser.new_context(viewport=size, locale="da-DK", timezone_id="Europe/Copenhagen", reduced_motion="reduce", **context)
    page = made.new_page()
    page.set_default_timeout(LONGEST)
    return page


@contextmanager
def answered(page: Page) -> Iterator[None]:
    """What is sent in here has been answered in full and shown before it goes on: old words on the page say nothing of it."""
    with page.expect_response(lambda answer: answer.request.method == "POST", timeout=LONGEST) as sent:
        yield
    sent.value.finished()
    expect(page.locator("[aria-busy]")).to_have_count(0)


def faults(page: Page, rules: tuple[str, ...] = RULES) -> list[str]:
    """What axe finds wrong with the page as it is now, and whether it scrolls sideways."""
    page.wait_for_load_state()  # of a page that is not all there yet much would seem to be missing
    # What has slid below the bar on top would count as covered.
    page.evaluate("scrollTo(0, 0)")
    found = [f"{one['id']}: {one['nodes'][0]['html']}" for one in Axe().run(page, options={"runOnly": rules}).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [*found, *(["it scrolls sideways"] if wide else [])]
