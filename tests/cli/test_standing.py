"""What an operator is told of how the house stands, beside a running service and without one."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import cli, opening
from bot.config import Settings
from bot.records import timers
from bot.usecases import health
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.ports import free_port
from tests.journeys.running import Samvej


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMVEJ_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SAMVEJ_PORT", str(free_port()))
    return tmp_path / "data"


@pytest.fixture
def samvej(tmp_path: Path) -> Iterator[Samvej]:
    samvej = Samvej(tmp_path)
    samvej.start()
    yield samvej
    samvej.kill()


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    cli.main(words)
    return capsys.readouterr().out


def test_a_status_counts_what_waits_and_tells_what_is_next(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, "counsellor", "add", "Vejleder")
    printed(capsys, "invite", "Vejleder", "--reason", "x")
    due = opening.now() + timedelta(days=1)
    house = opening.open_house(Settings(data=data))
    house.write(lambda r: timers.set_timer(r, kind="step", subject="s", version=1, person="", course="", at=due))
    house.store.close()
    told: dict[str, Any] = json.loads(printed(capsys, "status", "--json"))
    assert told == {
        "courses": 1,
        "unhandled_updates": 0,
        "updates_set_aside": 0,
        "letters_waiting": 0,
        "letters_late": 0,
        "letters_refused": 0,
        "timers_set": 1,
        "timers_overdue": 0,
        "timers_failed": 0,
        "retention_ran": "never",
        "backup_made": "never",
        "next_timers": [{"at": due.isoformat(timespec="minutes"), "kind": "step"}],
        "service": "does not run",
        "health": "ok",
    }
    lines = printed(capsys, "status").splitlines()
    assert lines[:4] == ["The service does not run.", "ok", "", "courses                 1"]
    assert lines[-1] == f"next timer              {due.isoformat(timespec='minutes')} step"


def test_without_a_service_what_is_wrong_is_read_off_the_database(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house = opening.open_house(Settings(data=data))
    late = opening.now() - timedelta(hours=1)
    house.write(lambda r: timers.set_timer(r, kind="step", subject="s", version=1, person="", course="", at=late))
    house.store.close()
    assert printed(capsys, "status").splitlines()[:2] == ["The service does not run.", health.OVERDUE.format(1)]


def test_beside_a_running_service_it_says_what_the_service_says(samvej: Samvej) -> None:
    told = samvej.samvej("status")
    assert (told["service"], told["health"]) == ("runs", "ok")
    witness = samvej.settings.witness
    assert witness
    (witness / "erased").rename(witness / "gone")
    assert samvej.samvej("status")["health"].splitlines()[0] == health.UNNOTED


def test_another_program_on_our_port_is_not_taken_for_the_service(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with FakeBotApi() as other:
        monkeypatch.setenv("SAMVEJ_PORT", other.url.rpartition(":")[2])
        assert json.loads(printed(capsys, "status", "--json"))["service"] == "does not run"
