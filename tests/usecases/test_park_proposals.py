"""A counsellor proposes to park something; the counsellee alone parks it."""

import pytest

from bot.errors import BadInput, NotAllowed
from bot.usecases import deeds, park_proposals, parked
from tests.usecases.story import Story, answered

THOUGHT = "Spørgsmålet om kørekort"


def proposed() -> Story:
    """A course in which the counsellor has proposed to park something."""
    story = answered()
    story.talk("[Del intet]")
    story.do(park_proposals.propose, story.stage, story.counsellor, f" {THOUGHT} ")
    return story


def test_a_proposal_parks_nothing_and_tells_the_counsellee() -> None:
    story = proposed()
    [letter] = story.letters(story.counsellee.person, "parking")
    assert (letter.text, letter.rows[0][0].label) == ("Vejleder foreslår at parkere noget. Du bestemmer selv.", "Se forslaget")
    story.press(letter.rows[0][0].press)
    assert story.screen is not None
    assert [(item.question, item.said) for item in story.screen.items] == [("Vejleder foreslår at parkere det", THOUGHT)]
    assert (story.mine(flow="parking"), story.page().parked, story.page().sheet) == ([], (), ())
    assert story.page().proposed == ((THOUGHT, "ikke svaret"),)
    story.talk("/menu")
    assert story.option(parked.PARKED).press == "m:parked"


def test_a_yes_makes_it_the_counsellees_own_thought_seen_by_both() -> None:
    story = proposed()
    story.talk("/parkerede")
    story.item(1, "Ja, parkér den")
    assert story.told[0] == "Den er parkeret. Vejleder kan se, at du sagde ja."
    [note] = story.mine(flow="parking")
    assert (note.words.said, note.author, story.page().parked) == (THOUGHT, story.counsellee.person, (THOUGHT,))
    assert story.page().proposed == ((THOUGHT, "parkeret"),)
    assert story.screen is not None
    assert [(item.said, item.state) for item in story.screen.items] == [(THOUGHT, "Delt")]


def test_a_no_is_taken_without_a_reason_and_once() -> None:
    story = proposed()
    story.talk("/parkerede")
    assert story.screen is not None
    yes = story.screen.items[0].options[0].press
    story.item(1, "Nej tak")
    assert (story.told[0], story.mine(flow="parking")) == (park_proposals.DECLINED, [])
    assert story.page().proposed == ((THOUGHT, "nej tak"),)
    story.press(yes)
    assert (story.told[0], story.mine(flow="parking")) == (deeds.GONE, [])


@pytest.mark.parametrize("thought", ["", "  ", "x" * 2001])
def test_a_proposal_has_words_and_not_too_many(thought: str) -> None:
    story = answered()
    with pytest.raises(BadInput):
        story.do(park_proposals.propose, story.stage, story.counsellor, thought)


def test_only_a_counsellor_proposes() -> None:
    story = answered()
    with pytest.raises(NotAllowed):
        story.do(park_proposals.propose, story.stage, story.counsellee, THOUGHT)
