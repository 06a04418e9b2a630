"""What can be chosen in a step: its own choices, those picked earlier, and words people added themselves."""

from dataclasses import dataclass

from bot.dialogue.flow import Choice, Flow, Kind, Step
from bot.dialogue.turns import Place

OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One choice: its id, its words, and where these stand in the catalogues (None: they are somebody's own words)."""

    id: str
    label: str
    context: str | None


def offers(flow: Flow, step: Step, place: Place) -> tuple[Offer, ...]:
    """The choices of a step for somebody in this place, in order."""
    if step.of:
        return _picked_before(flow, step.of, place)
    context = "" if step.kind is Kind.PICTURE else f"{flow.id}/{step.id}"
    listed = tuple(Offer(id=choice.id, label=choice.label, context=context) for choice in step.choices if _is_open(choice, place))
    return listed + tuple(Offer(id=one, label=place.own[one], context=None) for one in _own_here(step, place))


def offered_ids(flow: Flow, step: Step, place: Place) -> tuple[str, ...]:
    """As `offers`, the ids alone."""
    return tuple(offer.id for offer in offers(flow, step, place))


def next_own(place: Place) -> str:
    """An id for one more choice in somebody's own words."""
    return f"{OWN}{len(place.own) + 1}"


def _picked_before(flow: Flow, earlier: str, place: Place) -> tuple[Offer, ...]:
    source = flow.step(earlier)
    known = {offer.id: offer for offer in offers(flow, source, place)} if source else {}
    return tuple(known[pick] for pick in place.picks.get(earlier, ()) if pick in known)


def _is_open(choice: Choice, place: Place) -> bool:
    return not choice.needs or choice.needs in place.picks


def _own_here(step: Step, place: Place) -> tuple[str, ...]:
    marked = (*place.picks.get(step.id, ()), *(place.chosen if place.step == step.id else ()))
    return tuple(dict.fromkeys(one for one in marked if one in place.own))
