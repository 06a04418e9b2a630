"""A clock that is set while the house runs: noticed once, doubted when it jumps ahead, and mended after it went back."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.letter import Letter
from bot.records import post, timers
from bot.records.people import TELEGRAM
from bot.usecases import clock, ringing
from bot.usecases.clock import DOUBT, Watch
from tests.usecases.story import Story
from tests.usecases.test_evenings import asked_every_evening, due, evening, ring, waiting

MONTH = timedelta(days=30)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


class Clocks:
    """The clock on the wall, and the one that only counts."""

    def __init__(self) -> None:
        self.now, self.count = NOW, 0.0
        self.watch = Watch(lambda: self.now, lambda: self.count)

    def passes(self, seconds: float) -> timedelta:
        """Time really passes; what the watch then says."""
        self.now += timedelta(seconds=seconds)
        self.count += seconds
        return self.watch.look()

    def jumps(self, by: timedelta) -> timedelta:
        """Somebody sets the clock; what the watch then says."""
        self.now += by
        return self.passes(1)


@pytest.mark.parametrize("seconds", [1, 3600, 7 * 86400], ids=["a second", "an hour", "a machine that slept a week"])
def test_time_that_really_passes_is_no_jump(seconds: float) -> None:
    clocks = Clocks()
    assert (clocks.passes(seconds), clocks.watch.doubt) == (timedelta(0), timedelta(0))


def test_a_clock_that_is_only_corrected_a_little_is_believed() -> None:
    clocks = Clocks()
    assert (clocks.jumps(timedelta(seconds=30)), clocks.watch.doubt) == (timedelta(0), timedelta(0))


def test_a_jump_ahead_is_told_once_and_doubted_for_some_minutes() -> None:
    clocks = Clocks()
    assert (clocks.jumps(MONTH), clocks.watch.doubt) == (MONTH, DOUBT)
    assert (clocks.passes(60), clocks.watch.doubt) == (timedelta(0), DOUBT - timedelta(minutes=1))
    assert (clocks.passes(DOUBT.total_seconds()), clocks.watch.doubt) == (timedelta(0), timedelta(0))


def test_a_jump_back_is_told_once_and_ends_the_doubt() -> None:
    clocks = Clocks()
    clocks.jumps(MONTH)
    assert (clocks.jumps(-MONTH), clocks.watch.doubt) == (-MONTH, timedelta(0))
    assert clocks.passes(1) == timedelta(0)


def jump(story: Story, by: timedelta) -> None:
    """The clock jumps, and the house goes by it for long enough to believe it."""
    story.clock.now += by
    if by < timedelta(0):
        story.do(clock.put_right)
    story.do(ringing.ring_due, story.stage, 10)


def test_evenings_that_a_clock_ahead_has_carried_away_come_tonight_when_it_is_put_back() -> None:
    story = asked_every_evening()
    jump(story, MONTH)
    assert (waiting(story), due(story)) == ([], [(evening(22, month=12), 1)])
    jump(story, -MONTH)
    assert due(story) == [(evening(22), 1)]


def test_evenings_go_on_by_a_clock_that_is_a_month_behind_and_back_again() -> None:
    story = asked_every_evening()
    jump(story, -MONTH)
    assert due(story) == [(evening(23, month=10), 1)]
    jump(story, MONTH)
    assert due(story) == [(evening(22), 1)]


def test_nobody_is_asked_twice_of_an_evening_when_the_clock_goes_back_an_hour() -> None:
    story = asked_every_evening()
    ring(story)
    assert due(story) == [(evening(23), 2)]
    jump(story, -timedelta(hours=2))
    assert due(story) == [(evening(23), 2)]


def test_a_letter_that_was_put_off_by_a_clock_ahead_goes_when_it_is_put_back_in_its_order() -> None:
    story = Story().accept()
    story.clock.now += MONTH
    for number in range(3):
        story.do(post.post, Letter(text=str(number)), key=str(number), channel=TELEGRAM, external="7", kind="notice")
    [first, *_] = story.ask(post.waiting_on, TELEGRAM)
    story.do(post.begin, first)
    story.do(post.again, first, timedelta(minutes=5))
    story.clock.now -= MONTH
    assert going(story) == []
    assert story.do(clock.put_right) == 3
    assert [envelope.letter.text for envelope in story.ask(post.waiting_on, TELEGRAM)] == ["0", "1", "2"]
    assert going(story) == ["0"]


def going(story: Story) -> list[str]:
    """The keys of the letters whose turn it is."""
    return [slip.key for slip in story.ask(post.rest_out, TELEGRAM, 9)]


def test_a_clock_that_was_always_right_has_nothing_to_put_right() -> None:
    story = asked_every_evening()
    before = story.ask(timers.waiting)
    assert (story.do(clock.put_right), story.ask(timers.waiting)) == (0, before)
