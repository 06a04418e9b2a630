"""The roadmap: the road winds between the cards, and nothing lies on anything else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.drawing import Shape
from bot.domain.pictures import Roadmap
from bot.usecases.pictures.roadmap import TERMS
from tests.rendering.boxes import boxes, lie_well
from tests.rendering.said import LANGUAGES, LONG_WORDS, MAYBE, SOME, WORDS

MAPS = st.builds(
    Roadmap,
    title=st.just("Vejkortet"),
    alt=st.just("Et kort"),
    language=LANGUAGES,
    terms=st.just(TERMS),
    here=MAYBE,
    there=MAYBE,
    stops=st.lists(WORDS, max_size=6).map(tuple),
    obstacles=st.lists(WORDS, max_size=5).map(tuple),
    detours=MAYBE,
    helpers=st.lists(WORDS, max_size=6).map(tuple),
    next=MAYBE,
)


def road(*stops: str, here: str = "", there: str = "", obstacles: tuple[str, ...] = (), detours: str = "") -> Roadmap:
    return Roadmap(title="Vejkortet", alt="Et kort", terms=TERMS, here=here, there=there, stops=stops, obstacles=obstacles, detours=detours)


@settings(max_examples=SOME, deadline=None)
@given(MAPS, st.sampled_from((Shape.PHONE, Shape.WIDE)))
def test_no_card_lies_on_another_or_leaves_the_page(drawn: Roadmap, shape: Shape) -> None:
    assert lie_well(drawn, shape) >= len(drawn.stops) + 2 + len(drawn.helpers)


@pytest.mark.parametrize("shape", [Shape.PHONE, Shape.WIDE])
def test_the_longest_road_with_the_longest_words_has_room(shape: Shape) -> None:
    words = LONG_WORDS[2]
    assert lie_well(road(*[words] * 6, here=words, there=words, obstacles=(words,) * 5, detours=words), shape) == 9


def test_on_a_phone_the_road_winds_from_side_to_side() -> None:
    here, one, two, there = boxes(road("Ringe", "Besøge stedet"))
    assert here.x == two.x > one.x == there.x
    assert here.y < one.y < two.y < there.y


def test_where_there_is_room_the_road_runs_across_and_turns() -> None:
    here, one, two, three, there = boxes(road("Ringe", "Besøge stedet", "Aftale en dag"), Shape.WIDE)
    assert here.x < one.x < two.x == three.x > there.x
    assert here.y == one.y == two.y < three.y == there.y


def test_what_may_stand_in_the_way_stands_in_the_middle_of_it() -> None:
    plain, hard = boxes(road("1", "2")), boxes(road("1", "2", obstacles=("Sne", "Is")))
    assert len(hard) == len(plain) + 1
    assert hard[2].h > hard[1].h
