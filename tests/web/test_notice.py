"""On the web: the text about one's data before the yes and ever after, the age, a changed text, and what a try-out says of itself."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from bot.domain.operator import AgeRule, Below
from bot.rendering.cleaning import clean
from bot.rendering.drawings import drawing
from bot.stores.memory import MemoryAnchor
from bot.usecases import health, noticing, retaining
from bot.web.access import Web
from bot.web.app import build
from bot.web.pages import Pages
from tests.fakes.painter import FakePainter
from tests.web.browser import Browser
from tests.web.desk_steps import at_the_desk
from tests.web.test_chat import begun
from tests.web.world import World

BANNER = "Prøveudgave. Skriv ikke noget rigtigt her."


def changed(world: World, pages: Pages | None = None, **words: object) -> World:
    """The same house after the operator wrote something else."""
    stage = replace(world.stage, operator=replace(world.stage.operator, **words))  # type: ignore[arg-type]
    web = Web(
        house=world.house,
        stage=stage,
        pages=pages or Pages(),
        rang=lambda: None,
        clean=clean,
        drawn=drawing,
        painter=FakePainter(),
        witness=MemoryAnchor(),
        locks=world.locks,
    )
    return replace(world, app=build(web), stage=stage)


def invited(world: World) -> Browser:
    browser = world.browser()
    browser.go(urlsplit(world.invite().web).path)
    return browser


def consents(world: World) -> list[str]:
    return world.write(lambda r: sorted(row["act"] for row in r.rows.some("consents", {})))


def test_the_text_stands_before_the_yes_short_and_whole_and_nothing_is_ticked(world: World) -> None:
    browser, notice = invited(world), noticing.notice(world.stage, "da")
    for line in (*notice.short, *(line for part in notice.parts for line in (part.heading, *part.lines))):
        assert line in browser.text
    assert (browser.text.index(notice.short[0]) < browser.text.index("Ja, begynd"), "checked" in browser.html) == (True, False)
    assert consents(world) == []
    browser.press("Ja, begynd")
    assert consents(world) == ["process"]


def test_a_yes_to_an_older_text_is_none_and_the_new_text_is_shown(world: World) -> None:
    browser = invited(world)
    now = changed(world, complaint="Et nyt sted")
    late = replace(browser, client=now.browser().client)
    late.press("Ja, begynd")
    assert ("klage her: Et nyt sted" in late.text, consents(world)) == (True, [])
    late.press("Ja, begynd")
    assert (late.address, consents(world)) == ("/chat", ["process"])


def test_everybody_can_read_the_text_at_any_time_one_press_from_every_step(world: World) -> None:
    assert "Hvem kan se dine svar?" in world.browser().go("/besked-om-data")
    browser, _ = begun(world)
    for label in ("Videre", "Mig", "Menu"):
        assert 'href="/besked-om-data"' in browser.html
        browser.press(label)
    assert "Hvem kan se dine svar?" in browser.go("/besked-om-data")


def test_a_changed_text_stands_on_top_of_the_chat_once_and_leads_there(world: World) -> None:
    browser, _ = begun(world)
    now = changed(world, complaint="Et nyt sted")
    now_browser = now.browser()
    now_browser.client.cookies = browser.client.cookies
    assert "Teksten om dine data er ændret." in now_browser.go("/chat")
    assert "klage her: Et nyt sted" in now_browser.press("Læs")
    assert "Teksten om dine data er ændret." not in now_browser.go("/chat")
    assert consents(world) == ["process", "told"]
    told = now_browser.press("Det, du har sagt ja til")
    assert ("klage her: Et nyt sted" in told, "klage her: Datatilsynet" in told) == (True, True)


def at_the_age(world: World, below: Below, refer_to: str = "") -> tuple[World, Browser]:
    asking = changed(world, age=AgeRule(country="DK", limit=15, below=below, refer_to=refer_to))
    browser = invited(asking)
    assert "Er du fyldt 15 år?" in browser.press("Ja, begynd")
    return asking, browser


def members(world: World) -> int:
    return world.write(lambda r: r.rows.count("memberships", {"role": "counsellee"}))


def test_of_age_one_begins(world: World) -> None:
    asking, browser = at_the_age(world, Below.GUARDIAN)
    browser.press("Ja")
    assert (browser.address, consents(asking)) == ("/chat", ["process"])


def test_below_it_a_guardian_says_yes_or_it_waits_with_urgent_help_at_hand(world: World) -> None:
    asking, browser = at_the_age(world, Below.GUARDIAN)
    assert "En forælder skal sige ja først" in browser.press("Nej")
    assert ('href="/akut"' in browser.html, members(asking)) == (True, 0)
    address = browser.address
    assert "Linket virker stadig" in browser.press("Ikke endnu")
    browser.go(address)
    for label in ("Ja, begynd", "Nej", "En forælder har sagt ja"):
        browser.press(label)
    assert (browser.address, consents(asking)) == ("/chat", ["guardian", "process"])


def test_where_they_are_referred_nothing_is_kept(world: World) -> None:
    asking, browser = at_the_age(world, Below.REFER, "Ring 116 111")
    assert "Gør det her i stedet: Ring 116 111." in browser.press("Nej")
    assert (members(asking), consents(asking), "En forælder har sagt ja" in browser.labels) == (0, [], False)


@pytest.mark.parametrize("address", ["/", "/chat", "/akut", "/genskab", "/besked-om-data", "/nowhere", "/desk", "/r/wrong"])
def test_a_try_out_says_so_on_every_page(world: World, address: str) -> None:
    trial, real = changed(world, Pages(demonstration=True)), changed(world)
    assert (BANNER in trial.browser().go(address), BANNER in real.browser().go(address)) == (True, False)


def test_a_try_out_says_so_on_invitation_chat_and_desk(world: World) -> None:
    trial = changed(world, Pages(demonstration=True))
    browser = invited(trial)
    assert BANNER in browser.text
    assert BANNER in browser.press("Ja, begynd")
    assert BANNER in at_the_desk(trial).go("/desk")


def test_health_is_red_when_the_daily_round_was_not_made(world: World) -> None:
    browser = world.browser()
    assert (browser.go("/healthz"), browser.status) == ("ok", 200)
    world.clock.now += timedelta(hours=27)
    assert health.LATE in browser.go("/healthz")
    assert browser.status == 503
    retaining.make_round(world.house, world.stage)
    assert health.LATE not in browser.go("/healthz")
