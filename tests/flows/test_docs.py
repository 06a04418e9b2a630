"""The page that shows how to write a flow is right: its example passes every check and is talked through from the menu."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import opening
from bot.config import Settings
from bot.dialogue.checking import flow_faults
from bot.dialogue.flow import STEP_KINDS
from bot.dialogue.reading import read_flows
from bot.kit import banned, spelling, wording
from bot.kit.commands import untranslated
from bot.kit.everything import of_flows
from tests.usecases.story import SHORT_WAY_TO_THE_END, Story

PAGE = (Path(__file__).parents[2] / "docs" / "writing-a-flow.md").read_text(encoding="utf-8")
FENCED = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
NAMED = re.compile(r"# (\S+\.(?:toml|po))\n")
FLOW = "support"
HEAD = 'id = "kinds"\nfield = "plan"\ntitle = "T"\ngives = "G"\nminutes = 1\nending = "E"\n'


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of somebody who has done what the page says."""
    own = tmp_path / "my-flows"
    for name, text in named_files():
        file = own / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Settings(data=tmp_path, flows=own)


def named_files() -> Iterator[tuple[str, str]]:
    """The examples that are files: their first line says which."""
    for _, text in FENCED.findall(PAGE):
        named = NAMED.match(text)
        if named:
            yield named[1], text


def test_the_page_shows_a_flow_a_menu_and_a_catalogue() -> None:
    assert [name for name, _ in named_files()] == [f"{FLOW}.toml", "menu.toml", "locales/en/LC_MESSAGES/samvej.po"]


def test_the_words_of_the_example_pass_every_check(settings: Settings) -> None:
    stage = opening.set_stage(settings)
    texts = [one for one in of_flows({FLOW: stage.flows[FLOW]}, stage.texts) if one.language == "da"]
    found = [fault for fault in wording.flow_faults(stage.flows, stage.texts) if fault.startswith(FLOW)]
    found += banned.faults(texts, [one for one in banned.read_banned(banned.FILE.read_text(encoding="utf-8")) if one.language == "da"])
    found += spelling.faults(texts, spelling.own_words())
    assert (len(texts) > 20, found) == (True, [])


def test_the_example_is_talked_through_from_the_menu_to_its_end(settings: Settings) -> None:
    story = Story()
    story.stage = opening.set_stage(settings)
    story.accept(*SHORT_WAY_TO_THE_END, "/metoder")
    story.press("m:field=can")
    assert story.screen is not None
    assert "Hvem er der?" in [item.question for item in story.screen.items]
    story.press(f"m:take={FLOW}")
    story.talk("[Videre]", "[En ven]", "Min hund", "[Gem]", "[En ven]", "At ringe til skolen", "[Gem]", "3", "At skrive først", "[Gem]")
    assert "Tak. Nu står det på arket, hvem du kan gå til." in story.told
    assert [(note.step, note.words.said) for note in story.mine(flow=FLOW)] == [
        ("who", "En ven, Min hund"),
        ("first", "En ven"),
        ("ask", "At ringe til skolen"),
        ("easy", "3 / 10"),
        ("easier", "At skrive først"),
    ]


def test_what_the_page_translates_is_read_and_the_rest_is_told(settings: Settings) -> None:
    stage = opening.set_stage(settings)
    assert stage.texts["en"].say("Hvem er der?", FLOW) == "Who is there?"
    told = untranslated({FLOW: stage.flows[FLOW]}, stage.texts)
    assert [line for line in told if ", help (" in line and "step ask" in line] == []
    assert "support.toml, step easier, why (en): there is no translation, so the text is shown as it is" in told


def test_every_kind_is_shown_as_it_can_be_written() -> None:
    [steps] = [text for _, text in FENCED.findall(PAGE) if text.startswith("[[step]]")]
    flow = read_flows({"kinds.toml": HEAD + steps})["kinds"]
    assert list(flow_faults(flow)) == []
    elsewhere = {kind for kind in STEP_KINDS if f"`{kind}`" in PAGE}
    assert set(STEP_KINDS) - {step.kind for step in flow.steps} - elsewhere == set()
    assert len(flow.steps) > 8
