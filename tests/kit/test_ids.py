import json
from dataclasses import replace
from typing import Any

import pytest

from bot.dialogue.flow import Choice, Kind, Part, Step
from bot.kit.ids import faults, lock
from tests.kit.written import a_flow, a_step, choices

PARTS = (
    Part(id="age", kind=Kind.NUMBER, text="Hvor gammel?"),
    Part(id="near", kind=Kind.CHOICE, text="Hvor?", choices=choices("Her", "Der")),
)
STEPS = (
    a_step("cue"),
    a_step("reply", kind=Kind.CHOICE, choices=choices("Ja", "Nej")),
    a_step("life", kind=Kind.TIMELINE, parts=PARTS),
    a_step("deck", kind=Kind.PILES, choices=choices("Rolig", "Glad"), piles=(Choice(id="me", label="Mig"),)),
)
RELEASED = lock({"doorframe": a_flow(*STEPS)})


def test_what_is_released_is_kind_and_ids_and_no_words() -> None:
    assert json.loads(RELEASED) == {
        "doorframe": {
            "cue": {"kind": "text"},
            "reply": {"kind": "choice", "choices": ["a", "b"]},
            "life": {"kind": "timeline", "parts": ["age", "near", "near/a", "near/b"]},
            "deck": {"kind": "piles", "choices": ["a", "b"], "piles": ["me"]},
        }
    }


def test_new_words_new_steps_and_new_choices_are_no_fault() -> None:
    more = a_step("reply", text="Hvad nu?", kind=Kind.CHOICE, choices=choices("Helst", "Ikke", "Ved ikke"))
    assert found(STEPS[0], more, *STEPS[2:], a_step("new")) == []


def test_a_step_that_is_gone_is_declared_renamed_or_retired() -> None:
    renamed = a_step("sign")
    assert found(renamed, *STEPS[1:]) == [
        (
            "doorframe.toml: the released step 'cue' is gone; write was = ['cue'] in the step that took its place, "
            "or, if the question is taken away, retired = ['cue'] in the flow"
        )
    ]
    assert found(a_step("sign", was=("cue",)), *STEPS[1:]) == []
    assert found(renamed, *STEPS[1:], retired=("cue",)) == []


def test_a_flow_that_is_gone_is_declared_renamed_or_kept() -> None:
    renamed = a_flow(*STEPS, flow_id="door")
    assert faults({"door": renamed}, RELEASED) == [
        (
            "doorframe.toml: the released flow 'doorframe' is gone; write was = ['doorframe'] in the flow that took its place, "
            "or keep the file and take the flow out of the menu"
        )
    ]
    assert faults({"door": a_flow(*STEPS, flow_id="door", was=("doorframe",))}, RELEASED) == []


@pytest.mark.parametrize(
    ("index", "changed", "what"),
    [
        (0, {"kind": Kind.SCALE}, "it was released as text, and its answers are no scale; make it text again"),
        (1, {"choices": choices("Ja")}, "'b' of the released choices is gone; put it back"),
        (2, {"parts": (PARTS[0], replace(PARTS[1], choices=choices("Her")))}, "'near/b' of the released parts is gone; put it back"),
        (3, {"piles": (Choice(id="not", label="Ikke mig"),)}, "'me' of the released piles is gone; put it back"),
    ],
)
def test_answers_that_could_not_be_read_any_more_are_a_fault(index: int, changed: dict[str, Any], what: str) -> None:
    old = STEPS[index]
    usual = {"kind": old.kind, "choices": old.choices, "parts": old.parts, "piles": old.piles}
    steps = [*STEPS[:index], a_step(old.id, **{**usual, **changed}), *STEPS[index + 1 :]]
    another = f"or give the question a new id and write retired = ['{old.id}'] in the flow"
    assert found(*steps) == [f"doorframe.toml, step {old.id}: {what}, {another}"]


@pytest.mark.parametrize(
    ("released", "fault"),
    [
        ("", "flows/released.json: there is none, so no ids can be compared; write it with: samvej release"),
        ("{}", "flows/released.json: it names no flows, so nothing was compared; take the file of the last release again"),
        ("{", "flows/released.json: this is not JSON; take the file of the last release again"),
    ],
)
def test_nothing_to_compare_with_is_a_fault(released: str, fault: str) -> None:
    assert faults({"doorframe": a_flow(*STEPS)}, released) == [fault]


def found(*steps: Step, **changed: Any) -> list[str]:
    return faults({"doorframe": a_flow(*steps, **changed)}, RELEASED)
