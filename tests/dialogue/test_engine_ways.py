"""The ways around a flow: back, pause, why, and buttons that are used up."""

from dataclasses import replace

import pytest

from bot.dialogue import engine, phrases
from bot.dialogue.answers import Answer
from bot.dialogue.turns import Changed, Pressed, Say, Typed
from tests.dialogue.talker import ANSWERS, NOW, Talker, small

STEPS = tuple(ANSWERS)
NAMES_OF_THE_MACHINE = ("end", "to end", "next", "back", "=good", "+red", "to_mood", "to mood", "save", "onward", "t:1:=good", *STEPS)


@pytest.mark.parametrize("step", STEPS)
def test_one_gets_back_from_every_step_to_the_first(step: str) -> None:
    talker = Talker("more")
    if step == "extra":
        talker.press("=yes")
    while talker.at != step:
        talker.press(*(("skip",) if talker.at == "extra" else ANSWERS[talker.at])) if STEPS.index(talker.at) < STEPS.index(
            step
        ) else talker.press("back")
    passed = [step]
    while talker.press("back") != [phrases.NOTHING_BEFORE]:
        passed.append(talker.at)
    assert passed == [one for one in reversed(STEPS[: STEPS.index(step) + 1]) if one != "extra" or step == "extra"]


def test_back_keeps_what_was_written_so_far() -> None:
    talker = Talker("wish")
    talker.type("halvt færdig")
    talker.press("back")
    assert (talker.at, talker.kept["wish"]) == ("mood", Answer(text="halvt færdig"))


def test_an_answer_may_be_kept_as_it_is_or_given_anew() -> None:
    talker = Talker("wish")
    talker.press("back")
    assert talker.offered() == ("=good", "=bad", "keep", "back", "skip", "why")
    talker.press("keep", "back", "=bad")
    assert (talker.at, talker.kept["mood"]) == ("wish", Answer(picks=("bad",)))


def test_what_was_marked_is_marked_when_one_comes_back() -> None:
    talker = Talker("level")
    talker.press("back")
    assert talker.place.chosen == ("red", "blue")


def test_a_pause_is_left_by_its_only_button_or_by_typing_on() -> None:
    by_button, by_words = Talker("wish"), Talker("wish")
    by_button.wish("pause")
    assert (by_button.place.paused, by_button.offered(), by_button.at) == (True, ("resume",), "wish")
    by_button.press("resume")
    by_words.wish("pause")
    by_words.type("her igen")
    assert (by_button.place.paused, by_words.place.paused, by_words.place.draft) == (False, False, ("her igen",))


def test_resuming_without_a_pause_changes_nothing() -> None:
    talker = Talker("wish")
    before = talker.place
    assert (talker.wish("resume"), talker.place) == ([], before)


def test_a_pause_keeps_what_was_written_so_far() -> None:
    talker = Talker("wish")
    talker.type("halvt")
    talker.wish("pause")
    assert talker.kept["wish"] == Answer(text="halvt")
    talker.type("og resten")
    talker.press("save")
    assert talker.kept["wish"] == Answer(text="halvt\nog resten")


def test_going_back_in_a_pause_ends_it() -> None:
    talker = Talker("wish")
    talker.wish("pause")
    talker.wish("back")
    assert (talker.at, talker.place.paused) == ("mood", False)


def test_every_step_says_why_and_stays_where_it_is() -> None:
    for step in STEPS:
        talker = Talker("more")
        if step == "extra":
            talker.press("=yes")
        talker = talker if step == "extra" else Talker(step)
        before = talker.place
        asked = talker.flow.step(step)
        assert asked is not None
        talker.press("why")
        assert (talker.turn.says, talker.place) == ((Say(text=asked.why, context=f"small/{step}"),), before)


def test_progress_counts_questions_and_those_that_apply() -> None:
    seen = []
    talker = Talker()
    while not talker.turn.ended:
        seen.append((talker.at, *engine.progress(talker.flow, talker.place)))
        talker.press(*(("=yes",) if talker.at == "more" else ANSWERS[talker.at]))
    numbers = [
        ("hello", 1, 8),
        ("mood", 1, 8),
        ("wish", 2, 8),
        ("colours", 3, 8),
        ("level", 4, 8),
        ("day", 5, 8),
        ("list", 6, 8),
        ("more", 7, 8),
    ]
    assert seen == [*numbers, ("extra", 8, 9), ("last", 9, 9)]
    assert engine.progress(talker.flow, talker.place) == (9, 9)


@pytest.mark.parametrize("step", [step for step in STEPS if step != "extra"])
def test_a_button_of_an_earlier_turn_changes_nothing(step: str) -> None:
    talker = Talker(step)
    before = talker.place
    for option in talker.offered():
        assert talker.take(Pressed(turn=before.turn - 1, option=option)).stale
        assert (talker.told, talker.place, talker.turn.notes) == ([phrases.STALE], before, ())


def test_a_second_press_of_the_same_button_changes_nothing() -> None:
    talker = Talker("mood")
    pressed = Pressed(turn=talker.place.turn, option="=good")
    talker.take(pressed)
    once = talker.place
    assert (talker.take(pressed).stale, talker.place) == (True, once)


@pytest.mark.parametrize("step", [step for step in STEPS if step != "extra"])
@pytest.mark.parametrize("option", ["end", "to end", "next", "=forged", "+forged", "=11", "=", "+", "", "resume", "keep", "text"])
def test_a_press_that_was_not_offered_changes_nothing(step: str, option: str) -> None:
    talker = Talker(step)
    before = talker.place
    assert option not in talker.offered()
    assert (talker.press(option), talker.place, talker.turn.stale) == ([phrases.STALE], before, True)


@pytest.mark.parametrize("step", [step for step in STEPS if step != "extra"])
@pytest.mark.parametrize("typed", NAMES_OF_THE_MACHINE)
def test_typed_text_never_names_a_state_or_a_trigger(step: str, typed: str) -> None:
    talker = Talker(step)
    before = talker.place
    talker.type(typed)
    draft = (typed,) if step in {"wish", "list", "last"} else ()
    assert (replace(talker.place, turn=before.turn), talker.turn.notes) == (replace(before, draft=draft), ())


def test_a_wish_that_is_none_changes_nothing() -> None:
    talker = Talker("mood")
    before = talker.place
    assert (talker.wish("to end"), talker.place) == ([], before)


def test_saving_by_command_keeps_the_draft() -> None:
    talker = Talker("wish")
    talker.type("gem det")
    talker.wish("save")
    assert (talker.at, talker.kept["wish"]) == ("colours", Answer(text="gem det"))


def test_after_the_end_nothing_is_taken_and_the_way_back_is_open() -> None:
    talker = Talker("last")
    talker.press("skip")
    ended = talker.place
    assert (talker.offered(), talker.type("mere"), talker.wish("skip"), talker.place) == ((), [], [], ended)
    assert (talker.press("=good"), talker.turn.stale, talker.place) == ([phrases.STALE], True, ended)
    talker.wish("back")
    assert talker.at == "last"


def test_the_same_event_in_the_same_place_gives_the_same_turn() -> None:
    place = Talker("wish").place
    for event in (Typed(text="hej", now=NOW), Pressed(turn=place.turn, option="skip"), Changed(step="mood")):
        assert engine.advance(small(), place, event) == engine.advance(small(), place, event)
