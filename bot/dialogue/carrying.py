"""What somebody had begun when the definition of their flow changed: carried on where it still fits, else kept in plain words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.dialogue.answers import Answer, read_lines, read_text
from bot.dialogue.choosing import offered_ids
from bot.dialogue.flow import ENTRY_KINDS, Flow, Kind, Step
from bot.dialogue.turns import Place, Written

_MARKED = frozenset({Kind.SEVERAL, Kind.RANK})


def carried(flow: Flow, step: Step, fresh: Place, before: Place) -> Place | None:
    """The place at a step, with all that was begun there `before`; None when there is nothing, or it does not fit any more."""
    if before.draft or before.file:
        return replace(fresh, draft=before.draft, file=before.file) if _takes(step, before) else None
    if step.kind in ENTRY_KINDS and before.work.get("entries"):
        return replace(fresh, work=before.work) if _fits(step, before.work, fresh.work) else None
    if step.kind is Kind.PILES and before.work.get("piled"):
        cards, piles = {card.id for card in step.choices}, {pile.id for pile in step.piles}
        kept = {card: pile for card, pile in before.work["piled"].items() if card in cards and pile in piles}
        return replace(fresh, work={"piled": kept})
    if step.kind in _MARKED and before.chosen:
        known = set(offered_ids(flow, step, before))
        return replace(fresh, chosen=tuple(one for one in before.chosen if one in known))
    return None


def left(place: Place) -> tuple[Written, ...]:
    """What was begun in words, as an answer to keep for a step that cannot take it any more."""
    own = (place.own[one] for one in place.chosen if one in place.own)
    text = "\n".join((*place.draft, *_told(place.work.get("entries", ())), *own))
    file, media, seconds = place.file or ("", "", 0)
    answer = Answer(text=text, file=file, media=media, seconds=seconds)
    return (Written(step=place.step, answer=answer),) if text or file else ()


def _takes(step: Step, before: Place) -> bool:
    """Whether the step could have been answered so."""
    if step.kind is Kind.LINES:
        return before.file is None and isinstance(read_lines(step, before.draft), Answer)
    return step.kind is Kind.TEXT and (not before.draft or isinstance(read_text(step, before.draft), Answer))


def _fits(step: Step, work: Mapping[str, Any], fresh: Mapping[str, Any]) -> bool:
    """Whether these entries are such as the step would make: its parts, in its kinds, about the same things."""
    of = [entry.get("of") for entry in fresh.get("entries", ())] if step.kind is Kind.EACH else []
    same = of == [entry.get("of") for entry in work["entries"]] or step.kind is not Kind.EACH
    return same and work["part"] in {"", *(part.id for part in step.parts)} and all(fitting(step, one) == one for one in work["entries"])


def fitting(step: Step, entry: Mapping[str, Any]) -> dict[str, Any]:
    """What of an entry is an answer to the step's parts as they are now."""
    kinds = {part.id: part.kind for part in step.parts}
    worded = {Kind.TEXT, Kind.CHOICE}
    return {
        name: said
        for name, said in entry.items()
        if (name == "of" and step.kind is Kind.EACH) or (name in kinds and isinstance(said, str) == (kinds[name] in worded))
    }


def _told(entries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for entry in entries:
        yield from (str(said) for name, said in entry.items() if name != "of")
