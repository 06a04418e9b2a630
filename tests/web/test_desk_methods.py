"""The desk's part about methods: a counsellor suggests one, and sees what of it they may."""

from bot.usecases import talking
from bot.usecases.heard import Heard
from bot.usecases.stage import Who
from tests.web.browser import Browser
from tests.web.desk_steps import at_the_desk, joined, page_of, talk
from tests.web.world import World

REASON = "Så ser vi, hvad der hjalp"


def suggested(world: World, who: Who, method: str = "dream") -> Browser:
    browser = at_the_desk(world)
    browser.post(f"/desk/course/{who.course}/suggest", [("flow", method), ("reason", REASON)])
    return browser


def take(world: World, who: Who, *said: str) -> None:
    """The counsellee takes Drømmen and says this."""
    world.write(lambda r: talking.turn(r, world.stage, who, Heard(press="m:take=dream")))
    talk(world, who, *said)


def test_a_method_is_suggested_with_a_reason_and_not_offered_twice(world: World) -> None:
    html = suggested(world, joined(world)).html
    assert '<strong>Drømmen</strong> <span class="tag">Foreslået</span>' in html
    assert REASON in html
    assert 'value="dream"' not in html
    assert 'value="lifeline"' in html


def test_a_method_taken_in_private_changes_nothing_on_the_page(world: World) -> None:
    who = joined(world)
    suggested(world, who)
    before = page_of(world, who.course)
    take(world, who, "En have", "Gem")
    assert page_of(world, who.course) == before


def test_a_suggestion_is_taken_back(world: World) -> None:
    browser = suggested(world, joined(world))
    browser.press("Tag tilbage")
    assert 'value="dream"' in browser.html
    assert REASON not in browser.html


def test_a_no_thanks_is_seen_and_the_method_is_not_offered_again(world: World) -> None:
    who = joined(world)
    suggested(world, who)
    screen = world.write(lambda r: talking.turn(r, world.stage, who, Heard(press="m:suggested")))
    assert screen
    no_thanks = screen.items[0].options[-1].press
    world.write(lambda r: talking.turn(r, world.stage, who, Heard(press=no_thanks)))
    html = page_of(world, who.course)
    assert "Takket nej" in html
    assert 'value="dream"' not in html


def test_a_suggestion_without_a_method_says_what_to_do_and_keeps_the_reason(world: World) -> None:
    browser = at_the_desk(world)
    browser.go(f"/desk/course/{joined(world).course}")
    assert "Vælg en øvelse på listen." in browser.press("Foreslå øvelsen", flow="", reason=REASON)
    assert browser.status == 422
    assert f'value="{REASON}"' in browser.html


def test_nothing_is_suggested_before_somebody_has_said_yes(world: World) -> None:
    html = page_of(world, world.invite().course)
    assert "Du kan foreslå en øvelse, når der er sagt ja til invitationen." in html
    assert "/suggest" not in html
