"""`samvej audit`, over a data folder in which somebody has read something."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot import cli, opening
from bot.config import Settings
from bot.domain.people import Person, Role
from bot.domain.trail import Act
from bot.records import courses, people
from bot.records.core import Records
from bot.stores.anchor import Anchor
from bot.usecases import accessing

Samvej = Callable[..., str]
STAFF, COURSE, OTHER = "staff-one", "course-one", "course-two"


@pytest.fixture
def samvej(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Samvej:
    """Runs a command and gives what it prints, or what it says when it fails."""
    monkeypatch.setenv("SAMVEJ_DATA", str(tmp_path))

    def run(*words: str) -> str:
        try:
            cli.main(words)
        except SystemExit as ended:
            return str(ended.code)  # Python prints a text and exits with 1
        return capsys.readouterr().out

    return run


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A house in which one counsellor has read one course five times, and the head of that is anchored."""
    found = Settings(data=tmp_path)
    house = opening.open_house(found)
    accessing.keep_head(house, Anchor(opening.witness(found)))
    house.write(_begun)
    for _ in range(5):
        house.write(lambda records: accessing.read_course(records, STAFF, COURSE, Act.READ_COURSE))
    accessing.keep_head(house, Anchor(opening.witness(found)))
    house.store.close()
    return found


def _begun(records: Records) -> None:
    for course in (COURSE, OTHER):
        courses.add(records, course, "")
        courses.join(records, course, STAFF, Role.COUNSELLOR)
    people.add(records, Person(id=STAFF, name="Vejleder"))


def _sql(settings: Settings, text: str) -> None:
    database = Database(settings.data / "samvej.db")
    database.execute(text)
    database.conn.commit()
    database.close()


def test_an_old_id_that_begins_like_an_option_can_be_asked_for(samvej: Samvej, settings: Settings) -> None:
    house = opening.open_house(settings)
    house.write(lambda records: courses.join(records, OTHER, "-old", Role.COUNSELLOR))
    house.write(lambda records: accessing.read_course(records, "-old", OTHER, Act.READ_COURSE))
    house.store.close()
    found = json.loads(samvej("audit", "show", "--staff=-old", "--from", "2020-01-01", "--to", "2035-01-01", "--json"))
    assert [row["course"] for row in found] == [OTHER]


def test_a_whole_trail_is_told_with_its_length(samvej: Samvej, settings: Settings) -> None:
    assert (settings.data, samvej("audit", "verify")) == (settings.data, "The trail is whole: 5 rows, to what was anchored.\n")
    assert json.loads(samvej("audit", "verify", "--json")) == {"rows": 5, "anchored": 5}


def test_a_changed_row_is_told_by_its_number(samvej: Samvej, settings: Settings) -> None:
    _sql(settings, "UPDATE trail SET actor = 'nobody' WHERE number = 3")
    assert "Row 3 is not as it was written" in samvej("audit", "verify")


def test_a_missing_row_is_told_by_its_number(samvej: Samvej, settings: Settings) -> None:
    _sql(settings, "DELETE FROM trail WHERE number = 3")
    assert "Row 3 is missing." in samvej("audit", "verify")


def test_a_tail_that_was_cut_off_is_told_though_every_row_that_is_left_is_right(samvej: Samvej, settings: Settings) -> None:
    _sql(settings, "DELETE FROM trail WHERE number > 3")
    assert samvej("audit", "verify").splitlines()[1:] == [
        "The end of the trail was cut off: it ends at row 3, and row 5 was anchored. Or an older backup runs."
    ]


def test_an_anchor_that_was_taken_away_is_told(samvej: Samvej, settings: Settings) -> None:
    (opening.witness(settings) / "trail-head").unlink()
    assert "Nothing is anchored outside the database" in samvej("audit", "verify")


def test_rows_written_after_a_cut_do_not_cover_it_and_do_not_move_the_anchor(samvej: Samvej, settings: Settings) -> None:
    _sql(settings, "DELETE FROM trail WHERE number > 3")
    for name in ("One", "Two", "Three", "Four"):
        samvej("counsellor", "add", name)
    assert "Row 5 is another one than was anchored" in samvej("audit", "verify")


def test_an_older_backup_is_told_until_it_is_accepted_and_that_is_written_down(samvej: Samvej, settings: Settings) -> None:
    _sql(settings, "DELETE FROM trail WHERE number > 3")
    assert "cut off" in samvej("audit", "verify")
    assert samvej("audit", "anchor", "--accept").startswith("Row 4 is anchored: ")
    assert samvej("audit", "verify") == "The trail is whole: 4 rows, to what was anchored.\n"
    acts = opening.look_in(settings, lambda records: [row["act"] for row in records.rows.some("trail", {})])
    assert acts == [Act.READ_COURSE] * 3 + [Act.RESTORED]


def test_what_is_anchored_can_be_printed_to_be_kept_elsewhere(samvej: Samvej, settings: Settings) -> None:
    kept = Anchor(opening.witness(settings)).read()
    assert kept is not None
    assert samvej("audit", "anchor") == f"Row 5 is anchored: {kept.mac.hex()}\n"


def test_which_courses_somebody_has_read_in_some_days_is_told_without_words(samvej: Samvej, settings: Settings) -> None:
    today = opening.now().date().isoformat()
    shown = json.loads(samvej("audit", "show", "--staff", STAFF, "--from", today, "--to", today, "--json"))
    assert [(row["course"], row["acts"]) for row in shown] == [(COURSE, ["read_course"])]
    assert COURSE in samvej("audit", "show", "--staff", STAFF, "--from", today, "--to", today)
    assert samvej("audit", "show", "--staff", STAFF, "--from", "2020-01-01", "--to", "2020-12-31").startswith("Nothing was read")
    assert samvej("audit", "show", "--staff", STAFF, "--from", today, "--to", f"{today}T00:00").startswith("Nothing was read")
    assert COURSE in samvej("audit", "show", "--staff", STAFF, "--from", f"{today}T00:00", "--to", f"{today}T23:59:59.999999")
    assert samvej("audit", "show", "--staff", "another", "--from", today, "--to", today).startswith("Nothing was read")
    assert settings.data.exists()
