"""A press that Telegram kept for 150 seconds only is lost after a longer stop: its question comes again by itself."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.channels.telegram import Telegram
from bot.domain.letter import Letter, Sent
from bot.records.core import Records, stamp
from tests.channels.botting import Bot, running
from tests.fakes.bot_api import FakeBotApi

AWAY = timedelta(minutes=10)


def long_ago(records: Records) -> None:
    """All that was done is ten minutes older."""
    then = stamp(datetime.now(UTC) - AWAY)
    for table, column in (("chores", "ran_at"), ("seats", "moved_at"), ("inbox", "received_at"), ("outbox", "ended_at")):
        records.rows.change(table, {}, {column: then})


def gone(bot: Bot) -> None:
    bot.settle()
    bot.api.wait_until(lambda: bool(bot.rows("chores", name="telegram_heard")))


def test_a_lost_press_is_asked_for_again_and_a_kept_message_is_taken(tmp_path: Path, api: FakeBotApi) -> None:
    with running(tmp_path, api) as bot:
        pressing, writing = bot.joined(7), bot.at_a_text(8)
        gone(bot)
        bot.house.write(long_ago)
    pressing.press("Videre")
    api.advance(AWAY.total_seconds())
    writing.send("En læreplads")
    with running(tmp_path, api) as bot:
        pressing.wait_for("Jeg var væk lidt. Hvis du trykkede på en knap, så tryk igen.\n\nHej. Jeg er et program")
        writing.wait_for("Du har skrevet: En læreplads")
        bot.settle()
        pressing.press("Videre")
        pressing.wait_for("Hvem fik ideen")
    with running(tmp_path, api) as bot:
        gone(bot)
    assert sum("Jeg var væk lidt" in line for person in (pressing, writing) for line in person.transcript()) == 1


def test_a_message_in_a_topic_is_answered_also_after_the_topic_is_deleted(tmp_path: Path, api: FakeBotApi) -> None:
    with running(tmp_path, api) as bot:
        person = bot.at_a_text(7)
        person.topic = 42
        person.send("I et emne")
        person.wait_for("Du har skrevet: I et emne")
        person.delete_topic()
        person.press("Gem")
        person.wait_for("4 af 7")
        assert not any("message_thread_id" in call.params for call in api.calls)


def test_a_new_phone_has_the_same_chat_and_goes_on_there(tmp_path: Path, api: FakeBotApi) -> None:
    with running(tmp_path, api) as bot:
        bot.at_a_text(7).send("En læreplads")
        bot.settle()
        phone = api.person(7, language="en")
        phone.press("Gem")
        phone.wait_for("4 af 7")


async def test_what_a_deleted_topic_answers_to_a_change_is_sent_anew(api: FakeBotApi) -> None:
    person, telegram = api.person(7), Telegram(api.token, api.url)
    person.start()
    await telegram.open()
    api.fail_next("editMessageText", "400")
    assert isinstance(await telegram.deliver("7", Letter(text="Nyt", replaces=1)), Sent)
    assert person.last().text == "Nyt"
    await telegram.close()
