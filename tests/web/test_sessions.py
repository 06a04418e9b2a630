import re
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.people import Role
from bot.records import links
from bot.web.faces import CHAT, DESK, cookie, face_of, is_known_host, token
from tests.web.browser import Browser
from tests.web.desk_steps import at_the_desk, joined, link
from tests.web.test_chat import at_the_outcome, begun, with_answers
from tests.web.world import World

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LETTERS_OF_256_BITS = 43


def rows(world: World) -> list[dict[str, Any]]:
    return [dict(row) for row in world.write(lambda records: records.rows.some("sessions", {}))]


def open_session(world: World, person: str, role: str = "counsellor") -> str:
    return world.write(lambda records: links.open_session(records, person=person, course="", role=role))


def is_in(browser: Browser, address: str = "/desk") -> bool:
    browser.go(address)
    return browser.status == 200


def test_a_session_is_a_long_secret_of_which_only_the_hash_is_kept(world: World) -> None:
    secret = open_session(world, world.counsellor)
    assert len(secret) >= LETTERS_OF_256_BITS
    [row] = rows(world)
    assert secret not in row.values()
    assert secret != open_session(world, world.counsellor)


def test_nothing_about_the_browser_is_kept(world: World) -> None:
    browser = at_the_desk(world)
    browser.client.headers["user-agent"] = "Something/1.0"
    browser.go("/desk")
    [row] = rows(world)
    assert set(row) == {"hash", "id", "person", "course", "role", "scope", "made_at", "seen_at", "expires_at"}
    assert not re.search(r"Something|testclient|127\.0\.0\.1", repr(row))


def test_staff_are_out_after_half_an_hour_of_nothing(world: World) -> None:
    browser = at_the_desk(world)
    world.clock.now += 29 * MINUTE
    assert is_in(browser)
    world.clock.now += 29 * MINUTE
    assert is_in(browser)
    world.clock.now += 31 * MINUTE
    assert not is_in(browser)
    assert browser.status == 401


def test_staff_are_out_after_ten_hours_however_busy(world: World) -> None:
    browser, inside = at_the_desk(world), 0
    while is_in(browser):
        inside += 1
        world.clock.now += 20 * MINUTE
    assert inside == 30


def test_a_counsellee_is_in_for_ninety_days_without_a_press(world: World) -> None:
    browser, _ = begun(world)
    world.clock.now += 89 * DAY
    assert is_in(browser, "/chat")
    world.clock.now += 2 * DAY
    assert not is_in(browser, "/chat")


def test_that_somebody_is_there_is_written_down_once_a_minute_at_most(world: World) -> None:
    browser = at_the_desk(world)
    seen = set()
    for _ in range(10):
        browser.go("/desk")
        seen.add(rows(world)[0]["seen_at"])
        world.clock.now += timedelta(seconds=15)
    assert len(seen) == 3


def test_what_a_page_asks_by_itself_does_not_keep_anybody_in(world: World) -> None:
    desk = at_the_desk(world)
    for _ in range(3):
        world.clock.now += 9 * MINUTE
        assert desk.client.get("/desk", headers={"x-quiet": "1"}).status_code == 200
    world.clock.now += 4 * MINUTE
    assert not is_in(desk)


def test_when_a_counsellee_was_seen_is_not_what_their_page_asked_by_itself(world: World) -> None:
    chat, _ = begun(world)
    before = rows(world)
    world.clock.now += HOUR
    assert chat.client.get("/chat/part", headers={"x-quiet": "1"}).status_code == 200
    assert rows(world) == before
    assert is_in(chat, "/chat")
    assert rows(world) != before


def test_a_session_from_before_times_were_written_down_still_opens(world: World) -> None:
    browser = at_the_desk(world)
    world.write(lambda records: records.rows.change("sessions", {}, {"seen_at": None, "id": None}))
    assert is_in(browser)
    assert is_in(browser, "/desk/enheder")


def test_coming_in_gives_a_new_session_and_ends_the_one_before(world: World) -> None:
    browser = at_the_desk(world)
    before = browser.held(DESK)
    browser.go(link(world))
    browser.press("Log ind")
    assert browser.held(DESK) != before
    assert world.write(lambda records: links.session(records, before, Role.COUNSELLOR)) is None
    assert len(rows(world)) == 1


def test_a_session_opens_only_its_own_face(world: World) -> None:
    desk, (chat, _) = at_the_desk(world), begun(world)
    desk.client.cookies.set(cookie(CHAT, "https:"), desk.held(DESK), domain="samvej.example", path="/")
    chat.client.cookies.set(cookie(DESK, "https:"), chat.held(CHAT), domain="samvej.example", path="/")
    assert (is_in(desk, "/chat"), is_in(chat, "/desk")) == (False, False)


def test_the_cookie_is_bound_to_this_host_and_to_https(world: World) -> None:
    invitation = world.invite().web
    browser = world.browser()
    browser.go(invitation)
    browser.press("Ja, begynd")
    answer = at_the_desk_answer(world)
    said = answer.lower()
    assert said.startswith("__host-samvej_desk=")
    assert all(part in said for part in ("httponly", "secure", "samesite=lax", "path=/"))
    assert "domain" not in said
    assert browser.held(CHAT)
    assert (cookie(CHAT, "http://localhost:8080"), cookie(DESK, "https://a.dk")) == ("samvej_chat", "__Host-samvej_desk")


def at_the_desk_answer(world: World) -> str:
    address = link(world)
    return str(world.browser().client.post(address).headers["set-cookie"])


def test_one_sees_where_one_is_in_and_signs_out_everywhere_else(world: World) -> None:
    mine, other = at_the_desk(world), at_the_desk(world)
    assert mine.go("/desk/enheder").count("Inde siden") == 2
    assert mine.html.count('class="tag on"') == 1
    assert "Du er nu kun inde her" in mine.press("Log ud alle andre steder")
    assert (is_in(mine), is_in(other)) == (True, False)
    assert "Du er ikke inde andre steder" in mine.go("/desk/enheder")


def test_a_counsellee_does_so_too_and_ends_nobody_elses(world: World) -> None:
    mine, _ = begun(world)
    others, _ = begun(world)
    desk = at_the_desk(world)
    own = world.write(lambda records: links.session(records, mine.held(CHAT), Role.COUNSELLEE))
    assert own
    open_session(world, own.person, "counsellee")
    assert "Hvor er du inde?" in mine.go("/chat")
    assert mine.go("/chat/adgang").count("Inde siden") == 2
    mine.press("Log ud alle andre steder")
    assert (is_in(mine, "/chat"), is_in(others, "/chat"), is_in(desk)) == (True, True, True)
    assert len(rows(world)) == 3


def test_a_link_from_staff_neither_sees_nor_ends_the_persons_own_sessions(world: World) -> None:
    own, course = with_answers(world)
    own.press("Menu")
    guest = world.browser()
    guest.go(world.renew(course).web)
    guest.press("Fortsæt")
    assert guest.go("/chat/adgang").count("Inde siden") == 1
    guest.post("/chat/adgang", [])
    assert is_in(own, "/chat")


def test_a_code_that_opens_everything_gives_a_new_session(world: World) -> None:
    who = joined(world)
    code = world.write(lambda records: links.make(records, links.LinkKind.RECOVERY, person=who.person, token="AAAA-AAAA-AAAA-AAAA"))
    guest = world.browser()
    guest.go(world.renew(who.course).web)
    guest.press("Fortsæt")
    before = guest.held(CHAT)
    guest.go("/genskab")
    guest.press("Åbn", code=code)
    assert (guest.address, guest.held(CHAT) != before) == ("/chat", True)
    assert world.write(lambda records: links.session(records, before, Role.COUNSELLEE)) is None


@pytest.mark.parametrize("proof", ["", "x" * LETTERS_OF_256_BITS])
def test_a_form_without_the_token_of_this_session_changes_nothing_and_gives_the_words_back(world: World, proof: str) -> None:
    browser, _ = at_the_outcome(world)
    notes = world.write(lambda records: records.rows.count("notes", {}))
    answer = browser.client.post("/chat", data={"csrf": proof, "text": "Mine ord", "press": "m:home", "password": "skjult"})
    assert (answer.status_code, "Mine ord</textarea>" in answer.text, "skjult" in answer.text) == (403, True, False)
    assert 'href="/akut"' in answer.text
    assert world.write(lambda records: records.rows.count("notes", {})) == notes


def test_a_form_of_somebody_elses_session_is_refused(world: World) -> None:
    mine, _ = at_the_outcome(world)
    theirs, _ = at_the_outcome(world)
    desk = at_the_desk(world)
    form, button = theirs.button("Gem")
    assert mine.client.post("/chat", data=dict(theirs.filled(form, button))).status_code == 403
    assert desk.client.post("/desk/invite", data={"csrf": token(theirs.held(CHAT)), "reason": "Vi"}).status_code == 403


def test_a_file_that_comes_with_the_wrong_token_is_not_even_read(world: World) -> None:
    browser, _ = at_the_outcome(world)
    files = {"file": ("voice", b"OggS" * 100_000, "audio/ogg")}
    answer = browser.client.post("/chat", data={"csrf": "no", "text": "Mine ord"}, files=files)
    assert (answer.status_code, "Mine ord</textarea>" in answer.text) == (403, True)
    assert world.write(lambda records: records.rows.count("files", {})) == 0


def test_the_token_tells_nothing_of_the_secret_and_is_anothers_for_another(world: World) -> None:
    secret = open_session(world, world.counsellor)
    assert len(token(secret)) == LETTERS_OF_256_BITS
    assert token(secret) not in secret
    assert len({token(secret), token(secret + "x"), token("")}) == 3


def test_faces_and_hosts_are_known_by_name() -> None:
    assert [face_of(path) for path in ("/desk", "/desk/ud", "/ind/x", "/", "/chat", "/deskx")] == [DESK, DESK, DESK, CHAT, CHAT, CHAT]
    known = [is_known_host(host, "https://Samvej.example") for host in ("samvej.example", "samvej.example:443", "localhost", "[::1]:1")]
    strange = [is_known_host(host, "https://samvej.example") for host in ("", "evil.example", "samvej.example.evil", "[", "127.0.0.1.x.io")]
    assert (known, strange) == ([True] * 4, [False] * 5)


def test_sessions_that_are_over_are_forgotten_when_the_next_is_made(world: World) -> None:
    for _ in range(3):
        open_session(world, world.counsellor)
        world.clock.now += 11 * HOUR
    assert len(rows(world)) == 1
