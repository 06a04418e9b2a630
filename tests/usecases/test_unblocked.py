"""Whoever takes the bot back is told in one letter what has waited for them on their page."""

from datetime import timedelta

from bot.domain.letter import Letter
from bot.records import post
from bot.usecases import notices
from tests.usecases.story import Story
from tests.usecases.test_receiving import Chat, in_chat


def blocked(*kinds: str) -> Chat:
    """A chat that was shut, and what came for its person meanwhile."""
    chat = in_chat(Story())
    chat.send("blocked")
    address = chat.address
    assert address is not None
    for kind in kinds:
        chat.story.clock.later(minutes=1)
        chat.story.do(notices.tell, chat.stage, address.person, address.course, kind)
    return chat


def told(chat: Chat, count: int) -> list[str]:
    """What came by Telegram after it was opened again."""
    return [letter.text for letter in chat.letters()[count:]]


def on_the_page(chat: Chat) -> list[str]:
    """The keys of what waits on this person's page."""
    address = chat.address
    assert address is not None
    return [row["key"] for row in chat.story.rows("outbox", channel="web", person=address.person, state=post.WAITING)]


def test_what_came_meanwhile_is_sent_once_and_waits_on_the_page_no_more() -> None:
    chat = blocked("aim")
    count = len(chat.letters())
    chat.send("unblocked")
    assert told(chat, count) == ["Vejleder har skrevet, hvad jeres møder skal bruges til."]
    chat.send("unblocked")
    assert len(told(chat, count)) == 1
    assert on_the_page(chat) == []


def test_several_are_gathered_in_one_letter() -> None:
    chat = blocked("aim", "reviewed", "action")
    count = len(chat.letters())
    chat.send("unblocked")
    assert [text.count("\n\n") for text in told(chat, count)] == [2]


def test_what_is_good_no_more_is_not_sent() -> None:
    chat = blocked()
    address, now = chat.address, chat.story.clock.now
    assert address is not None
    chat.story.do(
        notices.send, address.person, address.course, Letter(text="Om lidt"), kind="meeting", good_until=now + timedelta(minutes=5)
    )
    count = len(chat.letters())
    chat.story.clock.later(minutes=6)
    chat.send("unblocked")
    assert told(chat, count) == []


def test_what_was_on_the_page_before_stays_there() -> None:
    chat = in_chat(Story())
    address = chat.address
    assert address is not None
    where = {"channel": "web", "external": address.person, "person": address.person, "course": address.course}
    chat.story.do(post.post, Letter(text="Før"), key="before", kind="aim", **where)
    chat.story.clock.later(minutes=1)
    chat.send("blocked")
    count = len(chat.letters())
    chat.send("unblocked")
    assert (told(chat, count), on_the_page(chat)) == ([], ["before"])
