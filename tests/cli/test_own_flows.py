"""What an operator is told about flows of their own, and about the people whom a new version would touch."""

from pathlib import Path

import pytest

from bot import opening
from bot.config import Settings
from bot.records import conversations
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.usecases import inviting
from bot.usecases.heard import Heard
from bot.usecases.stage import Who
from bot.usecases.talking import turn
from tests.cli.test_commands import Shell
from tests.flows.test_docs import named_files
from tests.usecases.story import secret


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder that docs/writing-a-flow.md describes."""
    for name, text in named_files():
        file = tmp_path / "own" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "own"


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, own: Path) -> Shell:
    monkeypatch.setenv("SAMVEJ_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SAMVEJ_FLOWS", str(own))
    monkeypatch.setattr("bot.commands.writing.missing", lambda *_: [])
    return Shell(capsys)


def without_our_own_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.commands.writing.places", lambda _: [])
    monkeypatch.setattr("bot.commands.writing.kit.check", lambda *_, spelled: [])


def edit(own: Path, before: str, after: str) -> None:
    file = own / "support.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def test_a_fault_in_the_words_of_ones_own_flow_names_its_file(shell: Shell, own: Path) -> None:
    edit(own, "Hvad kan du få hjælp til der?", "Hvad kan du få hjælp til? Hvornår?")
    told = shell.fails("check", "--no-spelling")
    assert f"{own}/support.toml, step ask, text: 2 question marks in one message; ask one thing at a time" in told


def test_what_is_not_translated_is_told_and_is_no_fault(shell: Shell, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_our_own_faults(monkeypatch)
    checked = shell.json("check")
    assert checked["faults"] == []
    assert f"{own}/support.toml, step easier, why (en): there is no translation, so the text is shown as it is" in checked["remarks"]
    assert [line for line in checked["remarks"] if "support.toml, title (en)" in line] == []


def test_ones_own_ids_are_released_beside_ones_own_flows(shell: Shell, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_our_own_faults(monkeypatch)
    assert any("released.json: there is none" in line for line in shell.json("check")["remarks"])
    assert shell("release") == f"The ids of 1 flows are written to {own / 'released.json'}.\n"
    edit(own, 'id = "easier"', 'id = "lighter"')
    told = shell.fails("check")
    assert f"{own}/support.toml: the released step 'easier' is gone; write was = ['easier']" in told
    edit(own, 'id = "lighter"', 'id = "lighter"\nwas = "easier"')
    assert shell.json("check")["faults"] == []


def test_a_check_tells_whom_a_new_version_touches_and_leaves_the_database_as_it_is(
    shell: Shell, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_our_own_faults(monkeypatch)
    in_the_flow(tmp_path / "data", own)
    before = (tmp_path / "data" / "samvej.db").read_bytes()
    assert "No live places are touched." in shell("check").splitlines()
    edit(own, "Hvem eller hvad gør det lettere", "Hvem eller hvad plejer at gøre det lettere")
    assert "can/support: 1 person is in it; asked again: who (1)" in shell("check").splitlines()
    [told] = shell.json("check")["living"]
    assert (told["flow"], told["inside"], told["again"]) == ("support", 1, {"who": 1})
    assert (tmp_path / "data" / "samvej.db").read_bytes() == before


def test_a_database_that_cannot_be_read_is_told_and_is_no_fault(
    shell: Shell, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_our_own_faults(monkeypatch)
    data, said = tmp_path / "data", "Live places were not compared."
    in_the_flow(data, own)
    (data / "master.key").write_bytes(b"x" * 32)
    assert f"{said} The key does not open this database; put back the key file that belongs to it." in shell("check").splitlines()
    (data / "master.key").unlink()
    gone = "is gone. Without it nothing that people wrote can be read."
    assert f"{said} The key file {data / 'master.key'} {gone}" in shell("check").splitlines()
    (data / "master.key").write_bytes(b"x" * 32)
    (data / "master.key").chmod(0o600)
    (data / "samvej.db").write_bytes(b"nothing of the kind" * 99)
    assert f"{said} file is not a database" in shell("check").splitlines()


def test_a_folder_that_is_not_there_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMVEJ_FLOWS", "/nowhere/at/all")
    assert "SAMVEJ_FLOWS: there is no such folder; name one with flow files (.toml) in it" in shell.fails("status")


def in_the_flow(data: Path, own: Path) -> None:
    """Somebody has answered the first question of the flow."""
    settings = Settings(data=data, flows=own)
    house, stage = opening.open_house(settings), opening.set_stage(settings)

    def begin(records: Records) -> Who:
        counsellor, _ = inviting.add_counsellor(records, stage, "Vejleder")
        made = inviting.invite(records, stage, counsellor, reason="Vi skal tale")
        who = inviting.accept(records, stage, secret(made.web), language="da")
        for press in ("m:take=support", "t:{turn}:onward", "t:{turn}:+friend", "t:{turn}:save"):
            seat = conversations.seat(records, who.person, who.course)
            turn(records, stage, who, Heard(press=press.replace("{turn}", str(seat.turn if seat else 0))))
        return who

    who = house.write(begin)
    [(frame, place)] = house.read(lambda records: [one for one in conversations.places(records, who.person, who.course) if one[1].marks])
    assert (frame, place.step) == (Frame(flow="support"), "ask")
    house.store.close()
