"""Numbers over time: days to scale, numbers one can read, and labels that never lie on each other or leave the page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.drawing import Drawing, Form, Shape
from bot.domain.pictures import Given, Line, Numbers
from bot.rendering.typesetting import typeset
from tests.rendering.boxes import boxes, lie_well
from tests.rendering.said import LANGUAGES, LONG_WORDS, MAYBE, SOME, WORDS

SHAPES = st.sampled_from((Shape.PHONE, Shape.WIDE))
POINTS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 10)), min_size=1, max_size=40)
DAY = "22. nov. 2026"


def row(*points: tuple[int, int], name: str = "Hvor vigtigt?", lowest: str = "slet ikke", highest: str = "helt") -> Line:
    given_ = tuple(Given(day=DAY, at=at, number=number) for at, number in sorted(points, key=lambda point: point[0]))
    return Line(name=name, points=given_, lowest=lowest, highest=highest)


def numbers(*lines: Line, apart: bool = False, language: str = "da") -> Numbers:
    return Numbers(title="Tal over tid", alt="Tal", language=language, lines=lines, apart=apart)


ROWS = st.builds(lambda points, name, lowest, highest: row(*points, name=name, lowest=lowest, highest=highest), POINTS, WORDS, MAYBE, MAYBE)


@settings(max_examples=SOME, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=2), LANGUAGES, SHAPES)
def test_in_one_chart_no_label_lies_on_another_or_leaves_the_page(lines: list[Line], language: str, shape: Shape) -> None:
    assert lie_well(numbers(*lines, language=language), shape) >= 3 + len(lines)


@settings(max_examples=SOME, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=4), LANGUAGES, SHAPES)
def test_nor_in_charts_of_their_own(lines: list[Line], language: str, shape: Shape) -> None:
    assert lie_well(numbers(*lines, apart=True, language=language), shape) >= len(lines)


@pytest.mark.parametrize("shape", [Shape.PHONE, Shape.WIDE])
@pytest.mark.parametrize("last", [(6, 6), (0, 1), (10, 10), (0, 0), (10, 9)])
def test_lines_that_end_together_keep_their_names_apart(last: tuple[int, int], shape: Shape) -> None:
    lines = [row((0, first), (5, end), name="Troen på, at jeg kan") for first, end in zip((8, 2), last, strict=True)]
    assert lie_well(numbers(*lines), shape) >= 9


@pytest.mark.parametrize("words", LONG_WORDS)
def test_long_words_have_room_everywhere(words: str) -> None:
    lines = [row((0, 1), (4, 10), name=words, lowest=words, highest=words)] * 2
    assert lie_well(numbers(*lines)) >= 9
    assert lie_well(numbers(*lines, apart=True)) >= 4


@pytest.mark.parametrize("apart", [True, False])
def test_one_number_alone_is_a_point_with_its_day_and_its_number(*, apart: bool) -> None:
    axis = 0 if apart else 3
    assert lie_well(numbers(row((3, 7)), apart=apart)) == axis + 2


def test_days_are_to_scale() -> None:
    told = boxes(numbers(row((0, 2), (10, 8), (40, 4)), apart=True))
    first, highest = (box for box in told if box.w < 10)
    apart = 328 - 24 - 40 - 12 - 8 - 16
    assert highest.x - first.x == pytest.approx(apart / 4, abs=0.5)


def test_the_first_the_highest_and_the_lowest_number_of_many_are_said() -> None:
    many = row((0, 5), *((day, 6) for day in range(10, 300, 10)), (310, 9), (330, 1), (400, 5))
    days, last = 2, 1
    assert len(boxes(numbers(many, apart=True))) == 3 + days + last


def test_of_few_numbers_each_new_one_is_said() -> None:
    few = row((0, 5), (100, 8), (200, 3), (300, 6), (400, 4))
    days, last = 2, 1
    assert len(boxes(numbers(few, apart=True))) == 4 + days + last


def test_two_lines_are_told_apart_without_colour() -> None:
    drawn = typeset(Drawing(picture=numbers(row((0, 1), (4, 6)), row((0, 5), (4, 2))), form=Form.SVG)).decode()
    assert drawn.count('stroke-dasharray="5 3.5"') == 1
    assert drawn.count("rotate(") + drawn.count("matrix(0.7") >= 2


def test_without_numbers_there_is_an_empty_page() -> None:
    assert boxes(numbers()) == []
