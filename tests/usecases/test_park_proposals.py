"""A counsellor proposes to park something; the counsellee alone parks it."""

from dataclasses import replace

import pytest

from bot.domain.people import Role
from bot.errors import BadInput, NotAllowed
from bot.records import courses, people
from bot.records.core import Records
from bot.usecases import deeds, park_proposals, parked
from bot.usecases.stage import Who
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
    assert story.screen.help == "Du bestemmer selv. Siger du nej tak, kan Vejleder se det. Du behøver ikke sige hvorfor."
    yes = story.screen.items[0].options[0].press
    story.item(1, "Nej tak")
    assert (story.told[0], story.mine(flow="parking")) == (
        "Det er i orden. Vejleder kan se, at du sagde nej tak. Du behøver ikke sige hvorfor.",
        [],
    )
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


def test_each_counsellee_answers_for_themself_and_sees_no_others_answer() -> None:
    story = answered()
    other = Who(person="other", course=story.counsellee.course)
    story.do(_join, other.person, story.counsellee)
    story.do(park_proposals.propose, story.stage, story.counsellor, THOUGHT)
    [mine] = story.ask(park_proposals.waiting, story.counsellee)
    story.do(park_proposals.answer, story.stage, story.counsellee, mine.id, yes=False)
    [theirs] = story.ask(park_proposals.waiting, other)
    assert (theirs.words.said, story.ask(park_proposals.waiting, story.counsellee)) == (THOUGHT, [])


def test_a_proposal_that_was_parked_can_be_changed_as_any_thought() -> None:
    story = proposed()
    story.press("m:parked")
    story.item(1, "Ja, parkér den")
    [note] = story.mine(flow="parking")
    story.talk("/deling")
    assert story.screen
    story.press(f"t:{story.screen.turn}:edit={note.id}")
    before = (story.screen.says, story.screen.present)
    story.talk("Kørekort og bil", "[Gem]")
    assert (before, [note.words.said for note in story.mine(flow="parking")]) == (((), THOUGHT), ["Kørekort og bil"])


def _join(records: Records, person: str, like: Who) -> None:
    people.add(records, replace(people.get(records, like.person), id=person))
    courses.join(records, like.course, person, Role.COUNSELLEE)
