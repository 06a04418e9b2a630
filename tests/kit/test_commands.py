"""All checks together, over a set of flows and a few texts of the program: each finds what was planted, and nothing else."""

from pathlib import Path

import pytest

from bot.dialogue.flow import Flow
from bot.errors import FaultyFlow
from bot.kit import commands
from bot.kit.everything import Source
from bot.texts import Texts
from tests.kit.written import DANISH, a_flow, a_step, flows

LANGUAGES = {"da": DANISH, "en": Texts(language="en", messages={("", "Ja"): "Yes"})}

SOURCES: list[Source] = [("bot/one.py", "", f"Det er nu {number} år siden.") for number in range(9)]
SOURCES += [("bot/one.py", "", "Ja"), ("flows/doorframe.toml", "doorframe/cue", "Bestemer du?")]


@pytest.fixture
def released(tmp_path: Path) -> Path:
    file = tmp_path / "released.json"
    commands.release(flows(a_flow()), file)
    return file


@pytest.mark.usefixtures("hunspell")
def test_nothing_is_found_where_nothing_is_wrong(released: Path) -> None:
    assert check(flows(a_flow()), released) == []


@pytest.mark.usefixtures("hunspell")
def test_every_check_finds_its_own_fault_and_all_are_told_at_once(released: Path) -> None:
    planted = a_flow(a_step("sign", text="Bestemer du? Hvornår?", help="Godt klaret."))
    sources = [*SOURCES, ("bot/two.py", "", "Hvad er det? Hvad er det så?")]
    assert [fault.split(":")[0] for fault in commands.check(flows(planted), LANGUAGES, sources, released)] == [
        "doorframe.toml",  # an id is gone
        "doorframe.toml, step sign, text",  # two questions
        "bot/two.py (da), 'Hvad er det? Hvad er det så?'",  # and again
        "doorframe.toml, step sign, help (da)",  # praise
        "doorframe.toml, step sign, text (da)",  # spelling
    ]


@pytest.mark.usefixtures("hunspell")
def test_spelling_can_be_left_out(released: Path) -> None:
    misspelt = flows(a_flow(a_step(text="Bestemer du?")))
    assert len(check(misspelt, released)) == 1
    assert commands.check(misspelt, LANGUAGES, SOURCES, released, spelled=False) == []


def test_nothing_at_all_to_check_is_a_fault_of_every_check(tmp_path: Path) -> None:
    found = commands.check({}, LANGUAGES, [], tmp_path / "none.json")
    assert [fault.partition(",")[0] for fault in found] == [
        "flows/released.json: there is none",
        "there are no flows whose words could be checked; add at least one file",
        "there are no texts of the program whose words could be checked; look at where they are collected from",
        "da: there are no texts in which to look for banned phrases; look at where they are collected from",
        "en: there are no texts in which to look for banned phrases; look at where they are collected from",
        "there are no texts whose spelling could be checked; look at where they are collected from",
    ]


def test_a_release_that_loses_an_id_is_refused_and_the_old_one_stays(released: Path) -> None:
    before = released.read_text(encoding="utf-8")
    with pytest.raises(FaultyFlow) as refused:
        commands.release(flows(a_flow(a_step("sign"))), released)
    assert "the released step 'cue' is gone" in str(refused.value)
    assert released.read_text(encoding="utf-8") == before


def test_the_preview_goes_by_the_fields_of_the_sheet() -> None:
    shown = commands.lay_out(
        flows(a_flow(), a_flow(flow_id="apart", field="elsewhere"), a_flow(flow_id="meet", field="agreement")), LANGUAGES
    )
    assert shown.index('<section id="meet"') < shown.index('<section id="doorframe"') < shown.index('<section id="apart"')


def check(written: dict[str, Flow], released: Path) -> list[str]:
    return commands.check(written, LANGUAGES, SOURCES, released)
