"""Somebody would like help with a step: their counsellor hears that, and which step only when it is shared."""

import pytest

from bot.domain.plan import ActionState
from bot.domain.trail import Act
from bot.errors import NotAllowed
from bot.records import courses
from bot.usecases import accessing, planning
from tests.usecases.story import Story
from tests.usecases.test_plan import due, local, planned, ring, the_step

WANTED = "Vil gerne have hjælp til et skridt"
SEEN = "Tak. Vejleder får at vide, at du gerne vil have hjælp, og kan se, hvilket skridt det er."
UNSEEN = "Tak. Vejleder får at vide, at du gerne vil have hjælp til et skridt. Kun du kan se hvilket, til du deler det."


def asked(*, shared: bool) -> Story:
    story = planned()
    if shared:
        story.talk("[Del med Vejleder]")
    story.talk("/menu", "[Mine skridt]", "[1. Jeg vil gerne have hjælp]")
    return story


def told(story: Story) -> list[str]:
    return [letter.text for letter in story.letters(story.counsellor.person, "help")]


def open_page(story: Story) -> None:
    story.do(accessing.read_course, story.counsellor.person, story.counsellor.course, Act.READ_COURSE)


@pytest.mark.parametrize("shared", [True, False])
def test_the_counsellor_hears_that_help_is_wanted_and_no_word_of_the_step(shared: bool) -> None:
    assert told(asked(shared=shared)) == ["Der er ønske om hjælp til et skridt."]


def test_a_shared_step_shows_that_help_is_wanted_with_it() -> None:
    story = asked(shared=True)
    page = story.page()
    assert story.told[0] == SEEN
    assert [(action.what, action.state) for action in page.actions] == [("Ringe til mester", ActionState.HELP)]
    assert not page.help_unseen


def test_a_step_that_is_not_shared_stays_unseen_until_its_owner_presses_to_share_it() -> None:
    story = asked(shared=False)
    page = story.page()
    assert story.told[0] == UNSEEN
    assert (page.actions, page.help_unseen) == ((), True)
    assert all(not note.shared for note in story.mine())
    story.talk("[Del med Vejleder]")
    assert [action.what for action in story.page().actions] == ["Ringe til mester"]
    assert not story.page().help_unseen


def test_the_list_shows_it_until_the_counsellor_has_opened_the_page() -> None:
    story = planned()
    open_page(story)
    assert WANTED not in story.line().waits
    story.talk("/menu", "[Mine skridt]", "[1. Jeg vil gerne have hjælp]")
    assert WANTED in story.line().waits
    open_page(story)
    assert WANTED not in story.line().waits
    assert story.page().help_unseen


@pytest.mark.parametrize("moved", ["done", "not_yet"])
def test_it_goes_when_the_step_moves_on_and_the_letter_that_waits_too(moved: str) -> None:
    story = asked(shared=False)
    story.press(f"a:{the_step(story).id}:2:{moved}")
    assert (WANTED in story.line().waits, story.page().help_unseen, told(story)) == (False, False, [])


def test_another_step_that_wants_help_keeps_the_letter() -> None:
    story = asked(shared=False)
    first = the_step(story).id
    story.talk("/menu", "[Lav et skridt]", "Skrive", "[Gem]", *["[Spring over]"] * 5, "/menu", "[Mine skridt]")
    story.talk("[2. Jeg vil gerne have hjælp]")
    story.press(f"a:{first}:2:done")
    assert told(story)
    assert story.page().help_unseen


def test_who_asks_for_help_is_still_reminded() -> None:
    story = asked(shared=False)
    assert due(story) == [local(2026, 11, 23, 10)]
    story.clock.now = local(2026, 11, 23, 10)
    ring(story)
    assert len(story.letters(story.counsellee.person, "remind_step")) == 1


def test_without_a_counsellor_nobody_is_told_and_that_is_said() -> None:
    story = planned()
    story.do(courses.leave, story.counsellor.course, story.counsellor.person)
    story.talk("/menu", "[Mine skridt]", "[1. Jeg vil gerne have hjælp]")
    assert story.told[0] == "Du har ingen vejleder lige nu, så ingen får besked. Prøv igen, når du har fået en ny."
    assert the_step(story).state is ActionState.OPEN


def test_a_counsellor_asks_nobody_here() -> None:
    story = Story().accept()
    step = story.do(planning.promise, story.stage, story.counsellor, what="Ringe", first="", due=None, remind_at=None)
    with pytest.raises(NotAllowed):
        story.do(planning.ask_for_help, story.stage, story.counsellor, step, 1)
