"""Every flow, talked through as somebody would, in every language it is offered in."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.flows.golden import TALKS, YOU, replayed
from tests.usecases.story import stage

FLOWS = sorted(stage().flows)


@pytest.mark.parametrize("file", TALKS, ids=lambda file: file.stem)
def test_the_talk_goes_as_it_is_written_down(file: Path) -> None:
    written = file.read_text(encoding="utf-8")
    assert replayed(written).splitlines() == written.splitlines()


@pytest.mark.parametrize("language", sorted(stage().texts))
@pytest.mark.parametrize("flow", FLOWS)
def test_each_flow_has_a_talk_in_each_language(flow: str, language: str) -> None:
    assert [file.name for file in TALKS if file.read_text(encoding="utf-8").startswith(f"# {flow} {language}\n")]


@pytest.mark.parametrize("file", TALKS, ids=lambda file: file.stem)
def test_every_button_pressed_in_a_talk_was_offered(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    pressed = [(before, line.removeprefix(YOU)) for before, line in pairwise(lines) if line.startswith(f"{YOU}[")]
    assert [label for before, label in pressed if label not in before.replace("[✓ ", "[")] == []


def test_the_key_questions_are_asked_to_the_letter() -> None:
    texts = {step.id: step.text for step in stage().flows["agreement"].steps}
    assert (texts["outcome"], texts["different"]) == (
        "Hvad vil du gerne have ud af denne vejledning?",
        "Hvordan vil du gerne være anderledes stillet efter denne vejledning?",
    )
