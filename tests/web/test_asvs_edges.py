"""What stands around the pages: what is given to whoever asks oddly, what each answer says of itself, and what scripts may do."""

import logging
import re
from pathlib import Path

import pytest

from bot.records.core import Records
from bot.web.pages import asset
from tests.web.desk_steps import at_the_desk
from tests.web.test_chat import begun
from tests.web.world import World

WEB = Path(__file__).parents[2] / "bot" / "web"
SCRIPTS = {file.name: file.read_text(encoding="utf-8") for file in (WEB / "static").glob("*.js")}
TEMPLATES = {file.name: file.read_text(encoding="utf-8") for file in (WEB / "templates").rglob("*.html")}
IN_LETTERS = re.compile(r"text/|.*[/+]xml")
BESIDE = ("/.git/HEAD", "/.env", "/static/", "/static/x/..%2fapp.py", "/static/x/%2e%2e/app.py", "/docs", "/openapi.json", "/debug")
ANSWERS = (
    "/",
    "/akut",
    "/nowhere",
    "/robots.txt",
    "/healthz",
    *map(asset, ("icon.svg", "chat.js", "style.css")),
    "/drawn/bridge.svg",
)
# What lets a script write where it did not mean to, run text, or listen to other windows.
LOOSE = re.compile(
    r"__proto__|\.prototype\b|Object\.assign|\w\[[^\]\n]+\]\s*=(?!=)|postMessage|[\"']message[\"']|\beval\(|new Function|document\.cookie"
)


def test_what_lies_beside_the_program_is_given_to_nobody(world: World) -> None:
    client = world.browser().client
    assert {address: client.get(address).status_code for address in BESIDE} == dict.fromkeys(BESIDE, 404)


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PUT", "DELETE", "PATCH"])
def test_no_method_is_known_but_those_of_pages_and_forms(world: World, method: str) -> None:
    answer = world.browser().client.request(method, "/akut")
    assert (answer.status_code, answer.text) == (405, "Method Not Allowed")


def test_each_answer_says_what_it_is_and_in_which_letters(world: World) -> None:
    client = world.browser().client
    answers = [client.get(address) for address in ANSWERS] + [client.put("/akut"), client.post("/sprog", data={"x": "x" * 2_000_000})]
    said = {str(answer.url): answer.headers.get("content-type", "") for answer in answers if answer.content}
    assert len(said) > 8
    assert [url for url, kind in said.items() if not kind or (IN_LETTERS.match(kind) and "charset=utf-8" not in kind)] == []


def test_every_cookie_is_bound_to_this_host_and_out_of_reach_of_scripts(world: World) -> None:
    browser, desk = world.browser(), at_the_desk(world)
    asked = [
        browser.client.post("/sprog", data={"language": "en", "back": "/"}),
        browser.client.get("/desk/ind/organisation"),
        desk.client.post("/desk/ud", headers=desk.proof("/desk/ud")),
    ]
    cookies = [said for answer in asked for said in answer.headers.get_list("set-cookie")]
    assert len(cookies) > 2
    bound = re.compile(r"__Host-\w+=(?=.*; HttpOnly)(?=.*; Path=/)(?=.*; SameSite=lax)(?=.*; Secure)(?!.*domain)", re.IGNORECASE)
    assert [said for said in cookies if not bound.match(said)] == []


def test_no_other_site_is_allowed_to_read_an_answer(world: World) -> None:
    browser, _ = begun(world)
    for address in ("/chat", "/chat/part", asset("chat.js"), "/healthz"):
        answer = browser.client.get(address, headers={"origin": "https://evil.example"})
        assert [name for name in answer.headers if name.startswith("access-control")] == []


def test_what_stands_in_an_address_is_no_form(world: World) -> None:
    browser, _ = begun(world)
    before = world.house.read(_kept)
    browser.client.post("/chat?press=e:all&text=/slet", headers=browser.proof("/chat"))
    assert (browser.client.get("/chat").status_code, world.house.read(_kept)) == (200, before)
    browser.post("/chat", [("press", "e:all")])  # where it belongs it does what it says
    assert world.house.read(_kept)["courses"] == 0


def test_a_field_that_no_form_has_writes_nothing(world: World) -> None:
    browser = at_the_desk(world)
    forged = {"person": "else", "id": "mine", "course": "mine", "state": "closed", "role": "lead", "scope": "full", "made_at": "0"}
    browser.post("/desk/invite", [("reason", "Skolen"), *forged.items()])
    [row] = world.house.read(lambda records: records.rows.some("courses", {}))
    assert (row["id"] == "mine", row["state"]) == (False, "invited")
    assert world.house.read(_roles) == {("counsellor", world.counsellor)}


def test_whoever_is_turned_away_is_told_to_the_log_by_a_number_alone(world: World, caplog: pytest.LogCaptureFixture) -> None:
    browser, _ = begun(world)
    with caplog.at_level(logging.WARNING, logger="samvej"):
        browser.client.post("/chat", data={"text": "hemmeligt"}, headers={"origin": "https://evil.example"})
        browser.client.get("/chat", headers={"host": "evil.example"})
        at_the_desk(world).client.get("/desk/course/another")
    told = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    assert [(one["event"], one["status"]) for one in told] == [("turned_away", 403), ("turned_away", 400), ("turned_away", 403)]
    assert {name for one in told for name in one} == {"event", "level", "at", "status"}


def test_passwords_are_hidden_and_may_be_pasted_and_filled_in_by_a_program() -> None:
    fields = [line for text in TEMPLATES.values() for line in re.findall(r"<input[^>]*>", text) if 'type="password"' in line]
    assert len(fields) == 1  # one macro makes them all
    assert "autocomplete=" in fields[0]
    assert re.findall(r'name="password"', "".join(TEMPLATES.values())) == []
    assert [name for name, text in (SCRIPTS | TEMPLATES).items() if re.search(r"onpaste|[\"']paste[\"']", text)] == []


def test_scripts_write_to_no_name_that_came_in_and_listen_to_no_other_window() -> None:
    assert len(SCRIPTS) > 8
    # The Mini App tells its own Telegram, and no other window, that it is there.
    told = {name: re.sub(r"window\.parent\.postMessage\(.*, TELEGRAM\);", "", text) for name, text in SCRIPTS.items()}
    assert [name for name, text in told.items() if LOOSE.search(text)] == []
    assert [text for text in ("typed[key] = x", "a.__proto__", 'addEventListener("message", f)', "eval(x)") if not LOOSE.search(text)] == []
    assert LOOSE.search("one[0] === two") is None


def test_nothing_is_fetched_or_run_by_what_browsers_have_given_up() -> None:
    assert [name for name, text in TEMPLATES.items() if re.search(r"<(object|embed|applet|iframe|frame)\b", text)] == []


def _kept(records: Records) -> dict[str, int]:
    return {table: records.rows.count(table, {}) for table in ("courses", "notes", "versions", "parked")}


def _roles(records: Records) -> set[tuple[str, str]]:
    return {(row["role"], row["person"]) for row in records.rows.some("memberships", {})}
