"""Each kind of answer, from the first word to the next question."""

from datetime import date, time

import pytest

from bot.dialogue import phrases
from bot.dialogue.answers import SKIPPED, Answer
from bot.dialogue.dates import When
from bot.dialogue.turns import Pressed, Say, Typed
from tests.dialogue.talker import NOW, Talker


def test_a_step_that_only_tells_goes_on_and_keeps_nothing() -> None:
    talker = Talker()
    assert (talker.offered(), talker.press("onward"), talker.at, talker.kept) == (("onward", "back", "why"), [], "mood", {})


def test_a_text_is_collected_over_several_messages_until_it_is_saved() -> None:
    talker = Talker("wish")
    assert talker.type("Jeg vil", "  finde en læreplads", "og flytte 🏠 ") == [phrases.COLLECTED]
    assert (talker.at, "wish" in talker.kept, talker.offered()) == ("wish", False, ("save", "over", "back", "why"))
    assert talker.press("save") == []
    assert (talker.at, talker.kept["wish"]) == ("colours", Answer(text="Jeg vil\n  finde en læreplads\nog flytte 🏠"))


def test_a_text_may_be_begun_anew() -> None:
    talker = Talker("wish")
    talker.type("forkert")
    talker.press("over")
    assert (talker.place.draft, talker.at) == ((), "wish")
    talker.type("rigtigt")
    talker.press("save")
    assert talker.kept["wish"] == Answer(text="rigtigt")


def test_a_text_holds_ten_thousand_characters_and_not_one_more() -> None:
    talker = Talker("wish")
    talker.type("a" * 4999, "b" * 5000)
    turn = talker.take(Typed(text="c", now=NOW))
    assert turn.says == (Say(text=phrases.TOO_LONG, values={"most": "10000"}),)
    talker.press("save")
    assert talker.kept["wish"] == Answer(text="a" * 4999 + "\n" + "b" * 5000)


def test_a_form_gives_all_of_a_text_at_once() -> None:
    talker = Talker("wish")
    assert (talker.type("hele svaret", whole=True), talker.at, talker.kept["wish"]) == ([], "colours", Answer(text="hele svaret"))


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\ud800\udfff", "\n\n"])
@pytest.mark.parametrize("whole", [True, False])
def test_nothing_typed_is_no_answer(text: str, *, whole: bool) -> None:
    talker = Talker("wish")
    assert (talker.type(text, whole=whole), talker.at, talker.place.draft) == ([phrases.EMPTY], "wish", ())


def test_a_ready_answer_to_a_text_may_be_pressed_or_typed() -> None:
    pressed, typed = Talker("wish"), Talker("wish")
    pressed.press("=unsure")
    typed.type("ved IKKE.")
    assert pressed.kept["wish"] == typed.kept["wish"] == Answer(picks=("unsure",))


def test_a_ready_answer_typed_after_other_words_is_more_words() -> None:
    talker = Talker("wish")
    talker.type("Måske noget", "Ved ikke")
    assert (talker.at, talker.place.draft) == ("wish", ("Måske noget", "Ved ikke"))


@pytest.mark.parametrize("typed", ["Godt", "godt", " GODT. ", "godt!"])
def test_a_choice_may_be_typed_by_its_label(typed: str) -> None:
    talker = Talker("mood")
    assert (talker.type(typed), talker.at, talker.kept["mood"]) == ([], "wish", Answer(picks=("good",)))


def test_a_choice_is_typed_as_it_is_shown() -> None:
    talker = Talker("mood")
    talker.take(Typed(text="fine", now=NOW, labels={"good": "Fine", "bad": "Poorly"}))
    assert talker.kept["mood"] == Answer(picks=("good",))


def test_other_words_at_a_choice_ask_for_a_button() -> None:
    talker = Talker("mood")
    assert (talker.type("tja"), talker.at) == ([phrases.PRESS_A_BUTTON], "mood")


def test_several_are_marked_and_unmarked_and_saved_in_the_order_of_the_step() -> None:
    talker = Talker("colours")
    talker.press("+blue", "+green", "+red", "+green")
    talker.type("hvid")
    assert talker.place.chosen == ("blue", "red", "white")
    talker.press("save")
    assert talker.kept["colours"] == Answer(picks=("red", "blue", "white"))


def test_too_few_and_too_many_are_said_with_the_number() -> None:
    talker = Talker("colours")
    talker.press("+blue")
    talker.press("save")
    assert talker.turn.says == (Say(text=phrases.TOO_FEW, values={"least": "2"}),)
    talker.press("+green", "+red", "+white")
    assert talker.turn.says == (Say(text=phrases.TOO_MANY, values={"most": "3"}),)
    assert (talker.at, talker.place.chosen) == ("colours", ("blue", "green", "red"))


@pytest.mark.parametrize(
    ("picks", "told"),
    [
        (("red", "green", "blue", "white"), [phrases.TOO_MANY]),
        (("red",), [phrases.TOO_FEW]),
        ((), [phrases.TOO_FEW]),
        (("red", "forged"), [phrases.PRESS_A_BUTTON]),
        (("blue", "red"), []),
    ],
)
def test_a_form_sends_several_at_once_and_none_that_were_not_offered(picks: tuple[str, ...], told: list[str]) -> None:
    talker = Talker("colours")
    talker.take(Pressed(turn=talker.place.turn, option="save", picks=picks))
    assert (talker.told, talker.at) == (told, "colours" if told else "level")


@pytest.mark.parametrize("typed", ["7", " 7 ", "7/10", "07"])
def test_a_number_may_be_typed(typed: str) -> None:
    talker = Talker("level")
    assert (talker.type(typed), talker.kept["level"]) == ([], Answer(number=7))


@pytest.mark.parametrize("typed", ["11", "-1", "syv", "7,5", "", "٧", "7/11", "010"])
def test_what_is_no_number_from_0_to_10_asks_again(typed: str) -> None:
    talker = Talker("level")
    assert (talker.type(typed), talker.at) == ([phrases.NOT_A_NUMBER], "level")


def test_all_eleven_numbers_are_offered() -> None:
    for number in range(11):
        talker = Talker("level")
        talker.press(f"={number}")
        assert talker.kept["level"] == Answer(number=number)


def test_a_date_is_read_back_and_kept_after_a_yes() -> None:
    talker = Talker("day")
    when = When(day=date(2026, 11, 27), at=time(14))
    assert (talker.type("fredag kl. 14"), talker.place.asked, talker.offered()) == ([], when, ("yes", "no", "back", "skip", "why"))
    talker.press("yes")
    assert (talker.at, talker.kept["day"]) == ("list", Answer(when=when))


def test_a_date_may_be_said_again_after_a_no() -> None:
    talker = Talker("day")
    talker.type("fredag")
    talker.press("no")
    assert (talker.at, talker.place.asked, "day" in talker.kept) == ("day", None, False)
    talker.type("torsdag", "på lørdag")
    talker.press("yes")
    assert talker.kept["day"] == Answer(when=When(day=date(2026, 11, 28)))


@pytest.mark.parametrize(
    ("typed", "told"), [("snart", phrases.NOT_A_DATE), ("i går", phrases.DATE_IS_PAST), ("1. november 2026", phrases.DATE_IS_PAST)]
)
def test_what_is_no_day_to_come_asks_again(typed: str, told: str) -> None:
    talker = Talker("day")
    assert (talker.type(typed), talker.at, talker.place.asked) == ([told], "day", None)


def test_lines_are_collected_without_their_bullets() -> None:
    talker = Talker("list")
    talker.type("- huslejen\n\n* skolen", "• cyklen")
    talker.press("save")
    assert talker.kept["list"] == Answer(lines=("huslejen", "skolen", "cyklen"))


def test_too_many_or_too_long_lines_are_not_taken() -> None:
    talker = Talker("list")
    talker.type("a\nb", "c\nd")
    assert talker.turn.says == (Say(text=phrases.TOO_MANY, values={"most": "3"}),)
    talker.type("x" * 301)
    assert talker.turn.says == (Say(text=phrases.LINE_TOO_LONG, values={"most": "300"}),)
    assert talker.type(" \n-") == [phrases.COLLECTED]
    assert (talker.press("save"), talker.kept["list"]) == ([], Answer(lines=("a", "b")))


def test_no_lines_are_no_answer() -> None:
    talker = Talker("list")
    assert (talker.type("- \n\x00"), talker.at) == ([phrases.EMPTY], "list")


def test_every_question_can_be_skipped() -> None:
    talker = Talker()
    while not talker.turn.ended:
        talker.wish("skip")
    assert talker.kept == dict.fromkeys(("mood", "wish", "colours", "level", "day", "list", "more", "last"), SKIPPED)


def test_words_not_yet_saved_are_not_skipped_away() -> None:
    talker = Talker("wish")
    talker.type("vigtigt")
    assert (talker.wish("skip"), talker.at, talker.place.draft) == ([phrases.SAVE_FIRST], "wish", ("vigtigt",))
