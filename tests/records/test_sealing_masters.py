"""Another master key takes the place of the one in use, beside a program that knows only the old one."""

import random
from collections.abc import Sequence

import pytest

from bot.errors import WrongKey
from bot.ports import Rows
from bot.records.core import Records
from bot.records.sealing import KEY_BYTES, MASTER, Vault, master_name
from tests.records.conftest import Desk

OLD, NEW, OTHER = (letter * KEY_BYTES for letter in (b"o", b"n", b"x"))
PLACE = ("versions", "words", "n1.1")


class File:
    """A key file: what lies in it now, and how often it was read."""

    def __init__(self, *keys: bytes) -> None:
        self.keys: Sequence[bytes] = keys
        self.reads = 0

    def __call__(self) -> Sequence[bytes]:
        self.reads += 1
        return self.keys

    def opened(self, desk: Desk) -> Desk:
        """A program that has read this file and works on the same store."""
        other = Desk(desk.store)
        other.vault = Vault(self, random.Random(2).randbytes)
        return other


def rotated(desk: Desk, file: File) -> None:
    """The whole way, as the command goes it."""
    file.keys = [NEW, *file.keys]
    other = file.opened(desk)
    desk.store.write(other.vault.turn)
    while desk.store.write(lambda rows: other.vault.rewrap(rows, 2)):
        pass
    file.keys = [NEW]


def sealed(desk: Desk, owner: str) -> bytes:
    return desk.do(Records.seal, owner, *PLACE, owner)


def opened(desk: Desk, owner: str, words: bytes) -> object:
    return desk.do(Records.open, owner, *PLACE, words)


def masters(rows: Rows) -> set[str | None]:
    return {row["master"] for row in rows.some("keys", {})}


def test_a_running_program_reads_on_and_writes_on_while_the_master_is_changed(desk: Desk) -> None:
    file = File(OLD)
    running = file.opened(desk)
    desk.store.write(running.vault.settle)
    words = {owner: sealed(running, owner) for owner in ("c1", "c2", "c3", "c4", "c5")}
    file.keys = [NEW, OLD]
    rotating = file.opened(desk)
    desk.store.write(rotating.vault.turn)
    words["c6"] = sealed(running, "c6")
    assert desk.store.read(lambda rows: rows.one("keys", {"owner": "c6"}))["master"] == master_name(NEW)  # type: ignore[index]
    assert desk.store.write(lambda rows: rotating.vault.rewrap(rows, 2)) == 2
    words["c7"] = sealed(running, "c7")
    while desk.store.write(lambda rows: rotating.vault.rewrap(rows, 2)):
        pass
    file.keys = [NEW]
    words["c8"] = sealed(running, "c8")
    assert {owner: opened(running, owner, each) for owner, each in words.items()} == {owner: owner for owner in words}
    assert {owner: opened(file.opened(desk), owner, each) for owner, each in words.items()} == {owner: owner for owner in words}
    assert desk.store.read(masters) == {master_name(NEW)}


def test_afterwards_the_old_master_opens_nothing(desk: Desk) -> None:
    file = File(OLD)
    running = file.opened(desk)
    desk.store.write(running.vault.settle)
    words = sealed(running, "c1")
    rotated(desk, file)
    old = File(OLD).opened(desk)
    for row in desk.store.read(lambda rows: rows.some("keys", {})):
        with pytest.raises(WrongKey):
            old.vault.unwrap(row)
    with pytest.raises(WrongKey):
        opened(old, "c1", words)
    with pytest.raises(WrongKey):
        sealed(old, "c9")


def test_the_file_is_read_again_only_when_a_row_names_another_master(desk: Desk) -> None:
    file = File(OLD)
    running = file.opened(desk)
    desk.store.write(running.vault.settle)
    for owner in ("c1", "c2", "c3"):
        sealed(running, owner)
    assert file.reads == 1
    rotated(desk, file)
    before = file.reads
    for owner in ("c1", "c2", "c4"):
        sealed(running, owner)
    assert file.reads == before + 1


def test_keys_from_before_they_named_their_master_are_opened_and_wrapped_anew(desk: Desk) -> None:
    file = File(OLD)
    running = file.opened(desk)
    words = sealed(running, "c1")
    desk.store.write(lambda rows: rows.change("keys", {"owner": "c1"}, {"master": None}))
    assert opened(file.opened(desk), "c1", words) == "c1"
    with pytest.raises(WrongKey):
        opened(File(OTHER).opened(desk), "c1", words)
    desk.store.write(running.vault.settle)
    rotated(desk, file)
    assert (desk.store.read(masters), opened(running, "c1", words)) == ({master_name(NEW)}, "c1")


def test_a_rotation_that_was_broken_off_is_finished_by_the_next(desk: Desk) -> None:
    file = File(OLD)
    running = file.opened(desk)
    desk.store.write(running.vault.settle)
    words = {owner: sealed(running, owner) for owner in ("c1", "c2", "c3")}
    file.keys = [NEW, OLD]
    first = file.opened(desk)
    desk.store.write(first.vault.turn)
    desk.store.write(lambda rows: first.vault.rewrap(rows, 1))
    again = file.opened(desk)
    desk.store.write(again.vault.turn)
    while desk.store.write(lambda rows: again.vault.rewrap(rows, 1)):
        pass
    file.keys = [NEW]
    assert {owner: opened(file.opened(desk), owner, each) for owner, each in words.items()} == {owner: owner for owner in words}


def test_a_key_of_a_master_that_nobody_has_is_told_before_the_old_file_is_given_up(desk: Desk) -> None:
    stray = File(OTHER).opened(desk)
    sealed(stray, "c1")
    file = File(OLD)
    desk.store.write(file.opened(desk).vault.settle)
    with pytest.raises(WrongKey, match="not in the file"):
        rotated(desk, file)
    assert file.keys == [NEW, OLD]


def test_the_name_of_a_master_does_not_lead_back_to_it(desk: Desk) -> None:
    assert len(master_name(OLD)) == 16
    assert len({master_name(key) for key in (OLD, NEW, OTHER)}) == 3
    desk.store.write(File(OLD).opened(desk).vault.settle)
    row = desk.store.read(lambda rows: rows.one("keys", {"owner": MASTER}))
    assert OLD not in repr(row).encode()
