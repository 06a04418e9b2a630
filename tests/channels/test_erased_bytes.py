"""Whoever erases everything in Telegram leaves no byte of it in the files of the database."""

from pathlib import Path

from tests.channels.botting import Bot, running
from tests.fakes.bot_api import FakeBotApi

SEALED = (("versions", "words"), ("seats", "body"), ("places", "body"), ("files", "body"), ("keys", "wrapped"), ("outbox", "body"))
OF_THE_HOUSE = {"post", "trail", "master"}


def sealed(bot: Bot) -> set[bytes]:
    staff = {row["person"] for row in bot.rows("memberships", course="staff")}
    return {
        row[column]
        for table, column in SEALED
        for row in bot.rows(table)
        if row[column] and row.get("owner") not in OF_THE_HOUSE | staff and row.get("kind") != "take_back"
    }


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("samvej.db*"))


def test_no_byte_of_it_is_left_in_database_or_log(tmp_path: Path) -> None:
    with FakeBotApi() as api, running(tmp_path, api) as bot:
        person = bot.at_a_text(7)
        person.send("En læreplads")
        person.wait_for("En læreplads")
        bot.settle()
        words = sealed(bot)
        assert len(words) > 5
        assert {word for word in words if word not in on_disk(tmp_path)} == set()
        person.send("/slet")
        person.wait_for("Vil du slette alt")
        person.press("Ja, slet alt")
        person.wait_for("Alt er slettet")
        bot.settle()
        api.wait_until(lambda: not any(word in on_disk(tmp_path) for word in words))
