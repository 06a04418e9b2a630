"""Reads flows from TOML: either a whole set, or every fault of every file at once, with file, step and what to do."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from typing import Any

from bot.dialogue.drawn import DRAWN
from bot.dialogue.flow import Choice, Condition, Flow, Kind, Part, Step
from bot.dialogue.reading_faults import FLOW_TEXTS, STEP_TEXTS, flow_faults
from bot.errors import FaultyFlow

_ASKED = ("kind", "text", "choices", "parts", "piles", "of")


def read_flows(files: Mapping[str, str]) -> dict[str, Flow]:
    """The flows of the files (name → TOML text), by id. Raises FaultyFlow with every fault of every file."""
    faults: list[str] = []
    flows: dict[str, Flow] = {}
    for name, text in sorted(files.items()):
        data, found = _parse(name, text)
        found += list(flow_faults(name, data)) if not found else []
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


def _flow(data: dict[str, Any]) -> Flow:
    return Flow(
        **{key: data[key].strip() for key in FLOW_TEXTS},
        minutes=data["minutes"],
        steps=tuple(_step(step) for step in data["step"]),
        takers=data.get("takers", "counsellee"),
        repeats=data.get("repeats", False),
        yields=data.get("yields", "").strip(),
        was=_ids(data.get("was", ())),
        retired=_ids(data.get("retired", ())),
        digest=_digest(data),
    )


def _step(data: dict[str, Any]) -> Step:
    texts = {key: data[key].strip() for key in STEP_TEXTS if key in data and key != "kind"}
    kind = Kind(data["kind"])
    return Step(
        **texts,
        kind=kind,
        choices=_drawn() if kind is Kind.PICTURE else _choices(data.get("choices", ())),
        at_least=data.get("at_least", 1),
        at_most=data.get("at_most", 0),
        when=_condition(data["when"]) if "when" in data else None,
        own=data.get("own", False),
        voice=data.get("voice", True),
        parts=tuple(_part(part) for part in data.get("part", ())),
        piles=_choices(data.get("piles", ())),
        keep=_ids(data.get("keep", ())),
        was=_ids(data.get("was", ())),
        digest=_digest({key: data.get(key) for key in (*_ASKED, "part") if data.get(key) is not None or key in {"text", "choices"}}),
    )


def _part(data: dict[str, Any]) -> Part:
    texts = {key: data[key].strip() for key in ("id", "text", "lowest", "highest") if key in data}
    return Part(**texts, kind=Kind(data["kind"]), choices=_choices(data.get("choices", ())))


def _choices(data: Any) -> tuple[Choice, ...]:
    return tuple(Choice(id=choice["id"], label=choice["label"].strip(), needs=choice.get("needs", "")) for choice in data)


def _drawn() -> tuple[Choice, ...]:
    return tuple(Choice(id=picture, label=label) for picture, label in DRAWN.items())


def _condition(data: dict[str, Any]) -> Condition:
    return Condition(step=data["step"], any_of=_ids(data.get("is", ())))


def _ids(data: Any) -> tuple[str, ...]:
    return (data,) if isinstance(data, str) else tuple(data)


def _digest(data: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]
