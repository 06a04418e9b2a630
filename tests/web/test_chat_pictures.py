"""The web chat shows the picture of what was just said, with its words; and the sheet can be had there as a file."""

import re

from tests.usecases.test_drawn_letters import CARD
from tests.web.browser import Browser
from tests.web.test_chat import begun
from tests.web.world import World

IMAGE = re.compile(r'<img src="(/ark/picture/[^"]+\.svg)\?v=\w+" alt="([^"]*)"')


def at_the_end(world: World) -> Browser:
    """Somebody who has just come to the end of a method that is drawn."""
    browser, _ = begun(world)
    browser.post("/chat", [("press", "m:take=doorframe")])
    browser.press("Spring over")
    for words in ("bussen kommer", "ringer jeg"):
        browser.press("Gem", text=words)
    for _ in range(3):
        browser.press("Spring over")
    return browser


def test_the_end_of_a_method_shows_its_picture_and_says_it_in_words(world: World) -> None:
    browser = at_the_end(world)
    [(address, alt)] = IMAGE.findall(browser.html)
    assert (alt, f'<p class="said" dir="auto" id="words-{address[13:-4]}">{CARD}</p>' in browser.html) == (CARD, True)
    assert "Læs det som tekst" in browser.html
    assert CARD in browser.client.get(address).text


def test_the_map_shows_the_sheet_small(world: World) -> None:
    browser, _ = begun(world)
    browser.go("/chat")
    assert IMAGE.findall(browser.html) == []
    browser.post("/chat", [("press", "m:map")])
    [(address, _)] = IMAGE.findall(browser.html)
    assert address.startswith("/ark/picture/overview.")


def test_the_sheet_is_had_by_links(world: World) -> None:
    browser, _ = begun(world)
    browser.post("/chat", [("press", "m:paper")])
    links = re.findall(r'href="(/ark/(?:sheet|blank)[^"]+)"', browser.html)
    assert links == [
        "/ark/sheet.pdf?shape=phone&amp;for=me",
        "/ark/sheet.pdf?shape=a3&amp;for=me",
        "/ark/sheet.png?shape=a3&amp;for=me",
        "/ark/blank.pdf",
    ]
    assert "Arket kommer som en fil." in browser.html
    for link in links:
        assert browser.client.get(link.replace("&amp;", "&")).status_code == 200


def test_a_page_that_was_left_in_telegram_promises_nothing_here(world: World) -> None:
    browser, _ = begun(world)
    browser.post("/chat", [("press", "m:paper=a3")])
    assert ("Filen kommer her om lidt." in browser.html, "Arket kommer som en fil." in browser.html) == (False, True)
