"""An earlier answer is changed, or the questions themselves are."""

from dataclasses import replace

import pytest

from bot.dialogue import engine, phrases
from bot.dialogue.answers import SKIPPED, Answer
from tests.dialogue.talker import ANSWERS, Talker, small

STEPS = tuple(ANSWERS)
NAMES_OF_THE_MACHINE = ("end", "to end", "next", "back", "=good", "+red", "to_mood", "to mood", "save", "onward", "t:1:=good", *STEPS)


def test_an_earlier_answer_is_changed_and_one_is_back_where_one_was() -> None:
    talker = Talker("list")
    talker.change("mood")
    assert (talker.at, talker.offered()[:3]) == ("mood", ("=good", "=bad", "keep"))
    talker.press("=bad")
    assert (talker.at, talker.kept["mood"], talker.place.back_to) == ("list", Answer(picks=("bad",)), "")


def test_what_a_changed_answer_makes_applicable_is_asked() -> None:
    talker = Talker("last")
    talker.press("skip")
    talker.change("more")
    talker.press("=yes")
    assert (talker.at, talker.turn.ended) == ("extra", False)
    talker.type("det her", whole=True)
    assert (talker.turn.ended, talker.kept["extra"]) == (True, Answer(text="det her"))


def test_what_a_changed_answer_makes_pointless_is_not_asked() -> None:
    talker = Talker("more")
    talker.press("=yes")
    talker.change("more")
    talker.press("=no")
    assert talker.at == "last"


def test_two_answers_changed_in_a_row_lead_back_to_the_same_place() -> None:
    talker = Talker("list")
    talker.change("mood")
    talker.change("level")
    talker.press("=1")
    assert talker.at == "list"


def test_a_change_onward_walks_on_from_there() -> None:
    talker = Talker("list")
    talker.change("mood", onward=True)
    talker.press("keep")
    assert talker.at == "wish"


def test_a_change_keeps_what_was_being_written() -> None:
    talker = Talker("wish")
    talker.type("halvt")
    talker.change("mood")
    assert (talker.at, talker.kept["wish"]) == ("mood", Answer(text="halvt"))


@pytest.mark.parametrize("step", ["last", "hello", "end", "forged"])
def test_only_what_was_answered_can_be_changed(step: str) -> None:
    talker = Talker("list")
    before = talker.place
    assert (talker.change(step), talker.place) == ([phrases.STALE], before)


def test_the_flow_as_it_was_is_adopted_in_silence() -> None:
    talker = Talker("list")
    turn = engine.adopt(talker.flow, talker.place)
    assert (turn.place, turn.says) == (talker.place, ())


def renewed(talker: Talker, *changes: tuple[str, str]) -> Talker:
    talker.flow = small(*changes)
    talker.turn = engine.adopt(talker.flow, talker.place)
    assert talker.told == [phrases.CHANGED_SINCE]
    return talker


def test_only_changed_questions_are_asked_again() -> None:
    talker = renewed(Talker("list"), ("Hvad vil du?", "Hvad vil du helst?"), ("Hvor meget?", "Hvor meget nu?"))
    assert talker.at == "wish"
    talker.press("=unsure")
    assert talker.at == "level"
    talker.press("=3")
    assert (talker.at, talker.place.back_to) == ("list", "")


def test_a_change_of_words_nobody_answered_to_moves_nobody() -> None:
    talker = Talker("wish")
    talker.type("halvt")
    before = talker.place
    renewed(talker, ("Det er dit møde.", "Mødet er dit."), ("Noget til sidst?", "Til sidst?"))
    assert talker.place == replace(before, digest=talker.flow.digest)


def test_a_pause_before_a_change_is_over_after_it() -> None:
    talker = Talker("wish")
    talker.wish("pause")
    assert not renewed(talker, ("Noget til sidst?", "Til sidst?")).place.paused


def test_words_being_written_survive_a_changed_question_before_them() -> None:
    talker = Talker("list")
    talker.type("huslejen")
    renewed(talker, ("Hvad vil du?", "Hvad vil du helst?"))
    assert (talker.at, talker.place.draft) == ("list", ("huslejen",))
    talker.press("save")
    assert (talker.at, talker.kept["list"]) == ("wish", Answer(lines=("huslejen",)))
    talker.press("skip")
    assert (talker.at, talker.kept["wish"]) == ("more", SKIPPED)


def test_a_question_that_is_gone_is_left_behind() -> None:
    talker = renewed(Talker("list"), ('id = "list"', 'id = "points"'))
    assert talker.at == "points"


def test_answers_that_cannot_be_given_any_more_are_asked_again() -> None:
    talker = renewed(Talker("list"), ('id = "good"', 'id = "fine"'))
    assert (talker.at, talker.offered()[:2], talker.place.picks) == (
        "mood",
        ("=fine", "=bad"),
        {"wish": ("unsure",), "colours": ("red", "blue"), "level": ("7",)},
    )


def test_who_was_done_is_asked_what_is_new() -> None:
    talker = Talker("last")
    talker.press("skip")
    renewed(talker, ("Hvad vil du?", "Hvad vil du helst?"))
    assert talker.at == "wish"
    talker.press("=unsure")
    assert talker.turn.ended


def test_whoever_is_done_and_has_answered_all_stays_done() -> None:
    talker = Talker("last")
    talker.press("skip")
    assert renewed(talker, ("Det er dit møde.", "Mødet er dit.")).turn.ended
