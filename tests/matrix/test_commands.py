"""No command prints a word that anybody wrote: every one of them is run over a house full of such words."""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest

from bot import cli, opening
from bot.config import Settings
from bot.stores.key_file import make_key
from bot.usecases import inviting, leading
from tests.fakes.ports import free_port
from tests.house.tree import ROOT
from tests.matrix import sown
from tests.matrix.sown import FOR_COUNSELLEE, FOR_COUNSELLOR

# What stands for each command after its name. {…} is filled in; a new command is a new line.
COMMANDS = {
    "status": "",
    "doctor": "",
    "counsellor add": "Ny",
    "counsellor link": "Vejleder",
    "lead add": "Ny",
    "lead link": "Leder",
    "counsellor shut": "Vejleder",
    "lead shut": "Leder",
    "invite": "Vejleder --reason Hej",
    "courses": "",
    "audit verify": "",
    "audit show": "--staff {staff} --from 2020-01-01 --to 2035-01-01",
    "audit anchor": "",
    "keys rotate": "",
    "backup": "{copy}",
    "restore": "{copy} --identity {identity} --data {elsewhere} --without-erasures",
    "switch": "",
}
# These open no house: there are only the writers' own texts in what they print.
WITHOUT_A_HOUSE = {"chat", "check", "preview", "release", "draw", "keys new", "telegram take-over"}
# It prints its address and links, and runs on; what it logs is looked through where the canaries are.
RUNS_ON = {"serve"}


@pytest.fixture(scope="module")
def words() -> set[str]:
    return {sown.word("typed", kind) for kind in (*FOR_COUNSELLEE, *FOR_COUNSELLOR)}


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A house on disk, with a course in which every kind of word stands; what the commands need to know of it."""
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "identity").write_text(str(key))
    make_key(tmp_path / "master.key", os.urandom)
    settings = Settings(data=tmp_path / "data", key_file=tmp_path / "master.key")
    monkeypatch.setenv("SAMVEJ_DATA", str(settings.data))
    monkeypatch.setenv("SAMVEJ_KEY_FILE", str(settings.key_file))
    monkeypatch.setenv("SAMVEJ_BACKUP_KEY", str(key.to_public()))
    monkeypatch.setenv("SAMVEJ_OPERATOR", str(ROOT / "docs" / "operator.toml"))
    monkeypatch.setenv("SAMVEJ_URL", "https://samvej.example")
    monkeypatch.setenv("SAMVEJ_PORT", str(free_port()))
    stage, house = opening.set_stage(settings), opening.open_house(settings)
    staff, _ = house.write(lambda r: inviting.add_counsellor(r, stage, "Vejleder"))
    house.write(lambda r: leading.add_lead(r, stage, "Leder"))
    house.write(lambda r: sown.sown(r, stage, "typed", staff))
    house.store.close()
    places = {"copy": "copy.age", "identity": "identity", "elsewhere": "elsewhere"}
    return {"staff": staff, **{name: str(tmp_path / file) for name, file in places.items()}}


def test_every_command_is_in_the_list() -> None:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    for group in cli.GROUPS:
        group.register(commands)
    assert set(_leaves(commands)) == {*COMMANDS, *WITHOUT_A_HOUSE, *RUNS_ON}


def test_no_command_prints_a_word_that_anybody_wrote(filled: dict[str, str], words: set[str], capsys: pytest.CaptureFixture[str]) -> None:
    for command, after in COMMANDS.items():
        typed = [*command.split(), *after.format(**filled).split()]
        ended, printed = _printed(typed, capsys)
        _, as_json = _printed([*typed, "--json"], capsys)
        assert (command, ended, [word for word in words if word in printed + as_json]) == (command, "", [])


def test_what_a_command_says_of_a_wrong_name_is_no_word_that_anybody_wrote(
    filled: dict[str, str], words: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("counsellor link", "lead link"):
        ended, printed = _printed([*command.split(), "ukendt"], capsys)
        assert ended
        assert not [word for word in words if word in ended + printed]


def _printed(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """How a command failed (empty: it did not), and what it printed."""
    ended = ""
    try:
        cli.main(words)
    except SystemExit as end:
        ended = str(end.code)
    said = capsys.readouterr()
    return ended, said.out + said.err


def _leaves(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> Iterator[str]:
    for name, parser in commands.choices.items():
        below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001 - argparse tells it nowhere else
        yield from (f"{name} {leaf}" for within in below for leaf in _leaves(within))
        yield from () if below else (name,)
