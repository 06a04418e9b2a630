"""The fake Bot API is as strict as Telegram: what it lets pass, Telegram would."""

import http.client
import http.server
import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ClassVar

import pytest

from tests.fakes.asking import HELLO, ask, keyboard
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person, SeenButton


@pytest.fixture(scope="module")
def strict_api() -> Iterator[FakeBotApi]:
    with FakeBotApi() as api:
        api.person(7).start()
        api.person(9)
        api.group()
        yield api


def numbers(api: FakeBotApi, **params: Any) -> list[int]:
    status, updates = ask(api, "getUpdates", params)
    assert status == 200
    return [update["update_id"] for update in updates]


def test_it_knows_its_token(api: FakeBotApi) -> None:
    assert ask(api, "getMe")[1]["username"] == "samvej_test_bot"
    assert ask(api, "getMe", token="7204815936:wrong") == (401, "Unauthorized")
    assert ask(api, "getMe", token="wrong") == (404, "Not Found")


@pytest.mark.parametrize(
    ("method", "params", "status", "words"),
    [
        ("sendFax", {}, 404, "method not found"),
        ("sendMessage", HELLO | {"txt": "Hej"}, 400, "unknown parameters txt"),
        ("sendMessage", {"chat_id": 7}, 400, "text is empty"),
        ("sendMessage", HELLO | {"text": " \n"}, 400, "text is empty"),
        ("sendMessage", HELLO | {"text": "æ" * 4097}, 400, "too long"),
        ("sendMessage", HELLO | {"chat_id": 8}, 400, "chat not found"),
        ("sendMessage", HELLO | {"chat_id": 9}, 403, "can't initiate conversation"),
        ("sendMessage", HELLO | {"chat_id": -1001}, 403, "not a member"),
        ("sendMessage", HELLO | {"chat_id": "nobody"}, 400, "can't parse chat_id"),
        ("sendMessage", HELLO | {"reply_markup": {"keyboard": []}}, 400, "can't parse reply keyboard"),
        ("sendMessage", HELLO | {"reply_markup": keyboard({"text": "Ja"})}, 400, "Text buttons are unallowed"),
        ("sendMessage", HELLO | {"reply_markup": keyboard({"text": "", "callback_data": "ja"})}, 400, "can't parse inline keyboard button"),
        ("sendMessage", HELLO | {"reply_markup": keyboard({"text": "Ja", "callback_data": ""})}, 400, "BUTTON_DATA_INVALID"),
        ("sendMessage", HELLO | {"reply_markup": keyboard({"text": "Ja", "callback_data": "æ" * 33})}, 400, "BUTTON_DATA_INVALID"),
        ("sendMessage", HELLO | {"reply_markup": keyboard({"text": "Ja", "callback_data": "j", "url": "https://a.dk"})}, 400, "unallowed"),
        ("sendMessage", HELLO | {"reply_markup": keyboard({"text": "Ja", "url": "ftp://a.dk"})}, 400, "Wrong HTTP URL"),
        ("sendMessage", HELLO | {"reply_markup": keyboard({"text": "Ja", "url": "http://localhost"})}, 400, "Wrong HTTP URL"),
        ("sendMessage", HELLO | {"reply_markup": keyboard(*[{"text": "Ja", "callback_data": "ja"}] * 101)}, 400, "REPLY_MARKUP_TOO_LONG"),
        ("editMessageText", HELLO | {"message_id": 99}, 400, "message to edit not found"),
        ("editMessageText", HELLO | {"message_id": 1}, 400, "can't be edited"),
        ("deleteMessage", {"chat_id": 7, "message_id": 99}, 400, "message to delete not found"),
        ("answerCallbackQuery", {"callback_query_id": "1"}, 400, "query ID is invalid"),
        ("setMyCommands", {"commands": [{"command": "Hjælp", "description": "Hjælp"}]}, 400, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "hjaelp", "description": ""}]}, 400, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [{"command": "hjaelp"}]}, 400, "can't parse BotCommand"),
        ("setMyCommands", {"commands": [{"command": "a", "description": "b"}] * 101}, 400, "BOT_COMMANDS_TOO_MUCH"),
        ("setMyCommands", {"commands": [], "scope": {"type": "all"}}, 400, "unsupported type"),
        ("setMyCommands", {"commands": [], "language_code": "da-DK"}, 400, "invalid language code"),
        ("setChatMenuButton", {"menu_button": {"type": "buttons"}}, 400, "can't parse MenuButton"),
        ("setWebhook", {"url": "http://a.dk"}, 400, "HTTPS URL must be provided"),
        ("setWebhook", {"url": "https://a.dk", "secret_token": "æ"}, 400, "unallowed characters"),
        ("getUpdates", {"allowed_updates": ["mesage"]}, 400, "unknown kinds"),
        ("leaveChat", {"chat_id": 7}, 400, "private chats"),
    ],
)
def test_what_telegram_refuses_is_refused(strict_api: FakeBotApi, method: str, params: dict[str, Any], status: int, words: str) -> None:
    refused, said = ask(strict_api, method, params)

    assert (refused, words in said, strict_api.person(7).transcript()) == (status, True, ["you: /start"]), said


def test_a_letter_is_seen_as_it_was_sent_trimmed(api: FakeBotApi, person: Person) -> None:
    buttons = keyboard({"text": "Ja", "callback_data": "æ" * 32}, {"text": "Læs", "url": "https://a.dk"})
    status, message = ask(api, "sendMessage", {"chat_id": 7, "text": f" {'æ' * 4096}\n", "reply_markup": buttons})

    assert (status, message["text"]) == (200, "æ" * 4096)
    assert person.last().text == "æ" * 4096
    assert person.last().rows == ((SeenButton(label="Ja", data="æ" * 32),), (SeenButton(label="Læs", url="https://a.dk"),))
    assert person.press("Læs") == "https://a.dk"


def test_an_edit_that_changes_nothing_is_refused(api: FakeBotApi, person: Person) -> None:
    buttons = keyboard({"text": "Ja", "callback_data": "ja"})
    _, message = ask(api, "sendMessage", HELLO | {"reply_markup": buttons})
    there = {"chat_id": 7, "message_id": message["message_id"]}

    assert "not modified" in ask(api, "editMessageText", there | {"text": "Hej", "reply_markup": buttons})[1]
    assert "not modified" in ask(api, "editMessageReplyMarkup", there | {"reply_markup": buttons})[1]
    assert ask(api, "editMessageReplyMarkup", there)[0] == 200
    assert "not modified" in ask(api, "editMessageReplyMarkup", there)[1]
    assert ask(api, "editMessageText", there | {"text": "Hej igen"})[0] == 200
    assert person.transcript() == ["you: /start", "bot: Hej igen"]


def test_only_young_messages_can_be_deleted(api: FakeBotApi, person: Person) -> None:
    ids = [ask(api, "sendMessage", HELLO)[1]["message_id"] for _ in range(2)]

    assert ask(api, "deleteMessage", {"chat_id": 7, "message_id": ids[0]}) == (200, True)
    api.advance(48 * 3600)
    assert "can't be deleted" in ask(api, "deleteMessage", {"chat_id": 7, "message_id": ids[1]})[1]
    assert person.transcript() == ["you: /start", "bot: Hej"]


def test_updates_wait_until_a_higher_offset_confirms_them(api: FakeBotApi) -> None:
    person = api.person(7)
    for word in ("en", "to", "tre"):
        person.send(word)
    first, second, third = api.told()

    assert numbers(api) == [first, second, third]
    assert numbers(api, limit=1) == [first]
    assert numbers(api, offset=second) == [second, third]
    assert numbers(api) == [second, third]
    assert numbers(api, offset=-1) == [third]
    assert numbers(api, offset=third + 1) == []
    assert api.unconfirmed() == []


def test_presses_wait_shorter_than_messages(api: FakeBotApi, person: Person) -> None:
    ask(api, "sendMessage", HELLO | {"reply_markup": keyboard({"text": "Ja", "callback_data": "ja"})})
    query = person.press("Ja")
    message, press = api.told()

    assert api.unconfirmed() == [message, press]
    api.advance(151)
    assert api.unconfirmed() == [message]
    assert "query is too old" in ask(api, "answerCallbackQuery", {"callback_query_id": query})[1]
    assert person.spinning() == 1
    api.advance(86_400)
    assert api.unconfirmed() == []


def test_only_the_kinds_asked_for_are_told(api: FakeBotApi, person: Person) -> None:
    assert len(numbers(api, offset=api.told()[-1] + 1, allowed_updates=["message"])) == 0
    person.edit("Hej med dig")
    person.block()
    person.unblock()
    said = person.send("Hej")

    [update] = ask(api, "getUpdates")[1]
    assert update["message"]["message_id"] == said.id


def test_a_long_poll_ends_when_something_comes_or_the_time_is_up(api: FakeBotApi) -> None:
    began = time.monotonic()
    assert numbers(api, timeout=1) == []
    assert time.monotonic() - began >= 1.0

    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(numbers, api, timeout=50)
        api.wait_until(lambda: len(api.called("getUpdates")) == 2)
        api.person(7).send("Hej")
        assert waiting.result(40) == api.told()


def test_of_two_pollers_the_older_is_turned_away(api: FakeBotApi) -> None:
    with ThreadPoolExecutor() as pool:
        older = pool.submit(ask, api, "getUpdates", {"timeout": 50})
        api.wait_until(lambda: len(api.called("getUpdates")) == 1)
        newer = pool.submit(numbers, api, timeout=50)
        status, words = older.result(40)
        api.person(7).send("Hej")

        assert (status, "terminated by other getUpdates" in words, newer.result(40)) == (409, True, api.told())


def test_commands_and_menus_are_kept(api: FakeBotApi, person: Person) -> None:
    commands = {"commands": [{"command": "hjaelp", "description": "Hjælp"}]}
    ask(api, "setMyCommands", commands | {"scope": {"type": "all_private_chats"}, "language_code": "da"})
    ask(api, "setMyCommands", commands | {"scope": {"type": "chat", "chat_id": 7}})
    ask(api, "setChatMenuButton", {"chat_id": 7, "menu_button": {"type": "commands"}})

    assert api.world.commands == {("all_private_chats", "da"): [("hjaelp", "Hjælp")], ("chat 7", ""): [("hjaelp", "Hjælp")]}
    assert api.world.chats[person.id].menu == {"type": "commands"}


def test_updates_can_be_repeated_renumbered_and_odd(api: FakeBotApi, person: Person) -> None:
    [first] = api.told()
    assert numbers(api, offset=first + 1) == []
    api.repeat(first)
    api.world.renumber_updates(5)
    api.inject({"message": "nonsense"})
    person.send("Hej")

    assert numbers(api) == [first, 5, 6]


@pytest.mark.parametrize(
    ("how", "seen", "delivered"),
    [("429:3", 429, False), ("500", 500, False), ("slow:0.1", 200, True), ("drop_before", 0, False), ("drop_after_delivery", 0, True),
     ("half", 0, True), ("nonsense", 0, True), ("502", 0, False)],
)  # fmt: skip
def test_it_fails_on_demand_once(api: FakeBotApi, person: Person, how: str, seen: int, delivered: bool) -> None:
    api.fail_next("sendMessage", how)
    try:
        status, _ = ask(api, "sendMessage", HELLO)
    except (OSError, http.client.HTTPException, ValueError):
        status = 0

    assert (status, person.transcript()[1:]) == (seen, ["bot: Hej"] * delivered)
    assert ask(api, "sendMessage", HELLO)[0] == 200


def test_strict_rates_are_told_with_the_time_to_wait() -> None:
    with FakeBotApi(strict_rates=True) as api:
        for number in range(1, 40):
            api.person(number).start()
        assert [ask(api, "sendMessage", {"chat_id": 1, "text": "Hej"})[0] for _ in range(4)] == [200, 200, 200, 429]
        assert 429 in [ask(api, "sendMessage", {"chat_id": number, "text": "Hej"})[0] for number in range(2, 40)]
        api.advance(3)
        assert ask(api, "sendMessage", {"chat_id": 1, "text": "Hej"})[0] == 200


def test_it_can_be_unreachable_and_come_back_as_it_was(api: FakeBotApi, person: Person) -> None:
    url = api.url
    api.stop()
    with pytest.raises(OSError, match="refused"):
        ask(api, "getMe")
    person.send("Hej")
    api.start()

    assert api.url == url
    assert numbers(api) == api.told()
    assert person.transcript() == ["you: /start", "you: Hej"]


class _Hook(http.server.BaseHTTPRequestHandler):
    """Refuses the first post and takes the others."""

    taken: ClassVar[list[tuple[str, str]]]

    def do_POST(self) -> None:
        update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.taken.append((self.headers["X-Telegram-Bot-Api-Secret-Token"], update["message"]["text"]))
        self.send_response(500 if len(self.taken) == 1 else 200)
        self.end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Keep quiet."""


def test_a_webhook_gets_updates_in_order_until_it_takes_them(api: FakeBotApi, person: Person) -> None:
    class Hook(_Hook):
        taken: ClassVar = []

    server = http.server.HTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    ask(api, "setWebhook", {"url": f"http://127.0.0.1:{server.server_port}/hook", "secret_token": "s3cret"})
    person.send("Hej")
    try:
        api.wait_until(lambda: api.unconfirmed() == [])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

    assert Hook.taken == [("s3cret", "/start"), ("s3cret", "/start"), ("s3cret", "Hej")]
    assert ask(api, "getUpdates")[0] == 409
    assert ask(api, "getWebhookInfo")[1]["pending_update_count"] == 0
    ask(api, "deleteWebhook", {"drop_pending_updates": True})
    assert numbers(api) == []
