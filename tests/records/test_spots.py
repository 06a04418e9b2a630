"""Where notes lie on the sheet, over both stores."""

from dataclasses import replace

from bot.domain.people import Viewer
from bot.domain.sheet import Words
from bot.records import notes, ops, spots
from bot.records.core import Records
from tests.records.conftest import Desk

COURSE, AUTHOR = "c1", "p1"


def written(desk: Desk, said: str, flow: str = spots.SHEET) -> str:
    words, place = Words(question="", said=said), {"field": "want", "flow": flow, "step": "note", "subject": said}
    return desk.do(notes.write, course=COURSE, author=AUTHOR, words=words, **place)


def test_notes_come_by_their_rank_and_then_by_time(desk: Desk) -> None:
    one, two, three = (written(desk, said) for said in "123")
    desk.do(spots.rank, COURSE, [two, one])
    assert desk.do(spots.ordered, COURSE, "want") == [two, one, three]
    desk.do(spots.rank, COURSE, [three, two, one])
    assert desk.do(spots.ordered, COURSE, "want") == [three, two, one]


def test_what_a_method_made_has_no_place_among_them(desk: Desk) -> None:
    written(desk, "1", flow="dream")
    assert desk.do(spots.ordered, COURSE, "want") == []


def test_a_note_that_is_put_away_is_seen_by_nobody_and_listed_for_its_author(desk: Desk) -> None:
    note, mine = written(desk, "1"), Viewer(person=AUTHOR)
    desk.do(spots.keep, spots.Spot(note=note, course=COURSE, state=spots.REMOVED))
    assert desk.do(notes.visible, COURSE, viewer=mine) == []
    assert [one.id for one in desk.do(notes.removed, COURSE, viewer=mine)] == [note]
    assert desk.do(notes.removed, COURSE, viewer=replace(mine, shared_only=True)) == []
    assert desk.do(notes.removed, COURSE, viewer=Viewer(person="p2")) == []


def test_a_thought_that_is_taken_out_of_the_parking_lot_stands_on_the_sheet_like_any_other(desk: Desk) -> None:
    note = written(desk, "1", flow=spots.PARKING)
    desk.do(spots.lay, note, "can")
    [moved] = desk.do(notes.visible, COURSE, viewer=Viewer(person=AUTHOR))
    assert (moved.field, moved.flow, moved.step, moved.words.said) == ("can", spots.SHEET, spots.STEP, "1")


def test_what_answers_a_note_goes_with_it(desk: Desk) -> None:
    note, answer = written(desk, "1"), written(desk, "2")
    desk.do(spots.keep, spots.Spot(note=answer, course=COURSE, about=note))
    desk.do(spots.lay, note, "can")
    assert {one.field for one in desk.do(notes.visible, COURSE, viewer=Viewer(person=AUTHOR))} == {"can"}


def did(records: Records, op: str, person: str, kind: str = "add") -> None:
    ops.add(records, COURSE, op=op, person=person, kind=kind, note=f"note {op}", said="Gemt.", was={}, became={"version": "1"})


def test_what_was_done_is_found_by_its_doer_and_id_alone(desk: Desk) -> None:
    desk.do(did, "a", "p1")
    found = desk.do(ops.find, COURSE, "p1", "a")
    assert found is not None
    assert (found.note, found.said, found.was, found.became) == ("note a", "Gemt.", {}, {"version": "1"})
    assert [desk.do(ops.find, *what) for what in ((COURSE, "p2", "a"), (COURSE, "p1", "b"), ("c2", "p1", "a"))] == [None] * 3


def test_the_last_act_is_ones_own_and_not_undone_also_after_somebody_has_left(desk: Desk) -> None:
    for op, person in (("a", "p1"), ("b", "p2"), ("c", "p1"), ("d", "p2")):
        desk.do(did, op, person)
    desk.do(lambda records: records.rows.drop("ops", {"person": "p2"}))
    desk.do(did, "e", "p1")
    desk.do(did, "f", "p1", "undo")
    told = []
    while found := desk.do(ops.last, COURSE, "p1", {"add"}):
        told.append(found.note)
        desk.do(ops.undone, COURSE, found.seq)
    assert told == ["note e", "note c", "note a"]
