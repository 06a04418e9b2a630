"""Of every letter that will not arrive somebody is told, once, whatever the reason."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.letter import Later, Letter, Outcome, Refused, Sent, Unknown
from bot.records import post
from bot.records.core import Records
from bot.records.people import TELEGRAM
from bot.records.post import Envelope
from tests.delivery.posting import Round, settled


@pytest.fixture
def letters() -> Round:
    round_ = Round()
    round_.rows(lambda records: settled(records, "1"))
    return round_


def told_of(letters: Round) -> list[tuple[str, str]]:
    """The letters that it is told of from now on, each with its words and how it stood then."""
    told: list[tuple[str, str]] = []

    def failed(records: Records, envelope: Envelope) -> None:
        [row] = records.rows.some("outbox", {"key": envelope.key})
        told.append((envelope.letter.text, row["state"]))

    letters.postman = replace(letters.postman, failed=failed)
    return told


@pytest.mark.parametrize(
    ("outcomes", "times"),
    [
        ([Refused(reason="Forbidden")], 1),
        ([Unknown(), Unknown()], 1),
        ([Unknown(), Refused(reason="Forbidden", gone=True)], 1),
        ([Later(seconds=1), Later(seconds=1), Sent()], 0),
        ([Unknown(), Sent()], 0),
    ],
)
async def test_a_letter_that_will_not_arrive_is_told_of_once_with_its_words(letters: Round, outcomes: list[Outcome], times: int) -> None:
    told = told_of(letters)
    letters.outcomes["1"] = outcomes
    letters.write("1", "a")
    for _ in range(5):
        await letters.go(60)
    assert told == [("a", post.REFUSED)] * times


async def test_one_that_would_come_too_late_is_told_of_and_not_sent(letters: Round) -> None:
    told = told_of(letters)

    def write(records: Records) -> None:
        until = records.now + timedelta(minutes=1)
        post.post(records, Letter(text="a"), key="a", channel=TELEGRAM, external="1", person="1", kind="x", good_until=until)

    letters.rows(write)
    await letters.go(120)
    assert (told, letters.delivered) == ([("a", post.REFUSED)], [])


async def test_one_that_was_cut_off_twice_is_told_of_after_the_next_start(letters: Round) -> None:
    told = told_of(letters)
    letters.slow["1"] = asyncio.Event()
    letters.write("1", "a")
    for _ in range(3):
        await letters.go(60)
        for task in list(letters.postman.under_way.values()):
            task.cancel()
        await asyncio.sleep(0)
        letters.postman = replace(letters.postman, under_way={})
        await letters.postman.recover()
    assert told == [("a", post.REFUSED)]
