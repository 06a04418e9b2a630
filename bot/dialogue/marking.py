"""What a person has done in a flow: which steps are answered and how, and which are still to be asked."""

from dataclasses import replace

from bot.dialogue.answers import Answer
from bot.dialogue.conditions import ANY, Picks, applies
from bot.dialogue.flow import Flow, Kind, Step
from bot.dialogue.track import END, path
from bot.dialogue.turns import ANSWERED, SKIP, Place


def marked(flow: Flow, place: Place, step: Step, answer: Answer) -> Place:
    """The place once a step is answered so; what was chosen from its earlier picks and fits them no more is to be asked again."""
    picks = {name: picked for name, picked in place.picks.items() if name != step.id}
    if not answer.skipped:
        number = (str(answer.number),) if answer.number is not None else (ANY,)
        picks[step.id] = answer.picks or number
    misfits = {one.id for one in flow.steps if one.of == step.id and not _fits(one, place.picks, picks)}
    marks = {**place.marks, step.id: (SKIP if answer.skipped else ANSWERED, step.digest)}
    marks = {name: mark for name, mark in marks.items() if name not in misfits}
    picks = {name: picked for name, picked in picks.items() if name not in misfits}
    return replace(place, marks=marks, picks=picks, draft=(), chosen=(), asked=None, file=None, work={})


def first_missing(flow: Flow, place: Place, before: str) -> str:
    """The first question before a step that has no answer yet; empty when all have one."""
    ahead = {step.id for step in _from(flow, before)}
    return next((s.id for s in path(flow, place.picks) if s.asks and s.id not in place.marks and s.id not in ahead), "")


def still(flow: Flow, picks: Picks, step_id: str) -> str:
    """The step if it is asked, else the next one that is."""
    return next((step.id for step in _from(flow, step_id) if applies(step, picks)), END)


def renamed(flow: Flow, place: Place) -> Place:
    """The place with the ids that steps have now."""
    now = {old: step.id for step in flow.steps for old in step.was}
    marks = {now.get(step, step): mark for step, mark in place.marks.items()}
    picks = {now.get(step, step): picked for step, picked in place.picks.items()}
    back_to = now.get(place.back_to, place.back_to)
    return replace(place, flow=flow.id, step=now.get(place.step, place.step), marks=marks, picks=picks, back_to=back_to)


def _fits(step: Step, before: Picks, after: Picks) -> bool:
    """Whether an answer that was chosen from earlier picks still fits these: all of it is there, and nothing new was left out."""
    picked, source = set(before.get(step.id, ())), set(after.get(step.of, ()))
    if step.kind in {Kind.EACH, Kind.RANK}:
        return source <= set(before.get(step.of, ())) and (step.kind is Kind.EACH or picked <= source)
    return picked <= source


def _from(flow: Flow, step_id: str) -> tuple[Step, ...]:
    ids = [step.id for step in flow.steps]
    return flow.steps[ids.index(step_id) :] if step_id in ids else ()
