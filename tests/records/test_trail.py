"""The trail tells of every change that is made to it behind its back."""

import os
import secrets
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.trail import Act, Head
from bot.errors import BrokenTrail, StoreUnavailable
from bot.ports import Row, Rows
from bot.records import trail
from bot.records.core import Records
from bot.records.sealing import KEY_BYTES, Vault
from bot.records.tables import TABLES
from bot.stores.anchor import Anchor
from bot.stores.memory import MemoryAnchor, MemoryStore
from bot.usecases import accessing
from bot.usecases.house import House
from tests.records.conftest import Desk

LENGTH = 6
NOW = datetime(2026, 11, 23, 9, 10, tzinfo=UTC)


def a_house() -> House:
    """A house in memory with a trail of `LENGTH` rows."""
    vault = Vault(secrets.token_bytes(KEY_BYTES), secrets.token_bytes)
    house = House(store=MemoryStore(), vault=vault, clock=lambda: NOW, new_id=secrets.token_urlsafe)
    for number in range(LENGTH):
        house.write(partial(Records.log, actor="staff", act=Act.READ_COURSE, course="course", subject=f"s{number}"))
    return house


HOUSE = a_house()
HEAD = HOUSE.read(lambda records: records.head())


def told(change: Callable[[Rows], object] | None = None, anchor: Head | None = HEAD) -> list[str]:
    """What is found in the trail after somebody has changed its rows; the change is not kept."""

    def work(rows: Rows) -> list[str]:
        if change:
            change(rows)
        found.extend(trail.faults(rows, HOUSE.vault, anchor))
        raise InterruptedError

    found: list[str] = []
    with pytest.raises(InterruptedError):
        HOUSE.store.write(work)
    return found


def test_a_trail_that_nobody_touched_has_no_faults() -> None:
    assert (HEAD.number, told()) == (LENGTH, [])


@given(st.integers(1, LENGTH), st.sampled_from(["at", "actor", "act", "course", "subject"]), st.text(max_size=8))
def test_any_edited_field_is_found(number: int, column: str, value: str) -> None:
    def change(rows: Rows) -> None:
        row = rows.one("trail", {"number": number})
        assert row is not None
        rows.change("trail", {"number": number}, {column: value if row[column] != value else f"{value}x"})

    assert any(f"Row {number} " in fault for fault in told(change))


@given(st.integers(1, LENGTH), st.integers(0, 31), st.integers(1, 255))
def test_any_edited_byte_of_a_mac_is_found(number: int, place: int, other: int) -> None:
    def change(rows: Rows) -> None:
        row = rows.one("trail", {"number": number})
        assert row is not None
        mac = bytearray(row["mac"])
        mac[place] ^= other
        rows.change("trail", {"number": number}, {"mac": bytes(mac)})

    assert any(f"Row {number} " in fault for fault in told(change))


@given(st.sets(st.integers(1, LENGTH), min_size=1))
def test_any_removed_rows_are_found(numbers: set[int]) -> None:
    assert told(lambda rows: [rows.drop("trail", {"number": number}) for number in numbers])


@given(st.integers(0, LENGTH - 1))
def test_any_cut_tail_is_found_by_the_anchor_alone(left: int) -> None:
    def cut(rows: Rows) -> None:
        for number in range(left + 1, LENGTH + 1):
            rows.drop("trail", {"number": number})

    assert any(f"ends at row {left}" in fault for fault in told(cut))


@given(st.integers(1, LENGTH), st.integers(1, LENGTH))
def test_rows_that_change_places_are_found(one: int, other: int) -> None:
    def swap(rows: Rows) -> None:
        first, second = rows.one("trail", {"number": one}), rows.one("trail", {"number": other})
        assert first
        assert second
        rows.put("trail", {**first, "number": other})
        rows.put("trail", {**second, "number": one})

    assert bool(told(swap)) is (one != other)


def test_a_tail_written_anew_with_the_right_key_differs_from_what_was_anchored() -> None:
    def rewrite(rows: Rows) -> None:
        for number in (LENGTH, LENGTH - 1):
            rows.drop("trail", {"number": number})
        done = {"at": "", "actor": "another", "act": Act.READ_COURSE, "course": "course", "subject": ""}
        head = trail.append(rows, HOUSE.vault, trail.head(rows), done)
        trail.append(rows, HOUSE.vault, head, done)

    assert told(rewrite) == [f"Row {LENGTH} is another one than was anchored: the trail was replaced from there or from before."]


def test_a_key_or_an_anchor_that_is_gone_and_rows_that_do_not_belong_are_told() -> None:
    assert told(lambda rows: rows.drop("keys", {"owner": trail.OWNER})) == ["The key of the trail is gone: no row of it can be checked."]
    assert "Nothing is anchored outside the database" in told(anchor=None)[0]
    strange: Row = {"number": -1, "at": "", "actor": "", "act": "", "course": "", "subject": "", "mac": b""}
    assert told(lambda rows: rows.add("trail", strange))[0].endswith("does not belong there.")


def test_a_trail_that_was_never_begun_has_no_faults_and_may_be_anchored() -> None:
    house = House(store=MemoryStore(), vault=Vault(bytes(KEY_BYTES), os.urandom), clock=lambda: NOW, new_id=secrets.token_urlsafe)
    anchor = MemoryAnchor()
    assert accessing.keep_head(house, anchor) == Head(number=0, mac=bytes(32)) == anchor.head
    assert house.read(lambda records: list(trail.faults(records.rows, records.vault, anchor.head))) == []


def test_every_act_is_one_of_the_list_and_every_subject_a_code(desk: Desk) -> None:
    with pytest.raises(ValueError, match="looked around"):
        desk.do(lambda records: records.log("staff", "looked around"))
    for subject in ("m3", "s-1:x=2"):
        desk.do(lambda records, subject=subject: records.log("staff", Act.READ_FILE, "course", subject))
    for words in ("min husleje", "ræv", "a\nb", "x" * 65):
        with pytest.raises(ValueError, match="no words: subject"):
            desk.do(lambda records, words=words: records.log("staff", Act.READ_FILE, "course", words))


def test_work_that_is_undone_leaves_no_gap_for_the_next(desk: Desk) -> None:
    def fails(records: Records) -> None:
        records.log("a", Act.REVIEW)
        raise KeyError

    def log(actor: str) -> None:
        desk.do(lambda records: [records.log(actor, Act.REVIEW), records.log(actor, Act.SHARE)])

    log("a")
    with pytest.raises(KeyError):
        desk.do(fails)
    log("b")
    rows = desk.do(lambda records: [(row["number"], row["actor"]) for row in records.rows.some("trail", {})])
    assert rows == [(1, "a"), (2, "a"), (3, "b"), (4, "b")]
    assert desk.do(lambda records: list(trail.faults(records.rows, records.vault, records.head()))) == []


def test_what_was_written_down_before_there_was_a_trail_is_still_read(desk: Desk) -> None:
    old: Row = {"id": "x", "at": "2025", "actor": "a", "act": "review", "course": "c", "subject": ""}
    desk.do(lambda records: [records.rows.add("audit", old), records.log("a", Act.REVIEW, "c")])
    found = desk.do(lambda records: trail.acts(records.rows, {"course": "c", "act": Act.REVIEW}))
    assert [row["at"] for row in found] == ["2025", "2026-11-22T09:00:00.000000Z"]
    assert "number" in TABLES["trail"].columns


def test_an_anchor_is_a_private_file_that_never_goes_back_but_on_purpose(tmp_path: Path) -> None:
    anchor = Anchor(tmp_path)
    assert anchor.read() is None
    anchor.keep(HEAD, NOW)
    anchor.keep(replace(HEAD, number=2, mac=b"x" * 32), NOW)
    assert anchor.read() == HEAD
    anchor.keep(replace(HEAD, number=2), NOW, back=True)
    assert anchor.read() == replace(HEAD, number=2)
    assert [(file.name, stat.S_IMODE(file.stat().st_mode)) for file in tmp_path.iterdir()] == [("trail-head", 0o600)]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"number": "x", "mac": ""}', '{"number": 1, "mac": "no"}', "[" * 100_000])
def test_an_anchor_that_cannot_be_read_is_no_missing_anchor(text: str, tmp_path: Path) -> None:
    (tmp_path / "trail-head").write_text(text, encoding="utf-8")
    with pytest.raises(StoreUnavailable, match="trail-head"):
        Anchor(tmp_path).read()


def test_an_anchor_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="cannot be written"):
        Anchor(tmp_path / "gone").keep(HEAD, NOW)


def test_an_anchor_that_was_taken_away_is_made_anew_and_that_stands_in_the_trail() -> None:
    house, anchor = a_house(), MemoryAnchor()
    accessing.keep_head(house, anchor)
    rows = house.read(lambda records: [row["act"] for row in records.rows.some("trail", {})])
    assert rows == [Act.READ_COURSE] * LENGTH + [Act.ANCHORED_ANEW]
    assert anchor.head
    assert anchor.head.number == LENGTH + 1


def test_a_trail_that_does_not_hold_what_was_anchored_does_not_move_the_anchor() -> None:
    house, anchor = a_house(), MemoryAnchor()
    anchor.head = replace(HEAD, number=LENGTH + 3)
    with pytest.raises(BrokenTrail):
        accessing.keep_head(house, anchor)
    assert anchor.head == replace(HEAD, number=LENGTH + 3)
