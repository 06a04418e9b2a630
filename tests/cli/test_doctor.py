"""Before the first start every fault of a set-up is told at once, with what mends it; and nothing is changed."""

import json
import os
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import cli, opening
from bot.commands import doctor, writing
from bot.config import Settings
from bot.domain.trail import Act
from bot.stores.key_file import make_key
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.ports import free_port
from tests.house.tree import ROOT


class Shell:
    """A set-up in which nothing is wrong, and what the doctor says of it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._set, self._capsys, self.folder = monkeypatch.setenv, capsys, folder
        make_key(folder / "key", os.urandom)
        for name in ("data", "witness"):
            (folder / name).mkdir(mode=0o700)
            self.set(name, folder / name)
        self.set("key_file", folder / "key")
        self.set("operator", ROOT / "docs" / "operator.toml")
        self.set("url", "https://samvej.example")
        self.set("port", free_port())

    def set(self, name: str, value: object) -> None:
        self._set(f"SAMVEJ_{name.upper()}", str(value))

    def faults(self) -> dict[str, list[str]]:
        """Every fault, by what was looked at; the doctor fails when there is any, and only then."""
        failed = ""
        try:
            cli.main(["doctor", "--json"])
        except SystemExit as end:
            failed = str(end.code)
        looked: list[dict[str, Any]] = json.loads(self._capsys.readouterr().out)
        found = {one["at"]: one["faults"] for one in looked if one["faults"]}
        assert failed == ("1" if found else "")
        return found


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.setitem(doctor.CHECKS, "flows and catalogues", lambda _: iter(()))  # slow, and looked at by its own test
    return Shell(tmp_path, monkeypatch, capsys)


@contextmanager
def mail_server(*, sealed: bool) -> Iterator[int]:
    """A mail server that says hello, and whether mails can be sealed; its port."""

    class Hello(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 mail.example ESMTP\r\n")
            while line := self.rfile.readline():
                hello = b"250-mail.example\r\n250 STARTTLS\r\n" if sealed else b"250 mail.example\r\n"
                self.wfile.write(hello if line.upper().startswith(b"EHLO") else b"221 bye\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Hello) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_a_set_up_that_is_well_is_told_check_by_check_and_nothing_is_changed(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(shell.folder.rglob("*"))
    cli.main(["doctor"])
    assert capsys.readouterr().out.splitlines() == [*(f"ok     {name}" for name in doctor.CHECKS), "no faults"]
    assert sorted(shell.folder.rglob("*")) == before


def test_every_fault_is_told_at_once_with_what_mends_it(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    (shell.folder / "key").chmod(0o644)
    (shell.folder / "data").chmod(0o755)
    shell.set("url", "http://localhost:8080")
    with pytest.raises(SystemExit):
        cli.main(["doctor"])
    said = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in said if line.startswith("fault")] == ["fault  master key", "fault  folders", "fault  address"]
    assert [line for line in said if "chmod 0400" in line or "chmod 0700" in line or "https" in line] == said[2:5]
    assert said[-1] == "3 faults"


def test_without_an_operator_and_a_key_it_says_how_to_come_by_them(shell: Shell) -> None:
    shell.set("operator", shell.folder / "operator.toml")
    (shell.folder / "key").unlink()
    found = shell.faults()
    assert "docs/operator.toml shows one" in found["operator"][0]
    assert "samvej keys new" in found["master key"][0]


def test_a_key_of_another_database_is_told(shell: Shell) -> None:
    settings = Settings(data=shell.folder / "data", key_file=shell.folder / "key", witness=shell.folder / "witness")
    opening.open_house(settings).store.close()
    (shell.folder / "key").unlink()
    make_key(shell.folder / "key", os.urandom)
    assert list(shell.faults()) == ["master key"]


def test_a_clock_that_is_behind_what_was_written_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(data=shell.folder / "data", key_file=shell.folder / "key", witness=shell.folder / "witness")
    house = opening.open_house(settings)
    house.write(lambda records: records.log("", Act.BACKUP))
    house.store.close()
    assert shell.faults() == {}
    early = opening.now() - timedelta(days=30)
    monkeypatch.setattr(opening, "now", lambda: early)
    assert "timedatectl" in shell.faults()["clock and time zones"][0]


def test_a_port_that_another_program_has_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.commands.standing.PATIENCE", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as other:
        shell.set("port", other.getsockname()[1])
        assert "cannot be opened" in shell.faults()["port"][0]


def test_telegram_is_asked_for_the_token_and_for_who_has_the_webhook(shell: Shell) -> None:
    with FakeBotApi() as api:
        shell.set("telegram_api", api.url)
        shell.set("telegram_token", api.token)
        assert shell.faults() == {}
        shell.set("telegram_token", api.token.replace("fake", "woke"))
        assert "Telegram refuses it" in shell.faults()["Telegram"][0]
    assert "cannot be reached" in shell.faults()["Telegram"][0]


def test_a_mail_server_is_asked_whether_it_seals_what_is_sent(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.set("mail_from", "besked@samvej.example")
    with mail_server(sealed=False) as port:
        shell.set("mail_server", f"127.0.0.1:{port}")
        assert shell.faults() == {}
        monkeypatch.setattr("bot.commands.lines.is_here", lambda _: False)
        assert "no STARTTLS" in shell.faults()["mail server"][0]
    with mail_server(sealed=True) as port:
        shell.set("mail_server", f"127.0.0.1:{port}")
        assert "does not take us" in shell.faults()["mail server"][0]  # it promises, and does not keep it
    assert "does not take us" in shell.faults()["mail server"][0]


def test_a_disk_without_room_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "room", lambda *_: (1_000_000, 10_000_000))
    assert "make room" in shell.faults()["disk"][0]


def test_the_flows_and_catalogues_are_looked_over_as_samvej_check_does(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr("bot.commands.writing.missing", lambda *_: ["en: one"])
    monkeypatch.setattr("bot.commands.writing.kit.check", lambda *_, spelled: [f"spelled: {spelled}"])
    looked = writing.words_faults(Settings(data=shell.folder / "data"))
    assert list(looked) == ["en: one", "en: one", "spelled: False"]
