"""Plain nonsense that fits each kind of answer, for those who rehearse a flow and want to get on."""

from collections.abc import Mapping

from bot.dialogue import cards, engine, entries
from bot.dialogue.choosing import offered_ids
from bot.dialogue.flow import ENTRY_KINDS, Flow, Kind, Step
from bot.dialogue.turns import Place
from bot.usecases.press import here
from bot.usecases.talking import Heard

WORDS = {
    "da": ("En grøn kop te", "To stole ved vinduet", "Regn og sol på samme dag", "Min gamle cykel"),
    "en": ("A green cup of tea", "Two chairs by the window", "Rain and sun in one day", "My old bicycle"),
}
DAYS = {"da": "om to uger", "en": "in two weeks"}
ENOUGH_ENTRIES, ENOUGH_CARDS, ENOUGH_PICKS = 2, 6, 2
# What is pressed before anything else, where it is offered.
_FIRST = ("resume", "yes", "onward")


def nonsense(flow: Flow, place: Place, language: str, wanted: Mapping[str, str] | None = None) -> Heard:
    """What somebody does next who only wants to get on; `wanted`: by step, the choice that leads where they want to go."""
    offered, step = engine.offered(flow, place), flow.step(place.step)
    if step is None:
        return Heard()
    option = next((one for one in _FIRST if one in offered), "") or _pressed(flow, step, place, offered, (wanted or {}).get(step.id, ""))
    return Heard(press=here(place.turn, option)) if option else Heard(text=_typed(step, place, language))


def _pressed(flow: Flow, step: Step, place: Place, offered: tuple[str, ...], wanted: str) -> str:
    """The option to press; empty where something is to be typed."""
    if place.draft or place.file:
        return "save"
    if step.kind in ENTRY_KINDS:
        return _in_entries(step, place, offered)
    if f"={wanted}" in offered:
        return f"={wanted}"
    if step.kind is Kind.PILES:
        return "save" if len(cards.piled(place)) >= ENOUGH_CARDS else f"={step.piles[len(cards.piled(place)) % 2].id}"
    if step.kind is Kind.SEVERAL:
        return _marked(flow, step, place, wanted)
    ready = [one for one in offered if one[0] in "=+"]
    return ready[len(ready) // 2] if ready and step.kind is not Kind.TEXT else ""


def _marked(flow: Flow, step: Step, place: Place, wanted: str) -> str:
    ids = offered_ids(flow, step, place)
    enough = min(max(ENOUGH_PICKS, step.at_least), step.at_most or len(ids), len(ids))
    left = [one for one in (wanted, *ids) if one in ids and one not in place.chosen]
    if len(place.chosen) >= enough or not left:
        return "save" if ids else ""
    return f"+{left[0]}"


def _in_entries(step: Step, place: Place, offered: tuple[str, ...]) -> str:
    if entries.open_part(step, place):
        ready = [one for one in offered if one.startswith("=")]
        return ready[_number(place) * 3 % len(ready)] if ready else ""
    enough = len(entries.written(step, place)) >= max(ENOUGH_ENTRIES, step.at_least)
    return entries.SAVE if entries.SAVE in offered and (enough or entries.ADD not in offered) else entries.ADD


def _typed(step: Step, place: Place, language: str) -> str:
    part = entries.open_part(step, place) if step.kind in ENTRY_KINDS else None
    if part and part.kind is Kind.NUMBER:
        return f"{7 + 5 * _number(place)}"
    if step.kind is Kind.DATE:
        return DAYS[language]
    if step.kind is Kind.TIME:
        return "20:00"
    words = WORDS[language]
    if step.kind is Kind.LINES:
        return "\n".join(words[:2])
    return words[(sum(map(ord, step.id)) + _number(place)) % len(words)]


def _number(place: Place) -> int:
    return max(0, place.work.get("at", 0))
