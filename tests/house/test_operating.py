"""What docs/operating.md says to type is run, in its order, over a house of its own; what cannot be is listed here with the reason."""

import re
import shlex
from pathlib import Path

import pyrage
import pytest

from bot import cli
from bot.commands import doctor
from bot.usecases import health
from tests.fakes.ports import free_port
from tests.house.tree import ROOT

TEXT = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# The programs of blocks marked `sh`: they change the machine, or need what is not here.
NOT_RUN = {
    "useradd": "makes a user of the machine",
    "python3": "makes the environment; `make test` has done so",
    ".venv/bin/pip": "installs; `make test` has done so",
    "install": "makes folders of the machine",
    "cp": "writes into the machine's folders",
    "chown": "only root may",
    "systemctl": "no systemd runs here",
    "docker": "no engine runs here",
}
ARCHIVE = "samvej-20261123T020000Z.age"


def blocks(mark: str) -> list[str]:
    """Each command in the blocks of this mark, on one line."""
    found = [body.replace("\\\n", " ") for kind, body in BLOCK.findall(TEXT) if kind == mark]
    return [line for body in found for line in body.splitlines() if line.strip()]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which everything is installed and nothing is begun."""
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "backup-identity.txt").write_text(str(key))
    settings = {"DATA": "data", "WITNESS": "witness", "KEY_FILE": "key"}
    for name in ("data", "witness"):
        (tmp_path / name).mkdir(mode=0o700)
    for name, place in settings.items():
        monkeypatch.setenv(f"SAMVEJ_{name}", str(tmp_path / place))
    own = {"OPERATOR": str(ROOT / "docs" / "operator.toml"), "URL": "https://samvej.example", "PORT": str(free_port())}
    for name, value in {**own, "BACKUP_KEY": str(key.to_public())}.items():
        monkeypatch.setenv(f"SAMVEJ_{name}", value)
    # The words have tests of their own.
    monkeypatch.setitem(doctor.CHECKS, "flows and catalogues", lambda _: iter(()))
    monkeypatch.setattr("bot.commands.writing.missing", lambda *_: [])
    monkeypatch.setattr("bot.commands.writing.kit.check", lambda *_, spelled: [])
    return tmp_path


def test_every_command_of_ours_works_in_its_order(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands, said = blocks("console"), list[str]()
    assert len(commands) >= 9
    for line in commands:
        program, *words = shlex.split(line)
        assert program == "samvej"
        if words[0] == "restore":
            made = next((house / "backups").glob("samvej-*.age"))
            made.rename(house / "backups" / ARCHIVE)
            (house / "data").rename(house / "before")
            (house / "data").mkdir(mode=0o700)
        cli.main([_here(house, word) for word in words])
        said.append(capsys.readouterr().out)
    assert any("/ind/" in one for one in said)
    assert any("it is whole, and the key opens it" in one for one in said)


def _here(house: Path, word: str) -> str:
    places = {"/etc/samvej/key": house / "key", "/mnt/backups": house / "backups", "backup-identity.txt": house / "backup-identity.txt"}
    for there, here in places.items():
        if word.startswith(there):
            return f"{here}{word.removeprefix(there)}"
    return word


def test_what_is_not_run_is_listed_with_the_reason() -> None:
    programs = {shlex.split(line)[0] for line in blocks("sh")}
    assert programs == set(NOT_RUN)
    assert {kind for kind, _ in BLOCK.findall(TEXT)} == {"sh", "console", "toml", "ini"}


def test_what_the_blocks_name_is_there() -> None:
    named = {word for line in blocks("sh") for word in shlex.split(line) if word.startswith(("docs/", "deploy/", "requirements"))}
    assert named == {"docs/operator.toml", "deploy/samvej.service", "requirements.lock"}
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_red_line_is_told_with_what_to_do() -> None:
    reds = [text for name, text in vars(health).items() if name.isupper() and isinstance(text, str) and text.startswith(health.RED)]
    told = [row.split("|")[1].strip().removesuffix("…").strip() for row in TEXT.splitlines() if row.startswith("| ")]
    sayings = [text.removeprefix(health.RED).removeprefix("{} ") for text in reds if text != health.RED]
    assert len(sayings) > 10
    assert [one for one in sayings if not any(one.startswith(row) for row in told if row)] == []
