"""`samvej serve` opens for people only when it is said who runs it; every fault is told at once, with the name to set."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from bot import cli, opening
from bot.config import Settings
from bot.domain.operator import operator_from
from bot.errors import WrongSettings

EXAMPLE = Path(__file__).parents[2] / "docs" / "operator.toml"
FAULTY = """
controller = ""
contact = "Spørg os"
basis = "because"
law = "Loven"
purposes = "At hjælpe"
colour = "green"
[retention]
course = 365
closed = "long"
[age]
country = "DK"
limit = 15
below = "refer"
[words.en]
motto = "We help"
"""


def faults(settings: Settings, *, play: bool = False) -> list[str]:
    with pytest.raises(WrongSettings) as refused:
        opening.ready(settings, play=play)
    return list(refused.value.details)


def written(folder: Path, text: str) -> Path:
    file = folder / "operator.toml"
    file.write_text(text, encoding="utf-8")
    return file


def real(tmp_path: Path, operator: Path | None = EXAMPLE) -> Settings:
    """Settings of a house with its key outside the data folder."""
    return Settings(data=tmp_path / "data", key_file=tmp_path / "key", operator=operator, url="https://samvej.example")


def test_without_an_operator_and_a_key_outside_it_does_not_start_and_says_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMVEJ_DATA", str(tmp_path / "data"))
    with pytest.raises(SystemExit) as ended:
        cli.main(["serve"])
    said = f"{capsys.readouterr()}{ended.value.code}"
    assert ("SAMVEJ_OPERATOR: name the file" in said, "SAMVEJ_KEY_FILE: name a file" in said) == (True, True)
    assert not (tmp_path / "data").exists()


def test_with_both_it_may_open(tmp_path: Path) -> None:
    opening.ready(real(tmp_path), play=False)


def test_folders_that_everybody_may_write_in_are_refused(tmp_path: Path) -> None:
    settings = replace(real(tmp_path), witness=tmp_path / "witness")
    for folder in (settings.data, tmp_path / "witness"):
        folder.mkdir()
        folder.chmod(0o777)
    assert [fault.partition(":")[0] for fault in faults(settings)] == ["SAMVEJ_DATA", "SAMVEJ_WITNESS"]
    for folder in (settings.data, tmp_path / "witness"):
        folder.chmod(0o700)
    opening.ready(settings, play=False)


def test_every_fault_of_the_operators_word_is_told_at_once(tmp_path: Path) -> None:
    assert faults(real(tmp_path, written(tmp_path, FAULTY))) == [
        f"SAMVEJ_OPERATOR: {fault}"
        for fault in (
            "'complaint' is missing; say it in one or more words",
            "'controller' is empty; say it in one or more words",
            "'purposes' is a list of texts",
            "'colour' is no name that is known here; take it out or correct it",
            "'basis' is one of consent, public_task",
            "'retention.closed' is a number of days",
            "'retention.invitation' is a number of days",
            "'retention.letters' is a number of days",
            "'retention.trail' is a number of days",
            "'retention.backups' is a number of days",
            "'age.refer_to' is missing; with age.below = 'refer' it says where else to go",
            "'words.en.motto' is no name that is known here; take it out or correct it",
        )
    ]


@pytest.mark.parametrize("text", ["controller =", "\x00"])
def test_a_file_that_is_no_toml_is_told(tmp_path: Path, text: str) -> None:
    (fault,) = faults(real(tmp_path, written(tmp_path, text)))
    assert fault.startswith("SAMVEJ_OPERATOR: the file cannot be read")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (fault,) = faults(real(tmp_path, tmp_path / "nowhere.toml"))
    assert fault.startswith("SAMVEJ_OPERATOR: the file cannot be read")


def test_nothing_said_at_all_is_all_said_to_be_missing() -> None:
    with pytest.raises(WrongSettings) as refused:
        operator_from({"retention": 3, "age": "young", "words": []})
    assert {name for name in ("retention", "age", "words") if f"'{name}' is a table: [{name}]" in str(refused.value)} == {
        "retention", "age", "words",
    }  # fmt: skip


def test_to_try_it_there_is_neither_operator_nor_anybody_outside(tmp_path: Path) -> None:
    opening.ready(Settings(data=tmp_path), play=True)
    opening.ready(Settings(data=tmp_path, host="::1", url="http://[::1]:8080"), play=True)
    tried = Settings(data=tmp_path, operator=EXAMPLE, host="0.0.0.0", url="https://samvej.example")  # noqa: S104 - it is refused
    assert [fault.partition(":")[0] for fault in faults(tried, play=True)] == ["SAMVEJ_OPERATOR", "SAMVEJ_HOST", "SAMVEJ_URL"]


def test_the_demonstration_and_the_example_are_whole() -> None:
    for file in (EXAMPLE, opening.HERE / "demonstration.toml"):
        operator = operator_from(tomllib.loads(file.read_text(encoding="utf-8")))
        assert operator.controller != operator.said_in("en").controller
