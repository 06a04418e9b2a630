"""Letters never leave faster than Telegram allows."""

from hypothesis import given
from hypothesis import strategies as some

from bot.delivery.limits import BURST, MANY, OVERALL, RESERVE, Pace

TICKS = some.lists(
    some.tuples(
        some.sampled_from([str(chat) for chat in range(60)]),
        some.floats(0, 0.2),
        some.sampled_from([0.0, 0.0, 0.0, 0.7, 3.0]),
        some.booleans(),
    ),
    max_size=120,
)


def leave(pace: Pace, chat: str, now: float, *, spare: bool = False) -> float:
    """Wait as told and send; give when it left."""
    while (left := pace.wait(chat, now, spare=spare)) > 0:
        now += left
    pace.sent(chat, now, spare=spare)
    return now


@given(ticks=TICKS, start=some.floats(0, 1e6))
def test_no_second_holds_more_than_25_and_no_three_seconds_more_than_three_to_one_chat(
    ticks: list[tuple[str, float, float, bool]], start: float
) -> None:
    pace, now, left, paused = Pace(), start, list[tuple[float, str]](), dict[str, float]()
    for chat, later, pause, spare in ticks:
        now = leave(pace, chat, now + later, spare=spare)
        assert now >= paused.get(chat, 0.0)
        left.append((now, chat))
        if pause:
            paused[chat] = now + pause
            pace.pause(chat, now + pause)

    times = [at for at, _ in left]
    assert all(late >= early + 1.0 for early, late in zip(times, times[OVERALL:], strict=False))
    for chat in {chat for _, chat in left}:
        own = [at for at, each in left if each == chat]
        assert all(late >= early + 3.0 for early, late in zip(own, own[BURST:], strict=False))


@given(gaps=some.lists(some.floats(0, 0.1), min_size=80, max_size=120))
def test_what_can_wait_never_takes_the_places_kept_for_replies(gaps: list[float]) -> None:
    pace, now, left = Pace(), 100.0, list[float]()
    for number, gap in enumerate(gaps):
        now = leave(pace, str(number), now + gap, spare=True)
        left.append(now)
        assert pace.wait("reply", now) == 0
    assert all(late >= early + 1.0 for early, late in zip(left, left[OVERALL - RESERVE :], strict=False))


def test_25_chats_are_served_at_once_and_the_next_a_second_later() -> None:
    pace = Pace()
    assert [leave(pace, str(chat), 100.0) for chat in range(26)] == [100.0] * 25 + [101.0]


def test_after_a_rest_a_chat_gets_three_at_once_and_over_time_one_a_second() -> None:
    pace = Pace()
    assert [leave(pace, "1", 100.0) for _ in range(3)] == [100.0] * 3
    assert [leave(pace, "1", 100.5), leave(pace, "1", 103.0), leave(pace, "1", 110.0)] == [103.0, 103.0, 110.0]


def test_what_can_wait_leaves_a_place_for_a_reply_in_its_chat() -> None:
    pace = Pace()
    assert [leave(pace, "1", 100.0, spare=True) for _ in range(3)] == [100.0, 100.0, 103.0]
    assert leave(pace, "1", 103.0) == 103.0
    assert pace.wait("1", 103.1) == 0.0


def test_replies_that_come_faster_than_the_places_kept_for_them_push_aside_what_can_wait() -> None:
    pace, now, waits, spare = Pace(), 0.0, list[float](), 0
    while now < 10:
        waits.append(pace.wait(f"reply {now}", now))
        if not waits[-1]:
            pace.sent(f"reply {now}", now)
        for _ in range(10):
            if not pace.wait(f"rest {now}", now, spare=True):
                pace.sent(f"rest {now}", now, spare=True)
                spare += 1
            now += 0.01
    assert set(waits) == {0.0}
    assert spare > 90


def test_a_letter_counts_from_when_it_was_there_and_as_often_as_it_has_parts() -> None:
    pace = Pace()
    for at in (100.0, 100.1):
        pace.sent("1", at)
    pace.arrived("1", 101.5)
    assert pace.wait("1", 101.5) == 0.0
    pace.sent("1", 101.6)
    pace.arrived("1", 102.0, 2)
    assert pace.wait("1", 102.0) == 2.5
    pace.arrived("2", 103.0, 5)
    assert pace.wait("2", 103.0) == 3.0


def test_a_paused_chat_waits_alone() -> None:
    pace = Pace()
    pace.sent("slow", 100.0)
    pace.pause("slow", 130.0)
    pace.pause("slow", 110.0)

    assert (pace.wait("slow", 100.0), pace.wait("quick", 100.0), pace.wait("slow", 130.0)) == (30.0, 0.0, 0.0)


def test_idle_chats_are_forgotten_and_paused_ones_are_not() -> None:
    pace = Pace()
    pace.pause("paused", 1e6)
    for chat in range(10 * MANY):
        pace.pause(str(chat), chat + 1.0)
        pace.sent(str(chat), float(chat))

    assert len(pace._to) <= MANY  # noqa: SLF001 - nothing outside shows what is remembered
    assert len(pace._paused) <= MANY  # noqa: SLF001 - as above
    assert pace.wait("paused", 10.0 * MANY) > 0
