"""Words are sealed to one place, under one key, and gone when the key is."""

import inspect
import random
from dataclasses import replace

import pytest

from bot.domain.people import Person
from bot.errors import NotFound, WrongKey
from bot.records import files, notes, people, plans
from bot.records.core import Records, moment, row_of, stamp
from bot.records.sealing import KEY_BYTES, Vault
from tests.records.conftest import Desk

PLACE = ("c1", "versions", "words", "n1.1")


def test_what_was_sealed_is_opened_in_its_place(desk: Desk) -> None:
    words = {"said": "Hej 👋 {navn} \ud800", "none": None, "list": [1, "to"]}
    sealed = desk.do(Records.seal, *PLACE, words)
    assert (desk.do(Records.open, *PLACE, sealed), b"Hej" in sealed) == (words, False)


@pytest.mark.parametrize(
    "place",
    [("c2", *PLACE[1:]), ("c1", "notes", *PLACE[2:]), ("c1", "versions", "label", "n1.1"), (*PLACE[:3], "n1.2"), (*PLACE[:3], "")],
)
def test_what_was_sealed_opens_in_no_other_place(desk: Desk, place: tuple[str, str, str, str]) -> None:
    sealed = desk.do(Records.seal, *PLACE, "ord")
    with pytest.raises(WrongKey):
        desk.do(Records.open, *place, sealed)


@pytest.mark.parametrize("index", [0, 11, 12, -1])
def test_a_changed_byte_is_noticed(desk: Desk, index: int) -> None:
    sealed = bytearray(desk.do(Records.seal, *PLACE, "ord"))
    sealed[index] ^= 1
    with pytest.raises(WrongKey):
        desk.do(Records.open, *PLACE, bytes(sealed))


def test_the_same_words_are_never_sealed_alike(desk: Desk) -> None:
    assert desk.do(Records.seal, *PLACE, "ord") != desk.do(Records.seal, *PLACE, "ord")


def test_another_master_key_opens_nothing(desk: Desk) -> None:
    sealed = desk.do(Records.seal, *PLACE, "ord")
    other = Desk(desk.store, master=b"x" * KEY_BYTES)
    with pytest.raises(WrongKey):
        other.do(Records.open, *PLACE, sealed)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_master_key_has_its_length(length: int) -> None:
    with pytest.raises(WrongKey):
        Vault(b"k" * length, random.randbytes)


def test_a_key_that_was_rolled_back_is_never_used_again(desk: Desk) -> None:
    sealed: list[bytes] = []

    def fail(records: Records) -> None:
        sealed.append(records.seal(*PLACE, "fortrudt"))
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        desk.do(fail)
    kept = desk.do(Records.seal, *PLACE, "ord")
    assert desk.do(Records.open, *PLACE, kept) == "ord"
    with pytest.raises(WrongKey):
        desk.do(Records.open, *PLACE, sealed[0])


def test_an_erased_key_takes_all_its_words_with_it(desk: Desk) -> None:
    sealed = desk.do(Records.seal, *PLACE, "ord")
    desk.do(lambda records: records.rows.drop("keys", {"owner": "c1"}))
    assert not desk.do(lambda records: records.vault.has_key(records.rows, "c1"))
    with pytest.raises(WrongKey):
        desk.do(Records.open, *PLACE, sealed)
    again = desk.do(Records.seal, *PLACE, "nyt")
    assert (desk.do(Records.open, *PLACE, again), desk.do(lambda records: records.vault.has_key(records.rows, "c1"))) == ("nyt", True)


def test_more_owners_than_keys_at_hand_are_still_opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.records.sealing._KEYS_AT_HAND", 2)
    sealed = [desk.do(Records.seal, f"c{number}", *PLACE[1:], number) for number in range(4)]
    assert [desk.do(Records.open, f"c{number}", *PLACE[1:], one) for number, one in enumerate(sealed)] == [0, 1, 2, 3]


def test_words_stand_in_no_row_as_they_are(desk: Desk) -> None:
    person = Person(id="p", name="Hemmelig", workplace="Stedet")
    desk.do(people.add, person)
    assert desk.do(people.get, "p") == person
    desk.do(people.add, replace(person, name="En anden"))
    assert (desk.do(people.get, "p").name, desk.do(people.tongue, "p")) == ("En anden", ("da", "Europe/Copenhagen"))
    assert "Hemmelig" not in repr(desk.do(lambda records: records.rows.some("people", {})))
    for ask in (people.get, people.tongue):
        with pytest.raises(NotFound):
            desk.do(ask, "nobody")


@pytest.mark.parametrize("reading", [notes.visible, notes.history, plans.visible, files.visible])
def test_nobody_reads_words_without_saying_who_is_looking(reading: object) -> None:
    viewer = inspect.signature(reading).parameters["viewer"]  # type: ignore[arg-type]
    assert (viewer.kind, viewer.default) == (viewer.KEYWORD_ONLY, viewer.empty)


def test_only_notes_and_what_is_joint_reach_for_sealed_words_of_a_course() -> None:
    assert [name for name, made in inspect.getmembers(notes, inspect.isfunction) if "viewer" in inspect.signature(made).parameters] == [
        "_as_seen",
        "as_it_was",
        "history",
        "removed",
        "visible",
    ]


def test_a_stamp_is_read_back_and_sorts_as_time(desk: Desk) -> None:
    assert (moment(stamp(desk.now)), stamp(desk.now)) == (desk.now, "2026-11-22T09:00:00.000000Z")


def test_a_row_that_must_be_there_is_missed() -> None:
    with pytest.raises(LookupError):
        row_of(None)
