"""The conversation as a function: where you are and what you said → where you are now and what is said to you.

No clock, no disk, no language: what is said is named by its source text, and whoever shows it translates. A press must carry
the turn it was offered in and an option offered there; everything else shows the current step and changes nothing. Words that were
kept before are looked up with `kept`, since a place holds none.
"""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from bot.dialogue import asking, entries, phrases
from bot.dialogue.answers import SKIPPED, Answer
from bot.dialogue.carrying import carried, left
from bot.dialogue.conditions import ANY, FACTS, applies
from bot.dialogue.flow import ENTRY_KINDS, Flow, Kind, Step
from bot.dialogue.marking import first_missing, marked, renamed, still
from bot.dialogue.track import BACK, END, NEXT, jump, track
from bot.dialogue.turns import (
    Changed,
    Event,
    Filled,
    Kept,
    Outcome,
    Place,
    Pressed,
    Say,
    Sent,
    Turn,
    Wished,
    Written,
    nothing_kept,
)

_CHANGED = (Say(text=phrases.CHANGED_SINCE),)


def start(flow: Flow, *, turn: int = 0, known: tuple[str, ...] = ()) -> Turn:
    """The first step of a flow. `known` are facts that leave steps out (bot.dialogue.conditions.FACTS)."""
    facts = dict.fromkeys(known, (ANY,))
    first = next((step for step in flow.steps if applies(step, facts)), None)
    place = Place(flow=flow.id, digest=flow.digest, step=first.id if first else END, turn=turn, picks=facts)
    return Turn(place=asking.begin(flow, first, place, None) if first else place)


def adopt(flow: Flow, place: Place, kept: Kept = nothing_kept, *, answers: bool = False) -> Turn:
    """The same place under a changed definition: answers to unchanged questions stand, the rest are asked again.

    `answers`: the person is about to answer what stands in front of them, so what is new is asked right after it.
    """
    if place.digest == flow.digest:
        return Turn(place=place)
    before, place = place, renamed(flow, place)
    known = {step.id: step.digest for step in flow.steps}
    marks = {step: mark for step, mark in place.marks.items() if known.get(step) == mark[1]}
    picks = {step: picked for step, picked in place.picks.items() if step in marks or step in FACTS}
    here = still(flow, picks, place.step)
    there = _fresh(flow, replace(place, picks=picks, digest=flow.digest, marks=marks, paused=False), here, kept)
    missing = first_missing(flow, there, place.back_to or here)
    back_to = still(flow, picks, place.back_to or here) if missing or place.back_to else ""
    step = flow.step(here)
    held = carried(flow, step, there, replace(place, picks=picks)) if step and here == place.step else None
    if held or (answers and here == place.step and not before.paused):
        # What is begun stays in front of the person too.
        return Turn(place=replace(held or there, back_to=END if missing else back_to), says=_CHANGED, notes=() if held else left(place))
    return Turn(place=replace(_fresh(flow, there, missing or here, kept), back_to=back_to), says=_CHANGED, notes=left(place))


def advance(flow: Flow, place: Place, event: Event, kept: Kept = nothing_kept) -> Turn:
    """What follows from an event; a press that was not offered changes nothing."""
    if isinstance(event, Changed):
        return _change(flow, place, event, kept)
    if isinstance(event, Wished):
        return _wish(flow, place, event.option, kept)
    if isinstance(event, Pressed):
        if event.turn != place.turn or event.option not in offered(flow, place):
            return _stale(place)
        return _press(flow, place, event, kept)
    step = flow.step(place.step)
    if step is None:
        return Turn(place=place, dropped=(event.file,) if isinstance(event, Sent) else ())
    if isinstance(event, Filled):
        return _stale(place) if event.turn != place.turn else _followed(flow, step, place, asking.filled(step, place, event), kept)
    awake = replace(place, paused=False)
    outcome = asking.sent(step, awake, event) if isinstance(event, Sent) else asking.typed(flow, step, awake, event)
    return _followed(flow, step, awake, outcome, kept)


def offered(flow: Flow, place: Place) -> tuple[str, ...]:
    """The options that may be pressed now: answers first, then the ways around."""
    if place.paused:
        return ("resume",)
    step = flow.step(place.step)
    if step is None:
        return ()
    around = ("back", "why") if place.draft or place.file or not step.asks else ("back", "skip", "why")
    return (*asking.options(flow, step, place), *around)


def progress(flow: Flow, place: Place) -> tuple[int, int]:
    """Which question this is, and of how many; steps that only tell something do not count.

    A question that follows any answer to one still open is counted, so that the number does not grow on the way.
    """
    ahead: list[Step] = []
    for step in flow.steps:
        if applies(step, place.picks) or _may_follow(step, place, {one.id for one in ahead}):
            ahead.append(step)
    ids = [step.id for step in ahead]
    reached = ids.index(place.step) + 1 if place.step in ids else len(ids)
    return max(1, sum(1 for step in ahead[:reached] if step.asks)), max(1, sum(1 for step in ahead if step.asks))


def _may_follow(step: Step, place: Place, ahead: AbstractSet[str]) -> bool:
    source = step.of or (step.when.step if step.when and not step.when.any_of else "")
    return source in ahead and source not in place.marks and step.unless not in place.picks


def _followed(flow: Flow, step: Step, before: Place, outcome: Outcome, kept: Kept) -> Turn:
    """What the step made of it: an answer is kept and one goes on; else one stays, with new buttons if anything changed."""
    dropped = _of_no_use(step, outcome.dropped, kept)
    if outcome.answer is not None:
        return replace(_keep(flow, outcome.place, step, outcome.answer, kept), says=outcome.says, dropped=dropped)
    moved = outcome.place if outcome.place == before else _turned(outcome.place)
    return Turn(place=moved, says=outcome.says, dropped=dropped)


def _of_no_use(step: Step, dropped: tuple[str, ...], kept: Kept) -> tuple[str, ...]:
    """These files without the one that an answer is kept with, as a pause does."""
    said = kept(step.id) if dropped else None
    return tuple(file for file in dropped if said is None or file != said.file)


def _press(flow: Flow, place: Place, event: Pressed, kept: Kept) -> Turn:
    step, option = flow.step(place.step), event.option
    if option in {"back", "skip", "resume"} or step is None:
        return _wish(flow, place, option, kept)
    if option == "why":
        return Turn(place=place, says=(Say(text=step.why, context=f"{flow.id}/{step.id}"),))
    if option == "onward" or (option == "keep" and not _in_a_part(step, place)):
        return Turn(place=_onward(flow, place, kept))
    return _followed(flow, step, place, asking.press(flow, step, place, event), kept)


def _wish(flow: Flow, place: Place, option: str, kept: Kept) -> Turn:
    if option == "pause":
        held = _with_unfinished_kept(flow, place, kept)
        # What was begun stays too, so that whoever goes on after the pause adds to it.
        begun = replace(held.place, draft=place.draft, file=place.file, work=place.work, chosen=place.chosen, asked=place.asked)
        return replace(held, place=_turned(replace(begun, paused=True)))
    if option == "resume":
        return Turn(place=_turned(replace(place, paused=False))) if place.paused else Turn(place=place)
    step = flow.step(place.step)
    if option == "back":
        return _back(flow, step, place, kept)
    if step is None or option not in {"skip", "save"}:
        return Turn(place=place)
    return _skip(flow, step, place, kept) if option == "skip" else _save(flow, step, place, kept)


def _save(flow: Flow, step: Step, place: Place, kept: Kept) -> Turn:
    if "save" in asking.options(flow, step, place):
        return _press(flow, place, Pressed(turn=place.turn, option="save"), kept)
    read = asking.unfinished(flow, step, place) if step.kind in ENTRY_KINDS else asking.from_draft(step, place)
    if isinstance(read, Answer):
        return _keep(flow, place, step, read, kept)
    return Turn(place=place, says=(Say(text=phrases.EMPTY) if read is None else asking.misfit(read),))


def _skip(flow: Flow, step: Step, place: Place, kept: Kept) -> Turn:
    if place.draft or place.file:
        return Turn(place=place, says=(Say(text=phrases.SAVE_FIRST),))
    if not step.asks:
        return Turn(place=_onward(flow, place, kept))
    part = entries.skip(step, place) if _in_a_part(step, place) else None
    if part:
        return _followed(flow, step, place, part, kept)
    said = asking.unfinished(flow, step, place) if step.kind in ENTRY_KINDS else None
    return _keep(flow, place, step, said or SKIPPED, kept)


def _back(flow: Flow, step: Step | None, place: Place, kept: Kept) -> Turn:
    within = entries.back(step, place) if step and _in_a_part(step, place) else None
    if within:
        return Turn(place=_turned(replace(within, paused=False)))
    awake = replace(place, paused=False)
    earlier = track(flow).after(place.step, BACK, place.picks)
    if earlier is None:
        return Turn(place=awake, says=(Say(text=phrases.NOTHING_BEFORE),))
    if _would_be_seen(flow, awake):
        return Turn(place=awake, says=(Say(text=phrases.SAVE_FIRST),))
    held = _with_unfinished_kept(flow, awake, kept)
    return replace(held, place=_turned(_fresh(flow, held.place, earlier, _with(held.notes, kept))))


def _change(flow: Flow, place: Place, event: Changed, kept: Kept) -> Turn:
    step_id = _with_choices(flow, place, event.step)
    if step_id not in place.marks or flow.step(step_id) is None:
        return _stale(place)
    if _would_be_seen(flow, place):
        return Turn(place=replace(place, paused=False), says=(Say(text=phrases.SAVE_FIRST),))
    held = _with_unfinished_kept(flow, replace(place, paused=False), kept)
    there = track(flow).after(held.place.step, jump(step_id)) or held.place.step
    back_to = "" if event.onward else held.place.back_to or held.place.step
    return replace(held, place=replace(_turned(_fresh(flow, held.place, there, _with(held.notes, kept))), back_to=back_to))


def _with_choices(flow: Flow, place: Place, step_id: str) -> str:
    """The step, or the one whose picks it would choose from, where nothing is picked there any more."""
    step = flow.step(step_id)
    return _with_choices(flow, place, step.of) if step and step.of and not place.picks.get(step.of) else step_id


def _with(notes: tuple[Written, ...], kept: Kept) -> Kept:
    """What is kept once these are."""
    fresh = {written.step: written.answer for written in notes}
    return lambda step: fresh.get(step) or kept(step)


def _would_be_seen(flow: Flow, place: Place) -> bool:
    """Whether something is begun that others see as soon as it is kept: that takes a press of one's own."""
    step = flow.step(place.step)
    return step is not None and step.share == "both" and asking.unfinished(flow, step, place) is not None


def _with_unfinished_kept(flow: Flow, place: Place, kept: Kept) -> Turn:
    """Whoever leaves a step takes what they began there along as its answer."""
    step = flow.step(place.step)
    read = asking.unfinished(flow, step, place) if step else None
    if step is None or read is None or _would_be_seen(flow, place) or (step.id in place.marks and read == kept(step.id)):
        return Turn(place=place)
    return Turn(place=marked(flow, place, step, read), notes=(Written(step=step.id, answer=read),))


def _keep(flow: Flow, place: Place, step: Step, answer: Answer, kept: Kept) -> Turn:
    notes = (Written(step=step.id, answer=answer),)
    return Turn(place=_onward(flow, marked(flow, place, step, answer), _with(notes, kept)), notes=notes)


def _onward(flow: Flow, place: Place, kept: Kept) -> Place:
    """The next step; after a change of an earlier answer, the first one now missing, or where the person came from."""
    if not place.back_to:
        return _turned(_fresh(flow, place, track(flow).after(place.step, NEXT, place.picks) or END, kept))
    missing = first_missing(flow, place, place.back_to)
    there = missing or still(flow, place.picks, place.back_to)
    moved = _turned(_fresh(flow, place, track(flow).after(place.step, jump(there)) or END, kept))
    return moved if missing else replace(moved, back_to="")


def _fresh(flow: Flow, place: Place, step_id: str, kept: Kept) -> Place:
    step = flow.step(step_id)
    if step is None:
        return replace(place, step=step_id, draft=(), chosen=(), asked=None, file=None, work={})
    return asking.begin(flow, step, place, kept(step_id) if step.kind in ENTRY_KINDS or step.kind is Kind.PILES else None)


def _in_a_part(step: Step, place: Place) -> bool:
    return step.kind in ENTRY_KINDS and entries.open_part(step, place) is not None


def _turned(place: Place) -> Place:
    return replace(place, turn=place.turn + 1)


def _stale(place: Place) -> Turn:
    return Turn(place=place, says=(Say(text=phrases.STALE),), stale=True)
