"""What people do in Telegram comes in once, in order, and none of it stops anybody else."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.records import people, post
from bot.records.core import stamp
from bot.records.people import GONE, OPEN, TELEGRAM
from bot.stores.schema import connect
from tests.channels.botting import Bot, running
from tests.fakes.bot_api import FakeBotApi

CANARY = "Kanariefuglesang"
ODD: list[dict[str, Any]] = [
    {"message": "not a message"},
    {"message": {"message_id": "x", "chat": {"id": 9, "type": "private"}, "from": {"id": 9}, "text": "a"}},
    {"callback_query": {"id": "1", "from": {"id": 9}, "data": "m:home"}},
    {
        "callback_query": {
            "id": "1",
            "from": {"id": 9},
            "data": "x" * 65,
            "message": {"message_id": 1, "chat": {"id": 9, "type": "private"}},
        }
    },
    {"my_chat_member": None},
]


def test_an_update_that_comes_twice_counts_once(bot: Bot) -> None:
    person = bot.at_a_text(7)
    person.send("En læreplads")
    bot.settle()
    for number in bot.api.told():
        bot.api.repeat(number)
    bot.settle()
    assert bot.draft(7) == ("En læreplads",)
    assert sum("Du har skrevet" in line for line in person.transcript()) == 1


def test_updates_that_cannot_be_read_are_set_aside_and_the_rest_goes_on(bot: Bot) -> None:
    odd = [bot.api.inject(update) for update in ODD]
    person = bot.at_a_text(7)
    bot.settle()
    assert [bot.inbox()[str(number)] for number in odd] == [post.ASIDE] * len(odd)
    person.send("Jeg er her endnu")
    person.wait_for("Du har skrevet: Jeg er her endnu")


def test_half_a_sign_is_set_aside(bot: Bot) -> None:
    bot.take({"update_id": 1, "message": {"message_id": 5, "text": "half \ud800", "chat": {"id": 7, "type": "private"}, "from": {"id": 7}}})
    bot.settle()
    assert bot.inbox() == {"1": post.ASIDE}


def test_an_update_of_a_kind_we_have_no_use_for_is_done_with(bot: Bot) -> None:
    number = bot.api.inject({"message_reaction": {"chat": {"id": 7}}})
    bot.settle()
    assert bot.inbox()[str(number)] == post.DONE


def test_many_messages_are_collected_in_the_order_they_were_written(bot: Bot) -> None:
    person = bot.at_a_text(7)
    texts = tuple(f"Linje {number}" for number in range(20))
    for text in texts:
        person.send(text)
    bot.settle()
    assert bot.draft(7) == texts
    assert person.last().text.endswith("Du har skrevet: " + "\n".join(texts))


def test_nobody_waits_behind_somebody_who_writes_three_hundred_messages(bot: Bot) -> None:
    busy, other = bot.at_a_text(7), bot.at_a_text(8)
    for number in range(300):
        busy.send(f"Besked {number}")
    other.send("Jeg vil gerne i lære")
    other.wait_for("Du har skrevet: Jeg vil gerne i lære")
    bot.settle()
    assert len(bot.draft(7)) == 300
    assert answered_last(bot, "8") < answered_last(bot, "7")


def test_a_chat_that_is_slow_to_be_answered_holds_up_nobody(bot: Bot) -> None:
    slow, other = bot.at_a_text(7), bot.at_a_text(8)
    bot.settle()
    for method in ("answerCallbackQuery", "sendMessage"):
        bot.api.fail_next(method, "held")
    slow.press("Hvorfor?")
    bot.api.wait_until(lambda: bool(sendings(bot, "Mødet skal handle om")))
    other.send("Hej")
    other.wait_for("Du har skrevet: Hej")
    assert "Mødet skal handle om" not in slow.last().text
    bot.api.wait_until(lambda: bool(bot.api.called("answerCallbackQuery")))
    bot.api.let_go()
    slow.wait_for("Mødet skal handle om")
    bot.api.wait_until(lambda: slow.spinning() == 0)


def test_a_chat_that_must_wait_waits_alone(tmp_path: Path, api: FakeBotApi) -> None:
    with running(tmp_path, api) as bot:
        waiting, other = bot.at_a_text(7), bot.at_a_text(8)
        bot.settle()
        api.fail_next("sendMessage", "429:600")
        waiting.send("Vent")
        api.wait_until(lambda: bool(sendings(bot, "Vent")))
        other.send("Hej")
        other.wait_for("Du har skrevet: Hej")
        api.wait_until(lambda: bool(bot.rows("outbox", external="7", state=post.WAITING)))
        [row] = bot.rows("outbox", external="7", state=post.WAITING)
        assert row["due_at"] > stamp(datetime.now(UTC) + timedelta(seconds=300))
        bot.house.write(lambda records: records.rows.change("outbox", {"key": row["key"]}, {"due_at": stamp(records.now)}))
    with running(tmp_path, api):
        waiting.wait_for("Du har skrevet: Vent")
    assert len(sendings(bot, "Vent")) == 2


@pytest.mark.parametrize("what", ["sticker", "document", "contact"])
def test_what_is_no_text_is_answered_and_the_question_stands(bot: Bot, what: str) -> None:
    person = bot.at_a_text(7)
    person.send("Det her")
    person.wait_for("Du har skrevet: Det her")
    getattr(person, what)()
    shown = person.wait_for("Det kan jeg ikke tage imod her.")
    assert "Du har skrevet: Det her" in shown.text
    assert bot.draft(7) == ("Det her",)


def test_a_message_that_is_edited_changes_what_was_written_and_one_that_was_none_is_told(bot: Bot) -> None:
    person = bot.at_a_text(7)
    sent = person.send("Før")
    person.wait_for("Du har skrevet: Før")
    person.edit("Efter", sent)
    person.wait_for("Du har skrevet: Efter")
    assert bot.draft(7) == ("Efter",)
    person.edit("Efter", sent)
    person.edit("/start forfra", next(seen for seen in person.chat() if seen.own))
    person.wait_for("Du rettede en besked.")
    assert bot.draft(7) == ("Efter",)


def test_a_group_is_left_without_a_word_and_nothing_of_it_is_kept(bot: Bot) -> None:
    person, group = bot.joined(7), bot.api.group()
    group.add_bot(person)
    group.send(person, f"Hej {CANARY}")
    bot.api.wait_until(lambda: not group.has_bot)
    bot.settle()
    assert [seen for seen in group.chat() if not seen.own] == []


@pytest.mark.parametrize(
    "data",
    ["nonsense", "t:0:=me", "t:99999:=me", "m:nothing", "g:1:yes", "a:x:1:done", "q:x", "c:x", "l:xx", "e:x", "i:x:yes", "z", "t:::", "é"],
)
def test_a_forged_press_changes_nothing_and_is_answered(bot: Bot, data: str) -> None:
    person = bot.at_a_text(7)
    person.send("Mit svar")
    asked = person.wait_for("Du har skrevet: Mit svar")
    person.forge(data, asked)
    person.wait_for()
    bot.settle()
    bot.api.wait_until(lambda: person.spinning() == 0)
    assert bot.draft(7) == ("Mit svar",)
    assert set(bot.inbox().values()) == {post.DONE}


def test_anothers_button_does_nothing_for_whoever_presses_it(bot: Bot) -> None:
    one, other, stranger = bot.at_a_text(7), bot.at_a_text(8), bot.api.person(9)
    one.send("Mit svar")
    mine = one.wait_for("Du har skrevet: Mit svar")
    save = next(button.data for row in mine.rows for button in row if button.label == "Gem")
    stranger.start()
    stranger.wait_for("Du kommer ind med et link fra din vejleder.")
    for person in (other, stranger):
        person.forge(save, person.last())
        person.wait_for()
    bot.settle()
    assert bot.draft(7) == ("Mit svar",)
    assert not any("Mit svar" in line for person in (other, stranger) for line in person.transcript())


def test_who_blocks_the_bot_is_told_nothing_until_they_come_back(bot: Bot) -> None:
    person = bot.at_a_text(7)
    person.block()
    bot.settle()
    assert _state(bot, "7") == GONE
    person.unblock()
    bot.settle()
    assert _state(bot, "7") == OPEN
    person.send("Jeg er tilbage")
    person.wait_for("Du har skrevet: Jeg er tilbage")


@pytest.mark.parametrize("cry", ["akut", "/akut", "Selvmord!", "112", "/crisis"])
def test_a_cry_for_help_is_answered_before_any_link_was_opened(bot: Bot, cry: str) -> None:
    stranger = bot.api.person(9)
    stranger.send(cry)
    card = stranger.wait_for("Er du eller en anden i fare lige nu, så ring 112.")
    assert "70 201 201" in card.text


def test_the_crisis_button_works_for_a_stranger_and_answers_the_press(bot: Bot) -> None:
    stranger = bot.api.person(9)
    stranger.start()
    stranger.wait_for("Du kommer ind med et link")
    stranger.press("Akut hjælp")
    stranger.wait_for("så ring 112.")
    bot.api.wait_until(lambda: stranger.toasts() == ["Akut hjælp"])


def test_a_cry_for_help_is_answered_at_once_while_the_database_takes_nothing(bot: Bot, tmp_path: Path) -> None:
    person = bot.at_a_text(7)
    bot.settle()
    with closing(connect(tmp_path / "samvej.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        person.send("Det her venter")
        person.send("akut")
        person.wait_for("så ring 112.")
        other.execute("ROLLBACK")
    person.wait_for("Du har skrevet: Det her venter")
    assert bot.draft(7) == ("Det her venter",)


def test_a_cry_for_help_that_telegram_did_not_take_goes_again(bot: Bot) -> None:
    person = bot.api.person(7)
    bot.api.fail_next("sendMessage", "429:1")
    person.send("akut")
    person.wait_for("så ring 112.")


@pytest.mark.parametrize("text", ["<b>fed</b> & _*[x](y)", "🙂👩‍👩‍👧 æøå", "مرحبا \u202eabc", "usyn\u200bligt", "{counsellor} {0} %s"])
def test_any_words_come_back_as_they_were_written(bot: Bot, text: str) -> None:
    person = bot.at_a_text(7)
    person.send(text)
    person.wait_for(f"Du har skrevet: {text}")
    assert bot.draft(7) == (text,)


def test_a_text_longer_than_telegram_takes_is_kept_whole_and_said_back_in_parts(bot: Bot) -> None:
    person = bot.at_a_text(7)
    words = ("ord " * 1500).strip()
    person.send(words)
    bot.settle()
    kept = "".join(bot.draft(7))
    assert kept.split() == words.split()
    person.wait_for(lambda seen: "Gem" in seen.labels)


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("/fortsæt", "Hvad vil du gerne have ud af"),
        ("/FORTSAET", "Hvad vil du gerne have ud af"),
        ("/hjælp", "Menu"),
        ("/hjaelp@samvej_test_bot", "Menu"),
        ("/help", "Menu"),
    ],
)
def test_commands_work_in_both_languages_and_with_danish_letters(bot: Bot, command: str, answer: str) -> None:
    person = bot.at_a_text(7)
    person.send(command)
    shown = person.wait_for()
    assert answer in str(shown)
    assert bot.draft(7) == ()


def test_no_name_and_no_word_stands_in_the_clear_on_disk(tmp_path: Path, api: FakeBotApi) -> None:
    with running(tmp_path, api) as bot:
        person = bot.at_a_text(7)
        person.send(f"Mit ord er {CANARY}")
        person.wait_for(CANARY)
        api.inject({"message": {"message_id": 5, "text": CANARY, "chat": {"id": 9, "type": "private"}, "from": {"id": "odd"}}})
        bot.settle()
        files = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    files |= {f"closed {file.name}": file.read_bytes() for file in tmp_path.iterdir()}
    assert {"samvej.db", "samvej.db-wal", "closed samvej.db"} <= files.keys()
    for word in (CANARY, "Fornavn7", "Efternavn7", "bruger_7", "Vejleder", "Vi skal tale om"):
        assert [name for name, data in files.items() if word.encode() in data] == []


def test_the_language_is_changed_by_a_button_and_stays(bot: Bot) -> None:
    person = bot.at_a_text(7)
    person.send("/sprog")
    person.wait_for("Choose a language.")
    person.press("English")
    person.wait_for()
    bot.settle()
    language, _ = bot.house.read(lambda records: people.tongue(records, records.rows.some("addresses", {"external": "7"})[0]["person"]))
    assert language == "en"


def answered_last(bot: Bot, external: str) -> str:
    """When the last turn of this chat was taken."""
    return str(max(row["made_at"] for row in bot.rows("outbox", external=external)))


def sendings(bot: Bot, words: str) -> list[int]:
    """When something with these words in it was handed over, arrived or not: as the first, second … of all there was."""
    calls = enumerate(list(bot.api.calls))
    return [number for number, call in calls if call.method == "sendMessage" and words in call.params["text"]]


def _state(bot: Bot, external: str) -> str:
    address = bot.house.read(lambda records: people.at(records, TELEGRAM, external))
    assert address
    return address.state
