import re
from pathlib import Path

import pytest

from bot.domain.people import Role
from bot.records import links
from bot.web.faces import CHAT
from tests.web.desk_steps import at_the_desk
from tests.web.test_chat import at_the_outcome, begun
from tests.web.world import World

STATIC = Path(__file__).parents[2] / "bot" / "web" / "static"
PAGES = ("/", "/chat", "/chat/adgang", "/chat/noegle", "/besked-om-data", "/genskab", "/akut", "/i/wrong", "/nowhere")


@pytest.mark.parametrize("address", PAGES)
def test_the_way_out_is_on_every_page_of_a_counsellee_and_works_without_a_script(world: World, address: str) -> None:
    browser, _ = begun(world)
    browser.go(address)
    secret = browser.held(CHAT)
    assert "leaving.js" in browser.html
    browser.press("Forlad siden")
    assert (browser.status, browser.address, browser.held(CHAT)) == (200, "/ny", "")
    assert world.write(lambda records: links.session(records, secret, Role.COUNSELLEE)) is None


def test_the_way_out_is_there_for_whoever_only_looks_at_an_invitation(world: World) -> None:
    browser = world.browser()
    browser.go(world.invite().web)
    browser.press("Forlad siden")
    assert browser.address == "/ny"


def test_every_page_says_beforehand_what_the_way_out_does(world: World) -> None:
    browser, _ = begun(world)
    for address in PAGES:
        said = browser.go(address)
        assert "tre gange hurtigt på Escape" in said, address
        assert "Du bliver lukket ud her" in said
        assert "Browserens egen historik kan vi ikke slette" in said


def test_the_neutral_page_could_be_anybodys(world: World) -> None:
    browser = world.browser()
    browser.go("/ny")
    assert re.findall(r"<title>(.*?)</title>", browser.html) == ["Ny fane"]
    assert not re.search(r"samvej|vejled|icon|<a |<form|<script|hjælp", browser.html.lower())


def test_to_look_at_the_neutral_page_signs_nobody_out(world: World) -> None:
    browser, _ = begun(world)
    browser.go("/ny")
    browser.go("/chat")
    assert browser.status == 200


def test_whoever_wants_out_gets_out_from_an_old_page_too(world: World) -> None:
    browser, _ = begun(world)
    assert browser.client.post("/ny", data={"csrf": "of an earlier session"}).status_code == 303
    assert browser.held(CHAT) == ""


def test_nobody_is_thrown_out_by_another_page(world: World) -> None:
    browser, _ = begun(world)
    assert browser.client.post("/ny", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert browser.held(CHAT)


def test_the_private_link_brings_back_what_was_saved(world: World) -> None:
    browser, _ = at_the_outcome(world)
    browser.press("Menu")
    browser.press("Mere")
    found = re.search(r"https://samvej\.example(/r/\S+)", browser.press("Mit private link"))
    assert found
    browser.press("Forlad siden")
    browser.go(found[1])
    browser.press("Fortsæt")
    assert browser.address == "/chat"


def test_the_desk_has_no_such_button(world: World) -> None:
    assert "Forlad siden" not in at_the_desk(world).html


def test_what_is_typed_is_cleared_at_each_way_out() -> None:
    for name, clears in (("leaving.js", "window[kept].clear()"), ("chat.js", "sessionStorage.clear()")):
        assert clears in (STATIC / name).read_text(encoding="utf-8")


def test_only_one_module_makes_html_of_text() -> None:
    scripts = {file.name: file.read_text(encoding="utf-8") for file in STATIC.glob("*.js")}
    assert {name for name, text in scripts.items() if "createPolicy" in text} == {"trusted.js"}
    risky = r"innerHTML\s*=(?! trusted\()|parseFromString\((?!trusted\()|insertAdjacentHTML|outerHTML\s*=|document\.write|eval\("
    assert {name for name, text in scripts.items() if re.search(risky, text)} == set()
