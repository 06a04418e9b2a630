"""What one step makes of an event, for each kind of answer: what may be pressed, and what pressing, typing and sending do."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from bot.dialogue import answers, cards, entries, phrases
from bot.dialogue.answers import Answer, Misfit
from bot.dialogue.calendar import understand
from bot.dialogue.choosing import next_own, offered_ids, offers
from bot.dialogue.dates_clock import clock
from bot.dialogue.dates_words import plain
from bot.dialogue.flow import ENTRY_KINDS, HIGHEST, LONGEST_LINE, Flow, Kind, Step
from bot.dialogue.turns import Filled, Outcome, Place, Pressed, Say, Sent, Typed

_WORDS = frozenset({Kind.TEXT, Kind.LINES})
_MARKED = frozenset({Kind.CHOICE, Kind.SEVERAL, Kind.SCALE, Kind.PICTURE, Kind.TIME})


def begin(flow: Flow, step: Step, place: Place, kept: Answer | None) -> Place:
    """The place of somebody who comes to this step: nothing half done, and what was answered before marked."""
    fresh = replace(place, step=step.id, draft=(), chosen=(), asked=None, file=None, work={})
    if step.kind in ENTRY_KINDS:
        return replace(fresh, work=entries.begun(step, offered_ids(flow, step, place), kept))
    if step.kind is Kind.PILES:
        return replace(fresh, work=cards.piles_from(step, kept))
    return replace(fresh, chosen=place.picks.get(step.id, ())) if step.kind in _MARKED else fresh


def options(flow: Flow, step: Step, place: Place) -> tuple[str, ...]:
    """The answers that may be pressed now."""
    if place.asked:
        return ("yes", "no")
    if place.draft or place.file:
        return ("save", "over")
    if step.kind in ENTRY_KINDS:
        return entries.options(step, place)
    keep = ("keep",) if step.id in place.marks and step.asks else ()
    if step.kind is Kind.READ:
        return ("onward",)
    return (*_choices(flow, step, place), *keep)


def _choices(flow: Flow, step: Step, place: Place) -> tuple[str, ...]:
    if step.kind is Kind.SCALE:
        return tuple(f"={number}" for number in range(HIGHEST + 1))
    if step.kind is Kind.PILES:
        return cards.pile_options(step, place)
    if step.kind is Kind.RANK:
        return cards.rank_options(offered_ids(flow, step, place), place)
    if step.kind is Kind.SEVERAL:
        return (*(f"+{one}" for one in offered_ids(flow, step, place)), "save")
    return tuple(f"={one}" for one in offered_ids(flow, step, place))


def press(flow: Flow, step: Step, place: Place, event: Pressed) -> Outcome:
    """What a button of this step does; it was offered."""
    option = event.option
    if option in {"yes", "no"}:
        return Outcome(place=place, answer=Answer(when=place.asked)) if option == "yes" else Outcome(place=replace(place, asked=None))
    if place.draft or place.file:
        return _draft_pressed(step, place, option)
    if step.kind in ENTRY_KINDS:
        return entries.press(step, place, option)
    if step.kind is Kind.PILES:
        return cards.sort(step, place, option)
    if step.kind is Kind.RANK:
        return cards.rank(offered_ids(flow, step, place), place, option)
    if step.kind is Kind.SEVERAL:
        return _several(flow, step, place, event)
    if step.own and event.own.strip():
        return Outcome(place=place, says=(Say(text=phrases.WORDS_OR_CHOICE),))
    return _chosen(step, place, option[1:])


def typed(flow: Flow, step: Step, place: Place, event: Typed) -> Outcome:
    """What typed words are to this step."""
    if step.kind in ENTRY_KINDS:
        return entries.typed(step, place, event.text, event.labels)
    if step.kind in _WORDS:
        return _collect(step, place, event)
    if step.kind is Kind.DATE:
        return _ask_date(place, event)
    if step.kind is Kind.SCALE:
        return _settled(place, answers.read_number(event.text))
    return _typed_choice(flow, step, place, event)


def filled(step: Step, place: Place, event: Filled) -> Outcome:
    """What a form of several fields is to this step."""
    if step.kind in ENTRY_KINDS:
        return entries.filled(step, place, event.option, event.fields)
    if step.kind is Kind.PILES:
        return cards.fill(step, place, event.fields)
    return Outcome(place=place, says=(Say(text=phrases.STALE),))


def sent(step: Step, place: Place, event: Sent) -> Outcome:
    """What a photo or a voice message is to this step; of no use, it is dropped."""
    if step.kind is Kind.PICTURE and event.media == "picture":
        return Outcome(place=place, answer=Answer(file=event.file, media=event.media))
    if step.kind is Kind.TEXT and step.voice and event.media == "voice":
        earlier = (place.file[0],) if place.file else ()
        kept = replace(place, file=(event.file, event.media, event.seconds))
        return Outcome(place=kept, says=(Say(text=phrases.VOICE_HELD),), dropped=earlier)
    return Outcome(place=place, says=(Say(text=phrases.NOT_A_FILE_HERE),), dropped=(event.file,))


def unfinished(flow: Flow, step: Step, place: Place) -> Answer | None:
    """What somebody leaves behind who leaves the step: it is kept as its answer. None when there is nothing."""
    if step.kind in ENTRY_KINDS and not place.draft:
        return entries.answer(step, place)
    if place.draft or place.file:
        read = from_draft(step, place)
        return read if isinstance(read, Answer) else None
    return _marked(flow, step, place)


def from_draft(step: Step, place: Place) -> Answer | Misfit:
    """The answer that what was typed and sent so far makes."""
    if step.kind is Kind.LINES:
        return answers.read_lines(step, place.draft)
    read = answers.read_text(step, place.draft)
    if place.file is None or (isinstance(read, Misfit) and place.draft):
        return read
    file, media, seconds = place.file
    words = read.text if isinstance(read, Answer) else ""
    return Answer(text=words, file=file, media=media, seconds=seconds)


def _marked(flow: Flow, step: Step, place: Place) -> Answer | None:
    """The marks and cards that were not settled yet, if they can be an answer and are not the one there is."""
    if step.kind is Kind.PILES and cards.piled(place):
        sorted_so_far = cards.piles_answer(step, place)
        return None if sorted_so_far.skipped else sorted_so_far
    if step.kind not in {Kind.SEVERAL, Kind.RANK} or not place.chosen or place.chosen == place.picks.get(step.id, ()):
        return None
    if step.kind is Kind.RANK:
        return Answer(picks=place.chosen)
    read = answers.read_picks(step, offered_ids(flow, step, place), place.chosen)
    return replace(read, own=_own(place, read.picks)) if isinstance(read, Answer) else None


def _draft_pressed(step: Step, place: Place, option: str) -> Outcome:
    if option == "over":
        return Outcome(place=replace(place, draft=(), file=None), dropped=(place.file[0],) if place.file else ())
    return _settled(place, from_draft(step, place))


def _several(flow: Flow, step: Step, place: Place, event: Pressed) -> Outcome:
    if event.option != "save":
        return _toggle(step, place, event.option[1:])
    beside = event.own.splitlines() if step.own else []
    if any(not cleaned_own(said) for said in beside if said.strip()):
        return Outcome(place=place, says=(Say(text=phrases.LINE_TOO_LONG, values={"most": str(LONGEST_LINE)}),))
    marked = replace(place, chosen=place.chosen if event.picks is None else event.picks)
    for said in filter(None, map(cleaned_own, beside)):
        added, choice = _with_own(marked, said)
        marked = replace(added, chosen=tuple(dict.fromkeys((*added.chosen, choice))))
    read = answers.read_picks(step, offered_ids(flow, step, marked), marked.chosen)
    if isinstance(read, Misfit):
        return _settled(place, read)
    return Outcome(place=marked, answer=replace(read, own=_own(marked, read.picks)))


def _toggle(step: Step, place: Place, choice: str) -> Outcome:
    chosen = tuple(c for c in place.chosen if c != choice) if choice in place.chosen else (*place.chosen, choice)
    if step.at_most and len(chosen) > step.at_most:
        return Outcome(place=place, says=(Say(text=phrases.TOO_MANY, values={"most": str(step.at_most)}),))
    return Outcome(place=replace(place, chosen=chosen))


def _chosen(step: Step, place: Place, choice: str) -> Outcome:
    if step.kind is Kind.SCALE:
        return _settled(place, answers.read_number(choice))
    at = time(int(choice[1:])) if step.kind is Kind.TIME else None
    return Outcome(place=place, answer=Answer(picks=(choice,), own=_own(place, (choice,)), at=at))


def _typed_choice(flow: Flow, step: Step, place: Place, event: Typed) -> Outcome:
    """A label that was typed is its button; words beside the choices are one more where the step welcomes them."""
    shown = {offer.id: event.labels.get(offer.id, offer.label) for offer in offers(flow, step, place)}
    choice = answers.read_label(event.text, shown)
    if step.kind is Kind.TIME and choice is None:
        return _ask_time(place, event)
    own = cleaned_own(event.text) if step.own and choice is None else ""
    if own:
        place, choice = _with_own(place, own)
    if choice is None:
        return Outcome(place=place, says=(Say(text=phrases.PRESS_A_BUTTON),))
    if step.kind is Kind.SEVERAL:
        return _toggle(step, place, choice)
    if step.kind is Kind.RANK:
        return cards.rank(tuple(shown), place, f"+{choice}") if choice not in place.chosen else Outcome(place=place)
    if step.kind is Kind.PILES:
        return Outcome(place=place, says=(Say(text=phrases.PRESS_A_BUTTON),))
    return _chosen(step, place, choice)


def cleaned_own(text: str) -> str:
    """A choice in somebody's own words: one line, not too long; empty when it is none."""
    said = " ".join(answers.cleaned(text).split())
    return said if len(said) <= LONGEST_LINE else ""


def _with_own(place: Place, said: str) -> tuple[Place, str]:
    known = next((one for one, words in place.own.items() if words.casefold() == said.casefold()), "")
    choice = known or next_own(place)
    return replace(place, own={**place.own, choice: said}), choice


def _own(place: Place, picks: tuple[str, ...]) -> Mapping[str, str]:
    return {pick: place.own[pick] for pick in picks if pick in place.own}


def _collect(step: Step, place: Place, event: Typed) -> Outcome:
    if event.whole:
        return _settled(place, from_draft(step, replace(place, draft=(event.text,) if event.text.strip() or not place.file else ())))
    ready = answers.read_label(event.text, {choice.id: event.labels.get(choice.id, choice.label) for choice in step.choices})
    if ready and not place.draft and not place.file:
        return Outcome(place=place, answer=Answer(picks=(ready,)))
    longer = replace(place, draft=(*place.draft, event.text))
    read = from_draft(step, longer)
    if isinstance(read, Misfit):
        return Outcome(place=place, says=(misfit(read),))
    return Outcome(place=longer, says=(Say(text=phrases.COLLECTED),))


def _ask_date(place: Place, event: Typed) -> Outcome:
    when = understand(event.text, event.now)
    if when is None:
        return Outcome(place=place, says=(Say(text=phrases.NOT_A_DATE),))
    if when.day < event.now.date():
        return Outcome(place=place, says=(Say(text=phrases.DATE_IS_PAST),))
    return Outcome(place=replace(place, asked=when))


def _ask_time(place: Place, event: Typed) -> Outcome:
    """A time of day; a bare number is an hour."""
    words = event.text.strip().rstrip(".")
    try:
        at = time(int(words)) if words.isascii() and words.isdigit() else _exact_time(words)
    except ValueError:
        at = None
    return Outcome(place=place, answer=Answer(at=at)) if at else Outcome(place=place, says=(Say(text=phrases.NOT_A_TIME),))


def _exact_time(words: str) -> time | None:
    said = clock(plain(words if ":" in words or "kl" in words else f"kl. {words}"))
    return said.at if said.at and not said.rest else None


def _settled(place: Place, read: Answer | Misfit) -> Outcome:
    if isinstance(read, Misfit):
        return Outcome(place=place, says=(misfit(read),))
    return Outcome(place=place, answer=read)


def misfit(found: Misfit) -> Say:
    """Why something typed is no answer, as it is said."""
    return Say(text=found.phrase, values=dict(found.values))
