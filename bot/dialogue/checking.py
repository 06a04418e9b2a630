"""Looks a whole set of flows over for what reading one file cannot see; every fault at once."""

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.dialogue.flow import Flow, Kind, Step
from bot.dialogue.track import END, NEXT, path, track

# What may stand in braces: the counsellor's name anywhere, the rest only where it is known.
VALUES = {"counsellor"}
VALUES_AT = {"agreement/whose_idea": {"reason", "duty"}, "followup/answer": {"question"}}
REQUIRED = ("agreement", "action", "goal", "differ", "followup", "parking")
_VALUE = re.compile(r"\{(\w*)\}")


def faults(flows: Mapping[str, Flow]) -> list[str]:
    """What is wrong with the flows, each with flow, step and what to do; empty when nothing is. No flows are a fault."""
    if not flows:
        return ["there are no flows; add at least one file"]
    missing = [f"{name}: this flow is needed and there is none; add flows/{name}.toml" for name in REQUIRED if name not in flows]
    return missing + [fault for flow in flows.values() for fault in _of_flow(flow)]


def _of_flow(flow: Flow) -> Iterator[str]:
    if not any(step.asks for step in flow.steps):
        yield f"{flow.id}: nothing is asked; add a step that is no 'read'"
    if flow.steps[0].when:
        yield f"{flow.id}, step {flow.steps[0].id}: the first step has a condition; the first step is always shown"
    yield from _unknown_values(flow.id, [flow.title, flow.gives, flow.ending], VALUES)
    for step in flow.steps:
        yield from _of_step(flow, step)
    if _walk(flow) != [step.id for step in path(flow, {})]:
        yield f"{flow.id}: the steps do not lead to the end; look at their conditions"


def _of_step(flow: Flow, step: Step) -> Iterator[str]:
    where = f"{flow.id}, step {step.id}"
    known = VALUES | VALUES_AT.get(f"{flow.id}/{step.id}", set())
    labels = [choice.label for choice in step.choices]
    yield from _unknown_values(where, [step.text, step.help, step.why, step.lowest, step.highest, *labels], known)
    if step.kind is Kind.SEVERAL and step.at_most > len(step.choices):
        yield f"{where}: 'at_most' is more than there are choices"
    waits_for = {"wants_more": "more", "wants_reminder": "remind"}.get(step.when)
    if waits_for and waits_for not in _before(flow, step):
        yield f"{where}: it waits for the step {waits_for!r}, which does not come before it"


def _unknown_values(where: str, texts: Iterable[str], known: set[str]) -> Iterator[str]:
    unknown = {value for text in texts for value in _VALUE.findall(text)} - known
    yield from (f"{where}: {{{value}}} is no value here; known are {', '.join(sorted(known))}" for value in sorted(unknown))


def _before(flow: Flow, step: Step) -> set[str]:
    return {one.id for one in flow.steps[: flow.steps.index(step)]}


def _walk(flow: Flow) -> list[str]:
    """The steps one meets by going on and on, picking nothing."""
    met: list[str] = []
    step: str | None = flow.steps[0].id
    while step and step != END and len(met) <= len(flow.steps):
        met.append(step)
        step = track(flow).after(step, NEXT, {})
    return met
