"""Whoever erases everything erases it in Telegram too, as far as Telegram lets a bot."""

from tests.channels.botting import Bot

TWO_DAYS = 48 * 3600.0
ALL_GONE = "Alt er slettet, også det fra de sidste to døgn her i Telegram."


def test_nothing_that_was_said_on_either_side_is_left_in_the_chat(bot: Bot) -> None:
    person = bot.at_a_text(7)
    person.send("En læreplads")
    person.photo()
    person.send("/slet")
    page = person.wait_for("Vil du slette alt")
    assert "fra de sidste to døgn, sletter jeg også der" in page.text
    person.press("Ja, slet alt")
    person.wait_for(ALL_GONE)
    bot.settle()
    left = person.transcript()
    assert [line for line in left if ALL_GONE not in line] == []
    assert (bot.rows("traces"), bot.rows("addresses")) == ([], [])


def test_what_telegram_keeps_is_not_asked_for_again_and_again(bot: Bot) -> None:
    person = bot.at_a_text(7)
    bot.settle()
    bot.api.advance(TWO_DAYS)
    before = len(person.chat())
    person.send("/slet")
    person.wait_for("Vil du slette alt")
    person.press("Ja, slet alt")
    person.wait_for(ALL_GONE)
    bot.settle()
    assert len(bot.api.called("deleteMessages")) == 1
    assert len(person.chat()) == before + 1


def test_a_numbers_row_is_all_that_is_kept_of_a_message(bot: Bot) -> None:
    bot.at_a_text(7)
    bot.settle()
    assert {frozenset(row) for row in bot.rows("traces")} == {frozenset({"channel", "external", "message", "course", "at"})}
