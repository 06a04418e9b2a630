"""The good things: a card for each day, the days without among them, and nothing on anything else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.drawing import Shape
from bot.domain.pictures import GoodDay, GoodThings
from bot.usecases.pictures.good_week import TERMS
from tests.rendering.boxes import boxes, lie_well
from tests.rendering.margins import keeps_its_margin
from tests.rendering.said import LANGUAGES, LONG_WORDS, MAYBE, SOME, WORDS

DAYS = st.builds(
    GoodDay,
    name=st.sampled_from(("Mandag", "Wednesday", "الأربعاء")),
    day=st.sampled_from(("23. nov. 2026", "3 Sept 2026")),
    things=st.lists(WORDS, max_size=4).map(tuple),
    made=MAYBE,
)


def week(*days: GoodDay, language: str = "da") -> GoodThings:
    return GoodThings(title="Gode ting, dag for dag", alt="Gode ting", language=language, terms=TERMS, days=days)


def day(*things: str, made: str = "") -> GoodDay:
    return GoodDay(name="Mandag", day="23. nov. 2026", things=things, made=made)


@settings(max_examples=SOME, deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=7), LANGUAGES, st.sampled_from((Shape.PHONE, Shape.WIDE)))
def test_no_day_lies_on_another_or_leaves_the_page(days: list[GoodDay], language: str, shape: Shape) -> None:
    labels = sum(1 + (len(one.things) + bool(one.made) or 1) for one in days)
    assert lie_well(week(*days, language=language), shape) == labels


@pytest.mark.parametrize("shape", [Shape.PHONE, Shape.WIDE])
@pytest.mark.parametrize("words", LONG_WORDS)
def test_seven_days_with_the_longest_words_have_room(words: str, shape: Shape) -> None:
    assert lie_well(week(*[day(words, words, words, made=words)] * 7), shape) == 35
    assert keeps_its_margin(week(*[day(words, words, words, made=words)] * 2), shape)


def test_a_day_without_has_its_place_and_a_quiet_line() -> None:
    assert len(boxes(week(day("Sol"), day(), day("Te")))) == 6


def test_a_day_of_which_only_the_reason_is_seen_is_no_day_without() -> None:
    assert len(boxes(week(day(made="Held")))) == 2


def test_no_more_than_six_things_of_a_day_are_drawn() -> None:
    assert len(boxes(week(day(*"abcdefgh")))) == 7
