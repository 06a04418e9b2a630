import re
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from bot.rendering.cleaning import clean
from bot.rendering.drawings import drawing
from bot.stores.memory import MemoryAnchor
from bot.usecases import noticing, reviewing
from bot.usecases.looking import course_page
from bot.usecases.stage import Stage, Who
from bot.web.access import Web
from bot.web.app import build
from bot.web.faces import CHAT, cookie
from bot.web.pages import Pages, asset
from tests.fakes.painter import FakePainter
from tests.web.browser import Browser
from tests.web.locks import fake_locks
from tests.web.world import DUTY, REASON, NoStore, World

COOKIE = cookie(CHAT, "https:")
BUDGET = 60_000


def begun(world: World) -> tuple[Browser, str]:
    """A browser whose owner has said yes to an invitation, and the course."""
    invitation, browser = world.invite(), world.browser()
    browser.go(urlsplit(invitation.web).path)
    browser.press("Ja, begynd")
    return browser, invitation.course


def at_the_first_question(world: World) -> tuple[Browser, str]:
    browser, course = begun(world)
    while "Videre" in browser.labels:
        browser.press("Videre")
    return browser, course


def at_the_outcome(world: World) -> tuple[Browser, str]:
    browser, course = at_the_first_question(world)
    browser.press("Mig")
    browser.press("Fint")
    return browser, course


def with_answers(world: World) -> tuple[Browser, str]:
    browser, course = at_the_outcome(world)
    browser.press("Gem", text="En læreplads")
    for _ in range(3):
        browser.press("Spring over")
    browser.press("Nej, det er nok")
    return browser, course


def seen_by_the_counsellor(world: World, course: str) -> str:
    return repr(world.write(lambda r: course_page(r, world.stage, Who(person=world.counsellor, course=course))))


def test_an_invitation_says_who_why_and_what_this_is(world: World) -> None:
    text = world.browser().go(urlsplit(world.invite().web).path)
    for said in (
        "Vejleder fra Kommunen",
        REASON,
        DUTY,
        "Du skriver til et program. Ingen læser med lige nu.",
        "Vejleder ser kun det, du deler.",
    ):
        assert said in text


def test_looking_at_an_invitation_does_not_use_it_up(world: World) -> None:
    link = urlsplit(world.invite().web).path
    for _ in range(3):
        world.browser().go(link)
    browser = world.browser()
    browser.go(link)
    assert "Jeg er et program, ikke et menneske" in browser.press("Ja, begynd")
    assert (browser.status, browser.address) == (200, "/chat")


def test_whoever_has_said_yes_comes_to_the_chat_by_the_same_link(world: World) -> None:
    invitation, browser = world.invite(), world.browser()
    browser.go(urlsplit(invitation.web).path)
    browser.press("Ja, begynd")
    browser.go(urlsplit(invitation.web).path)
    assert browser.address == "/chat"


def test_a_yes_sent_twice_is_one_yes(world: World) -> None:
    link, browser = urlsplit(world.invite().web).path, world.browser()
    yes = [("notice", noticing.notice(world.stage, "da").mark)]
    browser.post(link, yes)
    browser.post(link, yes)
    assert (browser.status, browser.address) == (200, "/chat")


def test_a_second_invitation_in_the_same_browser_is_of_the_same_person(world: World) -> None:
    browser, course = begun(world)
    browser.go(urlsplit(world.invite().web).path)
    browser.press("Ja, begynd")
    browser.press("Menu")
    assert "Skift forløb" in browser.labels
    browser.press("Skift forløb")
    browser.press("Vejleder")
    assert world.write(lambda r: [row["course"] for row in r.rows.some("sessions", {})]) == [course]


def test_the_invitation_can_be_read_in_another_language(world: World) -> None:
    browser = world.browser()
    browser.go(urlsplit(world.invite().web).path)
    browser.post("/sprog", [("language", "en"), ("back", browser.address)])
    assert "Yes, begin" in browser.labels


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"])
def test_the_choice_of_language_leads_nowhere_else(world: World, back: str) -> None:
    answer = world.browser().client.post("/sprog", data={"language": "en", "back": back})
    assert answer.headers["location"] == "/"


def test_the_short_way_can_be_walked_by_forms_alone(world: World) -> None:
    browser, course = with_answers(world)
    assert "Her er dine svar. Hvad må Vejleder se?" in browser.text
    assert {"Del alt", "Del intet", "Del", "Ret"} <= set(browser.labels)
    assert "Vælg selv" not in browser.labels
    assert "En læreplads" not in seen_by_the_counsellor(world, course)


def test_what_was_answered_stands_above_the_question(world: World) -> None:
    browser, _ = at_the_outcome(world)
    browser.press("Spring over")
    first, second = browser.html.index("Hvem fik ideen"), browser.html.index("Hvad vil du gerne have ud af")
    assert first < second < browser.html.index('id="question"')
    assert "Du: Mig" in browser.text
    assert "Du: Sprunget over" in browser.text


def test_the_same_form_sent_twice_changes_nothing_the_second_time(world: World) -> None:
    browser, _ = at_the_outcome(world)
    form, button = browser.button("Gem")
    fields = browser.filled(form, button, typed={"text": "En læreplads"})
    browser.post("/chat", fields)
    text = browser.post("/chat", fields)
    assert "Den knap er brugt. Her er vi nu." in text
    assert "Hvordan vil du gerne være anderledes stillet" in text
    assert world.write(lambda r: r.rows.count("notes", {"flow": "parking"})) == 0


def test_words_sent_from_an_old_page_are_parked(world: World) -> None:
    browser, _ = at_the_outcome(world)
    form, button = browser.button("Gem")
    browser.press("Spring over")
    text = browser.post("/chat", browser.filled(form, button, typed={"text": "Skrevet på den anden fane"}))
    assert "Parkeret. Vi vender tilbage til den." in text
    assert world.write(lambda r: r.rows.count("notes", {"flow": "parking"})) == 1


def test_what_could_not_be_understood_stands_in_the_field_again(world: World) -> None:
    browser, _ = at_the_outcome(world)
    long = "a" * 10_001
    assert "Det er længere, end der er plads til." in browser.press("Gem", text=long)
    assert long in browser.html


def test_several_ticks_are_saved_together_and_kept_when_there_are_too_many(world: World) -> None:
    browser, _ = at_the_outcome(world)
    for _ in range(4):
        browser.press("Spring over")
    browser.press("Ja, lidt mere")
    assert "Du kan højst vælge 4." in browser.press("Gem", picks=["talk", "write", "draw", "walk", "short"])
    assert browser.html.count(" checked") == 5
    form, button = browser.button("Gem")
    unticked = replace(form, fields=[one for one in form.fields if one[0] != "picks"])
    assert "Du: Skrive ned, Gå en tur" in browser.post("/chat", browser.filled(unticked, button, ["walk", "write"]))


def test_sharing_one_answer_shows_that_one_and_taking_it_back_hides_it(world: World) -> None:
    browser, course = with_answers(world)
    text = browser.press("Del", nth=2)
    assert "Gem denne kode:" in text
    assert "En læreplads" in seen_by_the_counsellor(world, course)
    assert "En læreplads" in browser.press("Se, hvad Vejleder ser")
    assert "Mig" not in browser.text
    browser.press("Tilbage")
    browser.press("Tag tilbage")
    assert "En læreplads" not in seen_by_the_counsellor(world, course)


def test_an_answer_that_is_changed_stands_in_its_field(world: World) -> None:
    browser, _ = with_answers(world)
    browser.press("Ret", nth=2)
    assert ">En læreplads</textarea>" in browser.html


def test_nothing_of_one_person_can_be_pressed_by_another(world: World) -> None:
    browser, course = with_answers(world)
    form, button = browser.button("Del", 2)
    other, _ = with_answers(world)
    other.post("/chat", browser.filled(form, button))
    assert "En læreplads" not in seen_by_the_counsellor(world, course)
    assert browser.status == 200


def test_without_a_session_the_chat_says_how_to_get_back(world: World) -> None:
    browser = world.browser()
    browser.client.cookies.set(COOKIE, "wrong")
    assert "Du kan komme ind igen med dit private link" in browser.go("/chat")
    assert browser.status == 401
    browser.post("/chat", [("press", "m:home")])
    assert browser.status == 401


def test_a_form_from_another_page_is_refused(world: World) -> None:
    browser, _ = begun(world)
    for headers in ({"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}):
        assert browser.client.post("/chat", data={"press": "e:all"}, headers=headers).status_code == 403
    assert "Jeg er et program" in browser.go("/chat")


def test_a_wrong_a_used_and_an_old_link_say_the_same(world: World) -> None:
    used, old = world.invite(), world.invite()
    world.browser().post(urlsplit(used.web).path, [])
    world.clock.now = world.clock.now.replace(year=2028)
    told = set()
    for address in ("/i/wrong", urlsplit(used.web).path, urlsplit(old.web).path, "/r/wrong", "/igen/wrong"):
        browser = world.browser()
        told.add((browser.go(address), browser.status))
        told.add((browser.post(address, []), browser.status))
    assert len(told) == 1
    assert {status for _, status in told} == {410}


def test_the_private_link_opens_everything_again_on_another_machine(world: World) -> None:
    browser, _ = with_answers(world)
    browser.press("Menu")
    browser.press("Mere")
    found = re.search(r"https://samvej\.example(/r/\S+)", browser.press("Mit private link"))
    assert found
    other = world.browser()
    other.go(found[1])
    other.press("Fortsæt")
    assert "En læreplads" in other.press("Mine svar og deling")


def test_a_link_from_staff_opens_what_is_shared_and_the_code_opens_the_rest(world: World) -> None:
    browser, course = with_answers(world)
    found = re.search(r"Gem denne kode: ([A-Z0-9-]+)", browser.press("Del"))
    assert found
    other = world.browser()
    other.go(urlsplit(world.renew(course).web).path)
    text = other.press("Fortsæt")
    assert "Her ser du kun det, du har delt." in text
    assert "Mig" in text
    assert found[1] not in text
    assert "En læreplads" not in text
    other.go("/genskab")
    assert "Koden passer ikke." in other.press("Åbn", code="0000-0000-0000-0000")
    assert other.status == 422
    assert "En læreplads" in other.press("Åbn", code=found[1].lower())


def test_news_is_put_away_by_nobody_who_came_in_by_a_link_of_staffs(world: World) -> None:
    browser, course = with_answers(world)
    browser.press("Del alt")
    world.write(lambda r: reviewing.mark_reviewed(r, world.stage, Who(person=world.counsellor, course=course)))
    browser.go("/chat")
    key = dict(browser.button("OK")[0].fields)["letter"]
    staff = world.browser()
    staff.go(urlsplit(world.renew(course).web).path)
    assert "Vejleder har læst det, du delte." in staff.press("Fortsæt")
    assert "OK" not in staff.labels
    for address in ("/chat/notice", "/chat"):
        staff.post(address, [("letter", key), ("press", "m:stay")])
    assert "Vejleder har læst det, du delte." in browser.go("/chat")


def test_news_stands_on_top_until_it_is_seen(world: World) -> None:
    browser, course = with_answers(world)
    browser.press("Del alt")
    staff = Who(person=world.counsellor, course=course)
    world.write(lambda r: reviewing.mark_reviewed(r, world.stage, staff))
    world.write(lambda r: reviewing.ask(r, world.stage, staff, "Hvilken læreplads?"))
    assert "Vejleder har læst det, du delte." in browser.go("/chat")
    assert "Vejleder har læst det, du delte." not in browser.press("OK")
    text = browser.press("Svar")
    assert "Vejleder spørger: “Hvilken læreplads?”" in text
    assert "Vejleder har spurgt dig om noget." not in text


def test_the_page_asks_for_its_part_and_hears_nothing_when_nothing_is_new(world: World) -> None:
    browser, _ = begun(world)
    found = re.search(r'data-digest="(\w+)"', browser.html)
    assert found
    assert browser.client.get(f"/chat/part?digest={found[1]}").status_code == 204
    answer = browser.client.get("/chat/part?digest=older")
    assert (answer.status_code, answer.text.lstrip()[:17]) == (200, '<div class="part"')


def test_a_script_gets_the_new_part_at_once(world: World) -> None:
    browser, _ = begun(world)
    form, button = browser.button("Videre")
    answer = browser.client.post("/chat", data=dict(browser.filled(form, button)), headers={"x-part": "1"})
    assert answer.status_code == 200
    assert "Vejleder skriver" in answer.text
    assert "<html" not in answer.text


def test_the_way_to_urgent_help_is_on_every_page(world: World) -> None:
    browser, _ = begun(world)
    for address in ("/", "/chat", "/genskab", "/r/wrong", "/nowhere"):
        browser.go(address)
        assert 'href="/akut"' in browser.html


def test_urgent_help_needs_no_database(stage: Stage, pages: Pages, world: World) -> None:
    house = replace(world.house, store=NoStore())
    down = build(
        Web(
            house=house,
            stage=stage,
            pages=pages,
            rang=lambda: None,
            clean=clean,
            drawn=drawing,
            painter=FakePainter(),
            witness=MemoryAnchor(),
            locks=fake_locks(),
        )
    )
    client = TestClient(down, base_url=stage.url, cookies={COOKIE: "any"})
    assert 'href="tel:70201201"' in client.get("/akut").text
    answer = client.get("/chat")
    assert answer.status_code == 503
    assert 'href="tel:112"' in answer.text
    health = client.get("/healthz")
    assert (health.status_code, health.text) == (503, "red: the database does not answer")


def test_whoever_types_that_they_need_help_now_gets_it(world: World) -> None:
    browser, _ = at_the_outcome(world)
    assert "Livslinien" in browser.press("Gem", text="akut")
    assert browser.address == "/akut"


def test_changing_the_language_changes_the_page(world: World) -> None:
    browser, _ = begun(world)
    browser.post("/chat", [("press", "l:en")])
    assert '<html lang="en"' in browser.html


def test_leaving_closes_the_chat_in_this_browser(world: World) -> None:
    browser, _ = begun(world)
    assert "Du er ude" in browser.press("Luk nu")
    browser.go("/chat")
    assert browser.status == 401


def test_erasing_takes_everything_and_ends_the_session(world: World) -> None:
    browser, course = with_answers(world)
    browser.press("Menu")
    browser.press("Mere")
    assert "Telegram" not in browser.press("Slet alt")
    assert "Alt er slettet" in browser.press("Ja, slet alt")
    assert COOKIE not in browser.client.cookies
    assert world.write(lambda r: r.rows.count("notes", {"course": course})) == 0
    assert browser.go("/chat").count("Du er ikke inde lige nu")


def test_the_first_page_is_light(world: World) -> None:
    browser, _ = begun(world)
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', browser.html)) | {asset("aloud.js")}
    answers = [browser.client.get(file) for file in files]
    assert {answer.status_code for answer in answers} == {200}
    assert sum(len(answer.content) for answer in answers) + len(browser.html) < BUDGET


def test_no_page_brings_styles_or_scripts_of_its_own(world: World) -> None:
    browser, _ = begun(world)
    assert not re.search(r"<style|<script(?![^>]*src)| style=| on\w+=", browser.html)


def test_grave_words_are_answered_with_help_at_once_and_on_top_and_only_then(world: World) -> None:
    browser, _ = at_the_outcome(world)
    browser.press("Gem", text="Jeg vil ikke leve mere")
    assert (browser.status, browser.address) == (200, "/chat")
    assert 'href="tel:112"' in browser.html
    assert 'href="tel:70201201"' in browser.html
    assert browser.html.index("Det lyder alvorligt") < browser.html.index("Jeg vil ikke leve mere") < browser.html.index('id="question"')
    assert browser.labels[1:4] == ["Stop her", "Gå videre", "Skriv til vejleder"]
    assert "Det lyder alvorligt" not in browser.go("/chat")


def test_a_script_gets_the_help_as_a_part_that_a_fresh_look_does_not_replace(world: World) -> None:
    browser, _ = at_the_outcome(world)
    form, button = browser.button("Gem")
    data = dict(browser.filled(form, button, typed={"text": "Jeg vil ikke leve mere"}))
    part = browser.client.post("/chat", data=data, headers={"x-part": "1"}).text
    assert "data-passing" in part
    assert "Det lyder alvorligt" in part
