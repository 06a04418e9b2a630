"""What was shared is taken back from any step, in no more presses than sharing took, and letters about it do not go."""

import pytest

from bot.domain.people import Role
from bot.errors import NotAllowed
from bot.records import courses
from bot.usecases import sharing, still_shared
from bot.usecases.stage import Who
from tests.usecases.story import Story, answered, shared


def steps() -> list[str]:
    """Places to be in when one thinks better of it: a question, a page, a method, a list, a pause."""
    return ["/fortsæt", "/menu", "/hjælp", "/kort", "/metoder", "/pause", "/parkerede", "/slet", "/mine-data", "/sprog"]


@pytest.mark.parametrize("place", steps())
@pytest.mark.parametrize("word", ["/tag-tilbage", "tag tilbage", "Tag alt tilbage.", "/stop", "/tagtilbage", "/take-back", "take back"])
def test_one_word_takes_all_of_it_back_wherever_one_is(place: str, word: str) -> None:
    story = shared()
    story.talk(place, word)
    assert story.told[0] == "Taget tilbage. Vejleder kan ikke se det mere."
    assert _seen(story) == []


@pytest.mark.parametrize("opening", ["[Vælg en øvelse]", "[Lav et skridt]", "[Parkér en tanke]", "[Dine data]"])
def test_from_any_step_the_menu_and_one_press_take_all_of_it_back(opening: str) -> None:
    story = shared()
    story.talk("/menu", opening, "[Menu]")
    story.talk("[Tag alt tilbage]")
    assert _seen(story) == []


def test_taking_all_of_it_back_takes_no_more_presses_than_sharing_it_did() -> None:
    story = answered()
    sharing_it = _presses(story, "/menu", "[Mine svar og deling]", "[Del alt]")
    assert _seen(story)
    assert _presses(story, "/menu", "[Tag alt tilbage]") < sharing_it
    assert _seen(story) == []


def test_taking_one_answer_back_takes_no_more_presses_than_sharing_it_did() -> None:
    story = answered()
    for label, seen in (("Del", ["En læreplads"]), ("Tag tilbage", [])):
        presses = _presses(story, "/menu", "[Mine svar og deling]", "[Vælg selv]")
        story.item(3, label)
        assert (_seen(story), presses) == (seen, 3)


def test_where_nothing_is_shared_there_is_nothing_to_take_back() -> None:
    story = answered()
    story.talk("/tag-tilbage")
    assert story.told[0] == "Intet er delt. Du kan dele senere."
    story.talk("/menu")
    assert story.screen is not None
    assert "Tag alt tilbage" not in [option.label for option in story.screen.answers]


def test_a_sentence_with_those_words_in_it_is_an_answer() -> None:
    story = Story().accept("[Videre]", "[Mig]", "[Både-og]", "Jeg vil tage tilbage til skolen", "[Gem]")
    assert [note.words.said for note in story.mine(step="outcome")] == ["Jeg vil tage tilbage til skolen"]


def test_letters_that_say_there_is_something_to_read_do_not_go_when_there_is_nothing() -> None:
    story = shared()
    assert story.letters(story.counsellor.person, "shared")
    story.item(1, "Tag tilbage")
    assert story.letters(story.counsellor.person, "shared")
    story.talk("/tag-tilbage")
    assert story.letters(story.counsellor.person, "shared") == []


def test_the_counsellors_open_page_can_tell_that_something_was_taken_back() -> None:
    story = shared()
    before = story.ask(still_shared.marks, story.counsellor)
    trail = len(story.rows("trail"))
    assert story.ask(still_shared.marks, story.counsellor) == before
    assert len(story.rows("trail")) == trail
    story.item(1, "Tag tilbage")
    after = story.ask(still_shared.marks, story.counsellor)
    assert (len(before) - len(after), set(after) < set(before)) == (1, True)
    with pytest.raises(NotAllowed):
        story.ask(still_shared.marks, Who(person=story.counsellee.person, course=story.counsellee.course))


def test_a_link_given_by_staff_takes_nothing_back() -> None:
    story = shared()
    story.counsellee = Who(person=story.counsellee.person, course=story.counsellee.course, shared_only=True)
    story.talk("/tag-tilbage")
    assert story.told[0] == sharing.LOCKED
    assert _seen(story)
    assert story.ask(courses.ids, story.counsellee.course, Role.COUNSELLEE) == [story.counsellee.person]


def _seen(story: Story) -> list[str]:
    return [question.said for question in story.page().answers if question.said]


def _presses(story: Story, *lines: str) -> int:
    story.talk(*lines)
    return len(lines)
