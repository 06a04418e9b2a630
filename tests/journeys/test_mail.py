"""Mails from the real program through a real mail server: confirmed, stopped, and without a word or an address where none belongs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import httpx2
import pytest
from aiosmtpd.controller import Controller

from bot.usecases.mails import CONFIRM_AT, STOP_AT
from tests.channels.smtp import Takes
from tests.fakes.ports import free_port
from tests.journeys.running import PATIENCE, Samvej, wait_until
from tests.web.browser import Browser

ADDRESS = "alex@post.example"
SECRET = "Brombærhegn"


@pytest.fixture
def takes() -> Takes:
    return Takes()


@pytest.fixture
def samvej(tmp_path: Path, takes: Takes) -> Iterator[Samvej]:
    server = Controller(takes, hostname="127.0.0.1", port=free_port(), ready_timeout=PATIENCE)
    server.start()
    samvej = Samvej(tmp_path, SAMVEJ_MAIL_SERVER=f"127.0.0.1:{server.port}", SAMVEJ_MAIL_FROM="besked@nordby.example")
    try:
        yield samvej
    finally:
        samvej.kill()
        server.stop()


def arrived(takes: Takes, number: int) -> str:
    """The words of the mail of this number, when it is there."""
    wait_until(lambda: len(takes.mails) >= number, PATIENCE)
    return str(takes.mails[number - 1].get_content())


def address_in(text: str, way: str) -> str:
    return way + text.partition(way)[2].split()[0]


def test_news_comes_as_a_mail_without_words_until_it_is_stopped(samvej: Samvej, takes: Takes) -> None:
    course, secret = samvej.invited()
    samvej.let_in()
    samvej.start()
    mine, theirs = (httpx2.Client(base_url=samvej.url, timeout=PATIENCE) for _ in range(2))
    with mine, theirs:
        counsellee, counsellor = (Browser(client=cast("Any", client)) for client in (mine, theirs))
        counsellee.go(f"/i/{secret}")
        counsellee.press("Ja, begynd")
        counsellee.post("/chat", [("press", "m:mail")])
        counsellee.press("Gem", text=ADDRESS)
        counsellee.go(address_in(arrived(takes, 1), CONFIRM_AT))
        counsellee.press("Ja, det er min mail")
        counsellor.go(samvej.sign_in_link().removeprefix(samvej.url))
        counsellor.press("Log ind")
        counsellor.go(f"/desk/course/{course}")
        counsellor.post(f"/desk/course/{course}/question", [("question", f"Hvad er {SECRET}?")])
        news = arrived(takes, 2)
        assert mine.post(address_in(news, STOP_AT), data={"List-Unsubscribe": "One-Click"}).status_code == 200
        assert "Du får ikke flere mails fra os." in counsellee.go("/chat")
    assert (takes.mails[1]["To"], takes.mails[1]["Subject"]) == (ADDRESS, "Der er nyt til dig")
    assert [SECRET in raw.decode() or SECRET in news for raw in takes.raw] == [False, False]
    assert ADDRESS not in samvej.said()
    samvej.kill()
    stored = b"".join(file.read_bytes() for file in samvej.data.rglob("*") if file.is_file())
    assert (stored != b"", ADDRESS.encode() in stored) == (True, False)
