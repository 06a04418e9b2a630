"""Words that stand in a field unsaved when another button is pressed, without a script: they wait there."""

import pytest

from bot.dialogue import phrases
from bot.dialogue.flow import LONGEST_TEXT
from tests.web.test_chat import at_the_outcome
from tests.web.world import World

WORDS = "En læreplads"


@pytest.mark.parametrize(("button", "on"), [("Pause", "Fortsæt"), ("Menu", "Fortsæt, hvor du slap")])
def test_what_was_typed_and_not_saved_stands_there_again(world: World, button: str, on: str) -> None:
    browser, _ = at_the_outcome(world)
    browser.press(button, text=WORDS)
    browser.press(on)
    assert f">{WORDS}</textarea>" in browser.html


def test_going_back_takes_it_along_as_the_answer(world: World) -> None:
    browser, _ = at_the_outcome(world)
    browser.press("Tilbage", text=WORDS)
    browser.press("Spring over")
    assert f">{WORDS}</textarea>" in browser.html


def test_skipping_asks_first_what_to_do_with_it(world: World) -> None:
    browser, _ = at_the_outcome(world)
    assert phrases.SAVE_FIRST in browser.press("Spring over", text=WORDS)
    assert f">{WORDS}</textarea>" in browser.html


def test_a_page_of_an_earlier_question_writes_nothing_into_a_later_one(world: World) -> None:
    browser, _ = at_the_outcome(world)
    form, button = browser.button("Menu")
    old = browser.filled(form, button, typed={"text": WORDS})
    browser.press("Gem", text="Noget andet")
    browser.post(button.action, old)
    browser.go("/chat")
    browser.press("Fortsæt, hvor du slap")
    assert WORDS not in browser.html


def test_words_too_long_to_be_kept_leave_what_was_held_before(world: World) -> None:
    browser, _ = at_the_outcome(world)
    browser.press("Menu", text=WORDS)
    browser.press("Fortsæt, hvor du slap")
    browser.press("Menu", text="x" * (LONGEST_TEXT + 1))
    browser.press("Fortsæt, hvor du slap")
    assert f">{WORDS}</textarea>" in browser.html
