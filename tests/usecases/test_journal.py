"""Only what everybody has said yes to, and still stands, is copied to a journal; and it is told."""

from itertools import count

import pytest

from bot.domain.agreement import Verdict
from bot.errors import CourseFrozen, NotAllowed
from bot.records import agreements, courses
from bot.usecases import agreeing, commenting, journal, owndata, reviewing
from bot.usecases.sheets import ops
from bot.usecases.sheets.deed import Done, Op
from bot.usecases.stage import Who
from tests.trust.canaries import canary
from tests.usecases.story import Story, shared

_NUMBERS = count(1)
TEXT = """Aftalt mellem den vejledte og vejlederen

Målet
En læreplads inden maj
Alle har sagt ja til ordene. Det sidste ja kom 23. nov. 2026.

Kopieret 24. nov. 2026 kl. 10.00.
"""


def on_sheet(story: Story, who: Who, kind: str, **about: str) -> Done:
    return story.do(ops.do, story.stage, who, Op(id=f"op{next(_NUMBERS)}", kind=kind, about=about))


def say(story: Story, who: Who, version: int, verdict: Verdict = Verdict.YES) -> None:
    story.do(agreeing.say, story.stage, who, version, verdict)


def goal(story: Story, words: str = "En læreplads inden maj") -> int:
    return story.do(agreeing.propose, story.stage, story.counsellor, words)


def agreed(story: Story) -> list[str]:
    return [one.text for one in story.ask(journal.agreed, story.stage, story.counsellor)]


def put(story: Story, field: str) -> int:
    """A field is put to confirmation as it stands; the number of its words."""
    on_sheet(story, story.counsellor, "put", field=field, seen="0")
    wording = story.ask(agreements.read, story.counsellor.course, field).now
    assert wording is not None
    return wording.version


def copied(story: Story) -> str:
    return story.do(journal.copy, story.stage, story.counsellor)


def test_the_goal_is_copied_word_for_word_with_its_day_when_all_have_said_yes() -> None:
    story = shared()
    version = goal(story)
    say(story, story.counsellor, version)
    story.clock.later(days=1)
    say(story, story.counsellee, version)
    story.clock.later(days=1)
    assert copied(story) == TEXT


@pytest.mark.parametrize("verdict", [None, Verdict.NOT_YET, Verdict.DIFFERENTLY])
def test_what_one_of_them_has_not_said_yes_to_is_not_copied(verdict: Verdict | None) -> None:
    story = shared()
    version = goal(story)
    say(story, story.counsellor, version)
    if verdict:
        say(story, story.counsellee, version, verdict)
    assert (agreed(story), copied(story)) == ([], "")


def test_a_changed_wording_is_not_copied_and_neither_is_the_one_before() -> None:
    story = shared()
    version = goal(story)
    for who in (story.counsellor, story.counsellee):
        say(story, who, version)
    goal(story, "Noget andet")
    assert agreed(story) == []


def test_a_confirmed_field_is_copied_until_it_is_moved() -> None:
    story = shared()
    on_sheet(story, story.counsellor, "add", field="want", text="En praktik")
    version = put(story, "want")
    for who in (story.counsellor, story.counsellee):
        on_sheet(story, who, "tick", version=str(version), verdict="yes")
    assert len(agreed(story)) == 1
    assert "En praktik" in agreed(story)[0]
    on_sheet(story, story.counsellor, "add", field="want", text="Noget mere")
    assert agreed(story) == []


def test_nothing_else_that_anybody_wrote_can_be_copied() -> None:
    story = shared()
    version = goal(story)
    for who in (story.counsellor, story.counsellee):
        say(story, who, version)
    for line in ("want", "duty", "offer"):
        story.do(reviewing.write_aim, story.stage, story.counsellor, {line: canary(f"aim.{line}")})
    story.do(reviewing.ask, story.stage, story.counsellor, canary("question"))
    answer = next(one.note for one in story.page().answers if one.note)
    story.do(commenting.write, story.stage, story.counsellor, answer, canary("comment"))
    story.do(reviewing.set_meeting, story.stage, story.counsellor, day_and_time="2026-12-01T10:00", timezone="UTC", place=canary("place"))
    for field in ("story", "want", "can", "agreement", "plan"):
        on_sheet(story, story.counsellee, "add", field=field, text=canary(f"kept.{field}"))
        on_sheet(story, story.counsellee, "add", field=field, text=canary(f"shown.{field}"), show="1")
        on_sheet(story, story.counsellor, "add", field=field, text=canary(f"guide.{field}"))
    on_sheet(story, story.counsellee, "step", what=canary("step"), show="1")
    put(story, "can")
    text = copied(story)
    assert "En læreplads inden maj" in text
    assert "zq" not in text
    assert "Alex" not in text


def test_the_counsellee_is_told_once_a_day_for_the_same_words() -> None:
    story = shared()
    version = goal(story)
    for who in (story.counsellor, story.counsellee):
        say(story, who, version)
    for days, letters in ((0, 1), (0, 1), (1, 2)):
        story.clock.later(days=days)
        copied(story)
        assert len(story.rows("outbox", person=story.counsellee.person, kind="journal")) == letters
    [letter] = story.letters(story.counsellee.person, "journal")
    assert letter.text == "Vejleder har kopieret det, I har aftalt, til sin journal."


def test_it_is_for_the_counsellor_of_an_unfrozen_course_also_when_it_is_closed() -> None:
    story = shared()
    version = goal(story)
    for who in (story.counsellor, story.counsellee):
        say(story, who, version)
    with pytest.raises(NotAllowed):
        story.ask(journal.agreed, story.stage, story.counsellee)
    story.do(courses.move, story.counsellor.course, "close")
    assert agreed(story) == ["En læreplads inden maj"]
    story.do(owndata.freeze, story.counsellee)
    with pytest.raises(CourseFrozen):
        agreed(story)
