"""A message that became part of an answer is edited: the new words take the place of the old ones, wherever those stand."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.dialogue import answers, asking, phrases
from bot.dialogue.answers import Answer, Misfit, cleaned
from bot.dialogue.entries import CLOSED
from bot.dialogue.flow import LONGEST_LINE, LONGEST_TEXT, Kind, Step
from bot.dialogue.parts import read_first_line, read_part
from bot.dialogue.turns import Place, Say

Entry = Mapping[str, Any]


def in_place(step: Step, place: Place, old: str, new: str) -> Place | Say | None:
    """The place with what is begun in it edited; None where the old words are not in it, a Say when the new ones do not fit."""
    parts = [part.strip() for part in place.draft]
    if old.strip() in parts:
        at = parts.index(old.strip())
        changed = replace(place, draft=(*place.draft[:at], new, *place.draft[at + 1 :]))
        read = asking.from_draft(step, changed)
        return asking.misfit(read) if isinstance(read, Misfit) else changed
    entries = _entries(step, place.work.get("entries", ()), old, new, in_order=place.work.get("at") == CLOSED)
    if isinstance(entries, Say):
        return entries
    if entries is not None:
        return replace(place, work={**place.work, "entries": entries})
    own = _own(place.own, old, new)
    return replace(place, own=own) if isinstance(own, dict) else own


def in_answer(step: Step | None, answer: Answer, old: str, new: str) -> Answer | Say | None:
    """As `in_place`, for an answer that is kept; one that answers no step is plain text."""
    if answer.lines and step:
        return _lines(step, answer, old, new)
    if answer.entries and step:
        entries = _entries(step, answer.entries, old, new, in_order=True)
        return replace(answer, entries=tuple(entries)) if isinstance(entries, list) else entries
    if answer.own:
        own = _own(answer.own, old, new)
        return replace(answer, own=own) if isinstance(own, dict) else own
    return _text(step, answer, old, new)


def _text(step: Step | None, answer: Answer, old: str, new: str) -> Answer | Say | None:
    before, middle, after = f"\n{answer.text}\n".partition(f"\n{cleaned(old)}\n")
    if not middle or not cleaned(old):
        return None
    text = cleaned(f"{before}\n{cleaned(new)}\n{after}")
    most = (step.at_most if step else 0) or LONGEST_TEXT
    if not cleaned(new):
        return Say(text=phrases.EMPTY)
    return replace(answer, text=text) if len(text) <= most else Say(text=phrases.TOO_LONG, values={"most": str(most)})


def _lines(step: Step, answer: Answer, old: str, new: str) -> Answer | Say | None:
    was, now = (answers.read_lines(replace(step, at_most=0), [text]) for text in (old, new))
    if isinstance(was, Misfit):
        return None
    many = len(was.lines)
    at = next((index for index in range(len(answer.lines)) if answer.lines[index : index + many] == was.lines), None)
    if at is None or isinstance(now, Misfit):
        return None if at is None or isinstance(now, Answer) else asking.misfit(now)
    read = answers.read_lines(step, (*answer.lines[:at], *now.lines, *answer.lines[at + many :]))
    return asking.misfit(read) if isinstance(read, Misfit) else replace(answer, lines=read.lines)


def _entries(step: Step, entries: Iterable[Entry], old: str, new: str, *, in_order: bool) -> list[Entry] | Say | None:
    listed = list(entries)
    for index, entry in enumerate(listed):
        changed = _entry(step, entry, old, new)
        if isinstance(changed, Say):
            return changed
        if changed is not None:
            return _sorted(step, [*listed[:index], changed, *listed[index + 1 :]], in_order=in_order)
    return None


def _sorted(step: Step, entries: list[Entry], *, in_order: bool) -> list[Entry]:
    """A timeline stands in the order of age, but for one that is being written."""
    if step.kind is not Kind.TIMELINE or not in_order:
        return entries
    return sorted(entries, key=lambda entry: float(entry.get(step.parts[0].id, 0)))


def _entry(step: Step, entry: Entry, old: str, new: str) -> Entry | Say | None:
    first = read_first_line(step, step.parts[0], old)
    if first and first.items() <= entry.items():
        again = read_first_line(step, step.parts[0], new)
        return {**entry, **again} if again else Say(text=phrases.NOT_AN_AGE)
    part = next((part for part in step.parts if part.kind is Kind.TEXT and entry.get(part.id) == cleaned(old)), None)
    if part is None:
        return None
    said = read_part(part, new, {})
    return said if isinstance(said, Say) else {**entry, part.id: said}


def _own(own: Mapping[str, str], old: str, new: str) -> dict[str, str] | Say | None:
    known = next((choice for choice, words in own.items() if words == asking.cleaned_own(old)), "")
    if not known:
        return None
    said = asking.cleaned_own(new)
    return {**own, known: said} if said else Say(text=phrases.LINE_TOO_LONG, values={"most": str(LONGEST_LINE)})
