"""The strengths: a medal for each, in the order they were picked, and nothing on anything else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.drawing import Shape
from bot.domain.pictures import Strength, Strengths
from bot.usecases.pictures.strengths import TERMS
from tests.rendering.boxes import boxes, lie_well
from tests.rendering.margins import keeps_its_margin
from tests.rendering.said import LANGUAGES, LONG_WORDS, MAYBE, SOME, WORDS

STRENGTHS = st.builds(Strength, name=WORDS, example=MAYBE, more=st.booleans())


def strengths(*found: Strength, friend: str = "", language: str = "da") -> Strengths:
    return Strengths(title="Styrkekabale", alt="Styrker", language=language, terms=TERMS, strengths=found, friend=friend)


@settings(max_examples=SOME, deadline=None)
@given(st.lists(STRENGTHS, min_size=1, max_size=5), MAYBE, LANGUAGES, st.sampled_from((Shape.PHONE, Shape.WIDE)))
def test_no_strength_lies_on_another_or_leaves_the_page(found: list[Strength], friend: str, language: str, shape: Shape) -> None:
    labels = sum(1 + bool(one.example) + one.more for one in found) + 2 * bool(friend)
    assert lie_well(strengths(*found, friend=friend, language=language), shape) == labels


@pytest.mark.parametrize("shape", [Shape.PHONE, Shape.WIDE])
@pytest.mark.parametrize("words", LONG_WORDS)
def test_five_strengths_with_the_longest_words_have_room(words: str, shape: Shape) -> None:
    found = strengths(*[Strength(name=words, example=words, more=True)] * 5, friend=words)
    assert lie_well(found, shape) == 17
    assert keeps_its_margin(found, shape)


@pytest.mark.parametrize(("language", "shape", "sideways"), [("da", Shape.PHONE, 0), ("da", Shape.WIDE, 1), ("he", Shape.WIDE, -1)])
def test_the_next_strength_stands_where_one_reads_on(language: str, shape: Shape, sideways: int) -> None:
    first, second = boxes(strengths(Strength(name="Modig"), Strength(name="Sjove"), language=language), shape)
    assert (second.x > first.x + 100) - (second.x < first.x - 100) == sideways
    assert (second.y > first.y) == (sideways == 0)
