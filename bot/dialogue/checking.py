"""Looks a whole set of flows over for what reading one file cannot see; every fault at once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from bot.dialogue.conditions import FACTS, is_conditional
from bot.dialogue.flow import HIGHEST, Flow, Kind, Step
from bot.dialogue.track import END, NEXT, path, track

# What may stand in braces: the counsellor's name and the goal anywhere, earlier answers in the same flow, the rest where it is known.
VALUES = {"counsellor", "goal"}
VALUES_AT = {"agreement/whose_idea": {"reason", "duty"}, "followup/answer": {"question"}}
REQUIRED = (
    "agreement",
    "actions",
    "proposal",
    "differ",
    "followup",
    "parking",
    "message",
    "evaluation",
    "selfcheck",
    "importance",
    "belief",
)
_VALUE = re.compile(r"\{(\w*)\}")
_PICKED = {Kind.CHOICE, Kind.SEVERAL, Kind.RANK, Kind.PILES, Kind.PICTURE, Kind.TEXT, Kind.TIME}
_SOURCES = {Kind.CHOICE, Kind.SEVERAL, Kind.RANK, Kind.PILES}


def faults(flows: Mapping[str, Flow]) -> list[str]:
    """What is wrong with the flows, each with flow, step and what to do; empty when nothing is. No flows are a fault."""
    if not flows:
        return ["there are no flows; add at least one file"]
    missing = [f"{name}: this flow is needed and there is none; add flows/{name}.toml" for name in REQUIRED if name not in flows]
    return [*missing, *_was_faults(flows), *(fault for flow in flows.values() for fault in flow_faults(flow))]


def flow_faults(flow: Flow) -> Iterator[str]:
    """What is wrong with one flow."""
    if not any(step.asks for step in flow.steps):
        yield f"{flow.id}: nothing is asked; add a step that is no 'read'"
    if is_conditional(flow.steps[0]):
        yield f"{flow.id}, step {flow.steps[0].id}: the first step has a condition; the first step is always shown"
    yield from _unknown_values(flow.id, [flow.title, flow.gives, flow.ending], VALUES)
    yield from _yield_faults(flow)
    yield from _rename_faults(flow)
    for step in flow.steps:
        yield from _of_step(flow, step)
    if _walk(flow) != [step.id for step in path(flow, {})]:
        yield f"{flow.id}: the steps do not lead to the end; look at their conditions"


@lru_cache(maxsize=4096)
def values_in(text: str) -> frozenset[str]:
    """The names that stand in braces in a text."""
    return frozenset(_VALUE.findall(text))


def _of_step(flow: Flow, step: Step) -> Iterator[str]:
    where = f"{flow.id}, step {step.id}"
    earlier = {one.id for one in _before(flow, step) if one.stand_in}
    known = VALUES | VALUES_AT.get(f"{flow.id}/{step.id}", set()) | earlier
    labels = [choice.label for choice in (*step.choices, *step.piles)]
    asked = [text for part in step.parts for text in (part.text, *(choice.label for choice in part.choices))]
    yield from _unknown_values(where, [step.text, step.help, step.why, step.lowest, step.highest, *labels, *asked], known)
    if step.kind is Kind.SEVERAL and not step.of and not step.own and step.at_most > len(step.choices):
        yield f"{where}: 'at_most' is more than there are choices"
    if flow.takers == "counsellor" and step.asks and step.share != "never":
        yield f'{where}: what the counsellor alone answers is never shared; write share = "never"'
    if step.unless and step.unless not in FACTS:
        yield f"{where}: 'unless' names {step.unless!r}, which is never known; known are {', '.join(FACTS)}"
    yield from _need_faults(step, where)
    yield from _when_faults(flow, step, where)
    yield from _of_faults(flow, step, where)


def _need_faults(step: Step, where: str) -> Iterator[str]:
    for choice in (*step.choices, *step.piles, *(choice for part in step.parts for choice in part.choices)):
        if choice.needs and choice.needs not in FACTS:
            yield f"{where}: the choice {choice.id!r} needs {choice.needs!r}, which is never known; known are {', '.join(FACTS)}"
        if choice.needs and (step.kind is not Kind.CHOICE or sum(1 for one in step.choices if not one.needs) < 2):
            yield f"{where}: only a choice with two others that are always there can have one that 'needs' something"


def _when_faults(flow: Flow, step: Step, where: str) -> Iterator[str]:
    if step.when is None:
        return
    source = next((one for one in _before(flow, step) if one.id == step.when.step), None)
    if source is None:
        yield f"{where}: it waits for the step {step.when.step!r}, which does not come before it"
    elif source.kind is Kind.READ or (step.when.any_of and source.kind not in _PICKED | {Kind.SCALE}):
        yield f"{where}: nothing can be picked in the step {source.id!r}, so it is never asked"
    else:
        known = _possible(flow, source)
        yield from (f"{where}: {one!r} is no choice of {source.id!r}, so it waits in vain" for one in step.when.any_of if one not in known)


def _of_faults(flow: Flow, step: Step, where: str) -> Iterator[str]:
    source = next((one for one in _before(flow, step) if one.id == step.of), None)
    if step.of and (source is None or source.kind not in _SOURCES):
        yield f"{where}: there is no step {step.of!r} before it in which something is picked"


def _possible(flow: Flow, source: Step) -> set[str]:
    if source.kind is Kind.SCALE:
        return {str(number) for number in range(HIGHEST + 1)}
    further = flow.step(source.of) if source.of else None
    return _possible(flow, further) if further and further is not source else {choice.id for choice in source.choices}


def _yield_faults(flow: Flow) -> Iterator[str]:
    texts = {step.id for step in flow.steps if step.kind is Kind.TEXT}
    for name in sorted(values_in(flow.yields) - texts):
        yield f"{flow.id}: 'yields' names {name!r}, which is no text step"
    if flow.yields and not values_in(flow.yields):
        yield f"{flow.id}: 'yields' must name the steps it is made of, in braces"


def _rename_faults(flow: Flow) -> Iterator[str]:
    now = {step.id for step in flow.steps}
    olds = [old for step in flow.steps for old in step.was]
    yield from (f"{flow.id}: the id {old!r} is said to be gone, but a step has it" for old in [*olds, *flow.retired] if old in now)


def _was_faults(flows: Mapping[str, Flow]) -> Iterator[str]:
    olds = [old for flow in flows.values() for old in flow.was]
    for flow in flows.values():
        yield from (f"{flow.id}: the id {old!r} is said to be gone, but a flow has it" for old in flow.was if old in flows)
        yield from (f"{flow.id}: two flows say that they were {old!r}; one of them can" for old in flow.was if olds.count(old) > 1)


def _unknown_values(where: str, texts: Iterable[str], known: set[str]) -> Iterator[str]:
    texts = list(texts)
    yield from (f"{where}: a brace stands alone in {text!r}; take it away" for text in texts if set(_VALUE.sub("", text)) & {"{", "}"})
    unknown = {value for text in texts for value in values_in(text)} - known
    for value in sorted(unknown):
        yield f"{where}: {{{value}}} is no value here; known are {', '.join(sorted(known))} (an earlier step needs a stand_in)"


def _before(flow: Flow, step: Step) -> tuple[Step, ...]:
    return flow.steps[: flow.steps.index(step)]


def _walk(flow: Flow) -> list[str]:
    """The steps one meets by going on and on, picking nothing."""
    met: list[str] = []
    step: str | None = flow.steps[0].id
    while step and step != END and len(met) <= len(flow.steps):
        met.append(step)
        step = track(flow).after(step, NEXT, {})
    return met
