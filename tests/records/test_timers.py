"""Timers: claimed with a lease, done once, put off, given up, and right again after the clock was wrong."""

from datetime import timedelta

from bot.records import timers
from bot.records.timers import LEASE, MOST_TRIES, Timer
from tests.records.conftest import Desk


def set_timer(desk: Desk, subject: str, minutes: float, *, kind: str = "action", person: str = "p", version: int = 1) -> None:
    at = desk.now + timedelta(minutes=minutes)
    desk.do(timers.set_timer, kind=kind, subject=subject, version=version, person=person, course="c", at=at)


def claimed(desk: Desk, limit: int = 5) -> list[Timer]:
    return desk.do(timers.claim, limit)


def test_a_timer_goes_off_once_when_its_time_has_come(desk: Desk) -> None:
    set_timer(desk, "a", minutes=5)
    assert (desk.do(timers.any_due), claimed(desk)) == (False, [])
    desk.now += timedelta(minutes=5)
    assert desk.do(timers.any_due)
    [timer] = claimed(desk)
    assert (timer.subject, timer.version, timer.at) == ("a", 1, desk.now)
    assert [desk.do(timers.finish, timer), desk.do(timers.finish, timer)] == [True, False]


def test_what_somebody_has_claimed_nobody_else_gets_until_the_lease_runs_out(desk: Desk) -> None:
    set_timer(desk, "a", minutes=0)
    [mine] = claimed(desk)
    assert claimed(desk) == []
    desk.now += LEASE
    [theirs] = claimed(desk)
    assert [desk.do(timers.finish, mine), desk.do(timers.finish, theirs)] == [False, True]


def test_a_timer_set_anew_takes_the_place_of_the_earlier_one(desk: Desk) -> None:
    set_timer(desk, "a", minutes=1)
    set_timer(desk, "a", minutes=2, version=2)
    set_timer(desk, "a", minutes=3, kind="other")
    set_timer(desk, "b", minutes=4)
    desk.do(timers.clear, "b", "action")
    desk.now += timedelta(minutes=9)
    assert [(timer.kind, timer.version) for timer in claimed(desk)] == [("action", 2), ("other", 1)]


def test_the_oldest_timers_are_claimed_first_each_with_all_that_is_due_for_its_person(desk: Desk) -> None:
    for minutes, subject, person in ((3, "c", "p"), (1, "a", "p"), (2, "b", "q"), (20, "d", "p")):
        set_timer(desk, subject, minutes, person=person)
    desk.now += timedelta(minutes=9)
    assert [timer.subject for timer in claimed(desk, 1)] == ["a", "c"]
    assert [timer.subject for timer in claimed(desk, 1)] == ["b"]


def test_what_is_put_off_keeps_the_time_it_was_meant_for(desk: Desk) -> None:
    set_timer(desk, "a", minutes=0)
    [timer] = claimed(desk)
    desk.do(timers.put_off, timer, desk.now + timedelta(hours=8))
    desk.now += timedelta(hours=7)
    assert claimed(desk) == []
    desk.now += timedelta(hours=1)
    [again] = claimed(desk)
    assert again.at == timer.at


def test_what_fails_is_tried_less_and_less_often_and_then_set_aside(desk: Desk) -> None:
    set_timer(desk, "a", minutes=0)
    for _ in range(MOST_TRIES):
        [timer] = claimed(desk)
        desk.do(timers.failed, timer)
        assert claimed(desk) == []
        desk.now += timedelta(hours=1)
    assert (claimed(desk), desk.do(timers.waiting)) == ([], [])
    assert desk.do(lambda records: records.rows.count("timers", {"state": timers.FAILED})) == 1


def test_after_the_clock_went_back_every_timer_is_due_at_its_own_time(desk: Desk) -> None:
    set_timer(desk, "a", minutes=60)
    right = desk.now
    desk.now += timedelta(days=30)
    [timer] = claimed(desk)
    desk.do(timers.put_off, timer, desk.now + timedelta(hours=8))
    desk.now = right
    assert desk.do(timers.clock_went_back) == 1
    desk.now += timedelta(minutes=60)
    assert [one.subject for one in claimed(desk)] == ["a"]


def test_after_a_start_what_was_claimed_before_is_due_and_the_old_claim_is_worth_nothing(desk: Desk) -> None:
    set_timer(desk, "a", minutes=0)
    [mine] = claimed(desk)
    desk.do(timers.release)
    [again] = claimed(desk)
    assert [desk.do(timers.finish, mine), desk.do(timers.finish, again)] == [False, True]
