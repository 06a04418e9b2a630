"""The kinds of answer that ask for more than words, as somebody meets them on the page: by forms alone, without a script."""

import re
from dataclasses import replace
from datetime import time

import pytest

from bot.dialogue import phrases
from bot.dialogue.answers import Answer
from bot.dialogue.flow import Choice, Flow, Kind, Step
from bot.records import conversations, notes
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.rendering.cleaning import clean
from bot.rendering.drawings import drawing
from bot.stores.memory import MemoryAnchor
from bot.usecases.stage import Who
from bot.usecases.walking import open_flow
from bot.web.access import Web
from bot.web.app import build
from bot.web.pages import Pages
from tests.fakes.painter import FakePainter
from tests.web.browser import Browser
from tests.web.test_chat import at_the_outcome, begun
from tests.web.world import World

SCHOOL = {"age": "9", "event": "Ny skole"}


def at_the_flow(world: World, flow: str, *skipped: str) -> tuple[Browser, Who]:
    """A browser whose owner is in this flow, past these buttons."""
    browser, course = begun(world)

    def work(records: Records) -> Who:
        [row] = records.rows.some("memberships", {"course": course, "role": "counsellee"})
        who = Who(person=row["person"], course=course)
        seat = open_flow(records, world.stage, who, Seat(), Frame(flow=flow))
        conversations.keep_seat(records, who.person, who.course, seat)
        return who

    who = world.write(work)
    browser.go("/chat")
    for label in skipped:
        browser.press(label)
    return browser, who


def kept(world: World, who: Who, flow: str, step: str) -> Answer:
    """What is kept as the answer to a step."""
    found = world.write(lambda r: notes.visible(r, who.course, viewer=who.viewer, author=who.person, flow=flow, step=step))
    return Answer.from_data(dict(found[-1].words.answer))


def fill(browser: Browser, label: str, **parts: str) -> str:
    """Fill in the parts of an entry, or sort cards, and press a button; the words of the page that follows."""
    form, button = browser.button(label)
    return browser.post("/chat", browser.filled(form, button, typed={f"part.{name}": said for name, said in parts.items()}))


def field(browser: Browser, name: str) -> str:
    """What stands in a field of an entry, or which of its choices is marked."""
    found = dict(browser.button("Tilføj" if "Tilføj" in browser.labels else "Gem rettelsen")[0].fields)
    return found.get(f"part.{name}", "")


def listed(browser: Browser) -> list[str]:
    """The headings of the list of entries."""
    return re.findall(r'<h2 dir="auto">(.*?)</h2>', browser.html)


def test_a_timeline_is_one_form_an_entry_and_nothing_is_marked_beforehand(world: World) -> None:
    browser, _ = at_the_flow(world, "lifeline", "Videre")
    assert "Hvor gammel var du?" in browser.text
    assert browser.text.count("(hvis du vil)") == 3
    assert " checked" not in browser.html
    assert [label for label in browser.labels if label in {"Tilføj", "Færdig", "+3", "Behold svaret"}] == ["Tilføj"]


def test_entries_are_listed_by_age_and_kept_together(world: World) -> None:
    browser, who = at_the_flow(world, "lifeline", "Videre")
    fill(browser, "Tilføj", age="14,5", event="Flyttede", feeling="-3")
    fill(browser, "Tilføj", **SCHOOL)
    assert listed(browser) == ["9 år: Ny skole", "14,5 år: Flyttede"]
    browser.press("Færdig")
    assert kept(world, who, "lifeline", "events").entries == (
        {"age": 9.0, "event": "Ny skole"},
        {"age": 14.5, "event": "Flyttede", "feeling": -3},
    )
    assert re.search(r"– 9 år: Ny skole\n– 14,5 år: Flyttede", browser.html)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"age": "ni", "event": "Ny skole", "feeling": "2", "helped": "Min mor"}, phrases.NOT_AN_AGE),
        ({"age": "", "event": "Ny skole", "feeling": "2", "helped": "Min mor"}, phrases.FIRST_FIELD),
        ({"age": "9", "event": "", "feeling": "2", "helped": "Min mor"}, phrases.SECOND_FIELD),
    ],
)
def test_an_entry_that_does_not_fit_stands_in_its_fields_again(world: World, fields: dict[str, str], said: str) -> None:
    browser, _ = at_the_flow(world, "lifeline", "Videre")
    assert said in fill(browser, "Tilføj", **fields)
    assert {name: field(browser, name) for name in fields} == fields


def test_an_entry_is_changed_and_dropped(world: World) -> None:
    browser, who = at_the_flow(world, "lifeline", "Videre")
    fill(browser, "Tilføj", **SCHOOL, feeling="2")
    fill(browser, "Tilføj", age="12", event="Fodbold")
    browser.press("Ret")
    assert (field(browser, "age"), field(browser, "feeling")) == ("9", "2")
    assert not {"Færdig", "Spring over"} & set(browser.labels)
    fill(browser, "Gem rettelsen", age="13", feeling="")
    assert listed(browser) == ["12 år: Fodbold", "13 år: Ny skole"]
    browser.press("Fjern")
    browser.press("Færdig")
    assert kept(world, who, "lifeline", "events").entries == ({"age": 13.0, "event": "Ny skole"},)


def test_whoever_goes_back_from_a_change_leaves_the_entry_as_it_was(world: World) -> None:
    browser, _ = at_the_flow(world, "lifeline", "Videre")
    fill(browser, "Tilføj", **SCHOOL)
    browser.press("Ret")
    browser.press("Tilbage")
    assert listed(browser) == ["9 år: Ny skole"]


@pytest.mark.parametrize("button", ["Færdig", "Ret", "Fjern"])
def test_what_stands_in_the_form_is_kept_by_the_other_buttons_too(world: World, button: str) -> None:
    browser, who = at_the_flow(world, "lifeline", "Videre")
    fill(browser, "Tilføj", age="12", event="Fodbold")
    fill(browser, button, **SCHOOL)
    if button == "Ret":
        assert field(browser, "event") == "Fodbold"
        browser.press("Tilbage")
    if button != "Færdig":
        assert listed(browser) == (["9 år: Ny skole"] if button == "Fjern" else ["9 år: Ny skole", "12 år: Fodbold"])
        browser.press("Færdig")
    assert {"age": 9.0, "event": "Ny skole"} in kept(world, who, "lifeline", "events").entries


def test_the_other_buttons_do_nothing_while_the_form_cannot_be_kept(world: World) -> None:
    browser, _ = at_the_flow(world, "lifeline", "Videre")
    fill(browser, "Tilføj", **SCHOOL)
    assert phrases.NOT_AN_AGE in fill(browser, "Færdig", age="ni", event="Flyttede")
    assert (field(browser, "age"), field(browser, "event")) == ("ni", "Flyttede")
    assert '<details class="more" open>' in browser.html


def test_a_form_sent_twice_is_one_entry(world: World) -> None:
    browser, _ = at_the_flow(world, "lifeline", "Videre")
    form, button = browser.button("Tilføj")
    fields = browser.filled(form, button, typed={f"part.{name}": said for name, said in SCHOOL.items()})
    browser.post("/chat", fields)
    assert phrases.STALE in browser.post("/chat", fields)
    assert (listed(browser), field(browser, "event")) == (["9 år: Ny skole"], "")


def test_a_form_of_an_old_page_stands_in_the_open_one_or_is_parked(world: World) -> None:
    browser, _ = at_the_flow(world, "lifeline", "Videre")
    form, button = browser.button("Tilføj")
    fill(browser, "Tilføj", **SCHOOL)
    late = browser.filled(form, button, typed={"part.age": "12", "part.event": "På den anden fane"})
    browser.post("/chat", late)
    assert (listed(browser), field(browser, "event")) == (["9 år: Ny skole"], "På den anden fane")
    fill(browser, "Færdig", age="", event="")
    assert "Parkeret." in browser.post("/chat", late)


def test_pairs_are_filled_by_choices_and_shared(world: World) -> None:
    browser, who = at_the_flow(world, "lifespace", "Spring over")
    fill(browser, "Tilføj", name="Min mor", near="near", effect="helps")
    fill(browser, "Færdig", name="Fodbold")
    assert kept(world, who, "lifespace", "around").entries == ({"name": "Min mor", "near": "near", "effect": "helps"}, {"name": "Fodbold"})
    for _ in range(4):
        browser.press("Spring over")
    assert "Min mor" in browser.text
    browser.press("Del med Vejleder")
    shared = world.write(lambda r: notes.visible(r, who.course, viewer=replace(who.viewer, person=world.counsellor), flow="lifespace"))
    assert "– Min mor" in next(note.words.said for note in shared if note.step == "around")


def test_roads_say_how_many_there_must_be_until_there_are(world: World) -> None:
    browser, who = at_the_flow(world, "crossroads", "Spring over")
    fill(browser, "Tilføj", name="Blive", gut="4")
    assert "Skriv to til fire veje." in browser.text
    assert "Færdig" not in browser.labels
    fill(browser, "Tilføj", name="Flytte", gains="Noget nyt")
    assert "Skriv to til fire veje." not in browser.text
    browser.press("Færdig")
    assert kept(world, who, "crossroads", "roads").entries == ({"name": "Blive", "gut": 4}, {"name": "Flytte", "gains": "Noget nyt"})


def test_each_thing_is_asked_about_in_turn_and_can_be_passed_by(world: World) -> None:
    browser, who = at_the_flow(world, "values")
    browser.press("Gem", picks=["calm", "courage", "faith"])
    assert '<h2 id="about"' in browser.html
    assert ">Ro</h2>" in browser.html
    fill(browser, "Gem", last="I går", room="3")
    assert ">Mod</h2>" in browser.html
    fill(browser, "Spring over", last="Ikke nu")
    assert ">Tro</h2>" in browser.html
    browser.press("Gem")
    assert kept(world, who, "values", "lived").entries == ({"of": "calm", "last": "I går", "room": 3},)


def test_cards_are_sorted_in_one_form_and_may_be_left_out(world: World) -> None:
    browser, who = at_the_flow(world, "strengths", "Spring over")
    assert browser.html.count('type="radio"') == 24 * 3
    assert phrases.NO_CARDS in browser.press("Færdig")
    fill(browser, "Færdig", brave="me", calm="some", fair="not")
    answer = kept(world, who, "strengths", "deck")
    assert (answer.picks, dict(answer.piles)) == (("brave", "calm"), {"me": ("brave",), "some": ("calm",)})
    browser.press("Tilbage")
    assert sorted(re.findall(r'name="part.(\w+)" value="(\w+)" checked', browser.html)) == [("brave", "me"), ("calm", "some")]


def test_things_are_put_in_order_by_pressing_them(world: World) -> None:
    browser, who = at_the_flow(world, "values")
    browser.press("Gem", picks=["calm", "courage", "faith"])
    for _ in range(3):
        browser.press("Gem")
    browser.press("Tro")
    assert re.search(r'<ol class="chosen"[^>]*>\s*<li dir="auto">Tro</li>\s*</ol>', browser.html)
    browser.press("Begynd forfra")
    assert 'class="chosen"' not in browser.html
    browser.press("Mod")
    browser.press("Tro")
    assert kept(world, who, "values", "order").picks == ("courage", "faith", "calm")
    assert re.search(r"1\. Mod\n2\. Tro\n3\. Ro", browser.html)


def test_own_words_go_with_the_ticks(world: World) -> None:
    browser, who = at_the_flow(world, "values")
    browser.press("Gem", picks=["calm"], own="Havet\n\nAt danse\nHavet")
    answer = kept(world, who, "values", "picked")
    assert [answer.own.get(pick, pick) for pick in answer.picks] == ["calm", "Havet", "At danse"]
    browser.press("Tilbage")
    assert browser.html.count(" checked") == 3


@pytest.mark.parametrize(("picks", "own", "said"), [("abcdef", "Havet", "tryk"), ("", "a" * 301, "En linje kan være på 300 tegn.")])
def test_own_words_that_do_not_fit_stand_in_their_field_again(world: World, picks: str, own: str, said: str) -> None:
    browser, _ = at_the_flow(world, "values")
    chosen = ["calm", "courage", "faith", "money", "nature"][: len(picks)]
    text = browser.press("Gem", picks=chosen, own=own)
    assert ("Du kan højst vælge 5." if picks else said) in text
    assert (f">{own}</textarea>" in browser.html, browser.html.count(" checked")) == (True, len(chosen))


def choosing(world: World) -> World:
    """A world with a flow that has one choice, with room for own words."""
    choices = (Choice(id="tea", label="Te"), Choice(id="water", label="Vand"))
    step = Step(id="drink", kind=Kind.CHOICE, text="Hvad vil du drikke?", why="Så er det der.", choices=choices, own=True, digest="1")
    last = Step(id="more", kind=Kind.TEXT, text="Og mere?", why="Der er plads.", digest="2")
    flow = Flow(id="drinks", field="want", title="Drikke", gives="", minutes=1, steps=(step, last), ending="", digest="1")
    stage = replace(world.stage, flows={**world.stage.flows, "drinks": flow})
    web = Web(
        house=world.house,
        stage=stage,
        pages=Pages(),
        rang=lambda: None,
        clean=clean,
        drawn=drawing,
        painter=FakePainter(),
        witness=MemoryAnchor(),
        locks=world.locks,
    )
    return replace(world, stage=stage, app=build(web))


def test_a_choice_may_be_ones_own_words(world: World) -> None:
    world = choosing(world)
    browser, who = at_the_flow(world, "drinks")
    browser.press("Gem", own="Saft")
    assert dict(kept(world, who, "drinks", "drink").own) == {"own1": "Saft"}


def test_a_choice_pressed_beside_own_words_loses_neither(world: World) -> None:
    world = choosing(world)
    browser, who = at_the_flow(world, "drinks")
    assert phrases.WORDS_OR_CHOICE in browser.press("Te", own="Saft")
    assert ">Saft</textarea>" in browser.html
    browser.press("Te", own="")
    assert kept(world, who, "drinks", "drink").picks == ("tea",)


def test_a_time_is_pressed_or_typed(world: World) -> None:
    for label, text, hour in (("kl. 19", "", time(19)), ("Gem", "19.30", time(19, 30))):
        browser, who = at_the_flow(world, "goodthings")
        browser.press("Gem", text="Kaffe")
        browser.press("Spring over")
        browser.press("Ja, hver aften")
        assert phrases.NOT_A_TIME in browser.press("Gem", text="sent")
        assert 'value="sent"' in browser.html
        browser.press(label, text=text)
        assert kept(world, who, "goodthings", "evening_at").at == hour


def test_a_word_for_help_in_a_form_leads_to_help(world: World) -> None:
    browser, _ = at_the_flow(world, "lifeline", "Videre")
    fill(browser, "Tilføj", **SCHOOL, helped="akut")
    assert browser.address == "/akut"


def test_a_link_from_staff_shows_nothing_that_is_begun(world: World) -> None:
    browser, who = at_the_flow(world, "lifeline", "Videre")
    fill(browser, "Tilføj", **SCHOOL)
    browser.press("Ret")
    other = world.browser()
    other.go(world.renew(who.course).web.removeprefix(world.stage.url))
    for said in (other.press("Fortsæt"), other.press("Tilbage")):
        assert "Hvilke dage eller år" in said
        assert "Ny skole" not in other.html


def test_a_voice_is_offered_beside_words_and_a_photo_beside_pictures(world: World) -> None:
    browser, _ = at_the_outcome(world)
    assert 'accept="audio/*"' in browser.html
    browser, who = at_the_flow(world, "picture")
    assert 'accept="image/jpeg' in browser.html
    browser.press("Bro")
    assert kept(world, who, "picture", "picture").picks == ("bridge",)
