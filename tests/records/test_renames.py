"""What was kept under an id that a flow or a step had before is found under the one it has now."""

from datetime import timedelta
from typing import Any

from bot.dialogue.flow import Flow, Kind, Step
from bot.dialogue.turns import Place, Say
from bot.domain.people import Viewer
from bot.domain.sheet import Words
from bot.records import begun, conversations, notes, suggestions
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.records.renames import rename
from tests.records.conftest import Desk

PLACE = Place(flow="old", digest="d", step="cue", turn=3, marks={"first": ("answered", "d1")}, draft=("halvt skrevet",))


def a_flow(flow_id: str = "new", *, was: tuple[str, ...] = ("old",), **steps: tuple[str, ...]) -> Flow:
    made = tuple(Step(id=name, kind=Kind.TEXT, text="?", why="!", was=olds) for name, olds in (steps or {"cue": ()}).items())
    return Flow(id=flow_id, field="plan", title="T", gives="G", minutes=1, steps=made, ending="E", was=was)


def a_set(*flows: Flow) -> dict[str, Flow]:
    return {flow.id: flow for flow in flows}


def write(desk: Desk, said: str, **place: str) -> str:
    desk.now += timedelta(minutes=1)
    where = {"course": "c", "author": "p", "field": "story", "flow": "old", "step": "cue", **place}
    return desk.do(notes.write, **where, words=Words(question="?", said=said))


def mine(desk: Desk) -> list[tuple[str, str, str, str]]:
    return [(one.field, one.flow, one.step, one.words.said) for one in desk.do(notes.visible, "c", viewer=Viewer(person="p"))]


def test_notes_of_a_renamed_flow_are_found_in_it_and_in_its_field(desk: Desk) -> None:
    note = write(desk, "ord")
    desk.do(notes.share, note, 1, "counsellor")
    assert desk.do(rename, a_set(a_flow())) == 1
    assert mine(desk) == [("plan", "new", "cue", "ord")]
    assert [one.words.said for one in desk.do(notes.visible, "c", viewer=Viewer(person="counsellor"))] == ["ord"]
    assert write(desk, "nye ord", flow="new") == note


def test_notes_of_a_renamed_step_are_found_in_it(desk: Desk) -> None:
    write(desk, "ord", flow="new")
    assert desk.do(rename, a_set(a_flow(sign=("cue",)))) == 1
    assert mine(desk) == [("story", "new", "sign", "ord")]


def test_flow_and_step_can_be_renamed_at_once(desk: Desk) -> None:
    write(desk, "ord")
    desk.do(rename, a_set(a_flow(sign=("cue",))))
    assert mine(desk) == [("plan", "new", "sign", "ord")]


def test_a_place_is_found_under_the_new_id_with_what_was_begun_there(desk: Desk) -> None:
    desk.do(conversations.keep_place, "p", "c", Frame(flow="old", subject="s"), PLACE)
    [before] = desk.do(the_rows, "places")
    desk.now += timedelta(days=1)
    assert desk.do(rename, a_set(a_flow())) == 1
    [(frame, place)] = desk.do(conversations.places, "p", "c")
    assert (frame, place.flow, place.step, place.draft) == (Frame(flow="new", subject="s"), "new", "cue", ("halvt skrevet",))
    assert [row["moved_at"] for row in desk.do(the_rows, "places")] == [before["moved_at"]]


def test_who_sits_in_a_renamed_flow_sits_in_it_still(desk: Desk) -> None:
    seat = Seat(turn=4, stack=(Frame(flow="agreement"), Frame(flow="old")), screen="sharing", says=(Say(text="x"),))
    desk.do(conversations.keep_seat, "p", "c", seat)
    desk.do(conversations.keep_place, "p", "c", Frame(flow="old"), PLACE)
    desk.do(rename, a_set(a_flow()))
    moved = desk.do(conversations.seat, "p", "c")
    assert moved == Seat(turn=4, stack=(Frame(flow="agreement"), Frame(flow="new")), screen="sharing", says=(Say(text="x"),))


def test_who_reads_what_they_said_in_a_renamed_flow_reads_it_still(desk: Desk) -> None:
    desk.do(conversations.keep_seat, "p", "c", Seat(turn=4, screen="adding=old.s.added.1"))
    desk.do(conversations.keep_place, "p", "c", Frame(flow="old", subject="s"), PLACE)
    desk.do(rename, a_set(a_flow()))
    assert desk.do(conversations.seat, "p", "c") == Seat(turn=4, screen="adding=new.s.added.1")


def test_suggestions_and_what_was_begun_follow_their_method(desk: Desk) -> None:
    desk.do(suggestions.make, "c", flow="old", by="counsellor", person="p", reason="Derfor")
    desk.do(begun.add, "c", "p", Frame(flow="old"), "suggestion")
    assert desk.do(rename, a_set(a_flow())) == 2
    assert [row["flow"] for row in desk.do(the_rows, "suggestions")] == ["new"]
    assert desk.do(begun.choosers, "c", "p") == {"new": "suggestion"}


def test_a_second_time_nothing_moves(desk: Desk) -> None:
    write(desk, "ord")
    desk.do(conversations.keep_place, "p", "c", Frame(flow="old"), PLACE)
    flows = a_set(a_flow(sign=("cue",)))
    assert [desk.do(rename, flows), desk.do(rename, flows)] == [3, 0]


def test_an_old_id_that_is_in_use_again_is_left_alone(desk: Desk) -> None:
    write(desk, "ord")
    assert desk.do(rename, a_set(a_flow(), a_flow("old", was=()))) == 0
    assert desk.do(rename, a_set(a_flow("old", was=(), cue=(), sign=("cue",)))) == 0
    assert mine(desk) == [("story", "old", "cue", "ord")]


def test_what_stands_in_the_new_place_already_is_not_overwritten_and_nothing_is_lost(desk: Desk) -> None:
    write(desk, "før")
    write(desk, "nu", flow="new")
    desk.do(conversations.keep_place, "p", "c", Frame(flow="old"), PLACE)
    desk.do(conversations.keep_place, "p", "c", Frame(flow="new"), Place(flow="new", digest="d", step="end"))
    assert desk.do(rename, a_set(a_flow())) == 0
    assert mine(desk) == [("story", "old", "cue", "før"), ("story", "new", "cue", "nu")]
    places = {frame.flow: place.step for frame, place in desk.do(conversations.places, "p", "c")}
    assert places == {"old": "cue", "new": "end"}


def test_of_two_questions_made_one_the_first_answer_moves_and_the_other_stays_readable(desk: Desk) -> None:
    write(desk, "den ene", flow="new", step="one")
    write(desk, "den anden", flow="new", step="two")
    desk.do(rename, a_set(a_flow(both=("one", "two"))))
    assert [(step, said) for _, _, step, said in mine(desk)] == [("both", "den ene"), ("two", "den anden")]


def the_rows(records: Records, table: str) -> list[dict[str, Any]]:
    return records.rows.some(table, {})
