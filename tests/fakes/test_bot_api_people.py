"""People at the fake Bot API do what people do at Telegram, and see what they would see there."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.fakes.asking import HELLO, ask, keyboard
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person


def test_updates_are_as_rich_as_telegrams(api: FakeBotApi) -> None:
    person = api.person(7, language="uk")
    person.start("kode-123")
    person.start("not well formed")
    person.photo("Mig")
    for act in (person.sticker, person.voice, person.document, person.contact):
        act()
    messages = [update["message"] for update in ask(api, "getUpdates")[1]]

    assert [message.get("text") for message in messages[:2]] == ["/start kode-123", "/start"]
    assert messages[0]["from"] == {
        "id": 7, "is_bot": False, "first_name": "Fornavn7", "last_name": "Efternavn7", "username": "bruger_7", "language_code": "uk",
    }  # fmt: skip
    assert messages[2]["caption"] == "Mig"
    assert [next(kind for kind in ("photo", "sticker", "voice", "document", "contact") if kind in message) for message in messages[2:]] == [
        "photo", "sticker", "voice", "document", "contact",
    ]  # fmt: skip
    assert person.transcript()[-4:] == ["you: (sticker)", "you: (voice)", "you: (document)", "you: (contact)"]


def test_a_client_cuts_a_long_text_into_several_messages(api: FakeBotApi, person: Person) -> None:
    last = person.send("a" * 4096 + "b")

    assert [len(seen.text) for seen in person.chat()] == [6, 4096, 1]
    assert last.text == "b"


def test_a_person_presses_the_newest_button_or_an_old_one_as_it_was_seen(api: FakeBotApi, person: Person) -> None:
    for data in ("old", "new"):
        ask(api, "sendMessage", HELLO | {"reply_markup": keyboard({"text": "Ja", "callback_data": data})})
    _, old, new = person.chat()
    ask(api, "editMessageReplyMarkup", {"chat_id": 7, "message_id": old.id})
    person.press("Ja")
    person.press("new")
    person.press("Ja", old)
    person.forge("owner=8", new)
    person.forge("gone", 99)

    presses = [update["callback_query"] for update in ask(api, "getUpdates")[1][1:]]
    assert [(press["data"], press["message"]["message_id"]) for press in presses] == [
        ("new", new.id), ("new", new.id), ("old", old.id), ("owner=8", new.id), ("gone", 99),
    ]  # fmt: skip
    with pytest.raises(LookupError, match="no button 'Nej'"):
        person.press("Nej")


def test_a_press_is_answered_once_and_shows_its_words(api: FakeBotApi, person: Person) -> None:
    query = person.forge("ja", 1)
    answer = {"callback_query_id": query, "text": "Gemt"}

    assert "TOO_LONG" in ask(api, "answerCallbackQuery", answer | {"text": "a" * 201})[1]
    assert ask(api, "answerCallbackQuery", answer) == (200, True)
    assert ask(api, "answerCallbackQuery", answer)[0] == 400
    assert (person.toasts(), person.spinning()) == (["Gemt"], 0)


def test_a_bot_reaches_nobody_who_blocked_it_or_left(api: FakeBotApi, person: Person) -> None:
    person.block()
    assert ask(api, "sendMessage", HELLO) == (403, "Forbidden: bot was blocked by the user")
    with pytest.raises(LookupError, match="blocked"):
        person.send("Hej")
    person.unblock()
    assert ask(api, "sendMessage", HELLO)[0] == 200
    states = [update["my_chat_member"]["new_chat_member"]["status"] for update in ask(api, "getUpdates")[1][1:]]
    assert states == ["kicked", "member"]
    person.disappear()
    assert ask(api, "sendMessage", HELLO) == (403, "Forbidden: user is deactivated")


def test_a_group_can_be_left(api: FakeBotApi, person: Person) -> None:
    group = api.group(-1002, "Klassen")
    group.add_bot(person)
    ask(api, "sendMessage", {"chat_id": -1002, "text": "Hej", "reply_markup": keyboard({"text": "Ja", "callback_data": "ja"})})
    group.send(person, "Hej bot")
    group.press(person, "Ja")

    had = group.has_bot
    assert ask(api, "leaveChat", {"chat_id": -1002}) == (200, True)
    assert (had, group.has_bot) == (True, False)
    kinds = [next(kind for kind in update if kind != "update_id") for update in ask(api, "getUpdates")[1][1:]]
    assert kinds == ["my_chat_member", "message", "callback_query"]


def test_waiting_finds_only_what_came_after_ones_own_act(api: FakeBotApi, person: Person) -> None:
    _, first = ask(api, "sendMessage", HELLO)
    assert person.wait_for("Hej").id == first["message_id"]
    person.send("Hej igen")
    with pytest.raises(AssertionError, match="no answer fits 'Hej' within"):
        person.wait_for("Hej", timeout=0.05)
    with ThreadPoolExecutor() as pool:
        found = pool.submit(person.wait_for, lambda seen: seen.labels == ["Ja"], 2)
        ask(api, "sendMessage", HELLO)
        _, last = ask(api, "sendMessage", HELLO | {"reply_markup": keyboard({"text": "Ja", "callback_data": "ja"})})
        assert found.result(2).id == last["message_id"]
    person.send("En gang til")
    ask(api, "editMessageText", {"chat_id": 7, "message_id": first["message_id"], "text": "Hej hej"})
    assert person.wait_for().text == "Hej hej"
