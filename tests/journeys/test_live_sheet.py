"""Two people write on one sheet in two real browsers, at once, without a net, and while the server falls."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from bot.records import freezing, links
from tests.journeys.browsing import faults, needs_chromium
from tests.journeys.running import Samvej, wait_until
from tests.journeys.sheets import Pair, Reader

pytestmark = needs_chromium
TABS = 9
LISTENS = """one => new MutationObserver(() => { one.dataset.heard = (one.dataset.heard ?? "") + one.textContent; })
    .observe(one, {childList: true})"""
KEPT = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((name) => name.startsWith('ark:')).length"


@pytest.fixture
def device(pair: Pair) -> Iterator[Reader]:
    """One that is used for this test alone: it may be changed for good."""
    yield pair.another()
    pair.seats.leave("another")


def is_offline(page: Page, *, off: bool) -> None:
    page.context.set_offline(off)


def test_what_both_write_at_once_stands_on_both_pages(pair: Pair) -> None:
    pair.mine.page.locator("#add-want").fill("Tømrer")
    pair.theirs.page.locator("#add-want").fill("Hvilket træ?")
    expect(pair.mine.page.locator("[data-here]")).to_contain_text("Vejleder er her også.")
    expect(pair.mine.page.locator("#field-want [data-busy]")).to_have_text("Vejleder skriver …")
    expect(pair.theirs.page.locator("[data-here]")).to_contain_text("er her også.")
    assert "skriver …" not in pair.theirs.page.locator("main").inner_text()
    pair.mine.write("Tømrer")
    pair.theirs.write("Hvilket træ?")
    pair.mine.write("Kun til mig selv", alone=True)
    for reader in (pair.mine, pair.theirs):
        reader.sees("Tømrer")
        reader.sees("Hvilket træ?")
    pair.mine.sees("Kun til mig selv")
    pair.agree()
    assert "Kun til mig selv" not in pair.theirs.page.content()
    expect(pair.mine.page.locator("#live-saved")).to_contain_text("Gemt")


@pytest.mark.parametrize(
    ("choice", "left"),
    [("Behold begge", {"Som smed", "Som murer"}), ("Brug det, jeg skrev", {"Som murer"}), ("Behold det, der står", {"Som smed"})],
)
def test_words_changed_on_two_devices_are_never_lost(pair: Pair, choice: str, left: set[str]) -> None:
    other = pair.another().opened()
    pair.mine.write("Som tømrer")
    for reader in (pair.mine, other):
        reader.opens("Som tømrer", "Ret")
        expect(reader.page.locator("#ret")).to_be_focused()
    other.page.locator("#ret").fill("Som smed")
    other.in_dialog("Gem og vis")
    expect(pair.mine.page.locator("#live-more .is-aside")).to_be_visible()
    pair.mine.page.locator("#ret").fill("Som murer")
    pair.mine.in_dialog("Gem og vis")
    clash = pair.mine.page.locator("#live-clash")
    expect(clash).to_contain_text("Som smed")
    expect(clash.get_by_role("button", name="Behold begge")).to_be_focused()
    assert faults(pair.mine.page) == []
    clash.get_by_role("button", name=choice).click()
    for reader in (pair.mine, pair.theirs, other):
        for text in left:
            reader.sees(text)
        expect(reader.page.locator("#field-want li[data-note]")).to_have_count(len(left))
    pair.agree()


def test_words_for_a_note_that_is_gone_become_a_note(pair: Pair) -> None:
    other = pair.another().opened()
    pair.mine.write("Snart væk")
    pair.mine.opens("Snart væk", "Ret")
    other.opens("Snart væk")
    other.in_dialog("Tag af arket")
    expect(pair.mine.page.locator("#live-more .is-aside")).to_contain_text("taget væk")
    pair.mine.page.locator("#ret").fill("Ikke væk endnu")
    pair.mine.in_dialog("Gem og vis")
    for reader in (pair.mine, pair.theirs, other):
        reader.sees("Ikke væk endnu")
    pair.agree()


def test_what_is_written_without_a_net_is_sent_once_and_in_order(pair: Pair) -> None:
    is_offline(pair.mine.page, off=True)
    pair.mine.write("Den første")
    expect(pair.mine.page.locator("#live-banner")).to_contain_text("Du er uden net.")
    pair.mine.write("Den anden")
    expect(pair.mine.page.locator(".is-waiting")).to_have_count(2)
    expect(pair.mine.page.locator("#add-want")).to_have_value("")
    pair.theirs.write("Imens")
    pair.theirs.sees("Imens")
    is_offline(pair.mine.page, off=False)
    for text in ("Imens", "Den første", "Den anden"):
        pair.mine.sees(text)
        pair.theirs.sees(text)
    expect(pair.mine.page.locator(".is-waiting")).to_have_count(0)
    expect(pair.mine.page.locator("#live-banner")).to_be_hidden()
    expect(pair.theirs.page.locator("#field-want li[data-note]")).to_have_count(3)
    assert pair.theirs.page.locator("#field-want li .said").all_inner_texts() == ["Imens", "Den første", "Den anden"]
    pair.agree()


def test_what_waits_is_sent_by_the_next_page_and_what_is_typed_stands_there_again(pair: Pair) -> None:
    is_offline(pair.mine.page, off=True)
    pair.mine.write("Skrevet i toget")
    expect(pair.mine.page.locator(".is-waiting")).to_have_count(1)
    pair.mine.page.locator("#add-can").fill("Halvt skrevet")
    is_offline(pair.mine.page, off=False)
    pair.mine.page.reload()
    pair.mine.is_live()
    pair.theirs.sees("Skrevet i toget")
    expect(pair.mine.page.locator("#add-can")).to_have_value("Halvt skrevet")
    assert "Halvt skrevet" not in pair.theirs.page.content()


@pytest.mark.parametrize("killed", [False, True], ids=["stopped", "killed"])
def test_a_fall_of_the_server_loses_and_doubles_nothing(pair: Pair, house: Samvej, killed: bool) -> None:
    pair.mine.write("Før faldet")
    pair.theirs.sees("Før faldet")
    (house.kill if killed else house.stop)()
    pair.mine.write("Under faldet")
    pair.theirs.write("Også under faldet")
    expect(pair.mine.page.locator(".is-waiting")).to_have_count(1)
    expect(pair.theirs.page.locator(".is-waiting")).to_have_count(1)
    house.start()
    for reader in (pair.mine, pair.theirs):
        for text in ("Før faldet", "Under faldet", "Også under faldet"):
            reader.sees(text)
        expect(reader.page.locator(".is-waiting")).to_have_count(0)
        expect(reader.page.locator("#field-want li[data-note]")).to_have_count(3)
    pair.agree()


def test_nine_tabs_of_one_browser_do_not_stall_each_other(pair: Pair) -> None:
    pages = [pair.mine.page]
    for _ in range(TABS - 1):
        pages[-1].evaluate("look(true)")
        expect(pages[-1].locator("html")).to_have_attribute("data-live", "0")
        pages.append(pair.mine.page.context.new_page())
        pages[-1].goto(pair.mine.url)
        expect(pages[-1].locator("html")).to_have_attribute("data-live", "1")
    pair.theirs.write("Til alle faner")
    expect(pages[-1].get_by_text("Til alle faner", exact=True)).to_be_visible()
    assert "Til alle faner" not in pages[0].content()
    pages[0].evaluate("look(false)")
    expect(pages[0].get_by_text("Til alle faner", exact=True)).to_be_visible()


def test_what_another_does_moves_neither_focus_nor_words_that_are_typed(pair: Pair) -> None:
    pair.mine.write("Min note")
    pair.theirs.sees("Min note")
    box = pair.theirs.page.locator("#add-want")
    box.fill("Halvvejs")
    box.evaluate("box => box.setSelectionRange(4, 4)")
    pair.mine.mend("Min note", "Min nye note", "Gem og vis")
    pair.mine.write("En til")
    pair.theirs.sees("Min nye note")
    pair.theirs.sees("En til")
    expect(box).to_be_focused()
    expect(box).to_have_value("Halvvejs")
    assert box.evaluate("box => box.selectionStart") == 4
    more = pair.theirs.note("Min nye note").get_by_role("link", name="Mere", exact=True)
    more.focus()
    pair.mine.mend("Min nye note", "Min nyeste note", "Gem og vis")
    pair.theirs.sees("Min nyeste note")
    expect(pair.theirs.note("Min nyeste note").get_by_role("link", name="Mere", exact=True)).to_be_focused()
    expect(box).to_have_value("Halvvejs")
    pair.theirs.page.locator("#field-want form.adding button").click()
    pair.mine.sees("Halvvejs")


def test_what_comes_while_a_button_is_held_down_all_stands_there_when_it_is_let_go(pair: Pair) -> None:
    page = pair.theirs.page
    page.locator("#field-can .question").hover()
    page.mouse.down()
    for text in ("Den ene", "Den anden", "Den tredje"):
        pair.mine.write(text)
        pair.mine.sees(text)
    expect(page.locator("#field-want li[data-note]")).to_have_count(0)
    page.mouse.up()
    for text in ("Den ene", "Den anden", "Den tredje"):
        pair.theirs.sees(text)
    pair.agree()


def test_everything_goes_by_the_keyboard_and_the_focus_comes_back(pair: Pair) -> None:
    page = pair.mine.page
    page.locator("#add-want").focus()
    page.keyboard.type("Med tasterne")
    page.keyboard.press("Control+Enter")
    pair.mine.sees("Med tasterne")
    expect(page.locator("#add-want")).to_be_focused()
    more = pair.mine.note("Med tasterne").get_by_role("link", name="Mere", exact=True)
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#live-more")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_label("Flyt noten").select_option(label="Øverst i Hvad kan jeg?")
    page.locator("#live-more").get_by_role("button", name="Flyt", exact=True).press("Enter")
    expect(page.locator("#field-can").get_by_text("Med tasterne")).to_be_visible()
    expect(page.locator("#field-can").get_by_role("link", name="Mere", exact=True)).to_be_focused()
    pair.agree()


def test_a_loose_note_is_moved_by_the_mouse_and_escape_lets_it_go(pair: Pair) -> None:
    pair.theirs.write("Træk mig")
    pair.mine.sees("Træk mig")
    pair.theirs.sees("Træk mig")
    page = pair.theirs.page
    for escape in (True, False):
        page.locator("#field-want .said").hover()
        page.mouse.down()
        to = page.locator("#field-can .question").bounding_box()
        assert to
        page.mouse.move(to["x"] + 5, to["y"] + 5, steps=3)
        expect(page.locator("#field-can")).to_have_class("part field-can is-target")
        if escape:
            page.keyboard.press("Escape")
            expect(page.locator(".is-dragged")).to_have_count(0)
        page.mouse.up()
    expect(page.locator("#field-can").get_by_text("Træk mig")).to_be_visible()
    expect(pair.mine.page.locator("#field-can").get_by_text("Træk mig")).to_be_visible()
    expect(pair.mine.page.locator("#field-want li[data-note]")).to_have_count(0)


def test_what_others_write_is_said_once_unless_it_is_switched_off(pair: Pair) -> None:
    news = pair.mine.page.locator("#live-news")
    news.evaluate(LISTENS)
    pair.theirs.write("Hører du mig?")
    expect(news).to_have_attribute("data-heard", "Vejleder skrev: Hører du mig?")
    expect(news).to_be_empty()
    pair.mine.page.get_by_role("button", name="Læs ikke op, hvad andre skriver").click()
    pair.theirs.write("Nu er her stille")
    pair.mine.sees("Nu er her stille")
    expect(news).to_have_attribute("data-heard", "Vejleder skrev: Hører du mig?")


def test_the_words_go_at_once_when_the_page_is_not_for_these_eyes_any_more(pair: Pair, house: Samvej) -> None:
    pair.mine.write("Kun så længe du må")
    pair.theirs.sees("Kun så længe du må")
    with house.house() as beside:
        beside.write(lambda records: freezing.freeze(records, pair.course, pair.counsellee))
    expect(pair.theirs.page.locator("html")).to_have_attribute("data-live", "out")
    assert "Kun så længe" not in pair.theirs.page.content()
    expect(pair.theirs.page.locator("main").get_by_role("link")).to_be_visible()


def test_nothing_is_shown_to_a_session_that_has_ended(pair: Pair, house: Samvej) -> None:
    secret = next(iter(pair.theirs.cookies.values()))
    pair.mine.write("Inden")
    pair.theirs.sees("Inden")
    with house.house() as beside:
        beside.write(lambda records: links.end_session(records, secret))
    pair.mine.write("Efter")
    expect(pair.theirs.page.locator("html")).to_have_attribute("data-live", "out")
    assert not {"Inden", "Efter"} & set(pair.theirs.page.locator("body").inner_text().splitlines())


def test_whoever_may_not_write_any_more_is_not_asked_again_and_again(device: Reader) -> None:
    page, sent = device.page, []

    def refuse(route: Route) -> None:
        sent.append(route.request.url)
        route.fulfill(status=401)

    page.clock.install()
    page.route("**/op", refuse)
    device.opened().write("For sent")
    expect(page.locator("html")).to_have_attribute("data-live", "out")
    page.clock.run_for(60_000)
    assert len(sent) == 1


def test_whoever_signs_out_leaves_nothing_in_the_browser(pair: Pair) -> None:
    pair.theirs.page.locator("#add-can").fill("Ikke sendt")
    wait_until(lambda: pair.theirs.page.evaluate(KEPT) > 0)
    pair.theirs.page.get_by_role("button", name="Log ud").click()
    expect(pair.theirs.page.get_by_text("Du er logget ud").first).to_be_visible()
    assert pair.theirs.page.evaluate(KEPT) == 0


def test_what_is_typed_at_a_step_and_not_sent_stands_there_again(pair: Pair) -> None:
    page = pair.mine.page
    page.locator("#new-step summary").click()
    page.locator("#what-new").fill("Ringe")
    page.locator("#new-step").get_by_role("button", name="Kun mig").click()
    step = page.locator("details[data-keep^=hindered-]")
    step.locator("summary").click()
    step.locator("textarea").fill("Telefonen var død")
    page.reload()
    expect(step.locator("textarea")).to_have_value("Telefonen var død")
    expect(step.locator("textarea")).to_be_visible()


def test_a_step_that_was_sent_does_not_stand_in_its_box_again_when_its_news_is_faster_than_its_answer(pair: Pair) -> None:
    page, held = pair.mine.page, list[tuple[Route, APIResponse]]()
    page.route("**/ark/op", lambda route: held.append((route, route.fetch())))
    page.locator("#new-step summary").click()
    page.locator("#what-new").fill("Ringe")
    page.locator("#new-step").get_by_role("button", name="Kun mig").click()
    expect(page.locator("[data-part=field-plan] > [data-head]")).to_contain_text("Ringe")
    while not held:
        page.wait_for_timeout(50)
    [(route, answer)] = held
    route.fulfill(response=answer)
    expect(page.locator("#what-new")).to_be_hidden()
    expect(page.locator("#what-new")).to_have_value("")
