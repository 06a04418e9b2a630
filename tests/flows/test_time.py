"""Time as it goes, stands still and jumps: the talks of it go as they are written down."""

from pathlib import Path

import pytest

from tests.flows.timed import TALKS, replayed

WANTED = {"asleep", "march", "october", "ahead", "ahead-for-a-day", "behind", "quiet", "pause", "same-minute"}


@pytest.mark.parametrize("file", TALKS, ids=lambda file: file.stem)
def test_time_goes_as_it_is_written_down(file: Path) -> None:
    written = file.read_text(encoding="utf-8")
    assert replayed(written).splitlines() == written.splitlines()


def test_every_way_that_time_can_go_wrong_is_talked_through() -> None:
    assert {file.stem for file in TALKS} == WANTED
