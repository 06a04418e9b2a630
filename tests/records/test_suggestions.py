"""What was suggested, to whom, and who chose what was begun."""

from bot.domain.people import Viewer
from bot.domain.suggestion import Suggestion, SuggestionState
from bot.records import begun, suggestions
from bot.records.conversations import Frame
from tests.records.conftest import Desk

COURSE, BY, PERSON = "course", "counsellor", "counsellee"
REASON = "Så ser vi, hvad der hjalp"


def made(desk: Desk, flow: str = "lifeline") -> str:
    return desk.do(suggestions.make, COURSE, flow=flow, by=BY, person=PERSON, reason=REASON)


def seen(desk: Desk, viewer: str, **where: str) -> list[Suggestion]:
    return desk.do(suggestions.visible, COURSE, viewer=Viewer(person=viewer), **where)


def test_a_suggestion_is_read_by_the_one_who_made_it_and_the_one_who_got_it(desk: Desk) -> None:
    suggestion = made(desk)
    whole = Suggestion(
        id=suggestion,
        course=COURSE,
        flow="lifeline",
        by=BY,
        person=PERSON,
        reason=REASON,
        state=SuggestionState.OPEN,
        made_at=desk.now,
    )
    assert {viewer: seen(desk, viewer) for viewer in (BY, PERSON, "other")} == {BY: [whole], PERSON: [whole], "other": []}


def test_a_reason_is_nowhere_in_plain_words(desk: Desk) -> None:
    made(desk)
    (row,) = desk.store.read(lambda rows: rows.some("suggestions", {}))
    assert "hjalp" not in repr(row)


def test_a_suggestion_moves_alone_and_can_be_looked_up_by_how_it_stands(desk: Desk) -> None:
    first, second = made(desk), made(desk, "dream")
    desk.do(suggestions.move, first, SuggestionState.DECLINED)
    assert [one.id for one in seen(desk, BY, state=SuggestionState.OPEN)] == [second]
    assert [one.state for one in seen(desk, PERSON, flow="lifeline")] == [SuggestionState.DECLINED]


def test_the_first_taking_of_a_method_tells_who_chose_it(desk: Desk) -> None:
    desk.do(begun.add, COURSE, PERSON, Frame(flow="importance", subject="first"), "suggestion")
    desk.now = desk.now.replace(hour=10)
    desk.do(begun.add, COURSE, PERSON, Frame(flow="importance", subject="second"))
    desk.do(begun.add, COURSE, PERSON, Frame(flow="dream"))
    assert desk.do(begun.choosers, COURSE, PERSON) == {"importance": "suggestion", "dream": begun.OWN_CHOICE}


def test_who_chose_a_taking_is_written_down_once(desk: Desk) -> None:
    desk.do(begun.add, COURSE, PERSON, Frame(flow="dream"))
    desk.do(begun.add, COURSE, PERSON, Frame(flow="dream"), "suggestion")
    assert desk.do(begun.choosers, COURSE, PERSON) == {"dream": begun.OWN_CHOICE}
