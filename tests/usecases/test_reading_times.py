"""The counsellee is told when the counsellor usually reads, and sees when they have read."""

import pytest

from bot.errors import BadInput
from bot.records import people
from bot.usecases import reading_times, reviewing
from bot.usecases.sheets import reading
from tests.usecases.story import Story, answered, shared

TOLD = "Vejleder læser tit: tirsdag og torsdag formiddag"


def says(story: Story, words: str = "tirsdag og torsdag formiddag") -> Story:
    story.do(reading_times.say_when, story.counsellor.person, words)
    return story


def test_it_is_told_after_sharing_at_home_and_on_the_sheet() -> None:
    story = says(answered())
    story.talk("[Del alt]")
    assert TOLD in story.told
    story.talk("/menu")
    assert TOLD in story.told
    assert story.ask(reading.read, story.stage, story.counsellee).reads == (TOLD,)


def test_nothing_is_said_where_nothing_was_and_the_counsellor_is_not_told_their_own() -> None:
    story = answered()
    story.talk("[Del alt]")
    assert not any("læser tit" in line for line in story.told)
    assert story.ask(reading.read, story.stage, says(story).counsellor).reads == ()


def test_it_is_kept_in_one_line_and_can_be_taken_away() -> None:
    story = says(answered(), "  tirsdag \n og\ttorsdag ")
    assert story.ask(people.reads, story.counsellor.person) == "tirsdag og torsdag"
    assert story.ask(people.reads, says(story, "").counsellor.person) == ""
    with pytest.raises(BadInput):
        says(story, "a" * 121)


def test_the_list_tells_when_an_answer_was_read_until_it_is_another() -> None:
    story = shared()
    story.talk("/menu", "[Mine svar og deling]")
    assert {state for _, state in story.states} == {"Delt"}
    story.clock.later(days=1)
    story.do(reviewing.mark_reviewed, story.stage, story.counsellor)
    story.talk("/menu", "[Mine svar og deling]")
    assert {state for _, state in story.states} == {"Delt, læst 23. nov. 2026 kl. 10.00"}


def test_what_is_shared_after_the_reading_is_not_told_as_read() -> None:
    story = answered()
    story.talk("[Vælg selv]")
    story.item(3, "Del")
    story.clock.later(hours=1)
    story.do(reviewing.mark_reviewed, story.stage, story.counsellor)
    story.clock.later(hours=1)
    story.item(4, "Del")
    assert [state for _, state in story.states] == ["Ikke delt", "Ikke delt", "Delt, læst 22. nov. 2026 kl. 11.00", "Delt"]
