"""“Din adgang”: passkeys, and how ways in are added, changed and removed."""

from dataclasses import replace

import pytest

from bot.records import credentials
from bot.usecases import inviting
from tests.web.browser import Browser
from tests.web.desk_steps import at_the_desk, link
from tests.web.sign_in_steps import NAME, PASSWORD, asked, code, guided, later, make_passkey, rebuilt, sign_in, use_passkey, with_password
from tests.web.world import World

REFUSED, PAGE, KEY = "Nøglen blev ikke godtaget", "/desk/adgang", "/desk/ind/noegle"


def with_passkey(world: World, name: str = "mobil") -> Browser:
    browser = at_the_desk(world)
    browser.go(PAGE)
    assert "Din nøgle er gemt" in make_passkey(browser, f"{PAGE}/noegle", name)
    return browser


def test_a_passkey_lets_in_without_a_name(world: World) -> None:
    with_passkey(world)
    browser = world.browser()
    assert "Dine forløb" in use_passkey(browser, KEY, "mobil")


def test_a_challenge_is_good_once_and_for_ten_minutes(world: World) -> None:
    with_passkey(world)
    browser = world.browser()
    challenge = asked(browser, KEY)
    answer = [("answer", f'{{"id": "mobil", "challenge": "{challenge}"}}')]
    assert "Dine forløb" in browser.post(KEY, answer)
    assert REFUSED in world.browser().post(KEY, answer)
    old = world.browser()
    challenge = asked(old, KEY)
    later(world, minutes=10)
    assert REFUSED in old.post(KEY, [("answer", f'{{"id": "mobil", "challenge": "{challenge}"}}')])


def test_a_challenge_is_used_up_by_an_answer_that_is_refused(world: World) -> None:
    with_passkey(world)
    browser = world.browser()
    challenge = asked(browser, KEY)
    forged, good = (f'{{"id": "mobil", "challenge": "{challenge}"{more}}}' for more in (', "forged": "1"', ""))
    assert REFUSED in browser.post(KEY, [("answer", forged)])
    assert REFUSED in browser.post(KEY, [("answer", good)])


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", '{"id": "mobil", "challenge": "made up"}'])
def test_what_is_no_answer_is_refused_alike(world: World, answer: str) -> None:
    with_passkey(world)
    browser = world.browser()
    assert (REFUSED in browser.post(KEY, [("answer", answer)]), browser.status) == (True, 401)


def test_a_passkey_that_was_removed_opens_nothing_and_all_other_sessions_end(world: World) -> None:
    browser = with_passkey(world)
    make_passkey(browser, f"{PAGE}/noegle", "computer")
    elsewhere = world.browser()
    use_passkey(elsewhere, KEY, "computer")
    assert "Den er fjernet" in browser.press("Fjern")
    assert "Du er ikke logget ind" in elsewhere.go("/desk")
    assert "Dine forløb" in browser.go("/desk")
    assert REFUSED in use_passkey(world.browser(), KEY, "mobil")


def test_the_last_way_in_cannot_be_removed(world: World) -> None:
    browser = with_passkey(world)
    assert "din eneste vej ind" in browser.press("Fjern")
    assert "Dine forløb" in use_passkey(world.browser(), KEY, "mobil")


def test_somebody_elses_way_in_cannot_be_removed(world: World) -> None:
    mine = with_passkey(world)
    make_passkey(mine, f"{PAGE}/noegle", "computer")
    other, _ = world.write(lambda r: inviting.add_counsellor(r, world.stage, "Bo"))
    stranger = at_the_desk(world, other)
    stranger.go(PAGE)
    make_passkey(stranger, f"{PAGE}/noegle", "hans")
    make_passkey(stranger, f"{PAGE}/noegle", "hans anden")
    form, button = stranger.button("Fjern")
    theirs = world.house.read(lambda r: credentials.of(r, world.counsellor)[0].id)
    stranger.post(button.action, [(name, theirs if name == "key" else value) for name, value in stranger.filled(form, button)])
    assert "Dine forløb" in use_passkey(world.browser(), KEY, "mobil")


def test_a_passkey_made_for_one_person_cannot_be_kept_by_another(world: World) -> None:
    mine = at_the_desk(world)
    mine.go(PAGE)
    challenge = asked(mine, f"{PAGE}/noegle")
    other, _ = world.write(lambda r: inviting.add_counsellor(r, world.stage, "Bo"))
    stranger = at_the_desk(world, other)
    said = stranger.post(f"{PAGE}/noegle", [("answer", f'{{"id": "x", "challenge": "{challenge}"}}')])
    assert "Nøglen blev ikke gemt" in said


def test_a_change_asks_for_a_sign_in_of_the_last_ten_minutes(world: World) -> None:
    browser = with_passkey(world)
    browser.go(PAGE)
    later(world, minutes=11)
    assert "Log ind igen først" in browser.press("Fjern")
    assert "Log ind igen først" in browser.go(f"{PAGE}/kodeord")
    assert "Nøgle fra" in browser.go(PAGE)
    use_passkey(browser, KEY, "mobil")
    assert "Vælg et kodeord" in browser.go(f"{PAGE}/kodeord")


def test_signing_in_anew_ends_the_session_this_browser_had(world: World) -> None:
    browser = with_passkey(world)
    before = dict(browser.client.cookies)
    use_passkey(browser, KEY, "mobil")
    stolen = world.browser()
    stolen.client.cookies.update(before)
    assert "Du er ikke logget ind" in stolen.go("/desk")


def test_a_changed_password_ends_all_other_sessions(world: World) -> None:
    browser, secret = with_password(world)
    later(world, minutes=1)
    elsewhere = sign_in(world, NAME, PASSWORD, code(world, secret))
    browser.go(f"{PAGE}/kodeord")
    browser.press("Videre", name=NAME, password="en helt anden lang sætning", current=PASSWORD)
    fresh = browser.html.split("<code>")[1].split("</code>")[0].replace(" ", "")
    assert "Du er logget ud alle andre steder" in browser.press("Gem", code=code(world, fresh))
    assert "Du er ikke logget ind" in elsewhere.go("/desk")
    assert "Dine forløb" in browser.go("/desk")


def test_a_password_typed_on_a_closed_door_is_never_shown(world: World) -> None:
    answer = world.browser().client.post(f"{PAGE}/kodeord", data={"name": NAME, "password": PASSWORD, "current": PASSWORD})
    assert (answer.status_code, PASSWORD in answer.text, NAME in answer.text) == (401, False, False)


def test_with_a_real_operator_nothing_is_to_be_had_before_there_is_a_way_in(world: World) -> None:
    stage = replace(world.stage, operator=replace(world.stage.operator, demonstration=False))
    browser = at_the_desk(rebuilt(world, stage=stage))
    assert (browser.address, "før du går videre" in browser.text) == (PAGE, True)
    browser.go("/desk/invite")
    assert browser.address == PAGE
    make_passkey(browser, f"{PAGE}/noegle", "mobil")
    assert "Dine forløb" in browser.go("/desk")


def test_in_a_demonstration_one_is_asked_and_not_forced(world: World) -> None:
    browser = at_the_desk(world)
    assert (browser.address, "Lav din egen vej ind" in browser.text) == ("/desk", True)
    assert "Lav din egen vej ind" not in with_passkey(world).go("/desk")


def test_a_counsellee_comes_back_by_passkey(world: World) -> None:
    browser = guided(world)
    browser.go("/chat/noegle")
    assert "Din nøgle er gemt" in make_passkey(browser, "/chat/noegle", "min")
    other = world.browser()
    assert "Kom ind med adgangsnøgle" in other.go("/")
    use_passkey(other, "/noegle", "min")
    assert (other.address, other.status) == ("/chat", 200)
    browser.go("/chat/noegle")
    assert "Nøglen er fjernet" in browser.press("Fjern")
    assert REFUSED in use_passkey(world.browser(), "/noegle", "min")


def test_whoever_came_by_a_link_of_staffs_makes_no_passkey(world: World) -> None:
    guided(world)
    course = world.house.read(lambda r: r.rows.some("courses", {})[0]["id"])
    browser = world.browser()
    browser.go("/igen/" + world.renew(course).web.rsplit("/", 1)[1])
    browser.press("Fortsæt")
    assert (("bruge din kode først" in browser.go("/chat/noegle")), browser.status) == (True, 403)
    assert browser.client.post("/chat/noegle/valg", headers=browser.proof("/chat")).status_code == 403


def test_a_passkey_opens_the_face_it_was_made_for_and_no_other(world: World) -> None:
    with_passkey(world)
    browser = guided(world)
    browser.go("/chat/noegle")
    make_passkey(browser, "/chat/noegle", "min")
    assert REFUSED in use_passkey(world.browser(), "/noegle", "mobil")
    assert REFUSED in use_passkey(world.browser(), KEY, "min")


def test_the_one_time_link_still_lets_in_who_has_lost_everything(world: World) -> None:
    with_passkey(world)
    address = link(world)
    browser = world.browser()
    browser.go(address)
    assert "Dine forløb" in browser.press("Log ind")
    assert "Dine forløb" in use_passkey(world.browser(), KEY, "mobil")


def test_a_password_on_a_page_of_an_earlier_session_is_not_given_back(world: World) -> None:
    browser = at_the_desk(world)
    answer = browser.client.post(f"{PAGE}/kodeord", data={"csrf": "x" * 43, "name": NAME, "password": PASSWORD, "current": PASSWORD})
    assert (answer.status_code, PASSWORD in answer.text, NAME in answer.text) == (403, False, False)
