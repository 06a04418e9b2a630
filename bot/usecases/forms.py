"""Steps of many parts: asked one by one in a chat, and all at once where there are forms."""

from bot.dialogue import cards, phrases
from bot.dialogue.entries import ADD, CLOSED, DROP, EDIT, ENTRY, PASS, needed, open_entry, open_part, options
from bot.dialogue.flow import HIGHEST, Flow, Kind, Part, Step
from bot.dialogue.turns import Place
from bot.marks import N_
from bot.usecases.press import here
from bot.usecases.screens import Field, Form, Listed, Option
from bot.usecases.stage import Voice
from bot.usecases.telling import entry_details, entry_title, labels, part_labels, part_text

CARD = N_("Kort {number} af {total}: {card}")
SORTED = N_("Alle kort er lagt. Tryk Færdig.")
YOUR_LIST = N_("Det her har du skrevet. Tilføj en mere, eller tryk Færdig.")
YOUR_FULL_LIST = N_("Det her har du skrevet. Ret noget, eller tryk Færdig.")
NO_ENTRIES = N_("Der står ikke noget her endnu. Tilføj noget, eller spring over.")
ADD_THIS, KEEP_CHANGE = N_("Tilføj"), N_("Gem rettelsen")
EDIT_ONE, DROP_ONE = N_("Ret"), N_("Fjern")


def asked_part(flow: Flow, step: Step, place: Place, tongue: Voice) -> str:
    """What is asked in a chat: the open part, below the step's own words at the first entry and the entry's title later on."""
    part = open_part(step, place)
    if part is None:
        listed = YOUR_LIST if ADD in options(step, place) else YOUR_FULL_LIST
        return tongue.say(listed if place.work.get("entries") else NO_ENTRIES)
    asked = tongue.step(flow, step.id, part.text)
    first = part.id == step.parts[0].id and place.work["at"] == 0
    above = [tongue.step(flow, step.id, step.text)] if first else []
    if step.kind is Kind.EACH:
        above.append(entry_title(flow, step, open_entry(place), labels(flow, step, place, tongue), tongue))
    return "\n".join([*above, asked])


def listed_entries(flow: Flow, step: Step, place: Place, tongue: Voice) -> tuple[Listed, ...]:
    """The entries written so far, while none of them is open."""
    if place.work.get("at", CLOSED) != CLOSED:
        return ()
    shown, offered = labels(flow, step, place, tongue), options(step, place)
    return tuple(
        Listed(
            number=index + 1,
            question=entry_title(flow, step, entry, shown, tongue),
            said="\n".join(entry_details(flow, step, entry, tongue)),
            state="",
            options=tuple(
                Option(label=tongue.say(label), press=here(place.turn, f"{act}={index}"))
                for label, act in ((EDIT_ONE, EDIT), (DROP_ONE, DROP))
                if f"{act}={index}" in offered
            ),
        )
        for index, entry in enumerate(place.work.get("entries", ()))
    )


def entry_form(flow: Flow, step: Step, place: Place, tongue: Voice) -> Form | None:
    """All parts of one entry: the open one, or one more; None where no more fit."""
    at = place.work.get("at", CLOSED)
    if at == CLOSED and ADD not in options(step, place):
        return None
    entry, each = open_entry(place), step.kind is Kind.EACH
    changes = any(part.id in entry for part in step.parts)
    return Form(
        press=here(place.turn, ENTRY),
        label=tongue.say(KEEP_CHANGE if changes else phrases.SAVE if each else ADD_THIS),
        fields=tuple(_field(flow, step, part, entry.get(part.id), tongue) for part in step.parts),
        at=str(at) if changes or each else "",
        title=entry_title(flow, step, entry, labels(flow, step, place, tongue), tongue) if each else "",
        past=here(place.turn, PASS) if each else "",
    )


def card_asked(flow: Flow, step: Step, place: Place, tongue: Voice) -> str:
    """The card in hand, below the step's own words at the first card."""
    card = cards.next_card(step, place)
    if not card:
        return tongue.say(SORTED)
    number = len(cards.piled(place)) + 1
    shown = labels(flow, step, place, tongue)
    asked = tongue.say(CARD, number=number, total=len(step.choices), card=shown[card])
    return asked if number > 1 else f"{tongue.step(flow, step.id, step.text)}\n{asked}"


def pile_form(flow: Flow, step: Step, place: Place, tongue: Voice) -> Form:
    """Every card with the piles to choose from."""
    piles = tuple((pile.id, tongue.step(flow, step.id, pile.label)) for pile in step.piles)
    done, shown = cards.piled(place), labels(flow, step, place, tongue)
    fields = tuple(
        Field(name=card.id, label=shown[card.id], kind=Kind.CHOICE, value=done.get(card.id, ""), options=piles) for card in step.choices
    )
    return Form(press=here(place.turn, "piles"), label=tongue.say(phrases.READY), fields=fields)


def _field(flow: Flow, step: Step, part: Part, value: object, tongue: Voice) -> Field:
    scale = {str(number): str(number) for number in range(HIGHEST + 1)} if part.kind is Kind.SCALE else {}
    return Field(
        name=part.id,
        label=tongue.step(flow, step.id, part.text),
        kind=part.kind,
        value="" if value is None else str(value) if part.kind is Kind.FEELING else part_text(part, value),
        options=tuple((scale or part_labels(flow, step, part, tongue)).items()),
        ends=(tongue.step(flow, step.id, part.lowest), tongue.step(flow, step.id, part.highest)),
        free=part not in needed(step) and bool(needed(step)),
    )
