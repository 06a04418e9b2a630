"""The goal: one sentence as large as it can be, its eight criteria in their order, and nothing on anything else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.drawing import Shape
from bot.domain.pictures import Criterion, Goal
from bot.usecases.pictures.goal import CRITERIA, TERMS
from tests.rendering.boxes import boxes, lie_well, size
from tests.rendering.margins import keeps_its_margin
from tests.rendering.said import LANGUAGES, LONG_WORDS, MAYBE, SOME

SHAPES = (Shape.PHONE, Shape.WIDE)
DAY = "mandag den 22. november 2026 kl. 14.00"


def goal(sentence: str, *said: str, by: str = "", language: str = "da") -> Goal:
    told = [*said, *[""] * (len(CRITERIA) - len(said))]
    criteria = tuple(Criterion(name=name, said=words) for name, words in zip(CRITERIA.values(), told, strict=True))
    return Goal(title="Mit mål", alt="Målet", language=language, terms=TERMS, sentence=sentence, criteria=criteria, by=by)


@settings(max_examples=SOME, deadline=None)
@given(MAYBE, st.lists(MAYBE, max_size=8), st.sampled_from(("", "1. juni", DAY)), LANGUAGES, st.sampled_from(SHAPES))
def test_no_label_lies_on_another_or_leaves_the_page(sentence: str, said: list[str], by: str, language: str, shape: Shape) -> None:
    assert lie_well(goal(sentence, *said, by=by, language=language), shape) == 17 + bool(by)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("words", LONG_WORDS)
def test_the_longest_words_have_room(words: str, shape: Shape) -> None:
    assert lie_well(goal(words, *[words] * 8, by=DAY), shape) == 18
    assert keeps_its_margin(goal(words, *[words] * 8, by=DAY), shape)


def test_an_open_criterion_says_so() -> None:
    assert len(boxes(goal("Bo selv", "Bo selv"))) == len(boxes(goal("Bo selv"))) == 17


def test_a_short_goal_is_written_larger_than_a_long_one() -> None:
    short, long = (max(one.h for one in boxes(goal(words))) for words in ("Bo selv", "Bo selv " * 6))
    assert short > long / 3
    assert size(goal("Bo selv"))[1] < size(goal("Bo selv " * 30))[1]


def test_on_a_wide_page_one_reads_down_the_first_column_and_then_the_second() -> None:
    names = boxes(goal("Bo selv"), Shape.WIDE)
    columns = sorted({round(one.x) for one in names if one.y > 200})
    assert len(columns) == 2
    assert [sum(round(one.x) == column for one in names) for column in columns] == [8, 8]


def test_a_word_too_long_for_the_largest_type_is_not_parted_in_it() -> None:
    lines = [boxes(goal(words))[0].h for words in ("Bo selv", "Uddannelsesvejledning")]
    assert lines[0] > lines[1]
