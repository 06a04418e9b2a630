"""After a time without Telegram people see the step they are at once more, and only those whose press may be lost."""

from dataclasses import replace

import pytest

from bot.domain.letter import Letter
from bot.records import away, conversations, people, post, switches
from bot.records.core import Records
from bot.usecases import resuming
from tests.usecases.story import Story
from tests.usecases.test_receiving import Chat, in_chat

TOLD = "Jeg var væk lidt. Hvis du trykkede på en knap, så tryk igen.\n\n"


@pytest.fixture
def chat() -> Chat:
    """A chat before a question, of which updates were fetched until just now."""
    chat = in_chat(Story())
    chat.press("Videre")
    chat.story.do(resuming.heard)
    return chat


def come_back(chat: Chat, **after: float) -> list[str]:
    """Updates are fetched again after this time; what is told of it."""
    chat.story.clock.later(**after)
    chat.story.do(resuming.heard)
    return show(chat)


def show(chat: Chat) -> list[str]:
    before = len(chat.letters())
    for address in chat.story.ask(resuming.whom):
        chat.story.do(resuming.show_again, chat.stage, address)
    return [letter.text for letter in chat.letters()[before:]]


def test_the_open_step_is_shown_again_and_its_buttons_count(chat: Chat) -> None:
    [text] = come_back(chat, minutes=10)
    assert text.startswith(f"{TOLD}1 af 7\nHvem fik ideen")
    assert "2 af 7" in chat.press("Mig").text


def test_a_crash_in_the_middle_repeats_nothing_and_once_all_are_told_it_is_over(chat: Chat) -> None:
    assert len(come_back(chat, minutes=10)) == 1
    assert (show(chat), chat.story.ask(away.since) is None) == ([], False)
    chat.story.do(resuming.done)
    assert (chat.story.do(resuming.heard), show(chat)) == (False, [])


def test_the_next_time_away_is_told_of_again(chat: Chat) -> None:
    come_back(chat, minutes=10)
    chat.story.do(resuming.done)
    come_back(chat, minutes=10)
    # The first still waited, so the second takes its place.
    assert [row["state"] for row in chat.story.rows("outbox", kind=resuming.AGAIN)] == [post.CANCELLED, post.WAITING]


@pytest.mark.parametrize("after", [{"seconds": 149}, {"hours": 0}])
def test_while_presses_are_still_kept_nothing_is_said(chat: Chat, after: dict[str, float]) -> None:
    assert come_back(chat, **after) == []


def test_whoever_was_heard_since_or_was_quiet_for_a_day_is_not_told(chat: Chat) -> None:
    chat.story.clock.later(minutes=10)
    chat.story.do(post.take_in, channel="telegram", key="9", sender="77", number=9, body=None)
    assert come_back(chat) == []
    chat.story.do(resuming.done)
    chat.story.clock.later(days=2)
    chat.story.do(away.heard)
    assert come_back(chat, minutes=10) == []


def test_whoever_went_on_by_the_web_meanwhile_is_not_told(chat: Chat) -> None:
    chat.story.clock.later(minutes=5)
    chat.press("Mig")
    assert come_back(chat, minutes=5) == []


def test_whoever_cannot_be_reached_there_is_not_told(chat: Chat) -> None:
    chat.send("blocked")
    assert come_back(chat, minutes=10) == []


def test_after_it_was_switched_off_on_purpose_or_knocks_only_nothing_is_said(chat: Chat) -> None:
    chat.story.clock.later(minutes=1)
    chat.story.do(switches.move, switches.TELEGRAM, switches.OFF)
    chat.story.do(switches.move, switches.TELEGRAM, switches.ON)
    assert come_back(chat, minutes=10) == []


def _at_home(records: Records, chat: Chat) -> None:
    address = people.at(records, "telegram", chat.external)
    assert address
    seat = conversations.seat(records, address.person, address.course)
    assert seat
    conversations.keep_seat(records, address.person, address.course, replace(seat, stack=(), screen="home"))


@pytest.mark.parametrize(("kind", "told"), [("remind_action", 1), ("turn", 0)])
def test_whoever_is_at_home_is_told_only_where_a_letter_was_unanswered(chat: Chat, kind: str, told: int) -> None:
    chat.story.do(_at_home, chat)
    chat.story.clock.later(seconds=5)
    address = chat.address
    assert address
    where = {"channel": "telegram", "external": "77", "person": address.person, "course": address.course}
    chat.story.do(post.post, Letter(text="Husk"), key="one", kind=kind, **where)
    chat.story.do(post.ended, "one", post.SENT)
    assert len(come_back(chat, minutes=10)) == told
