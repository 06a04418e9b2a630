"""Words on the sheet: who sees a new note, who may change it, and that nothing is done twice."""

from dataclasses import replace

import pytest

from bot.domain.people import Role
from bot.errors import BadInput, CourseClosed, NotAllowed, NoteMoved, NotFound
from bot.records import people
from bot.usecases.sheets import writing
from bot.usecases.sheets.view import Seen
from bot.usecases.stage import Who
from tests.usecases.sheets.pens import Pens
from tests.usecases.story import SHORT_WAY_TO_THE_END, Story


def test_a_counsellees_note_is_their_own_until_they_show_it() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus")
    assert (pens.said(pens.guided), pens.said(pens.guide), pens.note(pens.guided, note).seen) == (["Et hus"], [], Seen.MINE)
    pens.do(pens.guided, "show", note=note)
    assert (pens.said(pens.guide), pens.note(pens.guided, note).seen) == (["Et hus"], Seen.BOTH)
    pens.do(pens.guided, "hide", note=note)
    assert (pens.said(pens.guided), pens.said(pens.guide)) == (["Et hus"], [])


def test_a_note_can_be_shown_as_it_is_written() -> None:
    pens = Pens()
    pens.write(pens.guided, "Et hus", show="1")
    assert pens.said(pens.guide) == ["Et hus"]


def test_a_counsellors_note_is_seen_by_everybody_at_once() -> None:
    pens = Pens()
    kim, bo = pens.come("Kim", Role.COUNSELLEE), pens.come("Bo", Role.COUNSELLOR)
    note = pens.write(pens.guide, "En have")
    assert [pens.said(who) for who in (pens.guided, kim, bo)] == [["En have"]] * 3
    pens.do(pens.guide, "edit", note=note, base="1", text="En hæk")
    assert [pens.said(who) for who in (pens.guided, kim, bo)] == [["En hæk"]] * 3
    with pytest.raises(BadInput):
        pens.do(pens.guide, "hide", note=note)


def test_what_one_counsellee_shows_is_for_the_counsellors_and_not_for_the_other_counsellee() -> None:
    pens = Pens()
    kim, bo = pens.come("Kim", Role.COUNSELLEE), pens.come("Bo", Role.COUNSELLOR)
    pens.write(pens.guided, "Et hus", show="1")
    assert [pens.said(who) for who in (pens.guide, bo, kim)] == [["Et hus"], ["Et hus"], []]


def test_a_counsellors_answer_is_for_those_who_see_what_it_answers() -> None:
    pens = Pens()
    kim = pens.come("Kim", Role.COUNSELLEE)
    note = pens.write(pens.guided, "Et hus", show="1")
    answer = pens.do(pens.guide, "add", about=note, text="Hvor?").note
    assert [one.id for one in pens.note(pens.guided, note).answers] == [answer]
    assert pens.said(kim) == []


def test_an_answer_to_an_answer_stands_beside_it() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    first = pens.do(pens.guide, "add", about=note, text="Hvor?").note
    pens.do(pens.guided, "add", about=first, text="Ved vandet", show="1")
    assert [one.said for one in pens.note(pens.guide, note).answers] == ["Hvor?", "Ved vandet"]
    assert pens.said(pens.guide) == ["Et hus"]


def test_an_answer_stays_when_what_it_answers_is_taken_back() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    pens.do(pens.guide, "add", about=note, text="Hvor?")
    pens.do(pens.guided, "hide", note=note)
    assert (pens.said(pens.guide), pens.said(pens.guided)) == (["Hvor?"], ["Et hus"])


def test_what_is_changed_for_oneself_leaves_the_other_what_they_saw() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    pens.do(pens.guided, "edit", note=note, base="1", text="Et stort hus")
    assert pens.said(pens.guide) == ["Et hus"]
    pens.do(pens.guided, "show", note=note)
    assert pens.said(pens.guide) == ["Et stort hus"]


def test_an_answer_of_chat_can_be_written_anew_on_the_sheet_and_one_that_was_chosen_cannot() -> None:
    pens = Pens()
    pens.story.talk("/fortsæt", *SHORT_WAY_TO_THE_END, "[Del alt]")
    chosen, _, typed, _ = pens.sheet(pens.guided).field("agreement").notes
    pens.do(pens.guided, "edit", note=typed.id, base="1", text="Et arbejde", show="1")
    assert (pens.note(pens.guide, typed.id).said, pens.note(pens.guide, typed.id).question) == ("Et arbejde", typed.question)
    assert "Et arbejde" in [note.words.said for note in pens.story.mine(flow="agreement")]
    with pytest.raises(BadInput):
        pens.do(pens.guided, "edit", note=chosen.id, base="1", text="Skolen")
    pens.do(pens.guided, "undo")
    assert pens.note(pens.guide, typed.id).said == "En læreplads"


def test_the_sentence_that_a_method_makes_goes_along_with_its_answers() -> None:
    pens = Pens(Story().accept())
    pens.story.press("m:take=doorframe")
    pens.story.talk(
        "[Spring over]", "jeg ser bussen", "[Gem]", "ringer jeg", "[Gem]", "Finde nummeret", "[Gem]", "i morgen", "[Ja, det passer]"
    )
    pens.story.talk("[I morgen kl. 10]")
    cue = next(note for note in pens.sheet(pens.guided).field("plan").notes if note.said == "jeg ser bussen")
    pens.do(pens.guided, "edit", note=cue.id, base="1", text="jeg ser toget")
    assert [step.sentence for step in pens.sheet(pens.guided).field("plan").steps] == ["Hvis jeg ser toget, så ringer jeg."]
    pens.do(pens.guided, "undo")
    assert [step.sentence for step in pens.sheet(pens.guided).field("plan").steps] == ["Hvis jeg ser bussen, så ringer jeg."]


def test_the_words_of_a_step_are_changed_as_a_step_and_not_as_a_note() -> None:
    pens = Pens()
    pens.do(pens.guided, "step", what="Ringe", show="1")
    [what] = pens.story.mine(flow="actions", step="what")
    with pytest.raises(BadInput):
        pens.do(pens.guided, "edit", note=what.id, base="1", text="Skrive")


def test_words_that_moved_on_are_not_written_over() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus")
    pens.do(pens.guided, "edit", note=note, base="1", text="Et stort hus")
    with pytest.raises(NoteMoved) as moved:
        pens.do(pens.guided, "edit", note=note, base="1", text="Et lille hus")
    assert (moved.value.now, moved.value.version) == ("Et stort hus", 2)
    assert pens.said(pens.guided) == ["Et stort hus"]


def test_saving_the_same_words_makes_no_new_version() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus")
    pens.do(pens.guided, "edit", note=note, base="1", text=" Et hus\r\n")
    assert pens.note(pens.guided, note).version == 1


@pytest.mark.parametrize("kind", ["edit", "show", "hide", "remove", "erase", "park"])
def test_only_its_author_does_this_with_a_note(kind: str) -> None:
    pens = Pens()
    mine, theirs = pens.write(pens.guided, "Et hus", show="1"), pens.write(pens.guide, "En have")
    for who, note in ((pens.guide, mine), (pens.guided, theirs)):
        with pytest.raises(NotAllowed):
            pens.do(who, kind, note=note, base="1", text="Noget andet")
    assert pens.said(pens.guided) == ["Et hus", "En have"]


@pytest.mark.parametrize("kind", ["edit", "show", "hide", "remove", "erase", "move", "park", "restore"])
def test_a_private_note_of_anothers_and_no_note_are_answered_alike(kind: str) -> None:
    pens = Pens()
    private = pens.write(pens.guided, "Et hus")
    for note in (private, "nothing"):
        with pytest.raises(NotFound):
            pens.do(pens.guide, kind, note=note, base="1", text="Noget", field="can")
    for note in (private, "nothing"):
        with pytest.raises(NotFound):
            pens.do(pens.guide, "add", about=note, text="Hvor?")


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001])
def test_no_words_and_too_many_are_refused(text: str) -> None:
    pens = Pens()
    with pytest.raises(BadInput, match="text"):
        pens.write(pens.guided, text)
    assert pens.said(pens.guided) == []


@pytest.mark.parametrize(("kind", "field"), [("add", "evaluation"), ("add", "nowhere"), ("fly", "want"), ("move", "nowhere")])
def test_what_the_sheet_does_not_have_is_refused(kind: str, field: str) -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus")
    with pytest.raises(BadInput):
        pens.do(pens.guided, kind, note=note, field=field, text="Noget")


def test_a_deed_that_comes_twice_is_done_once_and_answered_alike() -> None:
    pens = Pens()
    first = pens.do(pens.guided, "add", "same", field="want", text="Et hus", show="1")
    assert pens.do(pens.guided, "add", "same", field="want", text="Et hus", show="1") == first
    pens.do(pens.guided, "edit", "other", note=first.note, base="1", text="Et stort hus")
    assert pens.do(pens.guided, "edit", "other", note=first.note, base="1", text="Et stort hus").note == first.note
    assert pens.said(pens.guided) == ["Et stort hus"]
    assert pens.note(pens.guided, first.note).version == 2


def test_the_id_of_anothers_deed_says_nothing() -> None:
    pens = Pens()
    mine = pens.do(pens.guided, "add", "same", field="want", text="Et hus")
    theirs = pens.do(pens.guide, "add", "same", field="want", text="En have")
    assert mine.note != theirs.note


def test_by_a_link_of_staffs_one_writes_for_both_and_changes_nothing() -> None:
    pens = Pens()
    note, locked = pens.write(pens.guided, "Et hus", show="1"), replace(pens.guided, shared_only=True)
    pens.write(locked, "En hest", show="1")
    assert pens.said(pens.guide) == ["Et hus", "En hest"]
    with pytest.raises(NotAllowed):
        pens.write(locked, "En kat")
    for kind in ("edit", "show", "hide", "remove", "erase", "park", "undo"):
        with pytest.raises(NotAllowed):
            pens.do(locked, kind, note=note, base="1", text="Noget andet")


def test_a_closed_sheet_takes_nothing_but_taking_back_and_erasing() -> None:
    pens = Pens()
    first, second = (pens.write(pens.guided, text, show="1") for text in ("Et hus", "En hest"))
    pens.close()
    for kind in ("add", "edit", "show", "move", "park", "remove", "restore", "undo"):
        with pytest.raises(CourseClosed):
            pens.do(pens.guided, kind, note=first, base="1", field="want", text="Noget")
    pens.do(pens.guided, "hide", note=first)
    pens.do(pens.guided, "erase", note=second)
    assert (pens.said(pens.guide), pens.said(pens.guided)) == ([], ["Et hus"])


def test_who_is_no_member_does_nothing() -> None:
    pens = Pens()
    with pytest.raises(NotAllowed):
        pens.write(Who(person="somebody", course=pens.guide.course), "Et hus")


def test_what_a_counsellor_wrote_before_anybody_came_is_there_when_they_come() -> None:
    story = Story()
    pens = Pens(story)
    pens.write(pens.guide, "Velkommen")
    pens.guided = story.accept("/menu").counsellee
    assert pens.said(pens.guided) == ["Velkommen"]


def test_without_a_counsellor_nothing_is_shown_and_it_is_said() -> None:
    pens = Pens()
    pens.story.house.write(lambda records: records.rows.drop("memberships", {"person": pens.guide.person, "course": pens.guide.course}))
    done = pens.do(pens.guided, "add", field="want", text="Et hus", show="1")
    assert done.said.startswith("Det er ikke delt, for du har ingen vejleder")
    assert pens.note(pens.guided, done.note).seen is Seen.MINE


def test_a_typed_note_is_the_counsellees_when_they_say_yes_and_names_who_typed_it() -> None:
    pens = Pens()
    kim = pens.come("Kim", Role.COUNSELLEE)
    note = pens.write(pens.guide, "Et hus", lent_to=pens.guided.person)
    name = pens.story.ask(people.name, pens.guide.person)
    assert (pens.note(pens.guided, note).typed_by, pens.note(pens.guided, note).asks_me) == (name, True)
    assert (pens.note(pens.guide, note).awaits, pens.said(kim)) == ("den vejledte", [])
    pens.do(pens.guided, "lent_yes", note=note)
    mine, theirs = pens.note(pens.guided, note), pens.note(pens.guide, note)
    assert (mine.mine, mine.asks_me, mine.typed_by, theirs.mine, theirs.awaits) == (True, False, name, False, "")


def test_one_writer_cannot_fill_a_sheet_so_that_nobody_can_read_it_and_the_other_still_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST", 2)
    pens = Pens()
    first = pens.write(pens.guided, "1")
    pens.write(pens.guided, "2", field="parking")
    with pytest.raises(BadInput) as fault:
        pens.write(pens.guided, "3")
    assert fault.value.details == (writing.FULL,)
    pens.write(pens.guide, "Plads")
    pens.do(pens.guided, "erase", note=first)
    assert pens.write(pens.guided, "3")
