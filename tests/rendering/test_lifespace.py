"""The map of a life: whatever stands on it, nothing lies on anything else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.drawing import Shape
from bot.domain.pictures import Around, LifeSpace
from bot.usecases.pictures.lifespace import TERMS
from tests.rendering.boxes import boxes, lie_well
from tests.rendering.said import LANGUAGES, LONG_WORDS, MAYBE, SOME, WORDS

NEAR, EFFECT = ("near", "middle", "far", ""), ("helps", "both", "drains", "")
THINGS = st.builds(Around, name=WORDS, near=st.sampled_from(NEAR), effect=st.sampled_from(EFFECT))


def space(*around: Around, language: str = "da", question: str = "", more: str = "", less: str = "") -> LifeSpace:
    words = {"question": question, "more": more, "less": less}
    return LifeSpace(title="Mit liv lige nu", alt="Et kort", language=language, terms=TERMS, around=around, **words)


@settings(max_examples=SOME, deadline=None)
@given(st.lists(THINGS, min_size=1, max_size=30), LANGUAGES, MAYBE, MAYBE, MAYBE, st.sampled_from((Shape.PHONE, Shape.WIDE)))
def test_no_label_lies_on_another_or_leaves_the_page(
    around: list[Around], language: str, question: str, more: str, less: str, shape: Shape
) -> None:
    assert lie_well(space(*around, language=language, question=question, more=more, less=less), shape) > len(around)


@pytest.mark.parametrize("shape", [Shape.PHONE, Shape.WIDE])
def test_thirty_things_with_the_longest_names_have_room(shape: Shape) -> None:
    around = [Around(name=LONG_WORDS[number % 5], near=NEAR[number % 4], effect=EFFECT[number % 3]) for number in range(30)]
    assert lie_well(space(*around, question=LONG_WORDS[2], more=LONG_WORDS[2], less=LONG_WORDS[2]), shape) >= 30


def test_what_is_near_lies_nearer_to_the_middle_than_what_is_far() -> None:
    """The labels stand in the order of the rings, from the outermost heading inward and out again; me is the lowest heading."""
    found = boxes(space(Around(name="Mor", near="near"), Around(name="Arbejde", near="middle"), Around(name="Gæld", near="far")))
    far, debt, middle, work, near, mother, me = found
    tops = [one.y for one in (far, debt, middle, work, near, mother, me)]
    assert tops == sorted(tops)
    assert mother.w < debt.w < work.w
    assert all(abs(one.x + one.w / 2 - 180) < 1 for one in found)


def test_things_without_a_place_stand_around_me_where_nothing_has_one() -> None:
    assert lie_well(space(Around(name="Mor"), Around(name="Arbejde"))) == 3
