"""Pictures go out, messages are replaced in their place, and what people send is fetched."""

import logging
from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram import Telegram
from bot.domain.letter import Button, Later, Letter, Outcome, Refused, Sent, Unknown
from bot.domain.media import LARGEST
from bot.errors import BadInput
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person

ROWS = ((Button(label="1", press="a"), Button(label="2", press="b")),)
PNG = b"\x89PNG\r\n\x1a\n and so on"

CALENDAR = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def pictures(name: str) -> bytes:
    return {"contact": PNG}[name]


@pytest.fixture
async def telegram(api: FakeBotApi) -> AsyncIterator[Telegram]:
    telegram = Telegram(api.token, api.url, pictures=pictures)
    await telegram.open()
    yield telegram
    await telegram.close()


async def test_a_picture_goes_with_its_words_and_buttons_under_it(api: FakeBotApi, person: Person, telegram: Telegram) -> None:
    assert await telegram.deliver("7", Letter(text="Vælg et billede.", rows=ROWS, picture="contact")) == Sent()
    assert person.transcript()[1:] == ["bot: (photo) Vælg et billede. [1] [2]"]
    [sent] = api.called("sendPhoto")
    assert sent == {"chat_id": "7", "photo": PNG, "caption": "Vælg et billede.", "reply_markup": sent["reply_markup"]}


async def test_more_words_than_go_under_a_picture_go_before_it(person: Person, telegram: Telegram) -> None:
    assert await telegram.deliver("7", Letter(text="a" * 1024, rows=ROWS, picture="contact")) == Sent()
    assert await telegram.deliver("7", Letter(text="b" * 1025, rows=ROWS, picture="contact")) == Sent()
    shown = [(seen.text, seen.labels) for seen in person.chat()[1:]]
    assert shown == [("(photo) " + "a" * 1024, ["1", "2"]), ("b" * 1025, []), ("(photo)", ["1", "2"])]


async def test_a_picture_there_is_not_leaves_the_words(person: Person, telegram: Telegram) -> None:
    assert await telegram.deliver("7", Letter(text="Hej", rows=ROWS, picture="nothing")) == Sent()
    assert person.transcript()[1:] == ["bot: Hej [1] [2]"]


@pytest.mark.parametrize(
    ("how", "outcome"),
    [("429:3", Later(seconds=3.5, paused=True)), ("500", Later(seconds=5.0)), ("drop_before", Unknown()), ("nonsense", Unknown())],
)
async def test_what_became_of_a_picture_is_told(api: FakeBotApi, person: Person, telegram: Telegram, how: str, outcome: Outcome) -> None:
    api.fail_next("sendPhoto", how)
    assert await telegram.deliver("7", Letter(text="Hej", picture="contact")) == outcome


async def test_a_calendar_file_goes_with_its_words_and_buttons_under_it(api: FakeBotApi, person: Person, telegram: Telegram) -> None:
    assert await telegram.deliver("7", Letter(text="I mødes i morgen.", rows=ROWS, attachment=CALENDAR)) == Sent()
    assert person.transcript()[1:] == ["bot: (document) I mødes i morgen. [1] [2]"]
    [sent] = api.called("sendDocument")
    assert (sent["document"], sent["caption"]) == (("aftale.ics", CALENDAR.encode()), "I mødes i morgen.")


async def test_more_words_than_go_under_a_file_go_before_it(person: Person, telegram: Telegram) -> None:
    assert await telegram.deliver("7", Letter(text="b" * 1025, rows=ROWS, attachment=CALENDAR)) == Sent()
    assert [(seen.text, seen.labels) for seen in person.chat()[1:]] == [("b" * 1025, []), ("(document)", ["1", "2"])]


async def test_a_file_takes_no_messages_place(person: Person, telegram: Telegram) -> None:
    await telegram.deliver("7", Letter(text="Før", rows=ROWS))
    assert await telegram.deliver("7", Letter(text="Nu", attachment=CALENDAR, replaces=person.last().id)) == Sent()
    assert person.transcript()[1:] == ["bot: Før", "bot: (document) Nu"]


async def test_a_message_is_replaced_where_it_stands(api: FakeBotApi, person: Person, telegram: Telegram) -> None:
    await telegram.deliver("7", Letter(text="Kort 1", rows=ROWS))
    shown = person.last()
    assert await telegram.deliver("7", Letter(text="Kort 2", rows=ROWS, replaces=shown.id, settles=shown.id)) == Sent()
    assert [(seen.id, str(seen)) for seen in person.chat()[1:]] == [(shown.id, "bot: Kort 2 [1] [2]")]
    assert api.called("editMessageReplyMarkup") == []


async def test_a_replacement_that_changes_nothing_is_done(api: FakeBotApi, person: Person, telegram: Telegram) -> None:
    await telegram.deliver("7", Letter(text="Kort 1", rows=ROWS))
    assert await telegram.deliver("7", Letter(text="Kort 1", rows=ROWS, replaces=person.last().id)) == Sent()
    assert person.transcript()[1:] == ["bot: Kort 1 [1] [2]"]


async def test_what_cannot_be_replaced_is_sent(person: Person, telegram: Telegram) -> None:
    own = person.send("Mine ord")
    await telegram.deliver("7", Letter(text="Billeder", rows=ROWS, picture="contact"))
    photo = person.last()
    for replaced in (999, own.id, photo.id):
        assert await telegram.deliver("7", Letter(text="Nyt", rows=ROWS, replaces=replaced)) == Sent()
    assert person.transcript()[1:] == ["you: Mine ord", "bot: (photo) Billeder", *["bot: Nyt [1] [2]"] * 3]


async def test_a_long_text_or_a_picture_takes_no_ones_place_but_its_buttons(person: Person, telegram: Telegram) -> None:
    for letter in (Letter(text="a" * 5000), Letter(text="Se", picture="contact")):
        await telegram.deliver("7", Letter(text="Før", rows=ROWS))
        before = person.last().id
        assert await telegram.deliver("7", Letter(text=letter.text, picture=letter.picture, replaces=before)) == Sent()
    lengths = [(seen.text if len(seen.text) < 99 else len(seen.text), seen.labels) for seen in person.chat()[1:]]
    assert lengths == [("Før", []), (4096, []), (904, []), ("Før", []), ("(photo) Se", [])]


async def test_a_replacement_telegram_cannot_take_now_goes_later(api: FakeBotApi, person: Person, telegram: Telegram) -> None:
    await telegram.deliver("7", Letter(text="Kort 1", rows=ROWS))
    replacing = Letter(text="Kort 2", replaces=person.last().id)
    api.fail_next("editMessageText", "429:3")
    assert await telegram.deliver("7", replacing) == Later(seconds=3.5, paused=True)
    person.block()
    assert await telegram.deliver("7", replacing) == Refused(reason="Forbidden: bot was blocked by the user", gone=True)


def sent_file(api: FakeBotApi, what: str) -> str:
    body = next(update["message"] for update in reversed(list(api.world.told.values())) if what in update.get("message", {}))
    return str(body[what]["file_id"] if isinstance(body[what], dict) else body[what][-1]["file_id"])


async def test_what_was_sent_is_fetched_as_it_is(api: FakeBotApi, person: Person, telegram: Telegram) -> None:
    person.voice(b"OggS \x00\xff" * 9)
    assert await telegram.file(sent_file(api, "voice")) == b"OggS \x00\xff" * 9


@pytest.mark.parametrize(("size", "said"), [(LARGEST + 1, "too_big"), (21 * 1024 * 1024, "too_big"), (LARGEST, "")])
async def test_more_than_ten_megabytes_are_not_fetched(api: FakeBotApi, person: Person, telegram: Telegram, size: int, said: str) -> None:
    person.voice(size=size)
    if not said:
        assert await telegram.file(sent_file(api, "voice")) == b"OggS"
        return
    with pytest.raises(BadInput, match=said):
        await telegram.file(sent_file(api, "voice"))
    assert api.called("download") == []


async def test_a_file_telegram_does_not_know_is_gone(person: Person, telegram: Telegram) -> None:
    with pytest.raises(BadInput, match="gone"):
        await telegram.file("nothing")


@pytest.mark.parametrize("method", ["getFile", "download"])
@pytest.mark.parametrize("how", ["500", "502", "404", "429:1", "drop_before", "half"])
async def test_a_file_that_cannot_be_fetched_now_is_an_os_error_without_the_token(
    api: FakeBotApi, person: Person, telegram: Telegram, method: str, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    person.voice()
    api.fail_next(method, how)
    with pytest.raises(OSError, match="Telegram") as told:
        await telegram.file(sent_file(api, "voice"))
    secret = api.token.partition(":")[2]
    assert secret not in f"{told.value!r} {told.value.__cause__!r}"
    caplog.set_level(logging.WARNING)
    assert secret not in "".join(record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING)
    assert await telegram.file(sent_file(api, "voice")) == b"OggS"


@pytest.mark.parametrize("method", ["getFile", "download"])
async def test_a_file_that_does_not_come_is_an_os_error(api: FakeBotApi, person: Person, method: str) -> None:
    telegram = Telegram(api.token, api.url, patience=2.0)
    await telegram.open()
    person.voice()
    api.fail_next(method, "timeout_after_delivery")
    with pytest.raises(OSError, match="Telegram"):
        await telegram.file(sent_file(api, "voice"))
    await telegram.close()
