"""The figures are for whoever holds the token, and no label of them is about a person."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from bot.logs import CHANNELS, OUTCOMES
from bot.rendering.cleaning import clean
from bot.rendering.drawings import drawing
from bot.stores.memory import MemoryAnchor
from bot.usecases.house import House
from bot.usecases.pulse import LOOPS, PIECES, SECONDS
from bot.web.access import Web
from bot.web.app import build
from bot.web.metrics import METHODS
from tests.fakes.painter import FakePainter
from tests.web.browser import Browser
from tests.web.locks import fake_locks
from tests.web.world import NoStore, World

TOKEN = "0123456789abcdefghijklmnopqrstuv"
BEARER = {"authorization": f"Bearer {TOKEN}"}
SAMPLE = re.compile(r"^(samvej_\w+?)(?:\{(.*)\})? (\S+)$")
LABEL = re.compile(r'(\w+)="([^"]*)"')


def client(world: World, house: House | None = None, token: str = TOKEN) -> TestClient:
    """Whoever looks at the figures of a house."""
    web = Web(
        house=house or world.house,
        stage=world.stage,
        pages=world.pages,
        rang=lambda: None,
        clean=clean,
        drawn=drawing,
        painter=FakePainter(),
        witness=MemoryAnchor(),
        locks=fake_locks(),
        metrics_token=token,
    )
    return TestClient(build(web), base_url=world.stage.url, follow_redirects=False)


def figures(client: TestClient) -> dict[tuple[str, str], float]:
    """Each figure by its name and labels, as written."""
    body = client.get("/metrics", headers=BEARER).text
    found = [SAMPLE.match(line) for line in body.splitlines() if not line.startswith("#")]
    return {(one[1], one[2] or ""): float(one[3]) for one in found if one}


@pytest.mark.parametrize("given", ["", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", TOKEN, "Bearer ", "Bearer æ"])
def test_with_another_token_and_without_one_there_is_nothing_there(world: World, given: str) -> None:
    assert client(world).get("/metrics", headers={b"authorization": given.encode()}).status_code == 404


def test_without_the_setting_there_is_nothing_there(world: World) -> None:
    asked = client(world, token="")
    assert [asked.get("/metrics", headers=headers).status_code for headers in ({}, BEARER, {"authorization": "Bearer "})] == [404] * 3
    assert client(world).get("/metrics", headers=BEARER).status_code == 200


def test_who_watches_may_know_this_machine_by_any_name(world: World) -> None:
    assert client(world).get("/metrics", headers={**BEARER, "host": "10.0.0.7:8080"}).status_code == 200


def test_turns_letters_requests_loops_and_queues_are_counted(world: World) -> None:
    pulse = world.house.pulse
    pulse.count("letters", "telegram", "retried")
    pulse.committed(3, 0.002)
    pulse.beat("timers")
    pulse.fell("worker", "KeyError")
    watched = client(world)
    browser = Browser(watched)
    browser.go(urlsplit(world.invite().web).path)
    browser.press("Ja, begynd")
    browser.press("Videre")
    browser.go("/nowhere/at/all")
    told = figures(watched)
    assert told["samvej_turns_total", 'channel="web",outcome="taken"'] == 1
    assert told["samvej_letters_total", 'channel="telegram",outcome="retried"'] == 1
    assert [told["samvej_writer_batch_bucket", f'le="{bound}"'] for bound in (2.0, 4.0, "+Inf")] == [0, 1, 1]
    assert (told["samvej_writer_seconds_count", ""], told["samvej_writer_seconds_sum", ""]) == (1, 0.002)
    assert told["samvej_request_seconds_count", 'method="GET",route="/i/{token}",status="200"'] == 1
    assert told["samvej_request_seconds_count", 'method="GET",route="none",status="404"'] == 1
    assert (told["samvej_loop_up", 'loop="timers"'], told["samvej_loop_up", 'loop="worker"']) == (1, 0)
    assert (told["samvej_database_up", ""], told["samvej_updates_waiting", ""], told["samvej_timers_failed", ""]) == (1, 0, 0)
    assert told["samvej_process_resident_memory_bytes", ""] > 1_000_000


def test_a_database_that_does_not_answer_is_a_figure_too(world: World) -> None:
    told = figures(client(world, replace(world.house, store=NoStore())))
    assert (told["samvej_database_up", ""], ("samvej_updates_waiting", "") in told) == (0, False)


def test_every_value_of_a_label_is_a_name_of_ours(world: World) -> None:
    watched = client(world)
    browser = Browser(watched)
    browser.go(urlsplit(world.invite().web).path)
    browser.press("Ja, begynd")
    browser.press("Videre")
    watched.request("PROPFIND", "/chat/Huslejen")
    for loop in LOOPS:
        world.house.pulse.beat(loop)
    ours = {
        "channel": set(CHANNELS),
        "outcome": {*OUTCOMES, "delivered", "refused", "retried", "unknown"},
        "loop": set(LOOPS),
        "method": {*METHODS, "other"},
        "route": {*(getattr(route, "path", "") for route in watched.app.routes), "none"},  # type: ignore[attr-defined]
        "status": {str(number) for number in range(100, 600)},
        "le": {*map(str, (*SECONDS, *PIECES)), "+Inf"},
        "chore": {"retention", "backup", "anchor"},
    }
    labels = [(name, value) for _, written in figures(watched) for name, value in LABEL.findall(written)]
    assert {name for name, _ in labels} >= {"channel", "loop", "method", "route", "status", "le"}
    assert [(name, value) for name, value in labels if value not in ours[name]] == []
