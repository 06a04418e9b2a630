"""Every flow, talked through in every way somebody would, in every language it is offered in."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from bot.channels.rehearsal import YOU
from bot.channels.terminal import AND_THE_USUAL
from bot.dialogue import phrases
from bot.usecases import crisis
from bot.usecases.home import PARK
from bot.usecases.sharing import MENU
from bot.usecases.steps import HAVE_PAUSE
from tests.flows.driving import WAYS
from tests.flows.golden import FOLDER, TALKS, replayed, stage

USUAL = (phrases.WHY, PARK, HAVE_PAUSE, MENU, crisis.TITLE)
LETTER, REFUSED = "letter: ", "rehearsal: there is no"
SENDS = re.compile(r"\[(?:foto|photo|stemme \d+|voice \d+)\]")


@pytest.mark.parametrize("file", TALKS, ids=lambda file: file.stem)
def test_the_talk_goes_as_it_is_written_down(file: Path) -> None:
    written = file.read_text(encoding="utf-8")
    assert replayed(written).splitlines() == written.splitlines()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("flow", sorted(stage().flows))
def test_each_flow_has_a_talk_in_each_way(flow: str, way: str) -> None:
    assert (FOLDER / f"{flow}-{way}.txt").read_text(encoding="utf-8").startswith(f"# {flow} {WAYS[way][0]}\n")


@pytest.mark.parametrize("file", TALKS, ids=lambda file: file.stem)
def test_every_button_pressed_in_a_talk_was_offered(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    letters = "".join(line for line in lines if line.startswith(LETTER))
    pressed = [(before, line.removeprefix(YOU)) for before, line in pairwise(lines) if line.startswith(f"{YOU}[")]
    usual = " ".join(f"[{stage().texts_in(lines[0].split()[2]).say(label)}]" for label in USUAL)
    shown = [
        (label, f"{before.replace('[✓ ', '[')}{usual if before.endswith(AND_THE_USUAL) else ''}{letters}") for before, label in pressed
    ]
    assert [label for label, offered in shown if label not in offered and not SENDS.fullmatch(label)] == []
    assert [line for line in lines if line.startswith(REFUSED)] == []


def test_who_comes_back_to_changed_questions_is_told_so() -> None:
    edited = {flow: (FOLDER / f"{flow}-edited.txt").read_text(encoding="utf-8") for flow in stage().flows}
    assert [flow for flow, talk in edited.items() if phrases.CHANGED_SINCE not in talk] == []


def test_the_key_questions_are_asked_to_the_letter() -> None:
    texts = {step.id: step.text for step in stage().flows["agreement"].steps}
    assert (texts["outcome"], texts["different"]) == (
        "Hvad vil du gerne have ud af denne vejledning?",
        "Hvordan vil du gerne være anderledes stillet efter denne vejledning?",
    )
