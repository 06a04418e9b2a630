"""Plain nonsense that fits each kind of answer, for those who rehearse a flow and want to get on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.dialogue import cards, engine, entries
from bot.dialogue.choosing import offered_ids
from bot.dialogue.flow import ENTRY_KINDS, Flow, Kind, Step
from bot.dialogue.turns import Place
from bot.usecases.heard import Heard
from bot.usecases.press import here

WORDS = {
    "da": ("En grøn kop te", "To stole ved vinduet", "Regn og sol på samme dag", "Min gamle cykel"),
    "en": ("A green cup of tea", "Two chairs by the window", "Rain and sun in one day", "My old bicycle"),
}
DAYS = {"da": "om to uger", "en": "in two weeks"}
CARDS = 3
# What is pressed before anything else, where it is offered.
_FIRST = ("resume", "yes", "onward")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How somebody answers: in which language, with how `many` entries and picks, whether they leave out what is not needed.

    `wanted` are the choices, by step, that lead where they want to go.
    """

    language: str = "da"
    many: int = 2
    brief: bool = False
    wanted: Mapping[str, str] = field(default_factory=dict)


def nonsense(flow: Flow, place: Place, manner: Manner) -> Heard:
    """What somebody does next who only wants to get on."""
    offered, step = engine.offered(flow, place), flow.step(place.step)
    if step is None:
        return Heard()
    option = next((one for one in _FIRST if one in offered), "") or _pressed(flow, step, place, offered, manner)
    return Heard(press=here(place.turn, option)) if option else Heard(text=_typed(step, place, manner))


def leading_to(flow: Flow, target: str) -> dict[str, str]:
    """The choices, by step, that lead to a step: those that its conditions name, and theirs."""
    step = flow.step(target)
    found = leading_to(flow, step.of) if step and step.of else {}
    if step and step.when:
        found |= leading_to(flow, step.when.step) | {step.when.step: next(iter(step.when.any_of), "")}
    return found


def _pressed(flow: Flow, step: Step, place: Place, offered: tuple[str, ...], manner: Manner) -> str:
    """The option to press; empty where something is to be typed."""
    if place.draft or place.file:
        more = step.kind is Kind.LINES and len(place.draft) < min(manner.many, step.at_most or manner.many)
        return "" if more else "save"
    if step.kind in ENTRY_KINDS:
        return _in_entries(step, place, offered, manner)
    wanted = manner.wanted.get(step.id, "")
    if f"={wanted}" in offered:
        return f"={wanted}"
    if step.kind is Kind.PILES:
        done = len(cards.piled(place))
        return "save" if done >= CARDS * manner.many else f"={step.piles[done % 2].id}"
    if step.kind is Kind.SEVERAL:
        return _marked(flow, step, place, manner)
    ready = [one for one in offered if one[0] in "=+"]
    return ready[len(ready) // 2] if ready and step.kind is not Kind.TEXT else ""


def _marked(flow: Flow, step: Step, place: Place, manner: Manner) -> str:
    ids = offered_ids(flow, step, place)
    enough = min(max(manner.many, step.at_least), step.at_most or len(ids), len(ids))
    left = [one for one in (manner.wanted.get(step.id, ""), *ids) if one in ids and one not in place.chosen]
    return f"+{left[0]}" if left and len(place.chosen) < enough else "save"


def _in_entries(step: Step, place: Place, offered: tuple[str, ...], manner: Manner) -> str:
    part = entries.open_part(step, place)
    if part:
        needed = step.parts[: 2 if step.kind is Kind.TIMELINE else 1]
        ready = [one for one in offered if one.startswith("=")]
        return "skip" if manner.brief and part not in needed else ready[_number(place) * 3 % len(ready)] if ready else ""
    enough = len(entries.written(step, place)) >= max(manner.many, step.at_least)
    return entries.SAVE if entries.SAVE in offered and (enough or entries.ADD not in offered) else entries.ADD


def _typed(step: Step, place: Place, manner: Manner) -> str:
    part = entries.open_part(step, place) if step.kind in ENTRY_KINDS else None
    if part and part.kind is Kind.NUMBER:
        return f"{7 + 5 * _number(place)}"
    if step.kind is Kind.DATE:
        return DAYS[manner.language]
    if step.kind is Kind.TIME:
        return "20:00"
    words = WORDS[manner.language]
    return words[(sum(map(ord, step.id)) + _number(place) + len(place.draft)) % len(words)]


def _number(place: Place) -> int:
    at: int = place.work.get("at", 0)
    return max(0, at)
