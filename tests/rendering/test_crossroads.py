"""The crossroads: two roads side by side on a phone, more of them under each other, and nothing on anything else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.drawing import Shape
from bot.domain.pictures import Crossroads, Road
from bot.usecases.pictures.crossroads import TERMS
from tests.rendering.boxes import boxes, lie_well
from tests.rendering.said import LANGUAGES, LONG_WORDS, MAYBE, SOME, WORDS

ROADS = st.builds(
    Road, name=WORDS, gains=MAYBE, costs=MAYBE, takes=MAYBE, gut=st.one_of(st.none(), st.integers(0, 10)), draws=st.booleans()
)


def crossroads(*roads: Road, about: str = "", draws: str = "", language: str = "da") -> Crossroads:
    return Crossroads(title="Vejkrydset", alt="Et vejkryds", language=language, terms=TERMS, about=about, roads=roads, draws=draws)


@settings(max_examples=SOME, deadline=None)
@given(st.lists(ROADS, min_size=1, max_size=4), MAYBE, MAYBE, LANGUAGES, st.sampled_from((Shape.PHONE, Shape.WIDE)))
def test_no_road_lies_on_another_or_leaves_the_page(roads: list[Road], about: str, draws: str, language: str, shape: Shape) -> None:
    labels = len(roads) + bool(about) + bool(draws)
    assert lie_well(crossroads(*roads, about=about, draws=draws, language=language), shape) == labels


@pytest.mark.parametrize("shape", [Shape.PHONE, Shape.WIDE])
def test_four_roads_with_the_longest_words_have_room(shape: Shape) -> None:
    words = LONG_WORDS[2]
    road = Road(name=words, gains=words, costs=words, takes=words, gut=10, draws=True)
    assert lie_well(crossroads(road, road, road, road, about=words, draws=words), shape) == 6


@pytest.mark.parametrize(("count", "shape", "across"), [(2, Shape.PHONE, 2), (3, Shape.PHONE, 1), (4, Shape.PHONE, 1), (4, Shape.WIDE, 4)])
def test_roads_stand_side_by_side_where_there_is_room(count: int, shape: Shape, across: int) -> None:
    found = boxes(crossroads(*[Road(name=f"Vej {number}") for number in range(count)]), shape)
    assert len({round(one.x) for one in found}) == across


@pytest.mark.parametrize("language", ["da", "he"])
def test_the_first_road_stands_where_one_begins_to_read(language: str) -> None:
    first, second = boxes(crossroads(Road(name="1"), Road(name="2"), language=language))
    assert (first.x < second.x) == (language == "da")
