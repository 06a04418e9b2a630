"""What the flow files cannot tell: the buttons of the program itself, as the golden talks show them, with names put in."""

import re
from collections.abc import Iterable

from bot.kit.wording import LONGEST_BUTTON
from tests.house.tree import ROOT

TALKS = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "tests" / "flows" / "talks").glob("*.txt"))]


def test_every_button_of_every_golden_talk_is_short() -> None:
    assert {"Spring over", "Hvorfor?", "Skip", "Why?"} <= set(buttons(TALKS))
    assert too_long(TALKS) == []


def test_a_button_that_is_too_long_is_seen() -> None:
    assert too_long([f"bot: Hej\n     [Ja] [{'x' * 25}]\nyou: [{'y' * 25}]\nbot: [{'z' * 25}]\n"]) == ["x" * 25]


def buttons(talks: Iterable[str]) -> list[str]:
    """The labels on the lines of buttons, which are set in under what is said."""
    lines = [line for talk in talks for line in talk.splitlines() if re.match(r" +\[", line)]
    return sorted({label for line in lines for label in re.findall(r"\[([^]]+)]", line)})


def too_long(talks: Iterable[str]) -> list[str]:
    return [label for label in buttons(talks) if len(label) > LONGEST_BUTTON]
