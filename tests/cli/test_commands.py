"""The command line, as an operator types it."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot import cli, opening
from bot.config import read_settings
from tests.flows.golden import replayed


class Shell:
    """Runs `samvej` commands over one data folder."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str) -> str:
        """What a command prints."""
        cli.main(words)
        return self._capsys.readouterr().out

    def json(self, *words: str) -> Any:
        """What a command prints for scripts."""
        return json.loads(self(*words, "--json"))

    def fails(self, *words: str) -> str:
        """What a command that fails says."""
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        assert ended.value.code
        return f"{self._capsys.readouterr().out}{ended.value.code}"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, data: Path) -> Shell:
    monkeypatch.setenv("SAMVEJ_DATA", str(data))
    return Shell(capsys)


def test_a_counsellor_is_added_with_a_link_to_sign_in(shell: Shell) -> None:
    added = shell.json("counsellor", "add", "Vejleder", "--workplace", "Kommunen")
    assert (set(added), added["link"].startswith("http://localhost:8080/ind/")) == ({"id", "link"}, True)
    assert shell("counsellor", "add", "En anden").startswith(
        "En anden signs in once with this link, within a day:\nhttp://localhost:8080/ind/"
    )
    again = shell.json("counsellor", "link", "Vejleder")
    assert again["link"] != added["link"]
    assert shell("counsellor", "link", added["id"]).startswith("http://localhost:8080/ind/")


def test_a_course_begins_with_an_invitation_and_is_listed_without_words(shell: Shell) -> None:
    assert shell("courses") == "There are no courses yet. Make one: samvej invite COUNSELLOR --reason '…'\n"
    shell("counsellor", "add", "Vejleder")
    made = shell.json("invite", "Vejleder", "--reason", "Vi skal tale", "--duty", "Loven")
    assert (made["web"].startswith("http://localhost:8080/i/"), made["telegram"], made["web"] in made["sms"]) == (True, "", True)
    [listed] = shell.json("courses")
    assert {name: listed[name] for name in ("course", "state", "counsellors")} == {
        "course": made["course"],
        "state": "invited",
        "counsellors": "Vejleder",
    }
    assert shell("invite", "Vejleder", "--reason", "Igen").startswith("web       http://localhost:8080/i/")
    printed = shell("courses")
    assert (made["course"] in printed, "Vi skal tale" in printed) == (True, False)


def test_a_counsellor_who_is_not_there_or_twice_there_is_asked_for_by_id(shell: Shell) -> None:
    assert "0 counsellors are called 'Ingen'" in shell.fails("invite", "Ingen", "--reason", "x")
    shell("counsellor", "add", "Vejleder")
    shell("counsellor", "add", "Vejleder")
    assert "2 counsellors are called 'Vejleder'; give the id" in shell.fails("counsellor", "link", "Vejleder")


def test_the_flows_and_the_course_are_drawn(shell: Shell) -> None:
    assert shell("draw", "parking").startswith('flowchart TD\n    begin(["Parkér en tanke"])')
    assert shell("draw", "course").startswith("stateDiagram-v2\n    [*] --> invited")
    assert shell("draw", "menu").startswith('flowchart LR\n    f_agreement(["agreement"])')
    assert {"course", "menu", "agreement", "lifeline", "selfcheck"} <= set(shell.json("draw"))
    assert "There is no chart 'forged'; there are course, " in shell.fails("draw", "forged")


def test_a_talk_in_the_terminal_is_saved_as_a_golden_talk(shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = iter(["Huslejen", "[Gem]"])

    def typed(prompt: str) -> str:
        assert prompt == "you: "
        line = next(said, None)
        if line is None:
            raise EOFError
        return line

    monkeypatch.setattr("builtins.input", typed)
    printed = shell("chat", "parking", "--save", str(tmp_path / "talk.txt"))
    saved = (tmp_path / "talk.txt").read_text(encoding="utf-8")
    assert replayed(saved) == saved
    assert printed.splitlines() == [line for line in saved.splitlines()[1:] if not line.startswith("you: ")]


def test_a_talk_shows_the_counsellors_side_when_asked_to(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    said = iter(["En båd", "/slet", "1"])
    monkeypatch.setattr("builtins.input", lambda _: next(said))
    printed = shell("chat", "dream", "--as", "counsellor").splitlines()
    assert (printed[1], "En båd" in "".join(printed), printed[-1]) == ("counsellor sees: nothing", False, "bot: Alt er slettet.")


def test_a_talk_with_a_name_is_saved_among_the_golden_talks(shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tests" / "flows" / "talks").mkdir(parents=True)
    known = opening.folder
    monkeypatch.setattr("bot.opening.folder", lambda name: tmp_path / name if name == "tests" else known(name))
    said = iter(["/slet", "1"])
    monkeypatch.setattr("builtins.input", lambda _: next(said))
    shell("chat", "dream", "--save", "dream-erased")
    assert (tmp_path / "tests" / "flows" / "talks" / "dream-erased.txt").read_text(encoding="utf-8").startswith("# dream da\n2026-")


def test_a_talk_that_erases_everything_is_over(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    said = iter(["/slet", "1"])
    monkeypatch.setattr("builtins.input", lambda _: next(said))
    assert shell("chat").splitlines()[-1] == "bot: Alt er slettet."


def test_there_is_no_talk_about_a_flow_that_is_not_there(shell: Shell) -> None:
    assert "There is no flow 'forged'; there are actions, agreement, " in shell.fails("chat", "forged")


def test_a_check_counts_flows_and_texts_and_tells_every_fault(shell: Shell, monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    monkeypatch.setattr("bot.commands.writing.missing", lambda *_: [])
    monkeypatch.setattr("bot.commands.writing.kit.check", lambda *_, spelled: [])
    checked = shell.json("check")
    assert (checked["flows"] > 20, checked["texts"] > 100, checked["faults"]) == (True, True, [])
    assert checked["remarks"] == [f"Live places were not compared. There is no database in {data}."]
    assert shell("check").endswith(f"{checked['flows']} flows and {checked['texts']} texts in 2 languages: no faults\n")
    monkeypatch.setattr("bot.commands.writing.missing", lambda _, language, __: [f"{language}: one", f"{language}: two"])
    monkeypatch.setattr("bot.commands.writing.kit.check", lambda *_, spelled: ["too hard", f"spelled: {spelled}"])
    told = shell.fails("check", "--no-spelling").splitlines()
    assert told[:6] == ["da: one", "da: two", "en: one", "en: two", "too hard", "spelled: False"]
    assert (told[7].endswith(": 6 faults"), told[8]) == (True, "1")


def test_the_flows_are_laid_out_to_proof_read_on_the_screen_or_in_a_file(shell: Shell, tmp_path: Path) -> None:
    page = shell("preview")
    assert (page.startswith("<!doctype html>"), "Parkér en tanke" in page, "Park a thought" in page) == (True, True, True)
    file = tmp_path / "flows.html"
    assert shell("preview", str(file)) == f"Written to {file}.\n"
    assert file.read_text(encoding="utf-8") == page.removesuffix("\n")


def test_a_release_writes_the_ids_down_beside_the_flows(shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = opening.read_flows(read_settings({"SAMVEJ_DATA": str(tmp_path)}))
    monkeypatch.setattr("bot.commands.writing.opening.read_flows", lambda _: library)
    monkeypatch.setattr("bot.commands.writing.opening.folder", lambda _: tmp_path)
    said = shell("release")
    assert said == f"The ids of {len(library.flows)} flows are written to {tmp_path / 'released.json'}.\n"
    assert json.loads((tmp_path / "released.json").read_text(encoding="utf-8")).keys() == library.flows.keys()


def test_every_wrong_setting_is_told_at_once(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PORT": "0", "TIMEZONE": "Mars", "LANGUAGE": "xx", "COLOUR": "red"}.items():
        monkeypatch.setenv(f"SAMVEJ_{name}", value)
    told = shell.fails("status").splitlines()
    assert [line.split(":")[0] for line in told[1:]] == ["SAMVEJ_COLOUR", "SAMVEJ_PORT", "SAMVEJ_LANGUAGE", "SAMVEJ_TIMEZONE"]


def test_a_key_file_that_is_gone_or_another_is_told_and_nothing_is_made_anew(shell: Shell, tmp_path: Path) -> None:
    shell("status")
    key = tmp_path / "data" / "master.key"
    key.write_bytes(b"x" * 32)
    assert "The key does not open this database" in shell.fails("status")
    key.unlink()
    assert "Without it nothing that people wrote can be read" in shell.fails("status")
    assert not key.exists()


def test_a_broken_off_command_ends_quietly(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", stop)
    assert shell.fails("chat").endswith("130")
