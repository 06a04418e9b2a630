"""The whole story in two real browsers, once in peace and once with the process killed after every step."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browsing import DESKTOP, PHONE, answered, chromium, faults, needs_chromium, open_page
from tests.journeys.running import Samvej, wait_until

pytestmark = needs_chromium
FIRST = "Hvad vil du gerne have ud af denne vejledning?"
WANT = "En læreplads som tømrer 🔨 <b>snart</b>"


class Story:
    """Both people's pages, and the process behind them."""

    def __init__(self, samvej: Samvej, browser: Browser, *, killing: bool, javascript: bool) -> None:
        self.samvej = samvej
        self.killing = killing
        added = samvej.samvej("counsellor", "add", "Vejleder", "--workplace", "Prøvestedet")
        invited = samvej.samvej("invite", "Vejleder", "--reason", "Vi skal tale om skolen.", "--duty", "Et møde inden fredag.")
        samvej.let_in()
        self.sign_in, self.invitation, self.course = added["link"], invited["web"], invited["course"]
        self.chat = open_page(browser, PHONE, java_script_enabled=javascript)
        self.desk = open_page(browser, DESKTOP)
        self.javascript = javascript

    def step(self) -> None:
        """One step of the story is done: the page is looked over, and the process dies if it is that kind of day."""
        if self.javascript and not self.killing:
            assert faults(self.chat) == []
        if self.killing:
            self.samvej.restart()

    def press(self, label: str, then: str) -> None:
        """The counsellee presses a button and sees what follows."""
        with answered(self.chat):
            self.chat.get_by_role("button", name=label, exact=True).first.click()
        expect(self.chat.get_by_text(then, exact=False).first).to_be_visible()
        self.step()

    def write(self, text: str, then: str) -> None:
        """The counsellee writes an answer and saves it."""
        self.chat.get_by_role("textbox").first.fill(text)
        self.press("Gem", then)

    def at_desk(self, then: str) -> None:
        """The counsellor looks at the course, and sees this."""
        self.desk.goto(f"{self.samvej.url}/desk/course/{self.course}")
        self.desk_shows(then)
        if self.javascript and not self.killing:
            assert faults(self.desk) == []

    def send(self, label: str, button: str, text: str, then: str) -> None:
        """The counsellor fills in a form of the course page."""
        self.desk.get_by_label(label, exact=True).first.fill(text)
        with answered(self.desk):
            self.desk.get_by_role("button", name=button, exact=True).first.click()
        self.desk_shows(then)
        self.step()

    def desk_shows(self, words: str) -> None:
        """The counsellor sees this; what also stands in a part that is folded away does not count."""
        expect(self.desk.get_by_text(words, exact=False).filter(visible=True).first).to_be_visible()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def samvej(tmp_path: Path) -> Iterator[Samvej]:
    running = Samvej(tmp_path)
    running.start()
    yield running
    running.stop()


@pytest.mark.parametrize(("killing", "javascript"), [(False, True), (True, True), (False, False)], ids=["peace", "killed", "no script"])
def test_from_the_first_question_to_the_first_reminder(samvej: Samvej, browser: Browser, killing: bool, javascript: bool) -> None:
    story = Story(samvej, browser, killing=killing, javascript=javascript)
    _come_in(story)
    _answer(story)
    _share(story)
    _review(story)
    _agree(story)
    _take_what_is_suggested(story)
    _plan(story)
    _nothing_doubled(story)
    assert WANT not in samvej.said()


def _come_in(story: Story) -> None:
    story.desk.goto(story.sign_in)
    story.desk.get_by_role("button", name="Log ind").click()
    expect(story.desk).to_have_url(f"{story.samvej.url}/desk")
    story.chat.goto(story.invitation)
    expect(story.chat.get_by_text("Vejleder fra Prøvestedet")).to_be_visible()
    expect(story.chat.get_by_text("Et møde inden fredag.")).to_be_visible()
    story.step()
    story.press("Ja, begynd", "Jeg er et program")


def _answer(story: Story) -> None:
    story.press("Videre", "Hvem fik ideen til, at I skal mødes?")
    story.press("Mig", "Hvad tænker du om at skulle mødes?")
    story.press("Helst ikke", "Hvad vil du gerne have ud af denne vejledning?")
    story.press("Tilbage", "Dit svar")
    story.press("Både-og", "Hvad vil du gerne have ud af denne vejledning?")
    story.write(WANT, "Hvordan vil du gerne være anderledes stillet efter denne vejledning?")
    story.press("Spring over", "lade være med?")
    story.write("Lade være med at skynde på mig", "Hvad vil du gerne kaldes?")
    story.write("Alex", "Det var det korte.")
    story.press("Nej, det er nok", "Hvad må Vejleder se?")
    story.at_desk("har sagt ja")
    assert WANT not in story.desk.content()


def _share(story: Story) -> None:
    story.chat.get_by_role("button", name=f"Del: {FIRST}").click()
    expect(story.chat.get_by_text("Gem denne kode").first).to_be_visible()
    story.step()
    story.at_desk("har delt")
    story.desk_shows(WANT)
    assert "skynde på mig" not in story.desk.content()
    if story.javascript and not story.killing:
        _take_back_for_a_moment(story)
    story.press("Del resten", "Delt. Vejleder kan nu se det.")
    story.press("Færdig", "Hvad vil du nu?")


def _take_back_for_a_moment(story: Story) -> None:
    """It goes from the page that stands open, and what the counsellor is writing there stays."""
    question = story.desk.get_by_label("Dit spørgsmål", exact=True).first
    question.fill("Kender du en")
    story.chat.get_by_role("button", name=f"Tag tilbage: {FIRST}").click()
    expect(story.desk.get_by_text(WANT)).to_have_count(0)
    expect(question).to_have_value("Kender du en")
    with answered(story.chat):
        story.chat.get_by_role("button", name=f"Del: {FIRST}").click()


def _review(story: Story) -> None:
    story.at_desk("skynde på mig")
    with answered(story.desk):
        story.desk.get_by_role("button", name="Markér som læst").click()
    story.desk_shows("læst")
    story.step()
    story.send("Dit spørgsmål", "Send spørgsmålet", "Kender du en mester?", "Kender du en mester?")
    story.send("Det vil jeg", "Gem sigtet", "Finde tre steder at spørge", "Finde tre steder at spørge")
    story.chat.goto(f"{story.samvej.url}/chat")
    story.press("Svar på et spørgsmål", "Kender du en mester?")
    story.write("Min onkel", "Tak for dit svar.")
    story.press("Del med Vejleder", "Delt. Vejleder kan nu se det.")


def _agree(story: Story) -> None:
    story.at_desk("Min onkel")
    story.send("Målet med jeres egne ord", "Foreslå", "En læreplads inden maj", "En læreplads inden maj")
    story.chat.goto(f"{story.samvej.url}/chat")
    story.press("Læs målet og svar", "En læreplads inden maj")
    _reword(story, "En læreplads inden juni")
    story.press("Ja, det siger jeg ja til", "Målet er ændret")
    expect(story.chat.get_by_text("En læreplads inden juni").first).to_be_visible()
    story.press("Ja, det siger jeg ja til", "Dit ja er skrevet ned.")
    story.at_desk("En læreplads inden juni")
    with answered(story.desk):
        story.desk.get_by_role("button", name="Ja", exact=False).first.click()
    story.desk_shows("aftalt")
    story.step()


def _reword(story: Story, words: str) -> None:
    story.at_desk("En læreplads inden maj")
    story.desk.get_by_text("Foreslå andre ord", exact=True).click()
    story.send("Målet med jeres egne ord", "Foreslå", words, words)


def _take_what_is_suggested(story: Story) -> None:
    story.desk.get_by_text("Foreslå en øvelse", exact=True).click()
    story.desk.get_by_label("Øvelsen", exact=True).select_option(label="Troen på, at jeg kan (3 min.)")
    story.send("Hvorfor lige den? (hvis du vil)", "Foreslå øvelsen", "Så ser vi, hvad du kan", "Foreslået. Den anden bestemmer selv.")
    story.chat.goto(f"{story.samvej.url}/chat")
    story.press("Se", "Så ser vi, hvad du kan")
    story.chat.get_by_role("button", name="Begynd: Troen på, at jeg kan").click()
    expect(story.chat.get_by_text("Hvor meget tror du på, at du kan?").first).to_be_visible()
    story.step()
    story.press("10", "Hvorfor det tal og ikke lavere?")
    story.write("Jeg har prøvet det før", "Hvem eller hvad kan hjælpe dig på vej?")
    story.press("Spring over", "Skal Vejleder se det?")
    story.press("Del med Vejleder", "Delt. Vejleder kan nu se det.")
    story.at_desk("Taget, og noget er delt")
    expect(story.desk.locator("#sheet").get_by_text("Jeg har prøvet det før")).to_be_visible()


def _plan(story: Story) -> None:
    story.chat.goto(f"{story.samvej.url}/chat")
    if story.chat.get_by_role("button", name="Menu", exact=True).count():
        story.press("Menu", "Hvad vil du nu?")
    story.press("Lav et skridt", "Hvad vil du gøre?")
    story.write("Ringe til min onkel", "første lille stykke")
    story.press("Spring over", "Hvornår vil du have gjort det?")
    story.write("om to uger", "Passer det?")
    story.press("Ja, det passer", "Hvem kan hjælpe dig med det?")
    story.press("Spring over", "Hvordan kan I se, at det er gjort?")
    story.press("Spring over", "Hvornår skal jeg minde dig om det?")
    story.press("I morgen kl. 10", "Så står skridtet i din plan.")
    story.press("Del med Vejleder", "Delt. Vejleder kan nu se det.")
    story.samvej.make_reminders_due()
    _wait_for_the_reminder(story)
    story.press("Gjort", "Skridtet er gjort.")
    story.at_desk("gjort")


def _wait_for_the_reminder(story: Story) -> None:
    with sqlite3.connect(f"file:{story.samvej.data / 'samvej.db'}?mode=ro", uri=True) as rows:
        wait_until(lambda: rows.execute("SELECT count(*) FROM outbox WHERE kind = 'remind_step'").fetchone()[0] > 0)
    story.chat.goto(f"{story.samvej.url}/chat")
    expect(story.chat.get_by_text("Der er et skridt, du ville tage").first).to_be_visible()
    story.step()


def _nothing_doubled(story: Story) -> None:
    with story.samvej.house() as house:
        steps = house.read(
            lambda records: [row["step"] for row in records.rows.some("notes", {"course": story.course, "flow": "agreement"})]
        )
        reminders = house.read(lambda records: records.rows.count("outbox", {"kind": "remind_step"}))
        actions = house.read(lambda records: records.rows.count("actions", {"course": story.course}))
    assert sorted(steps) == ["different", "help", "more", "outcome", "view", "whose_idea"]
    assert (reminders, actions) == (1, 1)
