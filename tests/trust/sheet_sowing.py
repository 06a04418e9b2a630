"""The sheet is written on with words like no other, and everything that shows something of it is looked at and caught."""

import re
import secrets
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx2

from tests.journeys.running import PATIENCE
from tests.trust.sowing import COUNSELLEE, COUNSELLOR, STAFF_LINK, Field, csrf
from tests.web.browser import Browser
from tests.web.sheet_steps import forms

OWN = "/ark"
PARTS = 9
MINE = (f"web: {COUNSELLEE}",)
THEIRS = (f"web: {COUNSELLOR}",)
BOTH = (*MINE, *THEIRS, f"web: {STAFF_LINK}")
NOTE = re.compile(r'id="note-([\w-]+)"')
DAY = re.compile(r"day=(\d{4}-\d\d-\d\d)")
CODE = re.compile(r"Gem denne kode: ([A-Z2-7-]{19})")
PAGES = ("/before", "/paper", "/paper?alt=1", "/blank")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """One of the two, who writes as the script of the page does."""

    browser: Browser
    base: str

    def does(self, kind: str, **about: str) -> str:
        """A deed; the note it is about."""
        return str(self.told(kind, **about)["note"])

    def told(self, kind: str, **about: str) -> dict[str, Any]:
        """A deed; what the script is answered."""
        self.browser.go(self.base)
        headers = {"x-part": "1", "x-csrf": csrf(self.browser)}
        data = {"op": secrets.token_hex(8), "kind": kind, **about}
        answer = self.browser.client.post(f"{self.base}/op", data=data, headers=headers)
        assert answer.status_code == 200, (kind, about, answer.text)
        return dict(answer.json())

    def asked(self, kind: str, **about: str) -> dict[str, str]:
        """What stands in the form for a deed of this kind."""
        self.browser.go(self.base)
        return next(form for form in forms(self.browser, kind) if about.items() <= form.items())


def writes_on_the_sheet(field: Field, counsellee: Browser, counsellor: Browser, who: str, course: str) -> list[str]:
    """Both write in every way there is; the notes that only the counsellee may see. `who` is the counsellee's id."""
    word = partial(_word, field)
    guided, guide = Pen(browser=counsellee, base=OWN), Pen(browser=counsellor, base=f"/desk/course/{course}/ark")
    private = [guided.does("add", field="want", text=word("private", *MINE))]
    private.append(guided.does("add", field="want", text=f"Jeg vil ikke leve mere {word('grave', *MINE)}"))
    private.append(guided.does("add", field="parking", text=word("parked", *MINE)))
    answer = guided.told("add", field="can", text=word("hidden", *MINE), show="1")
    [code] = CODE.findall(answer["told"])
    field.sown.allowed[code], field.sown.names[code] = frozenset(MINE), "code that opens everything"
    private.append(str(answer["note"]))
    guided.does("hide", note=private[-1])
    private.append(guided.does("add", field="can", text=word("removed", *MINE), show="1"))
    guided.does("remove", note=private[-1])
    shown = guided.does("add", field="want", text=word("shown", *BOTH), show="1")
    guided.does("edit", note=shown, base="1", text=word("edited for oneself", *MINE))
    guide.does("add", about=shown, text=word("answer", *BOTH))
    guide.does("wish", note=shown, text=word("wish", *BOTH))
    guide.does("add", field="can", text=word("lent", *BOTH), lent_to=who)
    guided.does("wish", note=guide.does("add", field="story", text=word("of the counsellor", *BOTH)), text=word("wish back", *BOTH))
    _agrees(guided, guide, word)
    _plans(guided, word)
    guide.does("sit", do="begin")
    counsellor.post("/desk/soeg", [("words", word("sought", *THEIRS))])
    counsellor.post(f"/desk/course/{course}/journal", [])
    return private


def looks_at_the_sheet(field: Field, who: str, browser: Browser, base: str, *further: str) -> None:
    """Every page of the sheet and the first events of its stream, and these notes whether they are shown or not."""
    browser.go(base)
    notes = {*NOTE.findall(browser.html), *further}
    for page in PAGES:
        browser.go(f"{base}{page}")
        for day in DAY.findall(browser.html):
            browser.go(f"{base}/before?day={day}")
    for note in sorted(notes):
        browser.go(f"{base}/note/{note}")
        browser.client.get(f"{base}/note/{note}", headers={"x-part": "1"})
    with (
        httpx2.Client(base_url=field.samvej.url, cookies=browser.client.cookies, timeout=PATIENCE) as client,
        client.stream("GET", f"{base}/events?have=") as answer,
    ):
        body = b""
        for piece in answer.iter_bytes():
            body += piece
            if body.count(b"event: part") >= PARTS:
                break
    assert answer.status_code != 200 or body.count(b"event: part") >= PARTS
    field.caught.take(f"web: {who}", body)


def _word(field: Field, name: str, *allowed: str) -> str:
    return field.sown.word(f"sheet/{name}", *allowed)


def _agrees(guided: Pen, guide: Pen, word: Any) -> None:
    """A goal that both say yes to, and a field that one of them sees otherwise."""
    guided.does("put", field="agreement", text=word("goal", *BOTH), seen=guided.asked("put", field="agreement")["seen"])
    for pen in (guided, guide):
        pen.does("tick", version=pen.asked("tick")["version"], verdict="yes")
    guide.does("put", field="story", seen="0")
    versions = [form["version"] for form in _forms(guided, "tick")]
    guided.does("tick", version=max(versions, key=int), verdict="differently", line=word("line", *BOTH))


def _forms(pen: Pen, kind: str) -> list[dict[str, str]]:
    pen.browser.go(pen.base)
    return forms(pen.browser, kind)


def _plans(guided: Pen, word: Any) -> None:
    """A step of one's own that nobody else sees, and what got in its way."""
    action = guided.does("step", what=word("step", *MINE), first=word("first", *MINE))
    guided.does("step_state", action=action, version="1", state="not_yet", hindered=word("hindered", *MINE))
