"""The real program opens its doors, says goodbye, and does without what is not there."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from bot.domain.limits import LIMITS
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person
from tests.journeys.running import NO_TLS, PATIENCE, Desk, Samvej, wait_until

SECRET = "0123456789abcdefghijklmnopqrstuv"
WARNING = "telegram_not_answering"


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with FakeBotApi() as api:
        yield api


@pytest.fixture
def samvej(tmp_path: Path, api: FakeBotApi) -> Iterator[Samvej]:
    samvej = Samvej(tmp_path, api)
    yield samvej
    samvej.kill()


def invited(samvej: Samvej, person: Person) -> str:
    """A person who has opened their invitation in Telegram; the course, once they have said yes."""
    course, secret = samvej.invited()
    person.start(secret)
    person.wait_for("vil gerne mødes med dig", PATIENCE)
    person.press("Ja, begynd")
    person.wait_for("Jeg er et program", PATIENCE)
    return course


def test_without_a_token_the_web_opens_and_a_signal_closes_it_well(tmp_path: Path) -> None:
    samvej = Samvej(tmp_path)
    samvej.start()
    assert httpx2.get(f"{samvej.url}/akut", timeout=PATIENCE).status_code == 200
    samvej.stop()
    assert f"Samvej is open on {samvej.url}" in samvej.said()
    assert sorted(file.name for file in samvej.data.iterdir()) == ["samvej.db"]


def test_who_is_in_the_middle_of_something_finds_it_after_a_stop(samvej: Samvej, api: FakeBotApi) -> None:
    samvej.start()
    person = api.person(7)
    invited(samvej, person)
    samvej.stop()
    person.press("Videre")
    samvej.start()
    person.wait_for("Hvem fik ideen", PATIENCE)


def test_the_bots_menu_is_there_in_both_languages(samvej: Samvej, api: FakeBotApi) -> None:
    samvej.start()
    api.wait_until(lambda: len(api.world.commands) == 3, PATIENCE)
    listed = {where: [name for name, _ in commands] for where, commands in api.world.commands.items()}
    private = "all_private_chats"
    assert listed[private, ""] == listed[private, "da"]
    assert {"menu", "fortsaet", "hjaelp", "akut", "slet"} <= set(listed[private, "da"])
    assert {"menu", "continue", "help", "crisis", "erase"} <= set(listed[private, "en"])
    assert [words for _, words in api.world.commands[private, "en"]] != [words for _, words in api.world.commands[private, "da"]]


def test_the_web_opens_while_telegram_is_down_and_the_bot_follows_later(samvej: Samvej, api: FakeBotApi) -> None:
    samvej.start()
    person = api.person(7)
    course = invited(samvej, person)
    samvej.stop()
    api.stop()
    samvej.start()
    samvej.let_in()
    Desk(samvej.url, samvej.sign_in_link()).send(f"/desk/course/{course}/question", question="Hvad har du prøvet?")
    wait_until(lambda: WARNING in samvej.said())
    api.start()
    person.wait_for("Vejleder har spurgt dig om noget.", PATIENCE)
    person.press("Svar")
    person.wait_for("Hvad har du prøvet?", PATIENCE)
    assert api.token not in samvej.said()


def test_by_webhook_the_same_is_said(tmp_path: Path, api: FakeBotApi) -> None:
    samvej = Samvej(tmp_path, api, SAMVEJ_TELEGRAM_SECRET=SECRET)
    samvej.set(SAMVEJ_TELEGRAM_WEBHOOK=samvej.url)
    samvej.start()
    try:
        person = api.person(7)
        invited(samvej, person)
        person.press("Videre")
        person.wait_for("Hvem fik ideen", PATIENCE)
        refused = [httpx2.post(f"{samvej.url}/telegram", json={}, headers=headers, timeout=PATIENCE).status_code for headers in _WRONG]
        assert refused == [403, 403]
        assert api.called("getUpdates") == []
        samvej.stop()
    finally:
        samvej.kill()


def test_a_letter_to_somebody_who_blocked_the_bot_shows_on_the_desk(samvej: Samvej, api: FakeBotApi) -> None:
    samvej.start()
    person = api.person(7)
    course = invited(samvej, person)
    samvej.let_in()
    desk = Desk(samvej.url, samvej.sign_in_link())
    samvej.settle()
    assert "En besked nåede ikke frem" not in desk.look("/desk")
    person.block(tell=False)
    desk.send(f"/desk/course/{course}/question", question="Hvad har du prøvet?")
    samvej.settle()
    assert "En besked nåede ikke frem" in desk.look("/desk")
    assert samvej.samvej("status")["letters_refused"] == 1


def test_a_port_that_is_taken_is_said_in_a_sentence(tmp_path: Path) -> None:
    samvej = Samvej(tmp_path)
    samvej.start()
    second = Samvej(tmp_path / "second", port=samvej.port)
    assert "cannot be opened" in second.fails("serve")
    samvej.kill()


def test_a_database_without_its_key_is_not_opened(tmp_path: Path) -> None:
    samvej = Samvej(tmp_path)
    samvej.samvej("courses")
    key = samvej.settings.key_file
    assert key
    key.unlink()
    assert "Without it nothing that people wrote can be read" in samvej.fails("courses")
    key.write_bytes(b"x" * 32)
    key.chmod(0o600)
    assert "The key does not open this database" in samvej.fails("courses")


def test_a_token_that_telegram_refuses_is_said_without_the_token(tmp_path: Path, api: FakeBotApi) -> None:
    wrong = api.token.replace("fake", "woke")
    said = Samvej(tmp_path, api, SAMVEJ_TELEGRAM_TOKEN=wrong).fails("serve")
    assert "Telegram refuses it" in said
    assert wrong not in said


_WRONG: tuple[dict[str, str], ...] = ({}, {"x-telegram-bot-api-secret-token": "wrong"})


def test_who_asks_is_what_the_proxy_on_this_machine_added_last(tmp_path: Path) -> None:
    samvej = Samvej(tmp_path)
    samvej.start()
    try:
        tries = range(LIMITS["sign_in_address"].size + 15)
        with ThreadPoolExecutor(len(tries)) as side_by_side:  # one after the other, a busy machine gives them time to be let in again
            forged = set(side_by_side.map(lambda one: _tried(samvej, f"198.51.100.{one}, 203.0.113.9"), tries))
        assert forged == {401, 429}
        assert _tried(samvej, "203.0.113.10") == 401
    finally:
        samvej.stop()


def _tried(samvej: Samvej, told: str) -> int:
    """Sign in as nobody in particular, as if by a proxy that told this of who asks."""
    return httpx2.post(
        f"{samvej.url}/desk/ind/noegle", data={"answer": "x"}, headers={"x-forwarded-for": told}, timeout=PATIENCE, verify=NO_TLS
    ).status_code
