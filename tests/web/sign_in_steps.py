import json
import re
from dataclasses import replace
from datetime import timedelta

import pyotp

from bot.rendering.cleaning import clean
from bot.rendering.drawings import drawing
from bot.stores.memory import MemoryAnchor
from bot.usecases.stage import Stage
from bot.web.access import Web
from bot.web.app import build
from bot.web.locks import Locks
from bot.web.pages import Pages
from tests.fakes.painter import FakePainter
from tests.web.browser import Browser
from tests.web.desk_steps import at_the_desk
from tests.web.world import World

NAME, PASSWORD = "Anna Vejleder", "fire gule cykler i regn"
WRONG = "Det passede ikke."


def code(world: World, secret: str) -> str:
    return pyotp.TOTP(secret).at(world.clock.now)


def with_password(world: World) -> tuple[Browser, str]:
    """A counsellor who came by a link and has made a password; their browser, and the secret of their code app."""
    browser = at_the_desk(world)
    browser.go("/desk/adgang")
    browser.go("/desk/adgang/kodeord")
    browser.press("Videre", name=NAME, password=PASSWORD)
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", browser.html)
    assert found, browser.text
    secret = found[1].replace(" ", "")
    assert "Dit kodeord er gemt" in browser.press("Gem", code=code(world, secret))
    return browser, secret


def sign_in(world: World, name: str, password: str, typed: str) -> Browser:
    browser = world.browser()
    browser.go("/desk/ind")
    browser.press("Log ind med kodeord", name=name, password=password, code=typed)
    return browser


def later(world: World, **by: float) -> None:
    world.clock.now += timedelta(**by)


def asked(browser: Browser, where: str) -> str:
    """The challenge that this browser is given."""
    answer = browser.client.post(f"{where}/valg", headers=browser.proof(where))
    assert answer.status_code == 200
    return str(answer.json()["challenge"])


def make_passkey(browser: Browser, where: str, name: str) -> str:
    """What the script and the device do together; the words of the page that follows."""
    return browser.post(where, [("answer", json.dumps({"id": name, "challenge": asked(browser, where)}))])


use_passkey = make_passkey


def guided(world: World) -> Browser:
    """Somebody who has said yes to an invitation, in the chat."""
    browser = world.browser()
    browser.go("/i/" + world.invite().web.rsplit("/", 1)[1])
    browser.press("Ja, begynd")
    return browser


def rebuilt(world: World, *, stage: Stage | None = None, locks: Locks | None = None) -> World:
    """The same house behind another door."""
    stage, locks = stage or world.stage, locks or world.locks
    web = Web(
        house=world.house,
        stage=stage,
        pages=Pages(),
        rang=lambda: None,
        clean=clean,
        drawn=drawing,
        painter=FakePainter(),
        witness=MemoryAnchor(),
        locks=locks,
    )
    return replace(world, stage=stage, locks=locks, app=build(web))
