"""Checks that no id of the last release is gone undeclared: what people answered is kept under ids, and must stay readable."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.dialogue.flow import Flow, Step
from bot.kit.messages import where

FILE = "released.json"
_NAMED = ("choices", "piles", "parts")
MISSING = f"flows/{FILE}: there is none, so no ids can be compared; write it with: samvej release"


def lock(flows: Mapping[str, Flow]) -> str:
    """The ids of all flows as the text of the lock file: flow → step → kind, choices, piles and parts (a part's choice: part/choice)."""
    ids = {flow.id: {step.id: _ids(step) for step in flow.steps} for flow in flows.values()}
    return json.dumps(ids, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def faults(flows: Mapping[str, Flow], released: str) -> list[str]:
    """Each id of the lock file `released` (its text) that is gone, with place and what to do. Nothing released is a fault."""
    if not released:
        return [MISSING]
    try:
        then: dict[str, Any] = json.loads(released)
    except json.JSONDecodeError:
        return [f"flows/{FILE}: this is not JSON; take the file of the last release again"]
    if not then:
        return [f"flows/{FILE}: it names no flows, so nothing was compared; take the file of the last release again"]
    return [fault for flow_id, steps in then.items() for fault in _of_flow(flows, flow_id, steps)]


def _of_flow(flows: Mapping[str, Flow], flow_id: str, steps: Mapping[str, Any]) -> Iterator[str]:
    flow = flows.get(flow_id) or next((one for one in flows.values() if flow_id in one.was), None)
    if flow is None:
        yield (
            f"{where(flow_id)}: the released flow {flow_id!r} is gone; write was = [{flow_id!r}] in the flow that took its place, "
            "or keep the file and take the flow out of the menu"
        )
        return
    for step_id, ids in steps.items():
        if step_id not in flow.retired:
            yield from _of_step(flow, step_id, ids)


def _of_step(flow: Flow, step_id: str, then: Mapping[str, Any]) -> Iterator[str]:
    step = flow.step(step_id) or next((one for one in flow.steps if step_id in one.was), None)
    if step is None:
        yield (
            f"{where(flow.id)}: the released step {step_id!r} is gone; write was = [{step_id!r}] in the step that took its place, "
            f"or, if the question is taken away, retired = [{step_id!r}] in the flow"
        )
        return
    place, now = where(f"{flow.id}/{step.id}"), _ids(step)
    another = f"or give the question a new id and write retired = [{step_id!r}] in the flow"
    if then["kind"] != now["kind"]:
        yield f"{place}: it was released as {then['kind']}, and its answers are no {now['kind']}; make it {then['kind']} again, {another}"
    for name in _NAMED:
        gone = [one for one in then.get(name, ()) if one not in now.get(name, ())]
        yield from (f"{place}: {one!r} of the released {name} is gone; put it back, {another}" for one in gone)


def _ids(step: Step) -> dict[str, Any]:
    """What the lock file holds of a step; what is empty is left out."""
    choices, piles = ([one.id for one in ones] for ones in (step.choices, step.piles))
    parts = [one for part in step.parts for one in (part.id, *(f"{part.id}/{choice.id}" for choice in part.choices))]
    return {"kind": str(step.kind), **{name: ids for name, ids in zip(_NAMED, (choices, piles, parts), strict=True) if ids}}
