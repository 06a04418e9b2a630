"""Answers made by moving cards: into piles, or into an order."""

from collections.abc import Mapping
from dataclasses import replace

from bot.dialogue import phrases
from bot.dialogue.answers import Answer
from bot.dialogue.flow import Kind, Step
from bot.dialogue.turns import Outcome, Place, Say

UNDO, SAVE, OVER = "undo", "save", "over"


def piled(place: Place) -> Mapping[str, str]:
    """The pile of each card that has one, in the order they were sorted."""
    found: Mapping[str, str] = place.work.get("piled", {})
    return found


def next_card(step: Step, place: Place) -> str:
    """The card in hand; empty when all are sorted."""
    return next((choice.id for choice in step.choices if choice.id not in piled(place)), "")


def pile_options(step: Step, place: Place) -> tuple[str, ...]:
    """The piles, and a way back and out once a card is sorted."""
    piles = tuple(f"={pile.id}" for pile in step.piles) if next_card(step, place) else ()
    return (*piles, UNDO, SAVE) if piled(place) else piles


def sort(step: Step, place: Place, option: str) -> Outcome:
    """Put the card in hand on a pile, take the last one up again, or be done."""
    done = piled(place)
    if option == SAVE:
        return Outcome(place=place, answer=piles_answer(step, place))
    if option == UNDO:
        return Outcome(place=_with(place, dict(list(done.items())[:-1])))
    sorted_now = _with(place, {**done, next_card(step, place): option[1:]})
    if next_card(step, sorted_now):
        return Outcome(place=sorted_now)
    return Outcome(place=sorted_now, answer=piles_answer(step, sorted_now))


def fill(step: Step, place: Place, fields: Mapping[str, str]) -> Outcome:
    """A form with the pile of every card; cards left out are on none."""
    piles = {pile.id for pile in step.piles}
    done = {choice.id: fields[choice.id] for choice in step.choices if fields.get(choice.id) in piles}
    if not done:
        return Outcome(place=place, says=(Say(text=phrases.NO_CARDS),))
    filled = _with(place, done)
    return Outcome(place=filled, answer=piles_answer(step, filled))


def piles_answer(step: Step, place: Place) -> Answer:
    """The piles that are kept; the others are forgotten. With no card on a kept pile the step counts as skipped."""
    done = piled(place)
    kept = {pile: tuple(card for card in done if done[card] == pile) for pile in step.keep}
    picks = tuple(card for cards in kept.values() for card in cards)
    return Answer(piles=kept, picks=picks) if picks else Answer(skipped=True)


def piles_from(step: Step, kept: Answer | None) -> Mapping[str, dict[str, str]]:
    """The work as somebody finds it who sorted before."""
    return {"piled": {card: pile for pile, cards in kept.piles.items() for card in cards}} if kept and step.kind is Kind.PILES else {}


def rank_options(offered: tuple[str, ...], place: Place) -> tuple[str, ...]:
    """The choices without a rank yet, and a way to begin again once one has."""
    left = tuple(f"+{one}" for one in offered if one not in place.chosen)
    return (*left, OVER, SAVE) if place.chosen else left


def rank(offered: tuple[str, ...], place: Place, option: str) -> Outcome:
    """Give the next rank to a choice; the last one left needs no press."""
    if option == OVER:
        return Outcome(place=replace(place, chosen=()))
    if option == SAVE:
        return Outcome(place=place, answer=Answer(picks=place.chosen))
    order = (*place.chosen, option[1:])
    left = tuple(one for one in offered if one not in order)
    if len(left) > 1:
        return Outcome(place=replace(place, chosen=order))
    return Outcome(place=place, answer=Answer(picks=(*order, *left)))


def _with(place: Place, done: Mapping[str, str]) -> Place:
    return replace(place, work={"piled": dict(done)})
