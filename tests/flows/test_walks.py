"""Walks at random through every flow: nobody is stuck, nothing said is lost, and nothing breaks, whatever is done."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from bot.dialogue.library import read_library
from tests.flows.wanderer import Wanderer

FILES = sorted((Path(__file__).parents[2] / "flows").glob("*.toml"))
FLOWS = read_library({file.name: file.read_text(encoding="utf-8") for file in FILES}).flows
MOVES, WALKS, LOOKS_OUT = 64, 13, 8


def test_the_walks_are_long_enough() -> None:
    assert len(FLOWS) * WALKS * MOVES >= 20_000


@pytest.mark.parametrize("flow", sorted(FLOWS))
@given(numbers=st.lists(st.integers(0, 2**12), min_size=MOVES, max_size=MOVES))
@settings(max_examples=WALKS, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_whatever_is_done_no_word_is_lost_and_the_end_can_be_reached(flow: str, numbers: list[int]) -> None:
    wanderer = Wanderer(FLOWS[flow])
    try:
        for index, number in enumerate(numbers):
            wanderer.move(number)
            if index % LOOKS_OUT == 0:
                wanderer.way_out()
        wanderer.way_out()
    except Exception:
        note("\n".join(wanderer.trail[-8:]))
        raise
