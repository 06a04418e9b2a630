"""The sheet small: eight fields where they lie on the large one, whatever they are called."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.drawing import Shape
from bot.domain.pictures import Overview, Place
from bot.domain.sheet import FIELDS
from bot.usecases.pictures.overview import BEGUN, EMPTY, FILLED, HERE, SHARED
from tests.rendering.boxes import boxes, lie_well, size
from tests.rendering.said import LANGUAGES, SOME

TERMS = {"filled": FILLED, "begun": BEGUN, "empty": EMPTY, "shared": SHARED, "here": HERE}
SHEET = tuple(Place(id=name, name=told) for name, told in FIELDS.items())
NAMES = st.text("abcdefgæøå ", min_size=1, max_size=40)
STATES = st.sampled_from(("filled", "begun", "empty"))
PLACES = st.tuples(
    *[st.builds(Place, id=st.just(name), name=NAMES, state=STATES, shared=st.booleans(), here=st.booleans()) for name in FIELDS]
)


def sheet(*places: Place, language: str = "da") -> Overview:
    return Overview(title="Hvor er vi?", alt="Arket", language=language, terms=TERMS, places=places or SHEET)


@settings(max_examples=SOME, deadline=None)
@given(PLACES, LANGUAGES, st.sampled_from((Shape.PHONE, Shape.WIDE)))
def test_no_field_lies_on_another_or_leaves_the_page(places: tuple[Place, ...], language: str, shape: Shape) -> None:
    assert lie_well(sheet(*places, language=language), shape) == len(FIELDS) + len(TERMS)


def test_the_fields_lie_as_they_lie_on_the_large_sheet() -> None:
    agreement, parking, story, want, can, importance, belief, plan = boxes(sheet())[:8]
    assert agreement.y == parking.y < story.y == want.y == can.y < importance.y == belief.y == plan.y
    assert agreement.w > 2 * parking.w - 1
    assert round(story.w) == round(want.w) == round(can.w) == round(parking.w)
    assert round(importance.w) == round(belief.w)
    assert plan.w > 2 * importance.w - 1


def test_in_a_language_read_from_the_right_the_agreement_lies_there() -> None:
    agreement, parking, *_ = boxes(sheet(language="he"))
    assert agreement.x > parking.x


@pytest.mark.parametrize("missing", list(FIELDS))
def test_a_sheet_without_one_of_its_fields_is_drawn_too(missing: str) -> None:
    assert lie_well(sheet(*[place for place in SHEET if place.id != missing])) == len(FIELDS) - 1 + len(TERMS)


def test_the_legend_says_what_it_is_told_to_say_and_no_more() -> None:
    told = replace(sheet(), terms={"filled": "Noget er delt med dig", "empty": "Intet er delt"})
    assert len(boxes(told)) == len(FIELDS) + 2


def test_the_whole_sheet_stays_small() -> None:
    assert size(sheet())[1] < 480
