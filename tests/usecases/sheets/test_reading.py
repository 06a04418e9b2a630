"""The sheet as each member reads it: the same eight fields, and in them only what is theirs to see."""

from dataclasses import replace

import pytest

from bot.domain.agreement import Verdict
from bot.domain.people import Role
from bot.domain.sheet import FIELDS
from bot.errors import CourseFrozen, NotAllowed
from bot.records import parked
from bot.usecases import agreeing, owndata, park_proposals, reviewing
from bot.usecases.sheets.view import Seen
from bot.usecases.stage import Who
from tests.usecases.sheets.pens import Pens, every
from tests.usecases.story import SHORT_WAY_TO_THE_END


def prepared(*, share: str = "[Del alt]") -> Pens:
    """A sheet whose counsellee has gone the short way in chat."""
    pens = Pens()
    pens.story.talk("/fortsæt", *SHORT_WAY_TO_THE_END, share)
    return pens


def test_all_eight_fields_stand_there_for_both_also_when_nothing_is_written() -> None:
    pens = Pens()
    for who in (pens.guided, pens.guide):
        sheet = pens.sheet(who)
        assert [field.id for field in sheet.fields] == list(FIELDS)
        assert not list(every(sheet))
        assert all(field.question and field.soft for field in sheet.fields)


def test_answers_of_chat_stand_under_their_method_for_both_when_they_are_shared() -> None:
    pens = prepared()
    for who in (pens.guided, pens.guide):
        notes = pens.sheet(who).field("agreement").notes
        assert [note.said for note in notes] == ["Mig", "Både-og", "En læreplads", "Min egen bolig"]
        assert {note.title for note in notes} == {"Aftalefeltet"}
        assert not any(note.loose for note in notes)
    assert [note.changeable for note in pens.sheet(pens.guided).field("agreement").notes] == [False, False, True, True]
    assert not any(note.changeable for note in pens.sheet(pens.guide).field("agreement").notes)


def test_answers_of_chat_that_are_private_stand_there_for_their_author_alone() -> None:
    pens = prepared(share="[Del intet]")
    assert {note.seen for note in pens.sheet(pens.guided).field("agreement").notes} == {Seen.MINE}
    assert pens.sheet(pens.guide).field("agreement").notes == ()


def test_who_is_no_member_reads_nothing() -> None:
    pens = Pens()
    with pytest.raises(NotAllowed):
        pens.sheet(Who(person="somebody", course=pens.guide.course))


def test_a_frozen_sheet_is_its_counsellees_alone() -> None:
    pens = Pens()
    pens.write(pens.guided, "Et hus", show="1")
    pens.story.do(owndata.freeze, pens.guided)
    assert pens.said(pens.guided) == ["Et hus"]
    with pytest.raises(CourseFrozen):
        pens.sheet(pens.guide)


def test_of_two_counsellees_the_one_who_has_not_frozen_reads_nothing_of_the_others() -> None:
    pens = Pens()
    other = pens.come("Kim", Role.COUNSELLEE)
    pens.write(pens.guided, "Et hus", show="1")
    pens.write(other, "En hest", show="1")
    pens.story.do(owndata.freeze, pens.guided)
    assert pens.said(other) == ["En hest"]


def test_by_a_link_of_staffs_one_sees_only_what_one_shows() -> None:
    pens = Pens()
    pens.write(pens.guided, "Et hus")
    pens.write(pens.guided, "En hest", show="1")
    locked = replace(pens.guided, shared_only=True)
    assert pens.said(locked) == ["En hest"]
    sheet = pens.sheet(locked)
    assert (sheet.locked, sheet.undo, sheet.field("want").notes[0].changeable) == (True, "", False)


def test_a_note_that_was_changed_for_oneself_says_that_others_see_the_one_before() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    pens.do(pens.guided, "edit", note=note, base="1", text="Et stort hus")
    assert (pens.note(pens.guided, note).said, pens.note(pens.guided, note).seen) == ("Et stort hus", Seen.NEWER)
    assert (pens.note(pens.guide, note).said, pens.note(pens.guide, note).edited) == ("Et hus", False)


def test_what_stands_beside_the_sheet_is_not_on_it() -> None:
    pens = Pens()
    pens.story.do(reviewing.ask, pens.story.stage, pens.guide, "Hvad holder du af?")
    pens.story.do(park_proposals.propose, pens.story.stage, pens.guide, "Pengene")
    pens.story.do(reviewing.write_aim, pens.story.stage, pens.guide, {"want": "At du bliver hørt", "offer": "Tid"})
    sheet = pens.sheet(pens.guided)
    assert not list(every(sheet))
    assert sheet.field("agreement").aim == (
        ("Vejleder: Det vil jeg", "At du bliver hørt"),
        ("Vejleder: Det kan jeg bidrage med", "Tid"),
    )


def test_the_goal_stands_in_the_agreement_with_everybodys_tick() -> None:
    pens = Pens()
    version = pens.story.do(agreeing.propose, pens.story.stage, pens.guide, "En bolig")
    for who in (pens.guided, pens.guide):
        pens.story.do(agreeing.say, pens.story.stage, who, version, Verdict.YES)
    goal = pens.sheet(pens.guided).field("agreement").confirmation
    assert goal is not None
    assert (goal.text, goal.settled, [tick.verdict for tick in goal.ticks]) == ("En bolig", True, ["yes", "yes"])


def test_a_thought_that_is_kept_is_known_as_that_to_its_author_alone() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Pengene", field="parking", show="1")
    for state, mine, theirs in ((parked.KEPT, "kept", ""), (parked.AGENDA, "agenda", "agenda")):
        pens.story.do(parked.move, pens.guide.course, note, state)
        assert (pens.note(pens.guided, note).parked, pens.note(pens.guide, note).parked) == (mine, theirs)


def test_each_is_told_who_sees_what_they_show() -> None:
    pens = Pens()
    pens.come("Kim", Role.COUNSELLEE)
    pens.come("Bo", Role.COUNSELLOR)
    assert set(pens.sheet(pens.guided).others.split(" & ")) == {"Bo", "Vejleder"}
    assert set(pens.sheet(pens.guide).others.split(" & ")) == {"den vejledte", "Kim", "Bo"}


def test_a_closed_sheet_can_be_read_and_nothing_in_it_moves() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    pens.close()
    sheet, seen = pens.sheet(pens.guided), pens.note(pens.guided, note)
    assert (sheet.closed, sheet.undo, seen.loose, seen.changeable) == (True, "", False, False)


def test_what_somebody_writes_for_themself_changes_nothing_before_the_other() -> None:
    pens = prepared()
    shown = pens.write(pens.guided, "Et hus", show="1")
    pens.write(pens.guide, "En have")
    before = repr(pens.sheet(pens.guide)).encode()
    note = pens.write(pens.guided, "HEMMELIGT")
    pens.do(pens.guided, "edit", note=note, base="1", text="HEMMELIGERE")
    pens.do(pens.guided, "move", note=note, field="want", after="")
    pens.do(pens.guided, "move", note=note, field="can", after="")
    pens.do(pens.guided, "park", note=note)
    pens.do(pens.guided, "add", about=shown, text="HEMMELIGT svar")
    pens.do(pens.guided, "edit", note=shown, base="1", text="HEMMELIGT hus")
    pens.do(pens.guided, "undo")
    pens.do(pens.guided, "remove", note=note)
    pens.do(pens.guided, "restore", note=note)
    pens.do(pens.guided, "dot", field="belief", value="7", show="")
    assert repr(pens.sheet(pens.guide)).encode() == before
