"""The list of what was erased outlives the database, tells nothing, and cannot be made to forget by a crash."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import StoreUnavailable
from bot.stores.journal import FileJournal

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NAME = "course.AbCdEfGhIjKlMnOpQrStUv"


def test_what_was_noted_is_known_to_whoever_opens_the_list_later(tmp_path: Path) -> None:
    FileJournal(tmp_path).note([NAME, "person.1"], AT)
    again = FileJournal(tmp_path)
    assert (again.noted_at(NAME), again.noted_at("person.1"), again.noted_at("person.2")) == (AT, AT, None)
    assert (again.is_empty(), FileJournal(_made(tmp_path / "other")).is_empty()) == (False, True)


def test_it_holds_no_name_and_nothing_that_leads_back_to_one_without_its_key(tmp_path: Path) -> None:
    for folder in (_made(tmp_path / "one"), _made(tmp_path / "two")):
        FileJournal(folder).note([NAME], AT)
    written = [(tmp_path / folder / "erased").read_text(encoding="ascii") for folder in ("one", "two")]
    assert NAME not in written[0]
    assert written[0].startswith("2026-11-23T09:00:00")
    assert written[0].split()[1] != written[1].split()[1]


def test_a_line_that_a_crash_cut_off_counts_for_nothing_and_spoils_no_other(tmp_path: Path) -> None:
    FileJournal(tmp_path).note(["course.1"], AT)
    file = tmp_path / "erased"
    whole = file.read_bytes()
    file.write_bytes(whole + whole[:50])
    FileJournal(tmp_path).note(["course.2"], AT)
    again = FileJournal(tmp_path)
    assert (again.noted_at("course.1"), again.noted_at("course.2")) == (AT, AT)


def test_nobody_else_on_the_machine_reads_it(tmp_path: Path) -> None:
    FileJournal(tmp_path).note([NAME], AT)
    assert {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {"erased": 0o600, "erased-key": 0o600}


def test_a_list_that_cannot_be_written_lets_nothing_be_erased(tmp_path: Path) -> None:
    journal = FileJournal(_made(tmp_path / "witness"))
    (tmp_path / "witness").rename(tmp_path / "gone")
    with pytest.raises(StoreUnavailable):
        journal.note([NAME], AT)
    with pytest.raises(StoreUnavailable):
        FileJournal(tmp_path / "nowhere")
    assert journal.noted_at(NAME) is None


@pytest.mark.parametrize("key", [b"", b"half a key"])
def test_a_key_that_is_not_whole_forgets_nothing_in_silence(tmp_path: Path, key: bytes) -> None:
    FileJournal(tmp_path).note([NAME], AT)
    (tmp_path / "erased-key").write_bytes(key)
    with pytest.raises(StoreUnavailable, match="erased-key is not whole"):
        FileJournal(tmp_path)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
