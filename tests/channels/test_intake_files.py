"""A photo and a voice message come in as answers, or somebody is told why not; nobody else waits for them."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.domain.media import LARGEST
from bot.domain.people import Viewer
from bot.ports import Row
from bot.records import conversations, files, people
from bot.records.core import Records
from bot.records.people import TELEGRAM
from bot.usecases.stage import Who
from bot.usecases.walking import open_new
from tests.channels.botting import Bot, running
from tests.delivery.staging import a_stage
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person

CANARY = b"Kanariefuglesang"
VOICE = b"OggS\0\2" + CANARY


@pytest.fixture
def bot(tmp_path: Path, api: FakeBotApi, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    monkeypatch.setattr("bot.channels.fetching.WAITS", (0.05, 0.05, 0.0))
    with running(tmp_path, api) as bot:
        yield bot


def kept(bot: Bot) -> list[Row]:
    return bot.house.read(lambda records: records.rows.some("files", {}, order=("made_at",)))


def bodies(bot: Bot) -> list[bytes]:
    """What is kept, as its owners get it."""

    def look(records: Records) -> list[bytes]:
        found = [(row, Viewer(person=row["owner"])) for row in records.rows.some("files", {}, order=("made_at",))]
        media = [files.visible(records, row["course"], row["id"], viewer=viewer) for row, viewer in found]
        return [one.body for one in media if one]

    return bot.house.read(look)


def at_a_picture(bot: Bot, number: int) -> Person:
    """A person who sits before a question that a picture answers."""
    person = bot.joined(number)
    bot.settle()
    bot.house.write(lambda records: _open_picture(records, str(number)))
    return person


def _open_picture(records: Records, external: str) -> None:
    address = people.at(records, TELEGRAM, external)
    assert address
    who = Who(person=address.person, course=address.course)
    seat = conversations.seat(records, who.person, who.course)
    assert seat
    conversations.keep_seat(records, who.person, who.course, open_new(records, a_stage(), who, seat, "picture"))


def jpeg() -> bytes:
    made = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = CANARY.decode()
    Image.new("RGB", (60, 40), "red").save(made, "JPEG", exif=exif)
    return made.getvalue()


def test_a_voice_message_is_kept_sealed_and_saved_by_a_press(bot: Bot, tmp_path: Path) -> None:
    person = bot.at_a_text(7)
    person.voice(VOICE, seconds=7)
    person.wait_for("Din besked er gemt og låst.")
    assert (bodies(bot), [row["note"] for row in kept(bot)]) == ([VOICE], [""])
    person.press("Gem")
    person.wait_for()
    bot.settle()
    [row] = kept(bot)
    assert (row["media"], row["kind"], row["seconds"], bool(row["note"])) == ("voice", "audio/ogg", 7, True)
    assert [file.name for file in tmp_path.iterdir() if CANARY in file.read_bytes()] == []


def test_a_voice_message_said_anew_takes_the_place_of_the_first(bot: Bot) -> None:
    person = bot.at_a_text(7)
    for words in (VOICE, VOICE + b"igen"):
        person.voice(words)
        person.wait_for("Din besked er gemt og låst.")
    bot.settle()
    assert bodies(bot) == [VOICE + b"igen"]


@pytest.mark.parametrize("how", ["photo", "document"])
def test_a_photo_is_an_answer_where_a_picture_is_asked_for(bot: Bot, how: str) -> None:
    person = at_a_picture(bot, 7)
    person.send("/fortsæt")
    person.wait_for()
    person.photo(body=jpeg()) if how == "photo" else person.document(jpeg(), "image/jpeg")
    person.wait_for()
    bot.settle()
    [row] = kept(bot)
    assert (row["media"], row["kind"], bool(row["note"])) == ("picture", "image/jpeg", True)
    assert CANARY not in bodies(bot)[0]


def test_what_the_step_cannot_take_is_told_and_not_kept(bot: Bot) -> None:
    person = bot.at_a_text(7)
    person.photo("Se her", jpeg())
    shown = person.wait_for("Det kan jeg ikke bruge her.")
    assert "Ordene under billedet er ikke gemt." in shown.text
    bot.settle()
    assert kept(bot) == []


def test_a_file_that_cannot_be_used_is_told_and_the_question_stands(bot: Bot) -> None:
    person = bot.at_a_text(7)
    person.voice(b"MZ is no sound")
    person.wait_for("Den fil kan jeg ikke læse.")
    person.voice(VOICE, size=LARGEST + 1)
    person.wait_for("Filen er for stor. Den må højst fylde 10 MB.")
    person.voice(VOICE + bytes(LARGEST), size=9)
    shown = person.wait_for("Filen er for stor.")
    assert "Spring over" in shown.labels
    assert (kept(bot), len(bot.api.called("download"))) == ([], 2)


def test_a_file_that_cannot_be_fetched_at_first_is_fetched_again(bot: Bot) -> None:
    person = bot.at_a_text(7)
    bot.api.fail_next("getFile", "500")
    bot.api.fail_next("download", "drop_before")
    person.voice(VOICE)
    person.wait_for("Din besked er gemt og låst.")
    assert bodies(bot) == [VOICE]


def test_a_file_that_cannot_be_fetched_at_all_is_told(bot: Bot) -> None:
    person = bot.at_a_text(7)
    bot.api.fail_next("download", "500", times=3)
    person.voice(VOICE)
    person.wait_for("Jeg kunne ikke hente filen. Send den igen om lidt")
    assert kept(bot) == []


def test_who_waits_for_a_file_waits_alone_and_in_order(bot: Bot) -> None:
    slow, other = bot.at_a_text(7), bot.at_a_text(8)
    bot.api.fail_next("download", "held")
    slow.voice(VOICE)
    slow.send("Og så det her")
    other.send("Hej")
    other.wait_for("Du har skrevet: Hej")
    assert bot.draft(7) == ()
    bot.api.let_go()
    slow.wait_for("Du har skrevet: Og så det her")
    bot.settle()
    assert (bodies(bot), bot.draft(7)) == ([VOICE], ("Og så det her",))


def test_a_strangers_file_is_not_fetched(bot: Bot) -> None:
    stranger = bot.api.person(9)
    stranger.start()
    stranger.wait_for("Du kommer ind med et link")
    stranger.voice(VOICE)
    stranger.wait_for("Du kommer ind med et link")
    bot.settle()
    assert (bot.api.called("getFile"), kept(bot)) == ([], [])


def test_a_file_that_waited_for_a_new_start_is_still_an_answer(tmp_path: Path, api: FakeBotApi) -> None:
    with running(tmp_path, api) as bot:
        person = bot.at_a_text(7)
        bot.settle()
        api.fail_next("getFile", "slow:1")
        person.voice(VOICE)
        api.wait_until(lambda: api.called("getFile") != [])
    with running(tmp_path, api) as bot:
        person.wait_for("Din besked er gemt og låst.")
        assert bodies(bot) == [VOICE]
