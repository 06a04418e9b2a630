"""Replies go before reminders, reminders not at night or after their time, and one faulty letter is nobody else's trouble."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.letter import Later, Letter, Outcome, Sent, Unknown
from bot.records import post
from bot.records.people import TELEGRAM
from tests.delivery.posting import START, Clock, Round, settled

STEP = "remind_step"
HOUR = 3600.0


@pytest.fixture
def letters() -> Round:
    return Round()


async def test_a_reply_goes_before_reminders_that_have_waited_longer(letters: Round) -> None:
    for number in range(60):
        letters.write(str(number), f"reminder {number}", kind=STEP)
    letters.write("59", "reply")
    await letters.go()
    assert letters.delivered[0] == ("59", "reply")
    assert len(letters.delivered) == 6
    letters.write("58", "another")
    await letters.go()
    assert letters.delivered[6:] == [("58", "another")]


async def test_a_reminder_that_waits_holds_up_no_reply_of_its_chat_and_gives_way_to_one(letters: Round) -> None:
    letters.outcomes["1"] = [Later(seconds=60), Later(seconds=5)]
    letters.write("1", "reminder", kind=STEP)
    await letters.go()
    letters.write("1", "reply")
    letters.write("1", "other reminder", kind=STEP)
    await letters.go()
    await letters.go(4)
    assert letters.delivered == [("1", "reminder"), ("1", "reply")]
    await letters.go(2)
    await letters.go(4)
    await letters.go(60)
    assert letters.delivered[2:] == [("1", "reply"), ("1", "other reminder"), ("1", "reminder")]


async def test_one_chats_hundred_letters_delay_nobody(letters: Round) -> None:
    letters.write("1", *[f"letter {number}" for number in range(100)], kind="done")
    letters.write("2", "hello", kind="done")
    await letters.go()
    assert ("2", "hello") in letters.delivered


async def test_a_reminder_that_was_called_back_while_it_waited_does_not_go(letters: Round) -> None:
    for number in range(40):
        letters.write(str(number), f"reminder {number}", kind=STEP)
    await letters.go()
    letters.rows(lambda records: post.cancel(records, kind=STEP))
    await letters.go(0.5)
    await letters.go(1)
    assert len(letters.delivered) == 5


async def test_thousands_of_reminders_leave_once_each(letters: Round) -> None:
    for number in range(700):
        letters.write(str(number), f"reminder {number}", kind=STEP)
    for _ in range(700 // 20 * 4 + 4):
        await letters.go(0.25)
    assert len(letters.delivered) == len(set(letters.delivered)) == 700


async def test_a_letter_whose_time_is_over_ends_as_not_arrived(letters: Round) -> None:
    letters.write("1", "too late", good_until=START + timedelta(seconds=10))
    letters.write("1", "in time", good_until=START + timedelta(seconds=30))
    await letters.go(20)
    await letters.go()
    assert letters.delivered == [("1", "in time")]
    assert letters.states() == {"too late": post.REFUSED, "in time": post.SENT}


@pytest.mark.parametrize(("waited", "hours"), [(29 * 60.0, 0), (31 * 60.0, 11)])
async def test_a_reminder_that_was_held_up_does_not_come_at_night(waited: float, hours: int) -> None:
    letters = Round(clock=Clock(passed=11.5 * HOUR - waited))  # 21.30 in Copenhagen, when it has waited
    letters.rows(lambda records: settled(records, "1"))
    letters.outcomes["1"] = [Later(seconds=60)]
    letters.write("1", "reminder", kind=STEP)
    letters.write("1", "reply")
    await letters.go()
    await letters.go()
    letters.delivered.clear()
    await letters.go(waited)
    await letters.go()
    assert ("1", "reply") in letters.delivered
    assert (("1", "reminder") in letters.delivered) == (hours == 0)
    await letters.go(10.4 * HOUR)
    assert (("1", "reminder") in letters.delivered) == (hours == 0)
    await letters.go(0.2 * HOUR)
    assert letters.delivered.count(("1", "reminder")) == 1
    assert set(letters.states().values()) == {post.SENT}


async def test_the_second_copy_of_what_may_have_arrived_says_so(letters: Round) -> None:
    letters.rows(lambda records: settled(records, "1"))
    letters.outcomes["1"] = [Unknown()]
    letters.write("1", "reminder", kind=STEP)
    await letters.go()
    await letters.go(6)
    assert letters.delivered == [("1", "reminder"), ("1", "(Måske har du fået den her før.)\n\nreminder")]
    assert letters.rows(lambda records: [row["tries"] for row in records.rows.some("outbox", {})]) == [2]


@pytest.mark.parametrize("letter", [Letter(text="changed", replaces=3), Letter(text="", deletes=(3,))])
async def test_to_change_or_delete_something_twice_needs_no_word_about_it(letters: Round, letter: Letter) -> None:
    letters.outcomes["1"] = [Unknown()]
    letters.put(letter, key="k", channel=TELEGRAM, external="1", kind="turn")
    await letters.go()
    await letters.go(6)
    assert letters.delivered == [("1", letter.text)] * 2


class Faulty(Round):
    """A channel that breaks on some letters."""

    async def deliver(self, external: str, letter: Letter) -> Outcome:
        """Break, or take it."""
        self.delivered.append((external, letter.text))
        if letter.text.endswith("bad"):
            raise ArithmeticError
        return Sent()


async def test_a_letter_that_breaks_us_is_given_up_and_the_next_one_goes() -> None:
    letters = Faulty()
    letters.rows(lambda records: settled(records, "1"))
    letters.write("1", "bad", "good")
    for _ in range(4):
        await letters.go(130)
    assert letters.states() == {"bad": post.REFUSED, "good": post.SENT}


async def test_at_the_end_what_is_under_way_comes_home(letters: Round) -> None:
    letters.slow["1"] = asyncio.Event()
    letters.write("1", "a")
    await letters.go()
    ending = asyncio.create_task(letters.postman.come_home())
    await asyncio.sleep(0)
    letters.slow.pop("1").set()
    await ending
    assert letters.states() == {"a": post.SENT}
