"""Walks at random through every flow: nobody is stuck, nothing said is lost, and nothing breaks, whatever is done."""

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
import pytest

from tests.flows.wanderer import Wanderer
from tests.usecases.story import stage

FLOWS = sorted(stage().flows)
MOVES, WALKS, LOOKS_OUT = 64, 13, 8


def test_the_walks_are_long_enough() -> None:
    assert len(FLOWS) * WALKS * MOVES >= 20_000


@pytest.mark.parametrize("flow", FLOWS)
@given(numbers=st.lists(st.integers(0, 2**12), min_size=MOVES, max_size=MOVES))
@settings(max_examples=WALKS, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_a_walk_at_random_comes_to_an_end_with_all_words_kept(flow: str, numbers: list[int]) -> None:
    wanderer = Wanderer(stage().flows[flow])
    for index, number in enumerate(numbers):
        try:
            wanderer.move(number)
        except Exception:
            note("\n".join(map(str,wanderer.trail[-8:])))
            raise
        if index % LOOKS_OUT == 0:
            wanderer.way_out()
    wanderer.way_out()
