"""What is wrong with a flow file, each fault with file, step and what to do."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.dialogue.flow import ENTRY_KINDS, ENTRY_PARTS, PART_KINDS, STEP_KINDS, Kind

FLOW_TEXTS = ("id", "field", "title", "gives", "ending")
STEP_TEXTS = ("id", "kind", "text", "why", "help", "share", "lowest", "highest", "of", "stand_in", "unless")
FIELDS = ("agreement", "parking", "story", "want", "can", "importance", "belief", "plan", "evaluation", "selfcheck")
TAKERS = ("counsellee", "counsellor")
SHARES = ("ask", "both", "never")
LONGEST_LABEL = 24
LONGEST_MESSAGE = 1000
_ID = re.compile(r"[a-z][a-z0-9_]{0,31}")
_OWN = re.compile(r"own\d+")
_HOUR = re.compile(r"h([01]?\d|2[0-3])")
_FLOW_REST = {"minutes", "step", "takers", "repeats", "yields", "was", "retired"}
_STEP_REST = {"choices", "at_least", "at_most", "when", "own", "voice", "part", "piles", "keep", "was"}
_PART_TEXTS = ("id", "kind", "text", "lowest", "highest")
_CHOOSING = {Kind.CHOICE, Kind.SEVERAL, Kind.RANK, Kind.PILES}
_OFFERING = {*_CHOOSING, Kind.TEXT, Kind.LINES, Kind.DATE, Kind.TIME}
# Names that mean something else in the chart of a flow, or among its notes.
_TAKEN = {"end", "sentence", "counsellor", "goal"}


def flow_faults(name: str, data: dict[str, Any]) -> Iterator[str]:
    """Every fault of one file's data."""
    yield from _unknown(name, data, {*FLOW_TEXTS, *_FLOW_REST})
    yield from (f"{name}: {key!r} is missing; write it as text" for key in FLOW_TEXTS if not _is_text(data.get(key)))
    yield from _id_faults(name, data.get("id"))
    if _is_text(data.get("field")) and data["field"] not in FIELDS:
        yield f"{name}: the field {data['field']!r} is not known; known are {', '.join(FIELDS)}"
    if not isinstance(data.get("minutes"), int) or data["minutes"] < 1:
        yield f"{name}: 'minutes' must be a whole number, at least 1"
    if data.get("takers", "counsellee") not in TAKERS:
        yield f"{name}: 'takers' must be one of {', '.join(TAKERS)}"
    if not isinstance(data.get("repeats", False), bool):
        yield f"{name}: 'repeats' must be true or false"
    yield from _names_faults(name, data, "was", "retired")
    steps = data.get("step")
    if not isinstance(steps, list) or not steps or not all(isinstance(step, dict) for step in steps):
        yield f"{name}: there are no steps; add at least one [[step]]"
        return
    for index, step in enumerate(steps, start=1):
        yield from _step_faults(f"{name}, step {step.get('id', index)}", step)
    yield from _doubles(name, [step.get("id") for step in steps])


def _step_faults(where: str, step: dict[str, Any]) -> Iterator[str]:
    yield from _unknown(where, step, {*STEP_TEXTS, *_STEP_REST})
    yield from (f"{where}: {key!r} is missing; write it as text" for key in ("id", "kind", "text", "why") if not _is_text(step.get(key)))
    yield from (f"{where}: {key!r} must be text" for key in STEP_TEXTS if key in step and not _is_text(step[key]))
    yield from _id_faults(where, step.get("id"))
    if step.get("id") in _TAKEN:
        yield f"{where}: {step['id']!r} is taken; give the step another id"
    if _is_text(step.get("kind")) and step["kind"] not in STEP_KINDS:
        yield f"{where}: the kind {step['kind']!r} is not known; known are {', '.join(sorted(STEP_KINDS))}"
    if _is_text(step.get("text")) and len(step["text"]) > LONGEST_MESSAGE:
        yield f"{where}: the text is longer than {LONGEST_MESSAGE} characters; cut it"
    if step.get("share", "ask") not in SHARES:
        yield f"{where}: 'share' must be one of {', '.join(SHARES)}"
    for key in ("own", "voice"):
        if not isinstance(step.get(key, False), bool):
            yield f"{where}: {key!r} must be true or false"
    yield from _names_faults(where, step, "was", "keep")
    yield from _when_faults(where, step)
    yield from _choice_faults(where, step)
    yield from _number_faults(where, step)
    yield from _pile_faults(where, step)
    yield from _part_faults(where, step)


def _when_faults(where: str, step: dict[str, Any]) -> Iterator[str]:
    when = step.get("when")
    if when is None:
        return
    named = isinstance(when, dict) and set(when) <= {"step", "is"} and _is_text(when.get("step"))
    if not named or not _are_texts(when.get("is", ["-"])):
        yield f'{where}: \'when\' must be {{ step = "…", is = ["…"] }}, or {{ step = "…" }} for any answer'


def _choice_faults(where: str, step: dict[str, Any]) -> Iterator[str]:
    kind, choices = step.get("kind"), step.get("choices", [])
    yield from _offer_faults(where, choices, "choices")
    if kind in _CHOOSING and not step.get("of") and len(choices) < 2:
        yield f"{where}: a {kind} needs at least two choices"
    if kind in _CHOOSING and step.get("of") and choices:
        yield f"{where}: it takes its choices from {step['of']!r}; take 'choices' away"
    if choices and kind in STEP_KINDS and kind not in _OFFERING:
        yield f"{where}: a {kind} has no choices; take them away"
    if step.get("of") and kind not in {*_CHOOSING, Kind.EACH} - {Kind.PILES}:
        yield f"{where}: a {kind} takes nothing from earlier; take 'of' away"
    if kind == Kind.TIME:
        hours = [str(choice.get("id")) for choice in choices if isinstance(choice, dict)]
        yield from (f"{where}: the choice {hour!r} is no hour; write for example h20" for hour in hours if not _HOUR.fullmatch(hour))


def _offer_faults(where: str, choices: Any, key: str) -> Iterator[str]:
    if not isinstance(choices, list) or not all(isinstance(c, dict) and set(c) - {"needs"} == {"id", "label"} for c in choices):
        yield f"{where}: {key!r} must be a list of {{ id = …, label = … }}"
        return
    for choice in choices:
        if not _is_text(choice["id"]) or not _ID.fullmatch(choice["id"]) or _OWN.fullmatch(choice["id"]):
            yield f"{where}: the choice id {choice['id']!r} must be small letters, digits and _, at most 32, and not own1, own2 …"
        if not _is_text(choice["label"]) or len(choice["label"]) > LONGEST_LABEL:
            yield f"{where}: the label {choice['label']!r} must be 1 to {LONGEST_LABEL} characters"
        if not isinstance(choice.get("needs", ""), str):
            yield f"{where}: 'needs' of the choice {choice['id']!r} must be text"
    yield from _doubles(where, [choice["id"] for choice in choices])


def _number_faults(where: str, step: dict[str, Any]) -> Iterator[str]:
    least, most = step.get("at_least", 1), step.get("at_most", 0)
    whole = isinstance(least, int) and isinstance(most, int)
    counted = {Kind.SEVERAL, *ENTRY_KINDS}
    if not whole or least < 0 or most < 0 or (step.get("kind") in counted and most and least > most):
        yield f"{where}: 'at_least' and 'at_most' must be whole numbers, the first not above the second"


def _pile_faults(where: str, step: dict[str, Any]) -> Iterator[str]:
    if step.get("kind") != Kind.PILES:
        return
    piles = step.get("piles", [])
    yield from _offer_faults(where, piles, "piles")
    ids = {pile.get("id") for pile in piles if isinstance(pile, dict)} if isinstance(piles, list) else set()
    if len(ids) < 2:
        yield f"{where}: there must be at least two piles"
    if not step.get("keep") or not set(step["keep"]) <= ids:
        yield f"{where}: 'keep' must name the piles that are kept"


def _part_faults(where: str, step: dict[str, Any]) -> Iterator[str]:
    parts = step.get("part", [])
    if step.get("kind") not in ENTRY_KINDS:
        if parts:
            yield f"{where}: a {step.get('kind')} has no parts; take them away"
        return
    if not isinstance(parts, list) or not parts or not all(isinstance(part, dict) for part in parts):
        yield f"{where}: there are no parts; add at least one [[step.part]]"
        return
    if step["kind"] == Kind.EACH and not step.get("of"):
        yield f"{where}: it must say 'of' which step's picks it asks about"
    ids = [str(part.get("id")) for part in parts]
    known = ENTRY_PARTS.get(Kind(step["kind"]), tuple(ids))
    if ids != [one for one in known if one in ids] or ids[0] != known[0]:
        yield f"{where}: the parts must be some of {', '.join(known)}, in this order, the first among them"
    for part in parts:
        yield from _one_part(f"{where}, part {part.get('id')}", part)
    yield from _doubles(where, ids)


def _one_part(where: str, part: dict[str, Any]) -> Iterator[str]:
    yield from _unknown(where, part, {*_PART_TEXTS, "choices"})
    yield from (f"{where}: {key!r} is missing; write it as text" for key in ("id", "kind", "text") if not _is_text(part.get(key)))
    yield from _id_faults(where, part.get("id"))
    if part.get("id") in {"of", "at"}:
        yield f"{where}: {part['id']!r} is taken; give the part another id"
    if _is_text(part.get("kind")) and part["kind"] not in PART_KINDS:
        yield f"{where}: the kind {part['kind']!r} is not known; known are {', '.join(sorted(PART_KINDS))}"
    yield from _offer_faults(where, part.get("choices", []), "choices")
    if (part.get("kind") == Kind.CHOICE) != bool(part.get("choices")):
        yield f"{where}: a choice has choices, and nothing else has"


def _unknown(where: str, data: dict[str, Any], known: set[str]) -> Iterator[str]:
    yield from (f"{where}: {key!r} is not known; known are {', '.join(sorted(known))}" for key in data if key not in known)


def _id_faults(where: str, found: Any) -> Iterator[str]:
    if _is_text(found) and not _ID.fullmatch(found):
        yield f"{where}: the id {found!r} must be small letters, digits and _, at most 32"


def _names_faults(where: str, data: dict[str, Any], *keys: str) -> Iterator[str]:
    yield from (f"{where}: {key!r} must be a list of ids" for key in keys if key in data and not _are_texts(data[key]))


def _doubles(where: str, ids: Iterable[Any]) -> Iterator[str]:
    names = [str(one) for one in ids]
    doubled = sorted({one for one in names if names.count(one) > 1})
    yield from (f"{where}: the id {name!r} stands twice; ids must differ" for name in doubled)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_texts(value: object) -> bool:
    return _is_text(value) or (isinstance(value, list) and bool(value) and all(_is_text(one) for one in value))
