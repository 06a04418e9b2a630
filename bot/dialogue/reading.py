"""Reads flows from TOML: either a whole set, or every fault of every file at once, with file, step and what to do."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from bot.dialogue.conditions import CONDITIONS
from bot.dialogue.flow import Choice, Flow, Kind, Step
from bot.errors import FaultyFlow

_ID = re.compile(r"[a-z][a-z0-9_]{0,31}")
_FLOW_TEXTS = ("id", "field", "title", "gives", "ending")
_STEP_TEXTS = ("id", "kind", "text", "why", "help", "when", "share", "lowest", "highest")
_SHARES = ("ask", "both", "never")
_LONGEST_LABEL = 24
_LONGEST_MESSAGE = 1000


def read_flows(files: Mapping[str, str]) -> dict[str, Flow]:
    """The flows of the files (name → TOML text), by id. Raises FaultyFlow with every fault of every file."""
    faults: list[str] = []
    flows: dict[str, Flow] = {}
    for name, text in sorted(files.items()):
        data, found = _parse(name, text)
        found += list(_faults(name, data)) if not found else []
        faults += found
        if not found:
            flow = _flow(data)
            faults += [f"{name}: the id {flow.id!r} is taken by another file; give it another id"] if flow.id in flows else []
            flows[flow.id] = flow
    if not files:
        faults.append("no flow files were found; there must be at least one .toml file")
    if faults:
        raise FaultyFlow(*faults)
    return flows


def _parse(name: str, text: str) -> tuple[dict[str, Any], list[str]]:
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as error:
        return {}, [f"{name}: this is not TOML ({error}); mend the line it names"]


def _faults(name: str, data: dict[str, Any]) -> Iterator[str]:
    known = {*_FLOW_TEXTS, "minutes", "step"}
    yield from (f"{name}: {key!r} is not known; known are {', '.join(sorted(known))}" for key in data if key not in known)
    yield from (f"{name}: {key!r} is missing; write it as text" for key in _FLOW_TEXTS if not _is_text(data.get(key)))
    if _is_text(data.get("id")) and not _ID.fullmatch(data["id"]):
        yield f"{name}: the id {data['id']!r} must be small letters, digits and _, at most 32"
    if not isinstance(data.get("minutes"), int) or data["minutes"] < 1:
        yield f"{name}: 'minutes' must be a whole number, at least 1"
    steps = data.get("step")
    if not isinstance(steps, list) or not steps or not all(isinstance(step, dict) for step in steps):
        yield f"{name}: there are no steps; add at least one [[step]]"
        return
    for index, step in enumerate(steps, start=1):
        where = f"{name}, step {step.get('id', index)}"
        yield from _step_faults(where, step)
    yield from _doubles(name, [step.get("id") for step in steps])


def _step_faults(where: str, step: dict[str, Any]) -> Iterator[str]:
    known = {*_STEP_TEXTS, "choices", "at_least", "at_most"}
    yield from (f"{where}: {key!r} is not known; known are {', '.join(sorted(known))}" for key in step if key not in known)
    yield from (f"{where}: {key!r} is missing; write it as text" for key in ("id", "kind", "text", "why") if not _is_text(step.get(key)))
    yield from (f"{where}: {key!r} must be text" for key in _STEP_TEXTS if key in step and not _is_text(step[key]))
    if _is_text(step.get("id")) and not _ID.fullmatch(step["id"]):
        yield f"{where}: the id must be small letters, digits and _, at most 32"
    if step.get("id") == "end":
        yield f"{where}: 'end' is taken; give the step another id"
    if _is_text(step.get("kind")) and step["kind"] not in list(Kind):
        yield f"{where}: the kind {step['kind']!r} is not known; known are {', '.join(Kind)}"
    if _is_text(step.get("text")) and len(step["text"]) > _LONGEST_MESSAGE:
        yield f"{where}: the text is longer than {_LONGEST_MESSAGE} characters; cut it"
    if step.get("share", "ask") not in _SHARES:
        yield f"{where}: 'share' must be one of {', '.join(_SHARES)}"
    if step.get("when", "") and step["when"] not in CONDITIONS:
        yield f"{where}: the condition {step['when']!r} is not known; known are {', '.join(CONDITIONS)}"
    yield from _choice_faults(where, step)


def _choice_faults(where: str, step: dict[str, Any]) -> Iterator[str]:
    choices = step.get("choices", [])
    if not isinstance(choices, list) or not all(isinstance(c, dict) and set(c) == {"id", "label"} for c in choices):
        yield f"{where}: 'choices' must be a list of {{ id = …, label = … }}"
        return
    if step.get("kind") in {Kind.CHOICE, Kind.SEVERAL} and len(choices) < 2:
        yield f"{where}: a {step['kind']} needs at least two choices"
    if step.get("kind") in {Kind.READ, Kind.SCALE} and choices:
        yield f"{where}: a {step['kind']} has no choices; take them away"
    for choice in choices:
        if not _is_text(choice["id"]) or not _ID.fullmatch(choice["id"]):
            yield f"{where}: the choice id {choice['id']!r} must be small letters, digits and _, at most 32"
        if not _is_text(choice["label"]) or len(choice["label"]) > _LONGEST_LABEL:
            yield f"{where}: the label {choice['label']!r} must be 1 to {_LONGEST_LABEL} characters"
    yield from _doubles(where, [choice["id"] for choice in choices])
    least, most = step.get("at_least", 1), step.get("at_most", 0)
    if (
        not isinstance(least, int)
        or not isinstance(most, int)
        or least < 0
        or most < 0
        or (step.get("kind") == Kind.SEVERAL and most and least > most)
    ):
        yield f"{where}: 'at_least' and 'at_most' must be whole numbers, the first not above the second"


def _doubles(where: str, ids: list[Any]) -> Iterator[str]:
    yield from (f"{where}: the id {name!r} stands twice; ids must differ" for name in sorted({str(i) for i in ids if ids.count(i) > 1}))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _flow(data: dict[str, Any]) -> Flow:
    return Flow(
        **{key: data[key].strip() for key in _FLOW_TEXTS},
        minutes=data["minutes"],
        steps=tuple(_step(step) for step in data["step"]),
        digest=_digest(data),
    )


def _step(data: dict[str, Any]) -> Step:
    texts = {key: data[key].strip() for key in _STEP_TEXTS if key in data and key != "kind"}
    return Step(
        **texts,
        kind=Kind(data["kind"]),
        choices=tuple(Choice(id=choice["id"], label=choice["label"].strip()) for choice in data.get("choices", ())),
        at_least=data.get("at_least", 1),
        at_most=data.get("at_most", 0),
        digest=_digest({key: data.get(key) for key in ("kind", "text", "choices")}),
    )


def _digest(data: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]
