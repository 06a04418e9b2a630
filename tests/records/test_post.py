"""The inbox and the outbox."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.letter import Button, Letter
from bot.records import post
from bot.records.core import Records
from bot.records.post import Envelope, Item
from tests.records.conftest import Desk

LETTER = Letter(text="Hej 👋", rows=((Button(label="A", press="m:a"), Button(label="B", url="https://b.test")),), settles=3)


def arrive(desk: Desk, key: str, sender: str = "7", number: int = 0) -> bool:
    return desk.do(post.take_in, channel="telegram", key=key, sender=sender, number=number, body={"text": key})


def send(desk: Desk, key: str, external: str = "7", slot: str = "", text: str = "", kind: str = "turn", channel: str = "telegram") -> bool:
    letter = Letter(text=text or key)
    desk.now += timedelta(seconds=1)
    return desk.do(post.post, letter, key=key, channel=channel, external=external, person="p", course="c", slot=slot, kind=kind)


def states(desk: Desk) -> dict[str, str]:
    return {row["key"]: row["state"] for row in desk.do(lambda records: records.rows.some("outbox", {}))}


def waiting(desk: Desk) -> list[Envelope]:
    def look(records: Records) -> list[Envelope]:
        slips, _ = post.replies_out(records, "telegram", 10)
        return [envelope for slip in slips if (envelope := post.opened(records, slip.key))]

    return desk.do(look)


def begun(desk: Desk, key: str) -> Envelope:
    envelope = next(one for one in waiting(desk) if one.key == key)
    assert desk.do(post.begin, envelope)
    return envelope


def test_an_update_comes_in_once(desk: Desk) -> None:
    assert [arrive(desk, "1"), arrive(desk, "1")] == [True, False]
    assert desk.do(post.next_in, "telegram", 10) == [Item(channel="telegram", key="1", sender="7", body={"text": "1"})]


def test_each_senders_oldest_comes_first_and_one_at_a_time(desk: Desk) -> None:
    for key, sender, number in (("b", "7", 2), ("a", "7", 1), ("c", "8", 3)):
        arrive(desk, key, sender, number)
    first = desk.do(post.next_in, "telegram", 10)
    assert [item.key for item in first] == ["a", "c"]
    assert [desk.do(post.handled, first[0]), desk.do(post.handled, first[0])] == [True, False]
    assert [item.key for item in desk.do(post.next_in, "telegram", 10)] == ["b", "c"]
    assert (desk.do(post.next_in, "web", 10), [item.key for item in desk.do(post.next_in, "telegram", 1)]) == ([], ["b"])


def test_handled_and_set_aside_bodies_are_gone_at_once(desk: Desk) -> None:
    for key in ("1", "2"):
        arrive(desk, key, sender=key)
    one, two = desk.do(post.next_in, "telegram", 10)
    desk.do(post.handled, one)
    desk.do(post.handled, two, post.ASIDE)
    desk.do(post.take_in, channel="telegram", key="3", sender="", number=3, body=None)
    rows = desk.do(lambda records: records.rows.some("inbox", {}))
    assert [(row["key"], row["state"], row["body"]) for row in rows] == [("1", "done", b""), ("2", "aside", b""), ("3", "done", b"")]


def test_only_what_was_handled_is_forgotten(desk: Desk) -> None:
    arrive(desk, "1")
    desk.do(post.handled, desk.do(post.next_in, "telegram", 1)[0])
    arrive(desk, "2")
    assert [desk.do(post.forget_in, desk.now - timedelta(hours=1)), desk.do(post.forget_in, desk.now)] == [0, 1]
    assert [arrive(desk, "1"), arrive(desk, "2")] == [True, False]


def test_a_letter_comes_out_as_it_was_put_in_once_for_each_key(desk: Desk) -> None:
    put: dict[str, Any] = {"key": "k", "channel": "telegram", "external": "7", "person": "p", "course": "c", "kind": "turn"}
    assert [desk.do(post.post, LETTER, **put), desk.do(post.post, LETTER, **put)] == [True, False]
    [envelope] = waiting(desk)
    assert envelope == Envelope(**put, tries=0, failures=0, letter=LETTER)
    assert (waiting(desk), desk.do(post.waiting_for, "p", "telegram"), desk.do(post.waiting_for, "p", "web")) == (
        [envelope],
        [envelope],
        [],
    )


def test_each_chats_oldest_letter_goes_first(desk: Desk) -> None:
    for key, external in (("a1", "7"), ("a2", "7"), ("b1", "8")):
        send(desk, key, external)
    assert [envelope.key for envelope in waiting(desk)] == ["a1", "b1"]
    desk.do(post.ended, "a1", post.SENT)
    assert [envelope.key for envelope in waiting(desk)] == ["a2", "b1"]


def test_a_newer_letter_of_a_slot_takes_the_place_of_one_that_was_not_tried(desk: Desk) -> None:
    send(desk, "old", slot="draft")
    send(desk, "new", slot="draft")
    send(desk, "other", slot="")
    assert states(desk) == {"old": "cancelled", "new": "waiting", "other": "waiting"}


def test_a_letter_that_may_have_arrived_is_not_taken_back(desk: Desk) -> None:
    send(desk, "old", slot="draft")
    begun(desk, "old")
    send(desk, "new", slot="draft")
    assert states(desk) == {"old": "sending", "new": "waiting"}
    desk.do(post.unknown, "old", 1)
    send(desk, "newer", slot="draft")
    assert states(desk) == {"old": "waiting", "new": "cancelled", "newer": "waiting"}


def test_slots_of_two_chats_are_apart(desk: Desk) -> None:
    send(desk, "a", "7", slot="draft")
    send(desk, "b", "8", slot="draft")
    assert states(desk) == {"a": "waiting", "b": "waiting"}


def test_a_letter_is_begun_by_one_alone(desk: Desk) -> None:
    send(desk, "a")
    envelope = begun(desk, "a")
    assert (desk.do(post.begin, envelope), waiting(desk)) == (False, [])


def test_a_letter_that_surely_did_not_arrive_goes_again_after_a_while(desk: Desk) -> None:
    send(desk, "a")
    desk.do(post.again, begun(desk, "a"), timedelta(seconds=30))
    assert waiting(desk) == []
    desk.now += timedelta(seconds=30)
    assert [(envelope.tries, envelope.failures) for envelope in waiting(desk)] == [(0, 1)]


def test_a_letter_with_an_unknown_end_goes_once_more_and_then_no_more(desk: Desk) -> None:
    send(desk, "a")
    for goes_again in (True, False):
        assert desk.do(post.unknown, "a", begun(desk, "a").tries + 1) == goes_again
        assert waiting(desk) == []
        desk.now += post.BEFORE_A_SECOND
    assert states(desk) == {"a": "sending"}


def test_after_a_crash_letters_being_sent_are_found_as_they_were_before_they_were_tried(desk: Desk) -> None:
    for key, channel in (("a", "telegram"), ("b", "telegram"), ("c", "email")):
        send(desk, key, external=key, channel=channel)
    for key in ("a", "b"):
        begun(desk, key)
    found = desk.do(post.cut_off, "telegram")
    assert [(envelope.key, envelope.letter.text, envelope.tries) for envelope in found] == [("a", "a", 0), ("b", "b", 0)]
    assert desk.do(post.cut_off, "email") == []


def test_replies_and_the_rest_are_told_apart(desk: Desk) -> None:
    for key, external, kind in (
        ("r1", "7", "remind_step"),
        ("r2", "7", "done"),
        ("a", "7", "turn"),
        ("b", "8", "turn"),
        ("r3", "9", "done"),
    ):
        send(desk, key, external, kind=kind)
    slips, answered = desk.do(post.replies_out, "telegram", 10)
    assert ([slip.key for slip in slips], answered) == (["a", "b"], {"7", "8"})
    assert [slip.key for slip in desk.do(post.rest_out, "telegram", 10)] == ["r1", "r3"]
    assert [slip.key for slip in desk.do(post.rest_out, "telegram", 1)] == ["r1"]


def test_a_reply_that_goes_again_later_keeps_its_place_and_a_reminder_gives_way(desk: Desk) -> None:
    for key, kind in (("a", "turn"), ("b", "turn"), ("r1", "remind_step"), ("r2", "remind_meeting")):
        send(desk, key, kind=kind)
    desk.do(post.again, begun(desk, "a"), timedelta(seconds=30))
    envelope = desk.do(post.opened, "r1")
    assert desk.do(post.begin, envelope)
    desk.do(post.again, envelope, timedelta(seconds=30))
    assert (desk.do(post.replies_out, "telegram", 10), desk.do(post.opened, "r1")) == (([], {"7"}), None)
    assert [slip.key for slip in desk.do(post.rest_out, "telegram", 10)] == ["r2"]


def test_a_letter_that_was_on_its_way_for_a_quarter_of_an_hour_is_late(desk: Desk) -> None:
    for key, channel in (("waits", "telegram"), ("fails", "email"), ("held", "telegram"), ("page", "web"), ("sent", "telegram")):
        send(desk, key, channel=channel, kind="remind_step")
    held = desk.do(post.opened, "held")
    desk.do(post.hold, held, desk.now + timedelta(hours=8))
    desk.do(post.ended, "sent", post.SENT)
    fails = desk.do(post.opened, "fails")

    def after(minutes: int) -> int:
        desk.now += timedelta(minutes=minutes)
        desk.do(post.begin, fails)
        desk.do(post.again, fails, timedelta(minutes=2))
        return desk.do(post.late)

    assert [after(14), after(1), after(7 * 60), after(50), after(16)] == [0, 2, 2, 2, 3]


def test_a_letter_that_something_is_wrong_with_is_tried_three_times_in_all(desk: Desk) -> None:
    send(desk, "a")
    for state in (["a"], ["a"], []):
        desk.do(post.faulty, "a")
        assert waiting(desk) == []
        desk.now += post.AFTER_A_FAULT
        assert [one.key for one in waiting(desk)] == state
    desk.do(post.faulty, "a")
    assert states(desk) == {"a": "refused"}


@pytest.mark.parametrize("state", [post.SENT, post.REFUSED, post.CANCELLED])
def test_a_letter_whose_way_is_over_keeps_no_words(desk: Desk, state: str) -> None:
    send(desk, "a")
    begun(desk, "a")
    desk.do(post.ended, "a", state)
    [row] = desk.do(lambda records: records.rows.some("outbox", {}))
    assert (row["state"], row["body"], row["ended_at"]) == (state, b"", "2026-11-22T09:00:01.000000Z")


def test_letters_that_wait_can_be_called_back(desk: Desk) -> None:
    send(desk, "a")
    begun(desk, "a")
    send(desk, "b")
    assert [desk.do(post.cancel, person="p"), desk.do(post.cancel, person="p"), desk.do(post.cancel, person="q")] == [1, 0, 0]
    assert states(desk) == {"a": "sending", "b": "cancelled"}
