"""The lifeline: ages to scale, feelings up and down, and words that never lie on each other or leave the page."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.drawing import Shape
from bot.domain.pictures import LifeEvent, Lifeline
from tests.rendering.boxes import Box, boxes, lie_well, size
from tests.rendering.said import LANGUAGES, LONG_WORDS, MAYBE, SOME, WORDS

TERMS = {"lowest": "meget svært", "highest": "meget godt", "helped": "Hjalp:"}
SHAPES = st.sampled_from((Shape.PHONE, Shape.WIDE))
AGES = st.one_of(st.sampled_from((0.0, 9.0, 10.5, 99.9)), st.integers(0, 999).map(lambda tenths: tenths / 10))
FEELINGS = st.one_of(st.none(), st.integers(-5, 5))
SHORT = st.sampled_from(("skoleskift", "forældre skilt", "Vi flyttede fra byen til landet", "x"))


def event(age: float, what: str, feeling: int | None = None, helped: str = "") -> LifeEvent:
    return LifeEvent(age=age, when=f"{age:g} år".replace(".", ","), what=what, feeling=feeling, helped=helped)


def line(*events: LifeEvent, language: str = "da", terms: dict[str, str] | None = None) -> Lifeline:
    in_order = tuple(sorted(events, key=lambda each: each.age))
    return Lifeline(title="Min livslinje", alt="En linje", language=language, terms=terms or TERMS, events=in_order)


def lives(words: st.SearchStrategy[str], helped: st.SearchStrategy[str]) -> st.SearchStrategy[Lifeline]:
    events = st.lists(st.builds(event, AGES, words, FEELINGS, helped), min_size=1, max_size=30)
    return st.builds(lambda each, language: line(*each, language=language), events, LANGUAGES)


def by_height(found: list[Box]) -> list[Box]:
    return sorted(found, key=lambda box: box.y)


@settings(max_examples=SOME, deadline=None)
@given(lives(WORDS, MAYBE), SHAPES)
def test_no_label_lies_on_another_or_leaves_the_page(drawn: Lifeline, shape: Shape) -> None:
    assert lie_well(drawn, shape) >= len(drawn.events)


@settings(max_examples=SOME, deadline=None)
@given(lives(SHORT, st.sampled_from(("", "mormor"))), SHAPES)
def test_nor_do_short_words_that_stand_on_their_own_poles(drawn: Lifeline, shape: Shape) -> None:
    assert lie_well(drawn, shape) >= len(drawn.events)


@pytest.mark.parametrize("shape", [Shape.PHONE, Shape.WIDE])
@pytest.mark.parametrize("count", [2, 6, 30])
def test_events_at_one_age_stand_above_each_other(count: int, shape: Shape) -> None:
    assert lie_well(line(*[event(12, f"Nummer {n}", 2) for n in range(count)]), shape) >= count


@pytest.mark.parametrize("shape", [Shape.PHONE, Shape.WIDE])
@pytest.mark.parametrize("words", LONG_WORDS)
def test_long_words_have_room_everywhere(words: str, shape: Shape) -> None:
    ends = {"lowest": words, "highest": words, "helped": words}
    assert lie_well(line(event(0, words, -5, words), event(99.9, words, 5, words), terms=ends), shape) >= 4


def test_on_a_phone_few_events_stand_in_words_at_their_ages() -> None:
    school, parents = by_height(boxes(line(event(9, "skoleskift", -2), event(10.5, "forældre skilt", -4))))[-2:]
    assert school.y == parents.y
    assert school.x + school.w < parents.x


def test_hard_things_hang_below_the_line_and_good_ones_stand_above() -> None:
    good, *_, hard = by_height(boxes(line(event(9, "skoleskift", -2), event(12, "ny ven", 4))))
    assert hard.y - good.y > 190
    assert hard.x < good.x


def test_an_event_without_a_feeling_stands_above_the_line() -> None:
    unsaid = by_height(boxes(line(event(9, "skoleskift"))))
    good = by_height(boxes(line(event(9, "skoleskift", 3))))
    assert unsaid[0] == good[0]


def test_what_helped_stands_with_the_event() -> None:
    alone, helped = (by_height(boxes(line(event(9, "skoleskift", -2, help_))))[-1] for help_ in ("", "mormor"))
    assert helped.h > alone.h + 10


def test_ages_are_to_scale() -> None:
    ages = (0, 10, 20, 40)
    numbers = [box.x for box in boxes(line(*[event(age, "ord " * 30, 1) for age in ages])) if box.w == 21]
    between = [round(after - before, 3) for before, after in pairwise(numbers)]
    assert between == [between[0], between[0], 2 * between[0]]


def test_many_events_are_numbered_and_listed_below() -> None:
    many = line(*[event(10 + n / 10, "skoleskift og en ny by", n % 3 - 1) for n in range(30)])
    assert len([box for box in boxes(many) if box.w == 21]) == 30
    assert size(many)[1] > 30 * 20


def test_a_long_title_of_ones_own_goes_on_in_the_next_line() -> None:
    plain = line(event(9, "skoleskift"))
    assert size(replace(plain, title="W" * 60))[1] > size(plain)[1] + 30


def test_a_line_without_events_is_an_empty_page() -> None:
    assert boxes(line()) == []
