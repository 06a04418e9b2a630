"""What is written to a thing that was shared stands at that thing, for both, and comes back there."""

from itertools import count

import pytest

from bot.domain.people import Viewer
from bot.errors import BadInput, CourseClosed, NotAllowed, NotFound
from bot.records import courses, notes
from bot.usecases import commenting, comments, reviewing, sharing
from bot.usecases.sheets import ops
from bot.usecases.sheets.deed import Op
from bot.usecases.stage import Who
from tests.usecases.story import Story, answered, shared

_NUMBERS = count(1)


def outcome(story: Story) -> str:
    return next(one.note for one in story.page().answers if one.said == "En læreplads")


def write(story: Story, note: str, text: str = "Hvilken?", **more: str) -> str:
    story.clock.later(seconds=1)
    return story.do(commenting.write, story.stage, story.counsellor, note, text, **more)


def answer(story: Story, note: str, text: str, show: str = "1") -> str:
    story.clock.later(seconds=1)
    about = {"field": "agreement", "text": text, "show": show, "about": note}
    done = story.do(ops.do, story.stage, story.counsellee, Op(id=f"op{next(_NUMBERS)}", kind="add", about=about))
    return done.note


def thread(story: Story, note: str, who: Who | None = None) -> list[tuple[str, str, bool]]:
    found = story.ask(comments.threads, story.stage, who or story.counsellor).get(note, ())
    return [(one.author, one.said, one.mine) for one in found]


def test_a_word_stands_at_the_thing_it_is_about_and_so_does_the_answer_to_it() -> None:
    story = shared()
    note = outcome(story)
    asked = write(story, note)
    answer(story, asked, "Tømrer")
    assert thread(story, note) == [("Vejleder", "Hvilken?", True), ("Alex", "Tømrer", False)]
    assert thread(story, note, story.counsellee) == [("Vejleder", "Hvilken?", False), ("Alex", "Tømrer", True)]
    said = [one.said for field in story.page().sheet for taking in field.takings for one in taking.notes]
    assert {"Hvilken?", "Tømrer"}.isdisjoint(said)


def test_an_answer_that_is_kept_is_not_there_for_the_counsellor() -> None:
    story = shared()
    note = outcome(story)
    answer(story, write(story, note), "Kun mig", show="")
    assert thread(story, note) == [("Vejleder", "Hvilken?", True)]


def test_the_counsellee_is_told_and_may_read_it() -> None:
    story = shared()
    written = write(story, outcome(story))
    seen = story.ask(notes.visible, story.counsellee.course, viewer=Viewer(person=story.counsellee.person))
    assert written in {note.id for note in seen}
    assert any("På arket" in letter.text for letter in story.letters(story.counsellee.person))


def test_what_was_not_shared_and_what_was_taken_back_cannot_be_written_to() -> None:
    kept = answered()
    with pytest.raises(NotFound):
        write(kept, kept.mine(step="outcome")[0].id)
    story = shared()
    note = outcome(story)
    story.do(lambda records: sharing.take_all_back(records, story.stage, story.counsellee))
    with pytest.raises(NotFound):
        write(story, note)


@pytest.mark.parametrize("text", ["", "  \n", "a" * 1001])
def test_no_words_and_too_many_are_not_sent(text: str) -> None:
    story = shared()
    with pytest.raises(BadInput):
        write(story, outcome(story), text)


def test_what_is_sent_twice_is_there_once() -> None:
    story = shared()
    note = outcome(story)
    assert write(story, note, op="same") == write(story, note, op="same")
    assert len(thread(story, note)) == 1


def test_only_a_counsellor_writes_so_and_only_in_an_open_course() -> None:
    story = shared()
    note = outcome(story)
    with pytest.raises(NotAllowed):
        story.do(commenting.write, story.stage, story.counsellee, note, "Hej")
    story.do(courses.move, story.counsellor.course, "close")
    with pytest.raises(CourseClosed):
        write(story, note)


def test_each_thing_is_new_until_it_is_read_and_what_came_since_is_not_marked_with_it() -> None:
    story = shared()
    note = outcome(story)
    before = story.page().fresh
    assert note in before
    asked = write(story, note)
    came = answer(story, asked, "Tømrer")
    seen = [f"{one}.{version}" for one, version in before.items()]
    with pytest.raises(BadInput):
        story.do(reviewing.mark_reviewed, story.stage, story.counsellor, seen)
    assert came in story.page().fresh
    story.do(reviewing.mark_reviewed, story.stage, story.counsellor, [*seen, f"{came}.1"])
    assert story.page().fresh == {}
    again = answer(story, asked, "Eller murer")
    assert list(story.page().fresh) == [again]
