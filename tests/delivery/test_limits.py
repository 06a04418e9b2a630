"""Letters never leave faster than Telegram allows."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from bot.delivery.limits import MANY, Pace

TICKS = some.lists(
    some.tuples(some.sampled_from([str(chat) for chat in range(60)]), some.floats(0, 0.2), some.sampled_from([0.0, 0.0, 0.0, 0.7, 3.0])),
    max_size=120,
)


def leave(pace: Pace, chat: str, now: float) -> float:
    """Wait as told and send; give when it left."""
    while (left := pace.wait(chat, now)) > 0:
        now += left
    pace.sent(chat, now)
    return now


@given(ticks=TICKS, start=some.floats(0, 1e6))
def test_no_second_holds_more_than_25_nor_two_to_one_chat(ticks: list[tuple[str, float, float]], start: float) -> None:
    pace, now, left, paused = Pace(), start, list[tuple[float, str]](), dict[str, float]()
    for chat, later, pause in ticks:
        now = leave(pace, chat, now + later)
        assert now >= paused.get(chat, 0.0)
        left.append((now, chat))
        if pause:
            paused[chat] = now + pause
            pace.pause(chat, now + pause)

    times = [at for at, _ in left]
    assert all(late >= early + 1.0 for early, late in zip(times, times[25:], strict=False))
    for chat in {chat for _, chat in left}:
        own = [at for at, each in left if each == chat]
        assert all(late >= early + 1.0 for early, late in pairwise(own))


def test_25_chats_are_served_at_once_and_the_next_a_second_later() -> None:
    pace = Pace()
    assert [leave(pace, str(chat), 100.0) for chat in range(26)] == [100.0] * 25 + [101.0]


def test_a_paused_chat_waits_alone() -> None:
    pace = Pace()
    pace.sent("slow", 100.0)
    pace.pause("slow", 130.0)
    pace.pause("slow", 110.0)

    assert (pace.wait("slow", 100.0), pace.wait("quick", 100.0), pace.wait("slow", 130.0)) == (30.0, 0.0, 0.0)


def test_idle_chats_are_forgotten_and_paused_ones_are_not() -> None:
    pace = Pace()
    pace.sent("paused", 0.0)
    pace.pause("paused", 1e6)
    for chat in range(10 * MANY):
        pace.sent(str(chat), float(chat))

    assert len(pace._free_at) <= MANY  # noqa: SLF001 - nothing outside shows what is remembered
    assert pace.wait("paused", 10.0 * MANY) > 0
