"""Two people do one thing after another on a sheet, by chance: both pages must always come to equal what the server says."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import pytest
from playwright.sync_api import Locator, TimeoutError, expect  # noqa: A004 - that is its name

from tests.faults.length import seed
from tests.journeys.browsing import needs_chromium
from tests.journeys.sheets import Pair, Reader

pytestmark = needs_chromium
STEPS, LOOK_EACH = 60, 6
FIELDS = ("agreement", "parking", "want", "can")
FIXED = 20261123


@dataclass(kw_only=True)
class Pen:
    """One of the two, who does what chance says. `number` counts what they wrote, so that no two notes are alike."""

    reader: Reader
    name: str
    chance: Random
    number: int = 0
    off: bool = False

    def step(self) -> None:
        """One thing, whatever can be done just now."""
        deeds: list[Callable[[], None]] = [self.add, self.add, self.edit, self.edit, self.move, self.move, self.answer, self.hide]
        deeds += [self.remove, self.undo, self.turn_away]
        if self.off:
            deeds = [self.add, self.come_back]
        self.chance.choice(deeds)()

    def text(self) -> str:
        self.number += 1
        return f"{self.name} {self.number}"

    def add(self) -> None:
        self.reader.write(self.text(), self.chance.choice(FIELDS), alone=self.chance.random() < 0.3)

    def edit(self) -> None:
        if self.opened("li[data-mine] > .words [data-edit]"):
            self.dialog.locator("#ret").fill(self.text())
            self.sent(self.dialog.locator("form:has(#ret) .pair button"))

    def answer(self) -> None:
        if self.opened("[data-notes] > li > .words [data-more]"):
            self.dialog.locator("#svar").fill(self.text())
            self.sent(self.dialog.locator("form:has(#svar) .pair button"))

    def move(self) -> None:
        if self.opened("[data-notes] > li[data-loose] > .words [data-more]"):
            places = self.dialog.locator("#place option")
            if places.count():
                self.dialog.locator("#place").select_option(index=self.chance.randrange(places.count()))
                self.sent(self.dialog.locator("form:has(#place) button"))
            else:
                self.close()

    def remove(self) -> None:
        if self.opened("li[data-mine] > .words [data-more]"):
            self.sent(self.dialog.get_by_role("button", name="Tag af arket"))

    def hide(self) -> None:
        self.press(self.reader.page.locator('li[data-mine] > .words .acts button[name="kind"]'))

    def undo(self) -> None:
        self.press(self.reader.page.locator("form.undo button"))

    def turn_away(self) -> None:
        """The net goes, and what is written waits."""
        self.reader.page.context.set_offline(True)
        self.off = True

    def come_back(self) -> None:
        if self.off:
            self.reader.page.context.set_offline(False)
            self.off = False
            self.reader.is_live()

    @property
    def dialog(self) -> Locator:
        return self.reader.page.locator("#live-more")

    def opened(self, links: str) -> bool:
        """Whether there was a note to open."""
        found = self.reader.page.locator(links)
        count = found.count()
        if count:
            return self.pressed(found.nth(self.chance.randrange(count))) and self.is_open()
        return False

    def is_open(self) -> bool:
        """Whether the note was still there: the other may have been faster, and then that is said."""
        expect(self.dialog).to_be_visible()
        if self.dialog.locator("[data-note-page]").count():
            return True
        self.close()
        return False

    def pressed(self, one: Locator) -> bool:
        """Whether it was still there when it was pressed: the other may have been faster."""
        try:
            one.click(timeout=5_000)
        except TimeoutError:
            return False
        return True

    def sent(self, buttons: Locator) -> None:
        """Press one of these; whatever comes of it, the dialog is closed after."""
        if not buttons.count():
            self.close()
            return
        buttons.nth(self.chance.randrange(buttons.count())).click()
        expect(self.dialog.locator("form[aria-busy]")).to_have_count(0)
        if self.dialog.is_visible():
            self.close()

    def close(self) -> None:
        self.dialog.get_by_role("button", name="Luk").click()
        expect(self.dialog).to_be_hidden()

    def press(self, buttons: Locator) -> None:
        count = buttons.count()
        if count:
            self.pressed(buttons.nth(self.chance.randrange(count)))

    def settles(self) -> None:
        """The net is back, and nothing waits any more."""
        self.come_back()
        self.reader.is_live()
        expect(self.reader.page.locator("#live-banner")).to_be_hidden()
        expect(self.reader.page.locator("[aria-busy], .is-waiting")).to_have_count(0)


@pytest.mark.parametrize("number", [FIXED, seed(FIXED + 1)], ids=["one seed", "another"])
def test_both_pages_come_to_equal_what_the_server_says(pair: Pair, number: int) -> None:
    print(f"seed {number}")  # noqa: T201 - to play it again
    chance = Random(number)
    pair.mine.write("Kun til mig selv", alone=True)
    pens = [Pen(reader=pair.mine, name="Jeg", chance=chance), Pen(reader=pair.theirs, name="Du", chance=chance)]
    for step in range(1, 2 * STEPS + 1):
        chance.choice(pens).step()
        if step % LOOK_EACH == 0:
            for pen in pens:
                pen.settles()
            pair.agree()
    pair.mine.write("Kun til mig til sidst", alone=True)  # by chance none of the others may still be private
    pens[0].settles()
    pair.agree()
    _nothing_private_was_shown(pair)


def _nothing_private_was_shown(pair: Pair) -> None:
    """What only its author sees stands on no other page."""
    own = pair.mine.page.locator("li[data-mine] > .words").filter(has_text="Kun du ser det")
    alone = own.locator("> .said").all_inner_texts()
    theirs = set(pair.theirs.page.locator(".said").all_inner_texts())
    assert alone
    assert not theirs & set(alone)
