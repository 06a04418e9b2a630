"""Two people before one sheet, in browsers of their own, and what the server says that each of them should see."""

import html
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx2
from playwright.sync_api import Browser, Page, ViewportSize, expect

from bot import opening
from bot.config import Settings
from bot.domain.signing import Way
from bot.records import credentials, links
from bot.records.core import Records
from bot.usecases import inviting, sharing
from bot.usecases.stage import Stage
from bot.web.faces import CHAT, DESK
from tests.journeys.browsing import DESKTOP, PHONE, open_page
from tests.journeys.running import NO_TLS, PATIENCE, Samvej, wait_until

# What is before somebody: each part by its name and digest, and each note in it with its version.
Shown = list[tuple[str, ...]]
PARTS = re.compile(r'<section[^>]* data-part="([\w-]+)" data-digest="(\w+)"')
NOTES = re.compile(r'<li[^>]* id="note-([\w-]+)"[^>]* data-version="(\d+)"')
SAID = re.compile(r'<p class="said" dir="auto">(.*?)</p>|<p dir="auto" class="said">(.*?)</p>', re.DOTALL)
HIDDEN = """Object.defineProperty(document, "hidden", {get: () => window.away === true});
window.look = (away) => { window.away = away; document.dispatchEvent(new Event("visibilitychange")); };"""
FORGET = "try { localStorage.clear(); sessionStorage.clear(); } catch { /* no page of ours is open */ }"


@dataclass(kw_only=True)
class Seats:
    """Browsers that stay open from one test to the next: to warm one up takes longer than most of what is done with it."""

    browser: Browser
    pages: dict[str, Page] = field(default_factory=dict)

    def take(self, name: str, size: ViewportSize) -> Page:
        """The same page each time, and as if it were new: with a net, known to nobody, with nothing kept."""
        page = self.pages.get(name) or self._opened(name, size)
        page.context.set_offline(False)
        page.evaluate(FORGET)
        page.context.clear_cookies()
        for other in page.context.pages:
            if other is not page:
                other.close()
        return page

    def leave(self, name: str) -> None:
        """Nobody sits there any more: the next one gets a new one."""
        self.pages.pop(name).context.close()

    def _opened(self, name: str, size: ViewportSize) -> Page:
        page = self.pages[name] = open_page(self.browser, size)
        page.context.add_init_script(HIDDEN)
        return page


@dataclass(kw_only=True)
class Reader:
    """Somebody's browser at the sheet: their page, and what it holds."""

    page: Page
    url: str
    cookies: dict[str, str]

    def opened(self) -> "Reader":
        """The sheet is open, and alive."""
        self.opens_it()
        self.is_live()
        return self

    def opens_it(self) -> None:
        """It is on its way: two can open it at once."""
        self.page.goto(self.url, wait_until="commit")

    def is_live(self) -> None:
        expect(self.page.locator("html")).to_have_attribute("data-live", "1")

    def served(self) -> str:
        """The page as the server draws it for them now."""
        with httpx2.Client(cookies=self.cookies, timeout=PATIENCE, verify=NO_TLS) as client:
            answer = client.get(self.url)
        assert answer.is_success, answer.status_code
        return answer.text

    def agrees(self) -> bool:
        """Whether the page is what the server would draw."""
        return seen(self.page.content()) == seen(self.served())

    def write(self, text: str, field: str = "want", *, alone: bool = False) -> None:
        """Write in a field and press the button."""
        self.page.locator(f"#add-{field}").fill(text)
        buttons = self.page.locator(f"#field-{field} form.adding button")
        (buttons.first if alone else buttons.last).click()

    def note(self, text: str) -> Any:
        """The note with these words."""
        return self.page.locator("li[data-note]").filter(has=self.page.get_by_text(text, exact=True))

    def sees(self, text: str) -> None:
        expect(self.note(text)).to_be_visible()

    def opens(self, text: str, label: str = "Mere") -> None:
        """Open what one can do with a note."""
        self.note(text).get_by_role("link", name=label, exact=True).click()
        expect(self.page.locator("#live-more")).to_be_visible()

    def in_dialog(self, label: str) -> None:
        """Press a button of the note's dialog; it closes when that is done."""
        self.page.locator("#live-more").get_by_role("button", name=label, exact=True).click()

    def mend(self, text: str, to: str, label: str) -> None:
        """Change the words of a note of one's own."""
        self.opens(text, "Ret")
        self.page.locator("#ret").fill(to)
        self.in_dialog(label)
        expect(self.page.locator("#live-more")).to_be_hidden()


@dataclass(kw_only=True)
class Pair:
    """The counsellee on a phone, and the counsellor at a desk, of one course."""

    samvej: Samvej
    seats: Seats
    course: str
    counsellee: str
    counsellor: str
    mine: Reader
    theirs: Reader

    def another(self, size: ViewportSize = DESKTOP) -> Reader:
        """One more device of the counsellee's."""
        return _reader(self.seats.take("another", size), self.samvej, CHAT, self.mine.cookies[CHAT], "/ark")

    def agree(self) -> None:
        """Both pages come to be what the server would draw."""
        wait_until(lambda: self.mine.agrees() and self.theirs.agrees())


def sit_down(samvej: Samvej, seats: Seats) -> Pair:
    """Two people of a new course, with the sheet open and alive."""
    with samvej.house() as house:
        course, one, other, mine, theirs = house.write(_come_in)
    pair = Pair(
        samvej=samvej,
        seats=seats,
        course=course,
        counsellee=one,
        counsellor=other,
        mine=_reader(seats.take("mine", PHONE), samvej, CHAT, mine, "/ark"),
        theirs=_reader(seats.take("theirs", DESKTOP), samvej, DESK, theirs, f"/desk/course/{course}/ark"),
    )
    for reader in (pair.mine, pair.theirs):
        reader.opens_it()
    for reader in (pair.mine, pair.theirs):
        reader.is_live()
    return pair


def seen(page: str) -> Shown:
    """What of a page must be the same wherever it is drawn."""
    main = page.partition("<main")[2].partition('id="live"')[0]
    said = [html.unescape(one or other).strip() for one, other in SAID.findall(main)]
    return [*PARTS.findall(main), *NOTES.findall(main), *((one,) for one in said)]


def _come_in(records: Records) -> tuple[str, str, str, str, str]:
    """A new course with both its people, and what opens a session for each."""
    staff = inviting.counsellors(records)
    other = staff[0].id if staff else inviting.add_counsellor(records, _stage(), "Vejleder")[0]
    credentials.keep(records, Way.ORGANISATION, other, other, {})
    invitation = inviting.invite(records, _stage(), other, reason="Vi skal tale sammen.")
    who = inviting.accept(records, _stage(), invitation.web.rpartition("/")[2], language="da")
    # It is told when something is shown for the first time, and would stand before the sheet.
    sharing.new_code(records, who)
    mine = links.open_session(records, person=who.person, course=who.course, role="counsellee")
    return who.course, who.person, other, mine, links.open_session(records, person=other, course="", role="counsellor")


def _reader(page: Page, samvej: Samvej, face: str, secret: str, path: str) -> Reader:
    page.context.add_cookies([{"name": face, "value": secret, "url": samvej.url}])
    return Reader(page=page, url=samvej.url + path, cookies={face: secret})


@cache
def _stage() -> Stage:
    return opening.set_stage(Settings(data=Path("nowhere")))
