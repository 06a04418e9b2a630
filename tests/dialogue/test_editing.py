"""An edited message changes its part of an answer, whatever the answer is made of, and nothing else."""

from typing import Any

import pytest

from bot.dialogue import editing, phrases
from bot.dialogue.answers import Answer
from bot.dialogue.flow import Choice, Kind, Part, Step
from bot.dialogue.turns import Place, Say


def a_step(kind: Kind, *parts: Part, at_most: int = 0) -> Step:
    return Step(id="one", kind=kind, text="?", why="?", digest="d", parts=parts, at_most=at_most)


TEXT, LINES = a_step(Kind.TEXT, at_most=10), a_step(Kind.LINES, at_most=3)
AGE = Part(id="age", kind=Kind.NUMBER, text="?")
EVENT = Part(id="event", kind=Kind.TEXT, text="?")
TIMELINE = a_step(Kind.TIMELINE, AGE, EVENT)
OWN = Step(id="one", kind=Kind.SEVERAL, text="?", why="?", digest="d", choices=(Choice(id="a", label="A"),), own=True)
EARLY, LATE = {"age": 5.0, "event": "flyttede"}, {"age": 9.0, "event": "skoleskift"}


@pytest.mark.parametrize(
    ("step", "before", "old", "new", "after"),
    [
        (TEXT, {"text": "et\nto"}, "to", "2", {"text": "et\n2"}),
        (TEXT, {"text": "et\net"}, "et", "to", {"text": "to\net"}),
        (None, {"text": "et"}, "et", "to", {"text": "to"}),
        (LINES, {"lines": ("a", "b", "c")}, "b", "B", {"lines": ("a", "B", "c")}),
        (LINES, {"lines": ("a", "b", "c")}, "- a\n- b", "ab", {"lines": ("ab", "c")}),
        (TIMELINE, {"entries": (EARLY, LATE)}, "skoleskift", "ny skole", {"entries": (EARLY, {"age": 9.0, "event": "ny skole"})}),
        (TIMELINE, {"entries": (EARLY, LATE)}, "9 år: skoleskift", "4 år: Skole", {"entries": ({"age": 4.0, "event": "Skole"}, EARLY)}),
        (OWN, {"picks": ("a", "own1"), "own": {"own1": "ro"}}, "ro", "fred", {"picks": ("a", "own1"), "own": {"own1": "fred"}}),
    ],
)
def test_the_part_is_replaced(step: Step | None, before: dict[str, Any], old: str, new: str, after: dict[str, Any]) -> None:
    assert editing.in_answer(step, Answer(**before), old, new) == Answer(**after)


@pytest.mark.parametrize(
    ("step", "before", "old"),
    [
        (TEXT, {"text": "et og to"}, "to"),
        (TEXT, {"skipped": True}, "to"),
        (LINES, {"lines": ("a", "b")}, "c"),
        (TIMELINE, {"entries": (EARLY,)}, "skoleskift"),
        (OWN, {"picks": ("own1",), "own": {"own1": "ro"}}, "fred"),
    ],
)
def test_where_the_old_words_do_not_stand_nothing_is_changed(step: Step, before: dict[str, Any], old: str) -> None:
    assert editing.in_answer(step, Answer(**before), old, "x") is None


@pytest.mark.parametrize(
    ("step", "before", "old", "new", "said"),
    [
        (TEXT, {"text": "et"}, "et", "x" * 11, phrases.TOO_LONG),
        (TEXT, {"text": "et"}, "et", " ", phrases.EMPTY),
        (LINES, {"lines": ("a", "b")}, "a", "c\nd\ne", phrases.TOO_MANY),
        (TIMELINE, {"entries": (EARLY,)}, "flyttede", "x" * 1001, phrases.TOO_LONG),
        (TIMELINE, {"entries": (LATE,)}, "9 år: skoleskift", "skole", phrases.NOT_AN_AGE),
        (OWN, {"picks": ("own1",), "own": {"own1": "ro"}}, "ro", "x" * 301, phrases.LINE_TOO_LONG),
    ],
)
def test_new_words_that_do_not_fit_are_said_and_change_nothing(step: Step, before: dict[str, Any], old: str, new: str, said: str) -> None:
    found = editing.in_answer(step, Answer(**before), old, new)
    assert isinstance(found, Say)
    assert found.text == said


def test_what_is_begun_is_edited_too() -> None:
    place = Place(flow="f", digest="d", step="one", draft=("et", "to"))
    assert editing.in_place(TEXT, place, "to", "2") == Place(flow="f", digest="d", step="one", draft=("et", "2"))
    begun = Place(flow="f", digest="d", step="one", work={"entries": [LATE, {"age": 5.0}], "at": 1, "part": "event"})
    edited = editing.in_place(TIMELINE, begun, "skoleskift", "ny skole")
    assert isinstance(edited, Place)
    assert edited.work == {"entries": [{"age": 9.0, "event": "ny skole"}, {"age": 5.0}], "at": 1, "part": "event"}
