"""A small set of flows in which no check finds anything, to plant one fault in."""

from collections.abc import Mapping
from typing import Any

from bot.dialogue.flow import Choice, Flow, Kind, Step
from bot.kit.verbatim import VERBATIM
from bot.texts import Texts

DANISH = Texts(language="da")
LANGUAGES: Mapping[str, Texts] = {"da": DANISH}


def a_step(step_id: str = "cue", **changed: Any) -> Step:
    """A step whose words are in order, but for what is changed."""
    usual: dict[str, Any] = {
        "kind": Kind.TEXT,
        "text": "Hvad sker der først?",
        "help": "Et ord er nok.",
        "why": "Så kan du se det for dig.",
    }
    return Step(id=step_id, **{**usual, **changed})


def a_flow(*steps: Step, flow_id: str = "doorframe", **changed: Any) -> Flow:
    """A flow whose words are in order, but for what is changed."""
    usual: dict[str, Any] = {"field": "plan", "title": "Pas på døren", "gives": "Du får en plan.", "ending": "Tak. Det står der nu."}
    return Flow(id=flow_id, minutes=3, steps=steps or (a_step(),), **{**usual, **changed})


def flows(*more: Flow) -> dict[str, Flow]:
    """The model's own sentences where they belong, and more flows."""
    model: dict[str, list[Step]] = {}
    for context, sentence in VERBATIM.items():
        flow, _, step = context.partition("/")
        model.setdefault(flow, []).append(a_step(step, text=sentence))
    return {flow.id: flow for flow in (*(a_flow(*steps, flow_id=name) for name, steps in model.items()), *more)}


def choices(*labels: str) -> tuple[Choice, ...]:
    """Choices with ids a, b, c …"""
    return tuple(Choice(id=chr(ord("a") + index), label=label) for index, label in enumerate(labels))
