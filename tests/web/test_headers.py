import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.config import read_settings
from bot.errors import WrongSettings
from bot.web.headers import headers
from bot.web.pages import asset
from tests.web.browser import Browser, Reader
from tests.web.desk_steps import at_the_desk, joined, link
from tests.web.test_chat import at_the_outcome, begun, with_answers
from tests.web.world import World

TEMPLATES = Path(__file__).parents[2] / "bot" / "web" / "templates"
COUNSELLEES = (
    "/",
    "/chat",
    "/chat/adgang",
    "/chat/noegle",
    "/besked-om-data",
    "/genskab",
    "/akut",
    "/nowhere",
    "/i/wrong",
    "/r/wrong",
    "/ark",
    "/ark/before",
    "/ark/paper",
)
DESKS = ("/desk", "/desk/invite", "/desk/enheder", "/desk/adgang", "/desk/ind", "/desk/nowhere", "/ind/wrong")
NEUTRAL = {
    "Samvej", "Ny fane", "Oversigt · Samvej", "Inviter · Samvej", "Log ind · Samvej", "Linket · Samvej", "Forbind Telegram · Samvej",
    "Din adgang · Samvej", "Hvor er du inde? · Samvej", "Kodeord · Samvej", "Vælg et kodeord · Samvej", "Arket · Samvej",
    "Forløb · Samvej",
}  # fmt: skip
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self' blob:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types samvej"
)


def every_page(world: World) -> list[tuple[str, Browser]]:
    """Each page as somebody sees it, by its address."""
    seen = []
    chat, course = with_answers(world)
    desk = at_the_desk(world)
    invitation = world.invite().web
    for browser, addresses in (
        (chat, COUNSELLEES),
        (desk, (*DESKS, f"/desk/course/{course}", f"/desk/course/{course}/selfcheck", f"/desk/course/{course}/ark")),
    ):
        for address in addresses:
            looking = replace(browser)
            looking.go(address)
            seen.append((address, looking))
    for address in (invitation, link(world), world.renew(course).web):
        stranger = world.browser()
        stranger.go(address)
        seen.append((address, stranger))
    return seen


def test_the_policy_allows_nothing_that_is_not_ours_and_no_frames_anywhere(world: World) -> None:
    for address, browser in every_page(world):
        said = browser.client.get(address).headers
        away = " https://login.example" if address == "/desk/adgang" else ""
        assert said["content-security-policy"] == POLICY.replace("form-action 'self'", f"form-action 'self'{away}"), address
        assert "unsafe" not in said["content-security-policy"]


def test_each_answer_says_what_a_browser_may_do_with_it(world: World) -> None:
    browser, _ = begun(world)
    said = browser.client.get("/chat").headers
    assert said["referrer-policy"] == "same-origin"
    assert said["x-content-type-options"] == "nosniff"
    assert said["cross-origin-opener-policy"] == said["cross-origin-resource-policy"] == "same-origin"
    assert "noindex" in said["x-robots-tag"]
    assert "camera=()" in said["permissions-policy"]
    assert "microphone=(self)" in said["permissions-policy"]
    assert said["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert "server" not in said


def test_nothing_personal_is_kept_by_a_browser_or_on_the_way(world: World) -> None:
    pages = every_page(world)
    assert len(pages) > 15
    assert {browser.client.get(address).headers["cache-control"] for address, browser in pages} == {"private, no-store"}


def test_plain_http_on_this_machine_promises_no_https() -> None:
    assert "strict-transport-security" not in headers("http://localhost:8080", "/", 200)
    assert "immutable" in headers("http://localhost:8080", asset("chat.js"), 200)["cache-control"]
    assert headers("http://localhost:8080", asset("chat.js"), 404)["cache-control"] == "private, no-store"
    assert headers("http://localhost:8080", "/static/older/chat.js", 200)["cache-control"] == "private, no-store"


def test_an_error_of_ours_has_the_same_headers(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(type(world.house), "read", breaks)
    client = TestClient(world.app, base_url=world.stage.url, raise_server_exceptions=False)
    client.cookies.set("__Host-samvej_chat", "any")
    answer = client.get("/chat")
    assert (answer.status_code, answer.headers["content-security-policy"]) == (500, POLICY)
    assert 'href="tel:112"' in answer.text


@pytest.mark.parametrize("host", ["evil.example", "samvej.example.evil.example", "127.0.0.1.evil.example", ""])
def test_a_foreign_host_is_refused(world: World, host: str) -> None:
    browser, _ = begun(world)
    answer = browser.client.get("/chat", headers={"host": host})
    assert (answer.status_code, "Jeg er et program" in answer.text) == (400, False)
    assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("host", ["samvej.example", "SAMVEJ.example:443", "localhost:8080", "127.0.0.1", "[::1]:8080"])
def test_our_own_host_and_this_machine_are_let_in(world: World, host: str) -> None:
    assert world.browser().client.get("/", headers={"host": host}).status_code == 200


def test_health_is_told_under_any_name(world: World) -> None:
    assert world.browser().client.get("/healthz", headers={"host": "10.0.0.7:8080"}).status_code in {200, 503}


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        ("https://samvej.example", True),
        ("http://localhost:8080", True),
        ("http://127.0.0.1:9", True),
        ("http://[::1]:9", True),
        ("http://samvej.example", False),
        ("http://192.168.1.4:8080", False),
    ],
)
def test_plain_http_is_for_this_machine_alone(url: str, *, fits: bool) -> None:
    try:
        assert read_settings({"SAMVEJ_URL": url}).url == url
        refused = False
    except WrongSettings as fault:
        refused = "SAMVEJ_URL: plain http is for this machine alone" in str(fault)
    assert refused != fits


@pytest.mark.parametrize("proof", [True, False])
def test_a_form_longer_than_any_is_not_read_to_its_end(world: World, *, proof: bool) -> None:
    browser, _ = begun(world)
    headers = browser.proof("/chat") if proof else {}
    answer = browser.client.post("/chat", data={"text": "x" * 2_000_000}, headers=headers)
    assert (answer.status_code, len(answer.content) < 1000) == (413, True)


@pytest.mark.parametrize("address", ["/sprog", "/noegle", "/desk/ind", "/desk/invite"])
def test_only_where_files_are_taken_in_is_a_form_longer_than_a_form(world: World, address: str) -> None:
    answer = world.browser().client.post(address, files={"file": ("f", b"x" * 2_000_000)})
    assert answer.status_code == 413


@pytest.mark.parametrize("address", ["/sprog", "/chat", "/desk/ind"])
@pytest.mark.parametrize("named", ["charset=raw_unicode_escape", "charset*=utf-8''unicode_escape", 'CharSet="utf-16-surrogatepass"'])
def test_a_form_in_letters_of_its_own_is_refused(world: World, address: str, named: str) -> None:
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n/\\ud800\r\n' for name in ("back", "name", "text")]
    body = "".join(f"--b\r\n{part}" for part in parts) + "--b--\r\n"
    browser, _ = begun(world)
    headers = {"content-type": f"multipart/form-data; boundary=b; {named}", **browser.proof(address)}
    assert browser.client.post(address, content=body, headers=headers).status_code == 400


def test_search_engines_are_asked_to_stay_away(world: World) -> None:
    assert world.browser().client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_nothing_outside_a_page_says_what_it_is_about(world: World) -> None:
    titles = set()
    for address, browser in every_page(world):
        found = re.findall(r"<title>(.*?)</title>", browser.html)
        assert len(found) == 1, address
        titles |= set(found)
        assert not re.search(r'property="og:|name="description"|rel="manifest"|name="twitter', browser.html)
    assert titles <= NEUTRAL
    assert len(titles) > 4


def test_each_form_of_each_page_carries_the_token(world: World) -> None:
    forms = 0
    for address, browser in every_page(world):
        if browser.held("samvej_chat") or browser.held("samvej_desk"):
            own = set(browser.proof(address).values()) | set(browser.proof("/chat").values()) | set(browser.proof("/desk").values())
            for form in (one for one in Reader(browser.html).forms if not one.dialog):
                forms += 1
                assert form.fields[:1], (address, form.action)
                assert form.fields[0][0] == "csrf", (address, form.action)
                assert form.fields[0][1] in own
    assert forms > 40


def test_each_form_in_each_template_that_sends_anything_carries_the_token_first() -> None:
    every = [(file.name, form) for file in TEMPLATES.glob("*.html") for form in re.findall(r"<form\b.*", file.read_text(encoding="utf-8"))]
    found = [one for one in every if 'method="dialog"' not in one[1]]
    assert len(found) > 30
    assert [one for one in found if 'method="post"' not in one[1] or not re.search(r">\{\{ csrf\(\) \}\}", one[1])] == []


def test_a_page_from_before_somebody_came_in_has_no_token_and_needs_none(world: World) -> None:
    browser = world.browser()
    browser.go(world.invite().web)
    assert "csrf" not in browser.html
    browser.press("Ja, begynd")
    assert browser.status == 200


@pytest.mark.parametrize("leave", ["/ud", "/ny", "/desk/ud"])
def test_signing_out_lets_the_browser_forget_everything(world: World, leave: str) -> None:
    browser = at_the_desk(world) if leave == "/desk/ud" else at_the_outcome(world)[0]
    answer = browser.client.post(leave)
    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert browser.held("samvej_chat") + browser.held("samvej_desk") == ""


def test_erasing_lets_the_browser_forget_everything(world: World) -> None:
    browser, _ = at_the_outcome(world)
    answer = browser.client.post("/chat", data={"press": "e:all"}, headers=browser.proof("/chat"))
    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'


def test_whoever_is_in_at_both_faces_stays_in_at_the_other(world: World) -> None:
    browser = at_the_desk(world)
    browser.go(world.invite().web)
    browser.press("Ja, begynd")
    assert browser.client.post("/desk/ud").headers["clear-site-data"] == '"cache"'
    assert (browser.held("samvej_desk"), bool(browser.held("samvej_chat"))) == ("", True)
    joined(world)


@pytest.mark.parametrize("sign", [{"origin": "null"}, {"origin": "https://elsewhere.example"}, {"sec-fetch-site": "same-site"}])
def test_not_even_the_right_token_helps_a_form_from_elsewhere(world: World, sign: dict[str, str]) -> None:
    browser, _ = at_the_outcome(world)
    answer = browser.client.post("/chat", data={"press": "e:all"}, headers={**browser.proof("/chat"), **sign})
    assert answer.status_code == 403
    assert browser.go("/chat")
    assert browser.status == 200
