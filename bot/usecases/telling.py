"""Answers in words: what stands on the buttons of a step, and how an answer reads."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.dialogue import phrases
from bot.dialogue.answers import Answer
from bot.dialogue.choosing import offers
from bot.dialogue.entries import open_part
from bot.dialogue.flow import ENTRY_KINDS, HIGHEST, STRONGEST, Flow, Kind, Part, Step
from bot.dialogue.turns import Place
from bot.marks import N_
from bot.usecases.stage import Voice

AGED = N_("{age} år: {event}")
VOICE, VOICE_ALONE = N_("Talebesked ({length})"), N_("Talebesked")
PHOTO = N_("Et billede, du har sendt")
Shown = Mapping[str, str]


def labels(flow: Flow, step: Step, place: Place, tongue: Voice) -> dict[str, str]:
    """The words on the step's choices, by id. The counsellor is named where the choice means them."""
    shown = {}
    for offer in offers(flow, step, place):
        shown[offer.id] = offer.label if offer.context is None else tongue.say(offer.label, offer.context).strip()
    return shown


def typed_labels(flow: Flow, step: Step, place: Place, tongue: Voice) -> dict[str, str]:
    """The words that may be typed instead of a button: those of the open part of an entry, else the step's."""
    part = open_part(step, place) if step.kind in ENTRY_KINDS else None
    return part_labels(flow, step, part, tongue) if part else labels(flow, step, place, tongue)


def part_labels(flow: Flow, step: Step, part: Part, tongue: Voice) -> dict[str, str]:
    """The words on the choices of one part of an entry, by id; a feeling's numbers carry their sign."""
    if part.kind is Kind.FEELING:
        return {str(number): signed(number) for number in range(-STRONGEST, STRONGEST + 1)}
    return {choice.id: tongue.step(flow, step.id, choice.label) for choice in part.choices}


def spoken(flow: Flow, step: Step, answer: Answer, shown: Shown, tongue: Voice) -> str:
    """An answer as a person reads it. `shown`: the words on the step's choices."""
    if answer.skipped:
        return tongue.say(phrases.SKIPPED)
    if answer.file:
        return "\n".join(part for part in (_sent(answer, tongue), answer.text) if part)
    if answer.entries:
        return "\n".join(line for entry in answer.entries for line in _entry_lines(flow, step, entry, shown, tongue))
    if answer.piles:
        return "\n".join(_pile_lines(flow, step, answer, shown, tongue))
    if answer.picks:
        return _picked(step, answer, {**shown, **answer.own})
    return _plain(answer, tongue)


def entry_title(flow: Flow, step: Step, entry: Mapping[str, Any], shown: Shown, tongue: Voice) -> str:
    """What an entry is about, in one line."""
    if step.kind is Kind.TIMELINE:
        age, event = (_said(flow, step, part, entry, tongue) for part in step.parts[:2])
        return tongue.say(AGED, age=age, event=event) if age else event
    return shown.get(entry["of"], "") if "of" in entry else _said(flow, step, step.parts[0], entry, tongue)


def entry_details(flow: Flow, step: Step, entry: Mapping[str, Any], tongue: Voice) -> list[str]:
    """The rest of what was said about an entry: each question with its answer, a choice by its words alone."""
    told = {Kind.TIMELINE: 2, Kind.EACH: 0}.get(step.kind, 1)
    said = [(part, _said(flow, step, part, entry, tongue)) for part in step.parts[told:]]
    return [answer if part.kind is Kind.CHOICE else f"{tongue.step(flow, step.id, part.text)} {answer}" for part, answer in said if answer]


def signed(number: int) -> str:
    """A number with its sign: −2, 0, +3."""
    return f"{number:+d}".replace("-", "−") if number else "0"


def part_text(part: Part, value: Any) -> str:
    """A part's answer as it would be typed."""
    if part.kind is Kind.NUMBER:
        return f"{value:g}".replace(".", ",")
    return signed(value) if part.kind is Kind.FEELING else str(value)


def _entry_lines(flow: Flow, step: Step, entry: Mapping[str, Any], shown: Shown, tongue: Voice) -> Iterator[str]:
    yield f"– {entry_title(flow, step, entry, shown, tongue)}"
    yield from (f"   {line}" for line in entry_details(flow, step, entry, tongue))


def _said(flow: Flow, step: Step, part: Part, entry: Mapping[str, Any], tongue: Voice) -> str:
    if part.id not in entry:
        return ""
    value = entry[part.id]
    if part.kind is Kind.CHOICE:
        return part_labels(flow, step, part, tongue).get(value, str(value))
    return f"{value} / {HIGHEST}" if part.kind is Kind.SCALE else part_text(part, value)


def _pile_lines(flow: Flow, step: Step, answer: Answer, shown: Shown, tongue: Voice) -> Iterator[str]:
    names = {pile.id: tongue.step(flow, step.id, pile.label) for pile in step.piles}
    for pile, cards in answer.piles.items():
        if cards:
            yield f"{names.get(pile, pile)}: {', '.join(shown.get(card, card) for card in cards)}"


def _picked(step: Step, answer: Answer, shown: Shown) -> str:
    names = [shown.get(pick, pick) for pick in answer.picks]
    if step.kind is Kind.RANK:
        return "\n".join(f"{number}. {name}" for number, name in enumerate(names, start=1))
    return ", ".join(names)


def _sent(answer: Answer, tongue: Voice) -> str:
    if answer.media != "voice":
        return tongue.say(PHOTO)
    return tongue.say(VOICE, length=f"{answer.seconds // 60}:{answer.seconds % 60:02}") if answer.seconds else tongue.say(VOICE_ALONE)


def _plain(answer: Answer, tongue: Voice) -> str:
    if answer.number is not None:
        return f"{answer.number} / {HIGHEST}"
    if answer.when:
        return tongue.texts.moment(answer.when.day, answer.when.at)
    if answer.at:
        return tongue.texts.hour(answer.at)
    return "\n".join(f"– {line}" for line in answer.lines) if answer.lines else answer.text
