"""What was said in a messenger of late can be taken back there, also when everything else about it is gone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.letter import Letter
from bot.domain.people import Person
from bot.records import people, post, traces
from bot.records.people import OPEN, TELEGRAM, Address
from bot.records.post import Envelope
from tests.records.conftest import Desk

WHO, COURSE, CHAT = "w1", "c1", "7"


@pytest.fixture
def settled(desk: Desk) -> Desk:
    """A house where one person is in a course, and reached in one chat."""
    desk.do(people.add, Person(id=WHO))
    desk.do(people.settle, Address(channel=TELEGRAM, external=CHAT, person=WHO, course=COURSE, state=OPEN))
    return desk


def envelope(desk: Desk, key: str, *, course: str = COURSE) -> Envelope:
    desk.do(post.post, Letter(text="Hej"), key=key, channel=TELEGRAM, external=CHAT, person=WHO, course=course, kind="turn")
    return next(one for one in desk.do(post.waiting_on, TELEGRAM, CHAT) if one.key == key)


def noted(desk: Desk) -> list[int]:
    return [row["message"] for row in desk.do(lambda records: records.rows.some("traces", {}, order=("message",)))]


def taken_back(desk: Desk) -> list[Envelope]:
    return [one for one in desk.do(post.waiting_on, TELEGRAM) if one.kind == traces.TAKE_BACK]


def test_what_came_and_what_went_is_noted_by_number_alone(settled: Desk) -> None:
    settled.do(traces.heard, TELEGRAM, CHAT, 1)
    settled.do(traces.said, envelope(settled, "a"), (2, 3))
    assert noted(settled) == [1, 2, 3]


def test_nothing_is_noted_of_strangers_nor_of_what_has_no_number(settled: Desk) -> None:
    settled.do(traces.heard, TELEGRAM, "8", 1)
    settled.do(traces.heard, TELEGRAM, CHAT, 0)
    settled.do(traces.said, replace(envelope(settled, "a", course=""), external="8"), (2,))
    assert noted(settled) == []


def test_what_is_said_about_no_course_is_noted_under_the_one_that_is_talked_about_there(settled: Desk) -> None:
    settled.do(traces.heard, TELEGRAM, "8", 1, COURSE)
    settled.do(traces.heard, TELEGRAM, "8", 2)
    settled.do(traces.said, replace(envelope(settled, "a", course=""), external="8"), (3,))
    assert {told.messages for told in settled.do(traces.told_to_strangers, COURSE)} == {(1, 2, 3)}


def test_all_of_it_is_taken_back_in_letters_of_a_hundred_that_are_nobodys(settled: Desk) -> None:
    for number in range(1, 251):
        settled.do(traces.heard, TELEGRAM, CHAT, number)
    told = settled.do(traces.told, [WHO], COURSE)
    settled.do(lambda records: records.rows.drop("addresses", {"person": WHO}))
    settled.do(traces.take_back, told)
    letters = taken_back(settled)
    assert [len(one.letter.deletes) for one in letters] == [100, 100, 50]
    assert {(one.person, one.course, one.letter.text) for one in letters} == {("", "", "")}
    assert noted(settled) == []


def test_what_was_said_about_another_course_stays(settled: Desk) -> None:
    settled.do(traces.heard, TELEGRAM, CHAT, 1)
    settled.do(traces.said, envelope(settled, "a", course="c2"), (2,))
    settled.do(traces.take_back, settled.do(traces.told, [WHO], COURSE))
    assert noted(settled) == [2]


def test_a_letter_that_was_erased_on_its_way_is_taken_back_at_once(settled: Desk) -> None:
    leaving = envelope(settled, "a")
    settled.do(lambda records: records.rows.drop("outbox", {"key": "a"}))
    settled.do(traces.said, leaving, (5, 6))
    assert ([one.letter.deletes for one in taken_back(settled)], noted(settled)) == ([(5, 6)], [])


def test_after_two_days_nothing_is_known_of_it(settled: Desk) -> None:
    settled.do(traces.heard, TELEGRAM, CHAT, 1)
    settled.now += timedelta(hours=47)
    settled.do(traces.heard, TELEGRAM, CHAT, 2)
    assert (settled.do(traces.forget), noted(settled)) == (0, [1, 2])
    settled.now += timedelta(hours=1)
    assert (settled.do(traces.forget), noted(settled)) == (1, [2])


def test_a_message_that_is_changed_keeps_its_age(settled: Desk) -> None:
    settled.do(traces.said, envelope(settled, "a"), (1,))
    settled.now += timedelta(hours=40)
    settled.do(traces.said, envelope(settled, "b"), (1,))
    settled.now += timedelta(hours=8)
    assert (settled.do(traces.forget), noted(settled)) == (1, [])


def test_the_number_of_somebody_who_is_gone_leaves_the_outbox_once_the_last_letter_has_gone(settled: Desk) -> None:
    settled.do(traces.delete, TELEGRAM, "9", (1,))
    settled.do(post.forget_out)
    [waiting] = taken_back(settled)
    settled.do(post.ended, waiting.key, post.SENT)
    settled.do(post.forget_out)
    assert settled.do(lambda records: records.rows.count("outbox", {"external": "9"})) == 0
