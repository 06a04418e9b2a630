"""Letters arrive once and in order, and one chat's trouble is nobody else's."""

import asyncio

import pytest

from bot.domain.letter import Later, Letter, Outcome, Refused, Unknown
from bot.records import people, post
from bot.records.people import GONE, OPEN, TELEGRAM
from tests.delivery.posting import Round, settled

MARKED = "(Måske har du fået den her før.)\n\n"


@pytest.fixture
def letters() -> Round:
    return Round()


async def test_one_chats_letters_go_one_by_one_in_the_order_they_were_written(letters: Round) -> None:
    letters.write("1", "a", "b", "c")
    letters.write("1", "d")
    waits = [await letters.go() for _ in range(4)] + [await letters.go(3), await letters.go(1)]
    assert waits == [None, None, None, pytest.approx(3.0), None, None]
    assert letters.delivered == [("1", "a"), ("1", "b"), ("1", "c"), ("1", "d")]
    assert letters.states() == dict.fromkeys("abcd", post.SENT)


async def test_all_chats_are_served_in_one_round(letters: Round) -> None:
    for chat in "123":
        letters.write(chat, f"hej {chat}")
    await letters.go()
    assert sorted(letters.delivered) == [("1", "hej 1"), ("2", "hej 2"), ("3", "hej 3")]


async def test_words_are_gone_from_the_outbox_once_they_have_arrived(letters: Round) -> None:
    letters.write("1", "a")
    await letters.go()
    [row] = letters.rows(lambda records: records.rows.some("outbox", {}))
    assert (row["state"], row["body"]) == (post.SENT, b"")


async def test_a_chat_that_is_slow_holds_up_nobody_and_none_of_its_own_letters_overtakes(letters: Round) -> None:
    letters.slow["1"] = asyncio.Event()
    letters.write("1", "slow", "after")
    letters.write("2", "quick")
    await letters.go()
    letters.write("2", "quick too")
    await letters.go(1)
    assert letters.delivered == [("1", "slow"), ("2", "quick"), ("2", "quick too")]
    letters.slow.pop("1").set()
    await letters.go(1)
    await letters.go(1)
    assert letters.delivered[3:] == [("1", "after")]


async def test_the_bell_rings_when_a_letter_is_done_with(letters: Round) -> None:
    letters.write("1", "a")
    letters.write("2", "b")
    await letters.go()
    assert letters.rung == 2


@pytest.mark.parametrize(
    ("seconds", "outcome"),
    [((5, 10, 20, 40), Later(seconds=5)), ((7.5, 7.5, 7.5, 7.5), Later(seconds=7.5, paused=True))],
)
async def test_what_surely_did_not_arrive_goes_again_after_ever_longer_waits_or_the_wait_it_was_told(
    letters: Round, seconds: tuple[float, ...], outcome: Outcome
) -> None:
    letters.outcomes["1"] = [outcome] * len(seconds)
    letters.write("1", "a")
    await letters.go()
    for number, wait in enumerate(seconds, 1):
        await letters.go(wait - 0.1)
        assert len(letters.delivered) == number
        await letters.go(0.2)
        assert len(letters.delivered) == number + 1
    assert letters.states() == {"a": post.SENT}


async def test_a_pause_that_was_asked_for_is_kept_by_that_chat_alone(letters: Round) -> None:
    letters.outcomes["1"] = [Later(seconds=30, paused=True)]
    letters.write("1", "a")
    letters.write("2", "b", "c")
    await letters.go()
    await letters.go(1)
    letters.write("1", "later")
    await letters.go(28)
    assert sorted(letters.delivered) == [("1", "a"), ("2", "b"), ("2", "c")]
    await letters.go(1)
    await letters.go(1)
    assert letters.delivered[3:] == [("1", "a"), ("1", "later")]


async def test_a_letter_with_an_unknown_end_goes_once_more_and_then_no_more(letters: Round) -> None:
    letters.outcomes["1"] = [Unknown(), Unknown(), Unknown()]
    letters.write("1", "a")
    letters.rows(lambda records: settled(records, "1"))
    for _ in range(5):
        await letters.go(60)
    assert letters.delivered == [("1", "a"), ("1", MARKED + "a")]
    assert letters.states() == {"a": post.REFUSED}


async def test_a_letter_that_was_being_sent_when_the_program_died_goes_once_more(letters: Round) -> None:
    letters.slow["1"] = asyncio.Event()
    letters.rows(lambda records: settled(records, "1"))
    letters.write("1", "a")
    for _ in range(3):
        await letters.go(60)
        for task in list(letters.postman.under_way.values()):
            task.cancel()
        await asyncio.sleep(0)
        letters.postman = letters.another()
        await letters.postman.recover()
    assert letters.delivered == [("1", "a"), ("1", MARKED + "a")]
    assert letters.states() == {"a": post.REFUSED}


@pytest.mark.parametrize(("gone", "state"), [(True, GONE), (False, OPEN)])
async def test_a_refusal_ends_it_and_who_has_gone_is_noted(letters: Round, gone: bool, state: str) -> None:
    letters.rows(lambda records: settled(records, "1"))
    letters.outcomes["1"] = [Refused(reason="Forbidden", gone=gone)]
    letters.write("1", "a")
    await letters.go()
    await letters.go(1000)
    assert letters.delivered == [("1", "a")]
    assert letters.states() == {"a": post.REFUSED}
    address = letters.rows(lambda records: people.at(records, TELEGRAM, "1"))
    assert address.state == state


async def test_a_newer_letter_of_the_same_kind_takes_the_place_of_one_that_waits(letters: Round) -> None:
    letters.write("1", "first")
    letters.write("1", "draft a", "draft ab", "draft abc", slot="draft")
    for _ in range(5):
        await letters.go(1)
    assert letters.delivered == [("1", "first"), ("1", "draft abc")]
    assert list(letters.states().values()) == [post.SENT, post.CANCELLED, post.CANCELLED, post.SENT]


async def test_a_cancelled_letter_does_not_go(letters: Round) -> None:
    letters.write("1", "a")
    letters.rows(lambda records: post.cancel(records, person="1"))
    await letters.go()
    assert letters.delivered == []


async def test_only_so_many_letters_are_under_way_at_once(letters: Round) -> None:
    for number in range(80):
        letters.slow[str(number)] = asyncio.Event()
        letters.write(str(number), f"til {number}")
    for _ in range(4):
        await letters.go(1)
    assert len(letters.delivered) == 30
    for event in letters.slow.values():
        event.set()
    letters.slow.clear()
    for _ in range(4):
        await letters.go(1)
    assert len(letters.delivered) == 80
    assert len(set(letters.delivered)) == 80


async def test_nothing_is_a_letter_for_another_channel(letters: Round) -> None:
    letters.rows(lambda records: post.post(records, Letter(text="x"), key="x", channel="web", external="1", kind="turn"))
    assert await letters.go() is None
    assert letters.delivered == []
