"""The door to Telegram, tried against a server as strict as Telegram."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.channels.parts import LONGEST, split
from bot.channels.telegram import Telegram
from bot.domain.letter import Button, Later, Letter, Outcome, Refused, Sent, Unknown
from bot.errors import WrongSettings
from tests.fakes.bot_api import TOKEN, FakeBotApi
from tests.fakes.bot_api_people import Person

CHOICE = Letter(
    text="Vil du <b>begynde</b> & _*[?",
    rows=((Button(label="Ja", press="ja"), Button(label="Nej", press="nej")), (Button(label="Læs", url="https://example.dk/x"),)),
)
# Seconds after which an answer counts as lost; long enough for one that does come.
SHORT = 2.0


@pytest.fixture
async def telegram(api: FakeBotApi) -> AsyncIterator[Telegram]:
    telegram = Telegram(api.token, api.url)
    await telegram.open()
    yield telegram
    await telegram.close()


async def test_it_opens_under_the_bots_name_and_closes_twice(api: FakeBotApi) -> None:
    telegram = Telegram(api.token, f"{api.url}/")
    assert await telegram.open() == "samvej_test_bot"
    await telegram.close()
    await telegram.close()
    with pytest.raises(OSError, match="not open"):
        await telegram.updates(0, 0)


@pytest.mark.parametrize("token", ["", "nonsense", TOKEN.replace("fake", "woke"), f"{TOKEN}\n"])
async def test_a_refused_token_is_told_and_not_shown(api: FakeBotApi, token: str) -> None:
    with pytest.raises(WrongSettings, match="The bot's token") as told:
        await Telegram(token, api.url).open()
    assert not token or token not in str(told.value)


async def test_an_unreachable_telegram_is_an_os_error_without_the_token(api: FakeBotApi) -> None:
    api.stop()
    with pytest.raises(OSError, match="Telegram: NetworkError") as told:
        await Telegram(api.token, api.url).open()
    assert api.token not in f"{told.value!r}"


async def test_a_letter_arrives_as_it_is_with_its_buttons(api: FakeBotApi, person: Person, telegram: Telegram) -> None:
    assert await telegram.deliver("7", CHOICE) == Sent()
    assert person.transcript() == ["you: /start", "bot: Vil du <b>begynde</b> & _*[? [Ja] [Nej] [Læs]"]
    [sent] = api.called("sendMessage")
    assert sent.keys() == {"chat_id", "text", "reply_markup", "link_preview_options"}
    assert sent["link_preview_options"] == '{"is_disabled": true}'


async def test_used_up_buttons_are_taken_away_before_the_next_letter(person: Person, telegram: Telegram) -> None:
    await telegram.deliver("7", CHOICE)
    asked = person.last()
    for _ in range(2):
        assert await telegram.deliver("7", Letter(text="Godt.", settles=asked.id)) == Sent()
    assert await telegram.deliver("7", Letter(text="Videre.", settles=999)) == Sent()
    assert person.transcript()[1:] == ["bot: Vil du <b>begynde</b> & _*[?", "bot: Godt.", "bot: Godt.", "bot: Videre."]


async def test_a_long_letter_goes_in_parts_with_the_buttons_on_the_last(person: Person, telegram: Telegram) -> None:
    letter = Letter(text=f"{'a' * 4000}\n\n{'b' * 4000}", rows=CHOICE.rows)
    assert await telegram.deliver("7", letter) == Sent()
    assert [(seen.text, seen.labels) for seen in person.chat()[1:]] == [("a" * 4000, []), ("b" * 4000, ["Ja", "Nej", "Læs"])]


async def test_a_long_letter_that_stops_half_way_is_not_said_again_and_again(api: FakeBotApi, person: Person, telegram: Telegram) -> None:
    api.fail_next("sendMessage", "slow:0")
    api.fail_next("sendMessage", "500")
    assert await telegram.deliver("7", Letter(text=f"{'a' * 4000} {'b' * 4000}")) == Unknown()
    assert len(person.chat()) == 2


@pytest.mark.parametrize(
    ("how", "outcome", "arrived"),
    [
        ("429:3", Later(seconds=3.5, paused=True), False),
        ("500", Later(seconds=5.0), False),
        ("502", Later(seconds=5.0), False),
        ("401", Later(seconds=60.0), False),
        ("504", Unknown(), False),
        ("drop_before", Unknown(), False),
        ("drop_after_delivery", Unknown(), True),
        ("half", Unknown(), True),
        ("nonsense", Unknown(), True),
    ],
)
async def test_what_became_of_a_letter_is_told(
    api: FakeBotApi, person: Person, telegram: Telegram, how: str, outcome: Outcome, arrived: bool
) -> None:
    api.fail_next("sendMessage", how)
    assert await telegram.deliver("7", Letter(text="Hej")) == outcome
    assert person.transcript()[1:] == ["bot: Hej"] * arrived


async def test_of_a_letter_whose_answer_does_not_come_nobody_knows_whether_it_arrived(api: FakeBotApi, person: Person) -> None:
    telegram = Telegram(api.token, api.url, patience=SHORT)
    await telegram.open()
    api.fail_next("sendMessage", "timeout_after_delivery")
    assert await telegram.deliver("7", Letter(text="Hej")) == Unknown()
    assert person.transcript()[1:] == ["bot: Hej"]
    await telegram.close()


async def test_what_telegram_refuses_is_refused_for_good(api: FakeBotApi, person: Person, telegram: Telegram) -> None:
    api.person(9)
    assert await telegram.deliver("8", Letter(text="Hej")) == Refused(reason="Chat not found", gone=True)
    assert await telegram.deliver("9", Letter(text="Hej")) == Refused(
        reason="Forbidden: bot can't initiate conversation with a user", gone=True
    )
    assert await telegram.deliver("7", Letter(text=" ")) == Refused(reason="Message text is empty")
    assert await telegram.deliver("7", Letter(text="half \ud83d")) == Refused(reason="the text cannot be written as UTF-8")
    wide = ((Button(label="Ja", press="æ" * 33),),)
    assert await telegram.deliver("7", Letter(text="Hej", rows=wide)) == Refused(reason="Button_data_invalid")
    person.block()
    assert await telegram.deliver("7", Letter(text="Hej")) == Refused(reason="Forbidden: bot was blocked by the user", gone=True)


async def test_a_letter_that_surely_did_not_leave_is_for_later(api: FakeBotApi, telegram: Telegram) -> None:
    api.stop()
    assert await telegram.deliver("7", Letter(text="Hej")) in (Later(seconds=5.0), Unknown())
    assert await telegram.deliver("7", Letter(text="Hej")) == Later(seconds=5.0)


async def test_updates_come_raw_from_an_offset_on(api: FakeBotApi, person: Person, telegram: Telegram) -> None:
    odd = api.inject({"message": "nonsense"})
    person.send("Hej")
    person.photo()

    first, second, third, fourth = await telegram.updates(0, 0)
    assert (first["message"]["text"], second, third["message"]["text"]) == ("/start", {"update_id": odd, "message": "nonsense"}, "Hej")
    assert await telegram.updates(fourth["update_id"], 0) == [fourth]
    assert await telegram.updates(fourth["update_id"] + 1, 0) == []
    assert api.called("getUpdates")[0]["allowed_updates"] == '["message", "edited_message", "callback_query", "my_chat_member"]'


async def test_a_long_poll_outlasts_the_patience_for_answers(api: FakeBotApi) -> None:
    telegram = Telegram(api.token, api.url, patience=SHORT)
    await telegram.open()
    waiting = asyncio.create_task(telegram.updates(0, 60))
    await asyncio.sleep(SHORT + 0.3)
    api.person(7).send("Hej")
    assert [update["message"]["text"] for update in await waiting] == ["Hej"]
    await telegram.close()


@pytest.mark.parametrize("how", ["500", "502", "429:3", "drop_before", "half", "nonsense", "401"])
async def test_a_failed_poll_is_an_os_error_without_token_or_words(
    api: FakeBotApi, person: Person, telegram: Telegram, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    person.send("noget privat")
    api.fail_next("getUpdates", how)
    with pytest.raises(OSError, match="Telegram") as told:
        await telegram.updates(0, 0)
    assert api.token not in f"{told.value!r} {told.value.__cause__!r}"
    assert "privat" not in f"{told.value!r} {caplog.text}"
    assert len(await telegram.updates(0, 0)) == 2


async def test_two_pollers_are_told_so(api: FakeBotApi, telegram: Telegram) -> None:
    older = asyncio.create_task(telegram.updates(0, 60))
    await asyncio.to_thread(api.wait_until, lambda: len(api.called("getUpdates")) == 1)
    other = Telegram(api.token, api.url)
    await other.open()
    assert await other.updates(0, 0) == []
    with pytest.raises(OSError, match="Another process"):
        await older
    await other.close()


async def test_presses_are_answered_and_a_late_answer_harms_nobody(api: FakeBotApi, person: Person, telegram: Telegram) -> None:
    await telegram.deliver("7", CHOICE)
    await telegram.answer(person.press("Ja"))
    assert person.spinning() == 0
    await telegram.answer(person.press("Ja"), "x" * 300)
    assert person.toasts() == ["x" * 200]
    await telegram.answer("0")
    api.advance(151)
    api.stop()
    await telegram.answer("0")


async def test_groups_are_left_and_a_failure_harms_nobody(api: FakeBotApi, person: Person, telegram: Telegram) -> None:
    group = api.group()
    group.add_bot(person)
    await telegram.leave("-1001")
    await telegram.leave("-1001")
    assert not group.has_bot


async def test_commands_are_shown_in_private_chats_by_language(api: FakeBotApi, telegram: Telegram) -> None:
    await telegram.register({"": [("hjaelp", "Hjælp")], "en": [("hjaelp", "Help")]})
    assert api.world.commands == {("all_private_chats", ""): [("hjaelp", "Hjælp")], ("all_private_chats", "en"): [("hjaelp", "Help")]}
    with pytest.raises(OSError, match="Telegram: BadRequest"):
        await telegram.register({"": [("Hjælp", "Hjælp")]})


async def test_a_webhook_is_set_with_its_secret_and_taken_away(api: FakeBotApi, telegram: Telegram) -> None:
    await telegram.webhook("https://example.dk/hook", "s3cret")
    assert (api.world.webhook.url, api.world.webhook.secret) == ("https://example.dk/hook", "s3cret")
    with pytest.raises(OSError, match="Another process"):
        await telegram.updates(0, 0)
    assert await telegram.webhook_now() == "https://example.dk/hook"
    await telegram.webhook()
    assert await telegram.updates(0, 0) == []


async def test_nothing_of_a_letter_is_logged(person: Person, telegram: Telegram, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        await telegram.deliver(str(person.id), Letter(text="noget privat"))
    assert "privat" not in caplog.text


def test_a_text_is_cut_at_a_paragraph_then_a_line_then_a_word() -> None:
    assert split("en to\n\ntre fire", 10) == ["en to", "tre fire"]
    assert split("en to\ntre fire", 10) == ["en to", "tre fire"]
    assert split("en to tre fire", 10) == ["en to tre", "fire"]
    assert split("abcdefghijkl", 10) == ["abcdefghij", "kl"]
    assert split("a" * LONGEST) == ["a" * LONGEST]
    assert split("") == [""]


@given(text=some.text("ab \n", max_size=80), limit=some.integers(1, 30))
def test_a_cut_text_loses_only_white_space_and_fits(text: str, limit: int) -> None:
    parts = split(text, limit)

    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= limit for part in parts)
    assert len(parts) == 1 or all(part.strip() for part in parts)
