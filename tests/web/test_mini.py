from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl

import httpx2
import pytest
from starlette.testclient import TestClient

from bot.records import links, people, switches
from bot.records.people import TELEGRAM, Address
from bot.usecases import launching
from bot.web.app import build
from bot.web.faces import token
from bot.web.headers import headers
from bot.web.launch import key_of
from tests.web.launching import TOKEN, launch, web_of
from tests.web.test_chat import begun
from tests.web.world import World

PHONE = 4711
COOKIE = "__Host-samvej_mini"
FRAMED = "frame-ancestors 'self' https://web.telegram.org"


def with_mini(world: World, mini: bytes) -> World:
    return replace(world, app=build(web_of(world, mini)))


@pytest.fixture
def world(world: World) -> World:
    """A house with a bot, and somebody guided in it who has connected their Telegram."""
    world = with_mini(world, key_of(TOKEN))
    _, course = begun(world)
    [person] = world.house.read(lambda r: [row["person"] for row in r.rows.some("memberships", {"course": course, "role": "counsellee"})])
    at = Address(channel=TELEGRAM, external=str(PHONE), person=person, course=course, state=people.OPEN)
    world.write(lambda records: people.settle(records, at))
    return world


def client(world: World) -> TestClient:
    return TestClient(world.app, base_url=world.stage.url, follow_redirects=False)


def came_in(world: World, inside: TestClient, by: str = "cookie", person: int = PHONE) -> httpx2.Response:
    held = inside.cookies.get(COOKIE) or ""
    sign = {"x-csrf": token(held)} if held else {}
    return inside.post("/mini", data={"data": launch(world.clock.now, person), "by": by}, headers=sign)


def test_whose_telegram_it_is_comes_in_by_a_cookie_that_arrives_in_a_frame(world: World) -> None:
    inside = client(world)
    answer = came_in(world, inside)
    assert (answer.status_code, answer.json()) == (200, {})
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert name.startswith(f"{COOKIE}=")
    assert attributes == ["Max-Age=43200", "Path=/", "Secure", "HttpOnly", "SameSite=None", "Partitioned"]
    assert inside.get("/mini", headers={"x-part": "1"}).status_code == 204
    assert "Jeg er et program" in inside.get("/chat").text


def test_where_no_cookie_is_kept_a_header_says_who_it_is(world: World) -> None:
    secret = came_in(world, client(world), "header").json()["session"]
    inside = client(world)
    assert inside.get("/mini", headers={"x-part": "1"}).status_code == 401
    assert "Jeg er et program" in inside.get("/chat", headers={"x-session": secret}).text


def test_a_header_is_no_way_round_the_token_of_the_forms(world: World) -> None:
    secret = came_in(world, client(world), "header").json()["session"]
    inside = client(world)
    sent = {"press": "m:home"}
    assert inside.post("/chat", data=sent, headers={"x-session": secret}).status_code == 403
    assert inside.post("/chat", data=sent, headers={"x-session": secret, "x-csrf": token(secret)}).status_code == 303
    assert f'name="csrf" value="{token(secret)}"' in inside.get("/chat", headers={"x-session": secret}).text


def test_a_header_opens_nothing_at_the_desk_and_nothing_in_a_house_without_a_bot(world: World) -> None:
    secret = came_in(world, client(world), "header").json()["session"]
    assert client(world).get("/desk", headers={"x-session": secret}).status_code == 401
    assert client(with_mini(world, b"")).get("/chat", headers={"x-session": secret}).status_code == 401


@pytest.mark.parametrize("secret", ["x", "a" * 5_000, "__Host"])
def test_a_made_up_header_is_nobody(world: World, secret: str) -> None:
    assert client(world).get("/chat", headers={"x-session": secret}).status_code == 401


@pytest.mark.parametrize(
    ("seconds", "bot"), [(3700, TOKEN), (-300, TOKEN), (0, "654321:TEST-token-of-another-bot")], ids=["old", "future", "another bot"]
)
def test_what_is_not_good_is_refused_in_one_clear_sentence(world: World, seconds: int, bot: str) -> None:
    inside = client(world)
    answer = inside.post("/mini", data={"data": launch(world.clock.now - timedelta(seconds=seconds), PHONE, token=bot)})
    told = {"said": "Det kunne ikke åbnes. Luk det, og åbn arket igen fra samtalen i Telegram."}
    assert (answer.status_code, answer.json()) == (422, told)
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("data", ["", "hash=x", "x", "%ff=%ff&hash=1"])
def test_what_is_no_launch_at_all_is_refused_alike(world: World, data: str) -> None:
    assert client(world).post("/mini", data={"data": data}).status_code == 422


def test_somebody_nobody_knows_is_told_how_to_begin(world: World) -> None:
    answer = came_in(world, client(world), person=PHONE + 1)
    assert (answer.status_code, "Du kommer ind med et link fra din vejleder" in answer.json()["said"]) == (403, True)
    assert "set-cookie" not in answer.headers


def test_staff_have_their_desk_and_no_sheet_of_their_own(world: World) -> None:
    at = Address(channel=TELEGRAM, external="99", person=world.counsellor, course="", state=people.OPEN)
    world.write(lambda records: people.settle(records, at))
    assert came_in(world, client(world), person=99).status_code == 403


def test_who_opens_it_again_has_one_session_and_not_two(world: World) -> None:
    inside = client(world)
    came_in(world, inside)
    first = inside.cookies[COOKIE]
    came_in(world, inside)
    assert inside.cookies[COOKIE] != first
    assert world.house.read(lambda records: links.session(records, first, "counsellee")) is None


def test_the_session_inside_is_over_after_half_a_day(world: World) -> None:
    secret = came_in(world, client(world), "header").json()["session"]
    world.clock.now += launching.LIFE + timedelta(minutes=1)
    assert client(world).get("/chat", headers={"x-session": secret}).status_code == 401


def test_opening_it_over_and_over_is_held_up(world: World) -> None:
    inside = client(world)
    assert [came_in(world, inside).status_code for _ in range(21)] == [200] * 20 + [429]


@pytest.mark.parametrize("leave", ["/ud", "/ny"])
def test_leaving_ends_the_session_inside_and_its_cookie(world: World, leave: str) -> None:
    inside = client(world)
    came_in(world, inside)
    secret = inside.cookies[COOKIE]
    gone = inside.post(leave).headers.get_list("set-cookie")
    assert f"{COOKIE}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=None; Partitioned" in gone
    assert world.house.read(lambda records: links.session(records, secret, "counsellee")) is None


def test_a_form_from_elsewhere_is_refused_also_inside(world: World) -> None:
    inside = client(world)
    came_in(world, inside)
    answer = inside.post(
        "/chat", data={"press": "e:all"}, headers={"sec-fetch-site": "cross-site", "x-csrf": token(inside.cookies[COOKIE])}
    )
    assert answer.status_code == 403


def test_without_a_bot_there_is_no_such_page(world: World) -> None:
    without = with_mini(world, b"")
    assert [client(without).get("/mini").status_code, came_in(without, client(without)).status_code] == [404, 404]


def test_while_telegram_is_off_there_is_no_such_page(world: World) -> None:
    world.write(lambda records: switches.move(records, switches.TELEGRAM, switches.OFF))
    assert [client(world).get("/mini").status_code, came_in(world, client(world)).status_code] == [404, 404]


def test_only_the_sheet_and_the_ways_out_may_stand_in_a_frame_and_only_in_telegrams(world: World) -> None:
    url = world.stage.url
    paths = ("/", "/chat", "/desk", "/desk/course/x/ark", "/mini", "/ark", "/ark/note/x", "/arkiv", "/akut", "/ny", "/r/x")
    framed = {path for path in paths if FRAMED in headers(url, path, 200, inside=True)["content-security-policy"]}
    assert framed == {"/mini", "/ark", "/ark/note/x", "/akut", "/ny"}
    assert "frame-ancestors 'none'" in headers(url, "/ark", 200)["content-security-policy"]
    assert FRAMED in client(world).get("/mini").headers["content-security-policy"]
    assert "frame-ancestors 'none'" in client(world).get("/chat").headers["content-security-policy"]


def test_the_page_loads_nothing_of_telegrams(world: World) -> None:
    answer = client(world).get("/mini")
    assert "telegram.org" not in answer.text
    assert "script-src 'self';" in answer.headers["content-security-policy"]


def test_neither_the_page_nor_an_answer_holds_the_key_or_the_token(world: World) -> None:
    inside = client(world)
    told = inside.get("/mini").text + came_in(world, inside).text + repr(with_mini(world, key_of(TOKEN)))
    assert TOKEN not in told
    assert key_of(TOKEN).hex() not in told


def test_the_launch_is_never_written_down(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    data = launch(world.clock.now - timedelta(days=1))
    client(world).post("/mini", data={"data": data})
    said = capsys.readouterr()
    assert dict(parse_qsl(data))["hash"] not in said.out + said.err


def test_without_scripts_it_says_what_to_do_instead(world: World) -> None:
    assert "<noscript><p>Arket virker ikke i den app, du bruger." in client(world).get("/mini").text
