"""The sheet as it looks in every state: for those who see little, use the keyboard alone, write large or print; and what a page weighs."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot import opening
from bot.config import Settings
from bot.domain.sheet import Words
from bot.records import notes, parked
from bot.records.core import Records
from bot.usecases.sheets import ops
from bot.usecases.sheets.ops import Op
from bot.usecases.stage import Stage, Who
from tests.journeys.browsing import COLOURS, DESKTOP, PHONE, chromium, faults, needs_chromium
from tests.journeys.looking import COST, CUT, measured, printed, too_wide, wrong
from tests.journeys.running import Samvej
from tests.journeys.sheets import Pair, Reader, Seats, sit_down

pytestmark = needs_chromium
A3 = {(1191, 842)}
KB = 1024
FIELDS = ("agreement", "want", "can", "story", "parking", "want", "can", "importance", "story", "belief")
WORDS = "Jeg vil gerne prøve en uge på et værksted"
NORMAL, LONG = 35, 170
# The lifeline, the crossroads, and the numbers that were given to the goal.
PICTURES = 3
# Letters in a picture are as large as its makers meant where it is nearly as wide as a phone.
READABLE = 0.95
ALL_THERE = "() => [...document.querySelectorAll('figure img')].every((one) => one.complete && one.naturalWidth)"


class Sheets:
    """Two sheets of one house: an empty one and a full one, and who sits before them."""

    def __init__(self, samvej: Samvej, seats: Seats) -> None:
        self.samvej, self.seats = samvej, seats
        self.empty = sit_down(samvej, seats)
        self.full = sit_down(samvej, seats)
        with samvej.house() as house:
            self.note = house.write(lambda records: _fill(records, self.full, NORMAL))

    def write(self, pair: Pair, kind: str, *, guide: bool = False, **about: str) -> str:
        """Something is done on a sheet, elsewhere than in these browsers; the note it is about."""
        with self.samvej.house() as house:
            return house.write(lambda records: _done(records, pair, kind, guide=guide, **about))

    def page(self, pair: Pair, *, guide: bool = False, at: str = "") -> Page:
        """A page of this sheet, seen by its counsellee on a phone, or by the guide at a desk."""
        reader = pair.theirs if guide else pair.mine
        _sits(reader, self.samvej)
        reader.page.goto(at or reader.url)
        return reader.page


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sheets]:
    running = Samvej(tmp_path_factory.mktemp("looks"))
    running.start()
    with chromium() as browser:
        yield Sheets(running, Seats(browser=browser))
    running.stop()


@pytest.fixture(autouse=True)
def _as_always(sheets: Sheets) -> Iterator[None]:
    """The next one finds the browsers as they were."""
    yield
    for name, size in (("mine", PHONE), ("theirs", DESKTOP)):
        page = sheets.seats.take(name, size)
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=None, media=None)


def _sits(reader: Reader, samvej: Samvej) -> None:
    [(face, secret)] = reader.cookies.items()
    reader.page.context.add_cookies([{"name": face, "value": secret, "url": samvej.url}])


def _looked_over(page: Page) -> str:
    """What is wrong with a page, light and dark, on a phone and on a desk: a line each."""
    found = []
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light")
        found += [f"light, {size['width']} px: {line}" for line in (*faults(page), *wrong(page))]
        page.emulate_media(color_scheme="dark")
        found += [f"dark, {size['width']} px: {line}" for line in faults(page, COLOURS)]
    return "\n".join(found)


@pytest.mark.parametrize("guide", [False, True], ids=["counsellee", "counsellor"])
@pytest.mark.parametrize("full", [False, True], ids=["empty", "full"])
def test_the_sheet_has_no_fault(sheets: Sheets, full: bool, guide: bool) -> None:
    page = sheets.page(sheets.full if full else sheets.empty, guide=guide)
    expect(page.locator("html")).to_have_attribute("data-live", "1")
    expect(page.locator(f"#note-{sheets.note}" if full else ".begin")).to_be_visible()
    found = _looked_over(page)
    assert not found, found


def test_pictures_on_the_sheet_come_when_they_come_near_and_read_as_text(sheets: Sheets) -> None:
    page = sheets.page(sheets.full)
    expect(page.locator("html")).to_have_attribute("data-live", "1")
    figures = page.locator("figure.drawn")
    expect(figures).to_have_count(PICTURES)
    for figure in figures.all():
        figure.scroll_into_view_if_needed()
        figure.locator("summary").click()
        expect(figure.locator(".said")).to_be_visible()
    page.wait_for_function(ALL_THERE)
    wide = page.evaluate("[...document.querySelectorAll('figure img')].map((one) => one.getBoundingClientRect().width)")
    assert min(wide) > READABLE * PHONE["width"], wide
    found = _looked_over(page)
    assert not found, found


def test_a_picture_stays_where_it_is_while_the_other_writes(sheets: Sheets) -> None:
    page = sheets.page(sheets.full)
    expect(page.locator("html")).to_have_attribute("data-live", "1")
    page.locator("#field-want figure").scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('#field-want figure img').naturalWidth")
    page.evaluate("document.querySelector('#field-want figure img').stays = true")
    sheets.write(sheets.full, "add", guide=True, field="want", text="Noget nyt imens", show="1")
    expect(page.get_by_text("Noget nyt imens", exact=True)).to_be_visible()
    expect(page.locator("#field-want figure")).to_have_count(1)
    assert page.evaluate("document.querySelector('#field-want figure img').stays") is True


def test_the_sheet_in_a_meeting_has_no_fault(sheets: Sheets) -> None:
    page = sheets.page(sheets.full)
    sheets.write(sheets.full, "sit", do="begin")
    expect(page.get_by_text("Mødet er i gang.")).to_be_visible()
    page.locator(".agenda summary").click()
    found = _looked_over(page)
    sheets.write(sheets.full, "sit", do="end")
    assert not found, found


def test_the_dialogs_of_a_note_and_of_a_clash_have_no_fault(sheets: Sheets) -> None:
    page = sheets.page(sheets.full)
    expect(page.locator("html")).to_have_attribute("data-live", "1")
    page.locator(f"#note-{sheets.note} > .words [data-edit]").click()
    expect(page.locator("#live-more")).to_be_visible()
    for details in page.locator("#live-more details").all():
        details.locator("summary").click()
    found = _looked_over(page)
    assert not found, found
    version = page.locator("#live-more input[name=base]").input_value()
    sheets.write(sheets.full, "edit", note=sheets.note, base=version, text="Det er rettet et andet sted", show="1")
    page.locator("#ret").fill("Det er rettet her")
    page.locator("#live-more form:has(#ret) button").last.click()
    expect(page.locator("#live-clash")).to_be_visible()
    found = _looked_over(page)
    assert not found, found


@pytest.mark.parametrize("what", ["note", "before", "paper", "blank"])
def test_the_other_pages_of_the_sheet_have_no_fault(sheets: Sheets, what: str) -> None:
    at = f"{sheets.full.mine.url}/{what}{f'/{sheets.note}' if what == 'note' else ''}"
    found = _looked_over(sheets.page(sheets.full, at=at))
    assert not found, found


@pytest.mark.parametrize("what", ["sheet", "note", "list", "course"])
def test_nothing_scrolls_sideways_however_narrow_large_or_turned(sheets: Sheets, what: str) -> None:
    desk, course, ark = f"{sheets.samvej.url}/desk", sheets.full.course, sheets.full.theirs.url
    at = {"sheet": ark, "note": f"{ark}/note/{sheets.note}", "list": desk, "course": f"{desk}/course/{course}"}[what]
    page = sheets.page(sheets.full, guide=True, at=at)
    found = "\n".join(too_wide(page, (320, 820, 1280)))
    assert not found, found


def test_a_normal_sheet_and_a_blank_one_are_one_a3_each(sheets: Sheets) -> None:
    full = sheets.page(sheets.full, at=f"{sheets.full.mine.url}/paper?alt=1")
    assert printed(full) == (1, A3), "the full sheet"
    blank = sheets.page(sheets.full, at=f"{sheets.full.mine.url}/blank")
    assert printed(blank) == (1, A3), "the blank sheet"
    expect(blank.locator("main")).not_to_contain_text(WORDS)


def test_a_long_sheet_flows_on_and_keeps_every_word(sheets: Sheets) -> None:
    pair = sit_down(sheets.samvej, sheets.seats)
    with sheets.samvej.house() as house:
        house.write(lambda records: _fill(records, pair, LONG))
    page = sheets.page(pair, at=f"{pair.mine.url}/paper?alt=1")
    pages, sizes = printed(page)
    assert pages > 1
    assert sizes == A3
    page.emulate_media(media="print")
    text = page.locator("main").inner_text()
    assert [number for number in range(LONG) if f"{WORDS} ({number})." not in text] == []
    found = "\n".join(measured(page, CUT))
    assert not found, found


@pytest.mark.parametrize("what", ["front", "invitation", "chat", "sheet", "desk", "course", "sheet at the desk"])
def test_a_first_page_is_light_and_waits_for_little(sheets: Sheets, what: str) -> None:
    url, full = sheets.samvej.url, sheets.full
    guide = what in ("desk", "course", "sheet at the desk")
    at = {"front": url, "invitation": url + _invited(sheets), "chat": f"{url}/chat", "sheet": full.mine.url, "desk": f"{url}/desk"}
    at |= {"course": f"{url}/desk/course/{full.course}", "sheet at the desk": full.theirs.url}
    page = sheets.page(full, guide=guide, at="about:blank")
    line = page.context.new_cdp_session(page)
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(at[what])
    size, before, _ = measured(page, COST)
    line.detach()
    assert 1 * KB < size <= 60 * KB, f"{what} weighs {size / KB:.1f} KB"
    assert before <= 3, f"{what} waits for {before} requests"


def _invited(sheets: Sheets) -> str:
    return f"/i/{sheets.samvej.invited()[1]}"


def _fill(records: Records, pair: Pair, count: int) -> str:
    """So many notes, and one of everything else that can stand on a sheet; a note that its author can change."""
    made = [_noted(records, pair, number) for number in range(count)]
    _done(records, pair, "add", guide=True, about=made[6], field=FIELDS[6], text="Hvad er vigtigst ved det?", show="1")
    _done(records, pair, "wish", guide=True, note=made[3], text="Jeg vil prøve et værksted")
    for field, value in (("importance", "7"), ("belief", "4"), ("belief", "6")):
        _done(records, pair, "dot", field=field, value=value, show="1")
    _done(records, pair, "put", field="agreement", text="En læreplads inden sommer", seen="0")
    _done(records, pair, "step", what="Ringe til to værksteder", by="om to uger", show="1")
    _done(records, pair, "step", guide=True, what="Finde adresserne", show="1")
    parked.move(records, pair.course, made[14], parked.AGENDA)
    _drew(records, pair)
    return made[3]


def _noted(records: Records, pair: Pair, number: int) -> str:
    """Every third is the guide's, and every fifth of the others its author's alone."""
    guide = number % 3 == 1
    shown = "1" if guide or number % 5 else ""
    field = FIELDS[number % len(FIELDS)]
    return _done(records, pair, "add", guide=guide, field=field, text=f"{WORDS} ({number}).", show=shown)


def _drew(records: Records, pair: Pair) -> None:
    """What the methods draw, shared: a line with two points on it, and a road that parts."""
    events = [{"age": 9, "event": "Skoleskift", "feeling": -2}, {"age": 10.5, "event": "Forældre skilt", "feeling": -4}]
    told = {"lifeline": ("story", "events", events), "crossroads": ("want", "roads", [{"name": "At blive"}, {"name": WORDS}])}
    for flow, (field, step, entries) in told.items():
        words = Words(question="Hvad vil du have på?", said=WORDS, answer={"entries": entries})
        place = {"course": pair.course, "author": pair.counsellee, "field": field, "flow": flow, "step": step, "subject": "first"}
        notes.share(records, notes.write(records, **place, words=words), 1, pair.counsellor)


def _done(records: Records, pair: Pair, kind: str, *, guide: bool = False, **about: str) -> str:
    who = Who(person=pair.counsellor if guide else pair.counsellee, course=pair.course)
    return ops.do(records, _stage(), who, Op(id=records.new_id(), kind=kind, about=about)).note


@cache
def _stage() -> Stage:
    return opening.set_stage(Settings(data=Path("nowhere")))
