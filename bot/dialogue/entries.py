"""Answers made of entries: a timeline, pairs, roads, or the same asked about each thing picked before.

The work on them is {"entries": [...], "at": which entry is open (CLOSED: none, the list is shown), "part": what is asked of it}.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.dialogue import phrases
from bot.dialogue.answers import SKIPPED, Answer
from bot.dialogue.carrying import fitting
from bot.dialogue.flow import Kind, Part, Step
from bot.dialogue.parts import read_first_line, read_part
from bot.dialogue.turns import Outcome, Place, Say

Entry = Mapping[str, Any]
Work = Mapping[str, Any]
CLOSED = -1
MOST = 30
ADD, EDIT, DROP, SAVE, KEEP, ENTRY, PASS = "add", "edit", "drop", "save", "keep", "entry", "pass"


def begun(step: Step, picks: Iterable[str], kept: Answer | None) -> Work:
    """The work as somebody finds it who comes to the step: what they wrote before, else the first entry open."""
    entries: list[Entry] = [fitting(step, entry) for entry in kept.entries] if kept else []
    if step.kind is Kind.EACH:
        before = {entry["of"]: entry for entry in entries if "of" in entry}
        entries = [before.get(pick, {"of": pick}) for pick in picks]
    fresh = not any(_said(step, entry) for entry in entries)
    if fresh and step.kind is not Kind.EACH:
        entries = [{}]
    opens = fresh and bool(entries)
    return {"entries": entries, "at": 0 if opens else CLOSED, "part": step.parts[0].id if opens else ""}


def open_part(step: Step, place: Place) -> Part | None:
    """The part that is asked now; None while the list is shown."""
    return step.part(place.work.get("part", "")) if place.work.get("at", CLOSED) != CLOSED else None


def open_entry(place: Place) -> Entry:
    """What is said so far about the entry that is open; empty while the list is shown."""
    at = place.work.get("at", CLOSED)
    found: Entry = place.work["entries"][at] if at != CLOSED else {}
    return found


def written(step: Step, place: Place) -> tuple[Entry, ...]:
    """The entries about which something is said, in the order they are kept."""
    return tuple(entry for entry in place.work.get("entries", ()) if _said(step, entry))


def options(step: Step, place: Place) -> tuple[str, ...]:
    """What may be pressed: the answers to the open part, or what can be done with the list."""
    part = open_part(step, place)
    if part:
        ready = _ready(part)
        return (*ready, KEEP) if part.id in open_entry(place) else ready
    entries = place.work.get("entries", ())
    more = (ADD,) if step.kind is not Kind.EACH and len(entries) < (step.at_most or MOST) else ()
    edits = tuple(f"{EDIT}={index}" for index in range(len(entries)))
    drops = () if step.kind is Kind.EACH else tuple(f"{DROP}={index}" for index in range(len(entries)))
    enough = len(written(step, place)) >= max(step.at_least, 1)
    return (*more, *edits, *drops, *((SAVE,) if enough else ()))


def press(step: Step, place: Place, option: str) -> Outcome:
    """What a button does; `option` was offered."""
    act, _, about = option.partition("=")
    if option == SAVE:
        return Outcome(place=place, answer=answer(step, place))
    if option == ADD:
        return Outcome(place=_add(step, place))
    if option == KEEP:
        return _next_part(step, place)
    if act in {EDIT, DROP}:
        return Outcome(place=_edit(step, place, int(about)) if act == EDIT else _drop(place, int(about)))
    return _answer_part(step, place, about)


def typed(step: Step, place: Place, text: str, labels: Mapping[str, str]) -> Outcome:
    """Words: the answer to the open part, or the beginning of one more entry."""
    if open_part(step, place):
        return _answer_part(step, place, text, labels)
    if ADD not in options(step, place):
        return Outcome(place=place, says=(Say(text=phrases.PRESS_A_BUTTON),))
    return _answer_part(step, _add(step, place), text, labels)


def filled(step: Step, place: Place, option: str, fields: Mapping[str, str]) -> Outcome:
    """A form with all parts of one entry; `at` among them names the entry it changes (empty: one more).

    It is sent by its own button (ENTRY), passed by (PASS: on to the next thing of an `each`), or sent along with a button of the list.
    """
    if option == PASS and step.kind is Kind.EACH and open_part(step, place):
        return _next_thing(step, place)
    if option != ENTRY and option not in options(step, place):
        return Outcome(place=place, says=(Say(text=phrases.STALE),))
    put = _put_down(step, place, fields)
    if option == ENTRY or put.says:
        return put
    act, _, about = option.partition("=")
    moved = f"{act}={put.place.work['entries'].index(place.work['entries'][int(about)])}" if about else option
    return press(step, put.place, moved)


def needed(step: Step) -> tuple[Part, ...]:
    """The parts without which an entry is none."""
    if step.kind is Kind.EACH:
        return ()
    return tuple(part for part in step.parts if part == step.parts[0] or (step.kind is Kind.TIMELINE and part.id == "event"))


def _put_down(step: Step, place: Place, fields: Mapping[str, str]) -> Outcome:
    """The entry of a form among the others."""
    read = {part.id: read_part(part, fields[part.id], {}) for part in step.parts if fields.get(part.id, "").strip()}
    faulty = next((said for said in read.values() if isinstance(said, Say)), None)
    missing = next((part for part in needed(step) if part.id not in read), None)
    if faulty or missing:
        empty = Say(text=phrases.FIRST_FIELD if missing == step.parts[0] else phrases.SECOND_FIELD)
        return Outcome(place=place, says=(faulty or empty,))
    at = fields.get("at", "")
    entries = [dict(entry) for entry in place.work.get("entries", ()) if _said(step, entry) or step.kind is Kind.EACH]
    if at.isascii() and at.isdigit() and int(at) < len(entries):
        entries[int(at)] = {**_of(entries[int(at)]), **read}
    elif step.kind is not Kind.EACH and len(entries) < (step.at_most or MOST):
        entries.append(dict(read))
    else:
        return Outcome(place=place, says=(Say(text=phrases.TOO_MANY, values={"most": str(step.at_most or MOST)}),))
    put = _worked(place, entries=entries)
    return _next_thing(step, put) if step.kind is Kind.EACH else Outcome(place=_closed(step, put, entries))


def skip(step: Step, place: Place) -> Outcome | None:
    """Skip the open part; None when it is the whole step that is skipped."""
    part = open_part(step, place)
    if part is None:
        return None
    if part.id != step.parts[0].id or step.kind is Kind.EACH or part.id in open_entry(place):
        return _next_part(step, place)
    # An entry without its first part is none.
    left = [entry for index, entry in enumerate(place.work["entries"]) if index != place.work["at"]]
    return Outcome(place=_closed(step, place, left)) if left else None


def back(step: Step, place: Place) -> Place | None:
    """The part before, or the list; None when one leaves the step."""
    part = open_part(step, place)
    if part is None:
        return None
    index = step.parts.index(part)
    if index:
        return _worked(place, part=step.parts[index - 1].id)
    return _closed(step, place, place.work["entries"]) if written(step, place) else None


def answer(step: Step, place: Place) -> Answer | None:
    """The entries as an answer; None without any."""
    entries = written(step, place)
    return Answer(entries=entries) if entries else None


def _ready(part: Part) -> tuple[str, ...]:
    if part.kind is Kind.CHOICE:
        return tuple(f"={choice.id}" for choice in part.choices)
    if part.kind is Kind.SCALE:
        return tuple(f"={number}" for number in range(11))
    return tuple(f"={number}" for number in range(-5, 6)) if part.kind is Kind.FEELING else ()


def _answer_part(step: Step, place: Place, text: str, labels: Mapping[str, str] | None = None) -> Outcome:
    part = open_part(step, place)
    if part is None:
        return Outcome(place=place)
    at_once = read_first_line(step, part, text)
    if at_once:
        return _next_part(step, _put(_worked(place, part=step.parts[1].id), at_once))
    said = read_part(part, text, labels or {})
    if isinstance(said, Say):
        return Outcome(place=place, says=(said,))
    return _next_part(step, _put(place, {part.id: said}))


def _put(place: Place, said: Entry) -> Place:
    at = place.work["at"]
    entries = [{**entry, **said} if index == at else entry for index, entry in enumerate(place.work["entries"])]
    return _worked(place, entries=entries)


def _next_part(step: Step, place: Place) -> Outcome:
    part = open_part(step, place)
    following = step.parts[step.parts.index(part) + 1 :] if part else ()
    if following:
        return Outcome(place=_worked(place, part=following[0].id))
    if step.kind is not Kind.EACH:
        return Outcome(place=_closed(step, place, place.work["entries"]))
    return _next_thing(step, place)


def _next_thing(step: Step, place: Place) -> Outcome:
    """The next thing of an `each` about which nothing is said; after the last one, the answer."""
    ahead = [index for index in range(place.work["at"] + 1, len(place.work["entries"])) if not _said(step, place.work["entries"][index])]
    if ahead:
        return Outcome(place=_edit(step, place, ahead[0]))
    closed = _closed(step, place, place.work["entries"])
    return Outcome(place=closed, answer=answer(step, closed) or SKIPPED)


def _add(step: Step, place: Place) -> Place:
    entries = [*place.work["entries"], {}]
    return _worked(place, entries=entries, at=len(entries) - 1, part=step.parts[0].id)


def _edit(step: Step, place: Place, index: int) -> Place:
    return _worked(place, at=index, part=step.parts[0].id)


def _drop(place: Place, index: int) -> Place:
    left = [entry for number, entry in enumerate(place.work["entries"]) if number != index]
    return _worked(place, entries=left, at=CLOSED, part="")


def _closed(step: Step, place: Place, entries: Iterable[Entry]) -> Place:
    """The list, without empty entries; a timeline in the order of age."""
    kept = [entry for entry in entries if _said(step, entry) or step.kind is Kind.EACH]
    first = step.parts[0].id
    if step.kind is Kind.TIMELINE:
        kept.sort(key=lambda entry: float(entry.get(first, 0)))
    return _worked(place, entries=kept, at=CLOSED, part="")


def _worked(place: Place, **changes: Any) -> Place:
    return replace(place, work={**place.work, **changes})


def _said(step: Step, entry: Entry) -> bool:
    return any(part.id in entry for part in step.parts)


def _of(entry: Entry) -> Entry:
    return {"of": entry["of"]} if "of" in entry else {}
