"""The webhook lets in who knows the secret, and says yes only to what is on disk."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.channels.webhook import MOST_BYTES, PATH, SECRET_HEADER, webhook_route
from bot.stores.schema import connect
from tests.channels.botting import Bot, running
from tests.fakes.bot_api import FakeBotApi

SECRET = "s3cret-" * 4
HELLO = {"update_id": 1, "message": {"message_id": 5, "text": "Hej", "chat": {"id": 7, "type": "private"}, "from": {"id": 7}}}


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Bot]:
    with FakeBotApi() as api:
        api.person(7).start()
        with running(tmp_path, api, polling=False) as bot:
            yield bot


@pytest.fixture
def client(bot: Bot) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=[webhook_route(bot.intake, SECRET)])) as client:
        client.headers = {SECRET_HEADER: SECRET, "content-type": "application/json"}
        yield client


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper(), "hemmelighed æøå"])
def test_a_wrong_secret_is_refused_and_nothing_is_kept(bot: Bot, client: TestClient, secret: str) -> None:
    answer = client.post(PATH, json=HELLO, headers=[(SECRET_HEADER.encode(), secret.encode())])
    assert (answer.status_code, bot.inbox()) == (403, {})


def test_what_is_kept_is_answered_with_yes_also_the_second_time(bot: Bot, client: TestClient) -> None:
    answers = [client.post(PATH, json=HELLO).status_code for _ in range(2)]
    assert (answers, set(bot.inbox())) == ([200, 200], {"1"})


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"7", b"\xff\xfe", b'"' + b"x" * MOST_BYTES + b'"', b"[" * 100_000])
def test_what_is_no_update_is_refused(bot: Bot, client: TestClient, body: bytes) -> None:
    assert (client.post(PATH, content=body).status_code, bot.inbox()) == (400, {})


@pytest.mark.parametrize("update", [{"update_id": 2}, {"update_id": "x"}, {"message": {}}, {"update_id": 3, "message": []}])
def test_an_odd_update_is_kept_for_whoever_looks_after_it(bot: Bot, client: TestClient, update: dict[str, object]) -> None:
    assert (client.post(PATH, json=update).status_code, len(bot.inbox())) == (200, 1)


def test_what_cannot_be_kept_is_to_be_sent_again(bot: Bot, client: TestClient, tmp_path: Path) -> None:
    with closing(connect(tmp_path / "samvej.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = client.post(PATH, json={"update_id": 1}).status_code
        other.execute("ROLLBACK")
    assert (refused, client.post(PATH, json={"update_id": 1}).status_code, set(bot.inbox())) == (503, 200, {"1"})


def test_the_address_is_for_posting_only(client: TestClient) -> None:
    assert client.get(PATH).status_code == 405
