"""What stood in a chat before the yes is taken back with the rest, at once where the answer is no; who is gone is a stranger again."""

import pytest

from bot.channels.terminal import options
from bot.errors import NotAllowed
from bot.records import people, post, traces
from bot.records.core import Records
from bot.usecases import erasing, knocking
from bot.usecases.receiving import NEED_A_LINK, Arrived
from bot.usecases.stage import Who
from tests.usecases.story import Story, answered, secret

CHAT, START, CARD, WORDS = "77", 11, 12, 13


def _opened() -> Story:
    """Somebody opened their invitation in a chat, and has the card there."""
    story = Story()
    _arrives(story, "text", START, text=f"/start {secret(story.invitation.web)}")
    _delivered(story, CARD)
    return story


def test_the_start_and_the_card_are_taken_back_when_everything_is_erased() -> None:
    story = _opened()
    _arrives(story, "text", WORDS, text="Hvem er du?")
    _arrives(story, "press", 0, press=_button(story, "yes"), pressed=CARD)
    address = story.ask(people.at, people.TELEGRAM, CHAT)
    assert address is not None
    story.do(erasing.erase, Who(person=address.person, course=address.course))
    assert _deleted(story) == {START, CARD, WORDS}
    assert story.rows("traces", external=CHAT) == []


def test_no_thanks_takes_the_start_and_the_card_back() -> None:
    story = _opened()
    _arrives(story, "press", 0, press=_button(story, "no"), pressed=CARD)
    assert _deleted(story) == {START, CARD}
    assert story.rows("traces") == []


def test_an_invitation_that_is_erased_is_taken_back_from_who_only_opened_it() -> None:
    story = _opened()
    story.do(erasing.erase_course, story.counsellor.course, "expired")
    assert _deleted(story) == {START, CARD}


def test_who_comes_without_a_link_leaves_no_trace() -> None:
    story = Story()
    _arrives(story, "text", START, text="Hej")
    _delivered(story, CARD)
    assert story.rows("traces") == []


def test_an_old_button_or_words_after_everything_is_erased_are_answered_as_a_stranger_s() -> None:
    story = answered()
    who = story.counsellee
    here = people.Address(channel=people.TELEGRAM, external=CHAT, person=who.person, course=who.course, state=people.OPEN)
    story.do(people.settle, here)
    assert story.screen
    old = [option.press for option in options(story.screen)]
    assert old
    story.do(erasing.erase, who)
    with pytest.raises(NotAllowed):
        story.do(erasing.erase, who)
    _arrives(story, "text", START, text="Er du der?")
    for press in ("", "m:home", f"c:{who.course}", *old):
        if press:
            _arrives(story, "press", 0, press=press, pressed=CARD)
        assert story.ask(_said)[-1] == NEED_A_LINK, press
    assert story.rows("traces") == []


def _arrives(story: Story, kind: str, message: int, *, text: str = "", press: str = "", pressed: int = 0) -> None:
    story.clock.later(seconds=1)
    arrived = Arrived(channel=people.TELEGRAM, external=CHAT, kind=kind, text=text, press=press, message=pressed)
    story.do(knocking.take_turn, story.stage, arrived, message)


def _delivered(story: Story, number: int) -> None:
    """The newest letter has become this message."""
    story.do(lambda records: traces.said(records, post.waiting_on(records, people.TELEGRAM, CHAT)[-1], (number,)))


def _button(story: Story, answer: str) -> str:
    card = story.ask(post.waiting_on, people.TELEGRAM, CHAT)
    presses = [button.press for letter in card for row in letter.letter.rows for button in row]
    return next(press for press in presses if press.startswith("i:") and press.split(":")[2] == answer)


def _deleted(story: Story) -> set[int]:
    return {number for letter in story.ask(post.waiting_on, people.TELEGRAM, CHAT) for number in letter.letter.deletes}


def _said(records: Records) -> list[str]:
    return [envelope.letter.text for envelope in post.waiting_on(records, people.TELEGRAM, CHAT)]
