"""A seat and its places come back as they were kept."""

from datetime import date, time

from bot.dialogue.dates import When
from bot.dialogue.turns import Place, Say
from bot.domain.agreement import Agreement, Said, Verdict, Wording
from bot.records import agreements, conversations
from bot.records.conversations import Frame, Seat
from tests.records.conftest import Desk

FRAME = Frame(flow="action", subject="s1")
PLACE = Place(
    flow="action",
    digest="d",
    step="by",
    turn=9,
    marks={"what": ("answered", "d1"), "first": ("skipped", "d2")},
    picks={"remind": ("own",)},
    draft=("et", "to"),
    chosen=("a",),
    asked=When(day=date(2026, 11, 27), at=time(14)),
    back_to="end",
    paused=True,
)


def test_a_place_comes_back_as_it_was(desk: Desk) -> None:
    fresh = Place(flow="agreement", digest="d", step="intro")
    desk.do(conversations.keep_place, "p", "c", FRAME, PLACE)
    desk.do(conversations.keep_place, "p", "c", Frame(flow="agreement"), fresh)
    assert desk.do(conversations.place, "p", "c", FRAME) == PLACE
    assert desk.do(conversations.places, "p", "c") == [(FRAME, PLACE), (Frame(flow="agreement"), fresh)]
    assert (desk.do(conversations.place, "p", "c", Frame(flow="goal")), desk.do(conversations.places, "q", "c")) == (None, [])


def test_a_seat_comes_back_as_it_was(desk: Desk) -> None:
    said = (Say(text="x", context="c", values={"when": When(day=date(2026, 11, 27)), "most": "3"}), Say(text="y"))
    seat = Seat(turn=4, stack=(Frame(flow="agreement"), FRAME), screen="sharing", says=said)
    assert desk.do(conversations.seat, "p", "c") is None
    desk.do(conversations.keep_seat, "p", "c", seat)
    assert desk.do(conversations.seat, "p", "c") == seat


def test_wordings_come_back_with_what_was_said_to_them(desk: Desk) -> None:
    assert desk.do(agreements.read, "c") == Agreement()
    desk.do(agreements.propose, "c", 1, "a", "Et mål")
    desk.do(agreements.propose, "c", 2, "b", "Et bedre mål")
    desk.do(agreements.say, "c", 2, "a", Verdict.YES)
    desk.do(agreements.say, "c", 2, "a", Verdict.DIFFERENTLY, "Hov")
    said = {"a": Said(verdict=Verdict.DIFFERENTLY, line="Hov", at=desk.now)}
    first = Wording(version=1, text="Et mål", by="a", at=desk.now)
    assert desk.do(agreements.read, "c") == Agreement(
        wordings=(first, Wording(version=2, text="Et bedre mål", by="b", at=desk.now, said=said))
    )
