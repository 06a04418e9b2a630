"""What the sheet looked like on a day: only what is one's own, or is still shared with one."""

from datetime import date

import pytest

from bot.domain.agreement import Verdict
from bot.errors import NotAllowed
from bot.usecases import agreeing, owndata
from bot.usecases.sheets import days
from bot.usecases.sheets.view import Seen, SheetView
from bot.usecases.stage import Who
from tests.usecases.sheets.pens import Pens
from tests.usecases.story import SHORT_WAY_TO_THE_END

FIRST, SECOND, THIRD = (date(2026, 11, day) for day in (22, 23, 24))


def at(pens: Pens, who: Who, day: date) -> SheetView:
    return pens.story.ask(days.at, pens.story.stage, who, day)


def said(pens: Pens, who: Who, day: date, field: str = "want") -> list[str]:
    return [note.said for note in at(pens, who, day).field(field).notes]


def tomorrow(pens: Pens) -> None:
    pens.story.clock.later(days=1)


def rewritten() -> tuple[Pens, str]:
    """A note that was shown one day and changed on the next, first for oneself and on the third for both."""
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    tomorrow(pens)
    pens.do(pens.guided, "edit", note=note, base="1", text="Et stort hus")
    tomorrow(pens)
    pens.do(pens.guided, "edit", note=note, base="2", text="Et lille hus", show="1")
    return pens, note


def test_each_reads_the_words_of_the_day_that_were_theirs_to_see() -> None:
    pens, _ = rewritten()
    assert [said(pens, pens.guided, day) for day in (FIRST, SECOND, THIRD)] == [["Et hus"], ["Et stort hus"], ["Et lille hus"]]
    assert [said(pens, pens.guide, day) for day in (FIRST, SECOND, THIRD)] == [["Et hus"], ["Et hus"], ["Et lille hus"]]


def test_what_is_taken_back_since_is_gone_from_the_days_before_too() -> None:
    pens, note = rewritten()
    pens.do(pens.guided, "hide", note=note)
    assert [said(pens, pens.guide, day) for day in (FIRST, SECOND, THIRD)] == [[], [], []]
    assert said(pens, pens.guided, FIRST) == ["Et hus"]


def test_what_was_written_later_is_not_there_yet() -> None:
    pens = Pens()
    tomorrow(pens)
    pens.write(pens.guide, "En have")
    for who in (pens.guided, pens.guide):
        assert (said(pens, who, FIRST), said(pens, who, SECOND)) == ([], ["En have"])


def test_a_note_that_was_moved_since_lies_where_it_lay() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    tomorrow(pens)
    pens.do(pens.guided, "move", note=note, field="can", after="")
    pens.do(pens.guide, "move", note=note, field="story", after="")
    tomorrow(pens)
    pens.do(pens.guide, "undo")
    lay = {day: [f.id for f in at(pens, pens.guide, day).fields if f.notes] for day in (FIRST, SECOND, THIRD)}
    assert lay == {FIRST: ["want"], SECOND: ["story"], THIRD: ["can"]}


def test_a_note_that_was_taken_off_since_was_there_for_its_author() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    tomorrow(pens)
    pens.do(pens.guided, "remove", note=note)
    assert [said(pens, pens.guided, day) for day in (FIRST, SECOND)] == [["Et hus"], []]
    assert [said(pens, pens.guide, day) for day in (FIRST, SECOND)] == [[], []]


def test_nothing_of_a_day_can_be_changed_and_answers_of_chat_stand_there_too() -> None:
    pens = Pens()
    pens.story.talk("/fortsæt", *SHORT_WAY_TO_THE_END, "[Del alt]")
    pens.write(pens.guided, "Et hus")
    sheet = at(pens, pens.guided, FIRST)
    [note] = sheet.field("want").notes
    assert (sheet.closed, sheet.undo, note.loose, note.changeable, note.seen) == (True, "", False, False, Seen.MINE)
    assert [note.said for note in sheet.field("agreement").notes] == ["Mig", "Både-og", "En læreplads", "Min egen bolig"]


def test_the_goal_of_a_day_stands_there_with_what_was_said_to_it_by_then() -> None:
    pens = Pens()
    version = pens.story.do(agreeing.propose, pens.story.stage, pens.guide, "En bolig")
    pens.story.do(agreeing.say, pens.story.stage, pens.guide, version, Verdict.YES)
    tomorrow(pens)
    pens.story.do(agreeing.say, pens.story.stage, pens.guided, version, Verdict.YES)
    tomorrow(pens)
    pens.story.do(agreeing.propose, pens.story.stage, pens.guide, "En stor bolig")
    goals = [at(pens, pens.guided, day).field("agreement").confirmation for day in (FIRST, SECOND, THIRD)]
    assert [(goal.text, goal.settled) for goal in goals if goal] == [("En bolig", False), ("En bolig", True), ("En stor bolig", False)]


def test_the_days_are_those_on_which_something_was_written_that_one_may_see() -> None:
    pens, _ = rewritten()
    assert pens.story.ask(days.days, pens.story.stage, pens.guided)[:3] == (THIRD, SECOND, FIRST)
    assert SECOND not in pens.story.ask(days.days, pens.story.stage, pens.guide)


def test_a_day_on_which_everything_was_taken_back_since_is_not_told() -> None:
    pens, note = rewritten()
    before = pens.story.ask(days.days, pens.story.stage, pens.guide)
    pens.do(pens.guided, "hide", note=note)
    assert THIRD in before
    assert THIRD not in pens.story.ask(days.days, pens.story.stage, pens.guide)


def test_who_is_no_member_and_who_reads_in_a_frozen_course_sees_no_day() -> None:
    pens = Pens()
    with pytest.raises(NotAllowed):
        at(pens, Who(person="somebody", course=pens.guide.course), FIRST)
    pens.story.do(owndata.freeze, pens.guided)
    with pytest.raises(NotAllowed):
        at(pens, pens.guide, FIRST)
