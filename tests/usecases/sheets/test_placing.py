"""Where notes lie: one order for all who see them, and a parking lot that only an author fills and empties."""

import pytest

from bot.domain.people import Role
from bot.errors import BadInput, NotAllowed, NotFound
from bot.records import parked as states
from bot.usecases import parked
from bot.usecases.stage import Who
from tests.usecases.sheets.pens import Pens
from tests.usecases.story import SHORT_WAY_TO_THE_END


def written(pens: Pens, *texts: str) -> list[str]:
    return [pens.write(pens.guided, text, show="1") for text in texts]


def test_notes_come_by_time_until_somebody_moves_one_and_new_ones_come_last() -> None:
    pens = Pens()
    one, _, three = written(pens, "1", "2", "3")
    pens.do(pens.guide, "move", note=three, field="want", after=one)
    pens.write(pens.guide, "4")
    assert pens.said(pens.guided) == pens.said(pens.guide) == ["1", "3", "2", "4"]


def test_a_note_is_moved_to_the_front_and_into_another_field_with_its_answers() -> None:
    pens = Pens()
    one, two = written(pens, "1", "2")
    pens.do(pens.guide, "add", about=two, text="Hvor?")
    pens.do(pens.guided, "move", note=two, field="want", after="")
    assert pens.said(pens.guide) == ["2", "1"]
    pens.do(pens.guide, "move", note=two, field="can", after="")
    assert (pens.said(pens.guided), pens.said(pens.guided, "can")) == (["1"], ["2"])
    assert [answer.field for answer in pens.note(pens.guided, two).answers] == ["can"]
    assert one in {note.id for note in pens.sheet(pens.guided).field("want").notes}


def test_notes_one_does_not_see_keep_their_place_among_the_others() -> None:
    pens = Pens()
    one, two, three = written(pens, "1", "2", "3")
    secret = pens.write(pens.guided, "hemmelig")
    pens.do(pens.guided, "move", note=secret, field="want", after=one)
    pens.do(pens.guide, "move", note=three, field="want", after=two)
    pens.do(pens.guide, "move", note=two, field="want", after="")
    assert pens.said(pens.guide) == ["2", "1", "3"]
    assert pens.said(pens.guided) == ["2", "1", "hemmelig", "3"]


def test_a_note_that_is_put_behind_itself_stays_and_behind_one_elsewhere_comes_last() -> None:
    pens = Pens()
    one, two, three = written(pens, "1", "2", "3")
    pens.do(pens.guided, "move", note=two, field="want", after=two)
    assert pens.said(pens.guide) == ["1", "2", "3"]
    pens.do(pens.guided, "move", note=one, field="can", after="")
    pens.do(pens.guided, "move", note=three, field="can", after=two)
    assert pens.said(pens.guide, "can") == ["1", "3"]


def test_what_a_method_made_and_an_answer_have_no_place_of_their_own() -> None:
    pens = Pens()
    pens.story.talk("/fortsæt", *SHORT_WAY_TO_THE_END, "[Del alt]")
    made = pens.sheet(pens.guided).field("agreement").notes[0].id
    [note] = written(pens, "1")
    answer = pens.do(pens.guide, "add", about=note, text="Hvor?").note
    for one in (made, answer):
        with pytest.raises(BadInput):
            pens.do(pens.guided, "move", note=one, field="want", after="")
    with pytest.raises(BadInput):
        pens.do(pens.guided, "park", note=made)


def test_a_note_is_not_put_behind_one_that_its_mover_does_not_see() -> None:
    pens = Pens()
    [one] = written(pens, "1")
    secret = pens.write(pens.guided, "hemmelig")
    with pytest.raises(NotFound):
        pens.do(pens.guide, "move", note=one, field="want", after=secret)


def test_nobody_but_its_author_moves_a_note_into_or_out_of_the_parking_lot() -> None:
    pens = Pens()
    one, two = written(pens, "1", "2")
    with pytest.raises(NotAllowed):
        pens.do(pens.guide, "move", note=one, field="parking", after="")
    pens.do(pens.guided, "park", note=two)
    with pytest.raises(NotAllowed):
        pens.do(pens.guide, "move", note=two, field="want", after="")
    pens.do(pens.guided, "move", note=two, field="can", after="")
    assert pens.said(pens.guide, "can") == ["2"]


def thoughts(pens: Pens, who: Who) -> list[str]:
    return [one.note.words.said for one in pens.story.ask(parked.thoughts, who)]


def test_a_note_that_is_parked_is_a_thought_in_chat_and_no_longer_when_it_is_taken_out() -> None:
    pens = Pens()
    [one] = written(pens, "1")
    pens.write(pens.guided, "2", field="parking")
    assert thoughts(pens, pens.guided) == ["2"]
    pens.do(pens.guided, "park", note=one)
    assert thoughts(pens, pens.guided) == ["1", "2"]
    assert pens.said(pens.guided, "parking") == ["2", "1"]
    for note in pens.sheet(pens.guided).field("parking").notes:
        pens.do(pens.guided, "move", note=note.id, field="can", after="")
    assert thoughts(pens, pens.guided) == []
    assert sorted(pens.said(pens.guided, "can")) == ["1", "2"]


def test_a_thought_that_was_parked_in_chat_lies_on_the_sheet_and_can_be_taken_up_there() -> None:
    pens = Pens()
    pens.story.talk("/parker Pengene")
    [note] = pens.sheet(pens.guided).field("parking").notes
    assert (note.said, note.question, note.title, note.loose) == ("Pengene", "", "", True)
    assert pens.said(pens.guide, "parking") == []


def test_a_parked_note_that_is_taken_up_stands_on_the_desks_agenda() -> None:
    pens = Pens()
    [one] = written(pens, "1")
    pens.do(pens.guided, "park", note=one)
    assert (pens.story.page().agenda, pens.story.page().parked) == ((), ("1",))
    pens.story.do(states.move, pens.guide.course, one, states.AGENDA)
    assert (pens.story.page().agenda, pens.story.page().parked) == (("1",), ())


def test_a_note_that_is_parked_again_is_not_on_the_agenda_of_then() -> None:
    pens = Pens()
    [one] = written(pens, "1")
    pens.do(pens.guided, "park", note=one)
    pens.story.do(states.move, pens.guide.course, one, states.AGENDA)
    pens.do(pens.guided, "move", note=one, field="can", after="")
    pens.do(pens.guided, "park", note=one)
    assert pens.story.page().agenda == ()


def test_a_counsellors_own_note_is_parked_by_them() -> None:
    pens = Pens()
    bo = pens.come("Bo", Role.COUNSELLOR)
    note = pens.write(pens.guide, "Reglerne")
    with pytest.raises(NotAllowed):
        pens.do(bo, "park", note=note)
    pens.do(pens.guide, "park", note=note)
    assert pens.said(pens.guided, "parking") == ["Reglerne"]
    assert thoughts(pens, pens.guided) == []
