"""The values: the most important first, with the thickest line, and nothing on anything else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.drawing import Shape
from bot.domain.pictures import Values, Worth
from bot.usecases.pictures.values import TERMS
from tests.rendering.boxes import boxes, lie_well
from tests.rendering.margins import keeps_its_margin
from tests.rendering.said import LANGUAGES, LONG_WORDS, MAYBE, SOME, WORDS

ROOM = st.one_of(st.none(), st.integers(0, 10))
WORTHS = st.builds(Worth, name=WORDS, room=ROOM, rank=st.integers(0, 5), last=MAYBE, more=st.booleans())


def values(*worths: Worth, small: str = "", language: str = "da") -> Values:
    return Values(title="Mine værdier", alt="Værdier", language=language, terms=TERMS, worths=worths, small=small)


@settings(max_examples=SOME, deadline=None)
@given(st.lists(WORTHS, min_size=1, max_size=5), MAYBE, LANGUAGES, st.sampled_from((Shape.PHONE, Shape.WIDE)))
def test_no_value_lies_on_another_or_leaves_the_page(worths: list[Worth], small: str, language: str, shape: Shape) -> None:
    labels = sum(1 + (one.room is not None) + bool(one.last) + one.more for one in worths) + 2 * bool(small)
    labels += any(one.rank for one in worths) + any(one.room is not None for one in worths)
    assert lie_well(values(*worths, small=small, language=language), shape) == labels


@pytest.mark.parametrize("shape", [Shape.PHONE, Shape.WIDE])
@pytest.mark.parametrize("words", [*LONG_WORDS, "Uddannelse" + "x" * 40])
def test_five_values_with_the_longest_words_have_room(words: str, shape: Shape) -> None:
    full = [Worth(name=words, room=10, rank=rank, last=words, more=True) for rank in range(1, 6)]
    assert lie_well(values(*full, small=words), shape) == 24
    assert keeps_its_margin(values(*full, small=words), shape)


def test_a_value_alone_is_its_name_alone() -> None:
    assert len(boxes(values(Worth(name="Ro")))) == 1


def test_on_a_wide_page_two_stand_side_by_side_and_what_is_for_this_week_fills_the_row() -> None:
    one, other, third, *week = boxes(values(Worth(name="Ro"), Worth(name="Mod"), Worth(name="Natur"), small="Gå en tur"), Shape.WIDE)
    assert one.x == third.x < other.x
    assert [round(label.x) for label in week] == [round(week[0].x)] * 2
    assert third.x < week[0].x


def test_there_is_no_way_to_read_what_is_not_drawn() -> None:
    assert len(boxes(values(Worth(name="Ro", room=0)))) == 3
    assert len(boxes(values(Worth(name="Ro", rank=1)))) == 2
