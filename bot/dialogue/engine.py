"""The conversation as a function: where you are and what you said → where you are now and what is said to you.

No clock, no disk, no language: what is said is named by its source text, and whoever shows it translates. A press must carry
the turn it was offered in and an option offered there; everything else shows the current step and changes nothing.
"""

from dataclasses import replace

from bot.dialogue import answers, phrases
from bot.dialogue.answers import SKIPPED, Answer, Misfit
from bot.dialogue.calendar import understand
from bot.dialogue.conditions import Picks
from bot.dialogue.flow import HIGHEST, Flow, Kind, Step
from bot.dialogue.track import BACK, END, NEXT, applies, jump, path, track
from bot.dialogue.turns import ANSWERED, SKIP, Changed, Event, Place, Pressed, Say, Turn, Typed, Wished, Written

_CHANGED = (Say(text=phrases.CHANGED_SINCE),)


def start(flow: Flow, *, turn: int = 0) -> Turn:
    """The first step of a flow."""
    first = next((step.id for step in flow.steps if applies(step, {})), END)
    return Turn(place=Place(flow=flow.id, digest=flow.digest, step=first, turn=turn))


def adopt(flow: Flow, place: Place) -> Turn:
    """The same place under a changed definition: answers to unchanged questions stand, the rest are asked again."""
    if place.digest == flow.digest:
        return Turn(place=place)
    known = {step.id: step.digest for step in flow.steps}
    marks = {step: mark for step, mark in place.marks.items() if known.get(step) == mark[1]}
    picks = {step: picked for step, picked in place.picks.items() if step in marks}
    here = _still(flow, picks, place.step)
    kept = replace(_fresh(replace(place, picks=picks), here), digest=flow.digest, marks=marks, paused=False)
    missing = _missing(flow, kept, place.back_to or here)
    back_to = _still(flow, picks, place.back_to or here) if missing or place.back_to else ""
    if place.draft and here == place.step:
        # Words being written stay in front of the person; what is new is asked right after them.
        return Turn(place=replace(kept, draft=place.draft, back_to=END if missing else back_to), says=_CHANGED)
    return Turn(place=replace(_fresh(kept, missing or here), back_to=back_to), says=_CHANGED)


def advance(flow: Flow, place: Place, event: Event) -> Turn:
    """What follows from an event; a press that was not offered changes nothing."""
    if isinstance(event, Changed):
        return _change(flow, place, event)
    if isinstance(event, Wished):
        return _wish(flow, place, event.option)
    if isinstance(event, Pressed):
        if event.turn != place.turn or event.option not in offered(flow, place):
            return Turn(place=place, says=(Say(text=phrases.STALE),), stale=True)
        return _press(flow, place, event)
    return _typed(flow, place, event)


def offered(flow: Flow, place: Place) -> tuple[str, ...]:
    """The options that may be pressed now: answers first, then the ways around."""
    if place.paused:
        return ("resume",)
    step = flow.step(place.step)
    if step is None:
        return ()
    around = ("back", "why") if place.draft or not step.asks else ("back", "skip", "why")
    return (*_answers_offered(step, place), *around)


def progress(flow: Flow, place: Place) -> tuple[int, int]:
    """Which question this is, and of how many; steps that only tell something do not count."""
    asked = [step.id for step in path(flow, place.picks) if step.asks]
    before = [step.id for step in path(flow, place.picks)]
    reached = before.index(place.step) + 1 if place.step in before else len(before)
    return max(1, sum(1 for step in before[:reached] if step in asked)), max(1, len(asked))


def _answers_offered(step: Step, place: Place) -> tuple[str, ...]:
    if place.asked:
        return ("yes", "no")
    if place.draft:
        return ("save", "over")
    keep = ("keep",) if step.id in place.marks and step.asks else ()
    if step.kind is Kind.READ:
        return ("onward",)
    if step.kind is Kind.SCALE:
        return (*(f"={number}" for number in range(HIGHEST + 1)), *keep)
    if step.kind is Kind.SEVERAL:
        return (*(f"+{choice.id}" for choice in step.choices), "save", *keep)
    return (*(f"={choice.id}" for choice in step.choices), *keep)


def _press(flow: Flow, place: Place, event: Pressed) -> Turn:
    step = _current(flow, place)
    option = event.option
    if option in {"back", "skip", "resume"}:
        return _wish(flow, place, option)
    if option == "why":
        return Turn(place=place, says=(Say(text=step.why, context=f"{flow.id}/{step.id}"),))
    if option in {"onward", "keep"}:
        return Turn(place=_onward(flow, place))
    if option == "over":
        return Turn(place=_turned(replace(place, draft=())))
    if option.startswith("+"):
        return _toggle(step, place, option[1:])
    return _answer_pressed(flow, place, step, event)


def _answer_pressed(flow: Flow, place: Place, step: Step, event: Pressed) -> Turn:
    option = event.option
    if option == "yes":
        return _keep(flow, place, step, Answer(when=place.asked))
    if option == "no":
        return Turn(place=_turned(replace(place, asked=None)))
    if option == "save" and step.kind is Kind.SEVERAL:
        return _keep_or_say(flow, place, step, answers.read_picks(step, place.chosen if event.picks is None else event.picks))
    if option == "save":
        return _keep_or_say(flow, place, step, _from_draft(step, place.draft))
    if step.kind is Kind.SCALE:
        return _keep_or_say(flow, place, step, answers.read_number(option[1:]))
    return _keep(flow, place, step, Answer(picks=(option[1:],)))


def _toggle(step: Step, place: Place, choice: str) -> Turn:
    chosen = tuple(c for c in place.chosen if c != choice) if choice in place.chosen else (*place.chosen, choice)
    if step.at_most and len(chosen) > step.at_most:
        return Turn(place=place, says=(Say(text=phrases.TOO_MANY, values={"most": str(step.at_most)}),))
    return Turn(place=_turned(replace(place, chosen=chosen)))


def _wish(flow: Flow, place: Place, option: str) -> Turn:
    if option == "pause":
        kept = _with_draft_kept(flow, place)
        # The draft stays too, so that whoever writes on after the pause adds to it.
        return replace(kept, place=_turned(replace(kept.place, draft=place.draft, paused=True)))
    if option == "resume":
        return Turn(place=_turned(replace(place, paused=False))) if place.paused else Turn(place=place)
    if option == "back":
        return _back(flow, place)
    step = flow.step(place.step)
    if step is None or option not in {"skip", "save"}:
        return Turn(place=place)
    if option == "save":
        return _keep_or_say(flow, place, step, _from_draft(step, place.draft))
    if place.draft:
        return Turn(place=place, says=(Say(text=phrases.SAVE_FIRST),))
    return _keep(flow, place, step, SKIPPED) if step.asks else Turn(place=_onward(flow, place))


def _back(flow: Flow, place: Place) -> Turn:
    kept = _with_draft_kept(flow, replace(place, paused=False))
    earlier = track(flow).after(kept.place.step, BACK, kept.place.picks)
    if earlier is None:
        return replace(kept, says=(Say(text=phrases.NOTHING_BEFORE),))
    return replace(kept, place=_turned(_fresh(kept.place, earlier)))


def _change(flow: Flow, place: Place, event: Changed) -> Turn:
    step_id = event.step
    if step_id not in place.marks or flow.step(step_id) is None:
        return Turn(place=place, says=(Say(text=phrases.STALE),), stale=True)
    kept = _with_draft_kept(flow, replace(place, paused=False))
    there = track(flow).after(kept.place.step, jump(step_id)) or kept.place.step
    back_to = "" if event.onward else kept.place.back_to or kept.place.step
    return replace(kept, place=replace(_turned(_fresh(kept.place, there)), back_to=back_to))


def _with_draft_kept(flow: Flow, place: Place) -> Turn:
    """Whoever leaves a step takes what they wrote there along as its answer."""
    step = flow.step(place.step)
    read = _from_draft(step, place.draft) if step and place.draft else None
    if step is None or not isinstance(read, Answer):
        return Turn(place=place)
    return Turn(place=_marked(place, step, read), notes=(Written(step=step.id, answer=read),))


def _typed(flow: Flow, place: Place, event: Typed) -> Turn:
    step = flow.step(place.step)
    if step is None:
        return Turn(place=place)
    awake = replace(place, paused=False)
    if step.kind in {Kind.TEXT, Kind.LINES}:
        return _collect(flow, awake, step, event)
    if step.kind is Kind.DATE:
        return _ask_date(awake, event)
    if step.kind is Kind.SCALE:
        return _keep_or_say(flow, awake, step, answers.read_number(event.text))
    choice = answers.read_label(step, event.text, dict(event.labels))
    if choice is None:
        return Turn(place=awake, says=(Say(text=phrases.PRESS_A_BUTTON),))
    if step.kind is Kind.SEVERAL:
        return _toggle(step, awake, choice)
    return _keep(flow, awake, step, Answer(picks=(choice,)))


def _collect(flow: Flow, place: Place, step: Step, event: Typed) -> Turn:
    if event.whole:
        return _keep_or_say(flow, place, step, _from_draft(step, (event.text,)))
    ready = answers.read_label(step, event.text, dict(event.labels))
    if ready and not place.draft:
        return _keep(flow, place, step, Answer(picks=(ready,)))
    draft = (*place.draft, event.text)
    read = _from_draft(step, draft)
    if isinstance(read, Misfit):
        return Turn(place=place, says=(_misfit(read),))
    return Turn(place=_turned(replace(place, draft=draft)), says=(Say(text=phrases.COLLECTED),))


def _ask_date(place: Place, event: Typed) -> Turn:
    when = understand(event.text, event.now)
    if when is None:
        return Turn(place=place, says=(Say(text=phrases.NOT_A_DATE),))
    if when.day < event.now.date():
        return Turn(place=place, says=(Say(text=phrases.DATE_IS_PAST),))
    return Turn(place=_turned(replace(place, asked=when)))


def _from_draft(step: Step, draft: tuple[str, ...]) -> Answer | Misfit:
    return answers.read_lines(step, draft) if step.kind is Kind.LINES else answers.read_text(step, draft)


def _keep_or_say(flow: Flow, place: Place, step: Step, read: Answer | Misfit) -> Turn:
    if isinstance(read, Misfit):
        return Turn(place=place, says=(_misfit(read),))
    return _keep(flow, place, step, read)


def _keep(flow: Flow, place: Place, step: Step, answer: Answer) -> Turn:
    marked = _marked(place, step, answer)
    return Turn(place=_onward(flow, marked), notes=(Written(step=step.id, answer=answer),))


def _marked(place: Place, step: Step, answer: Answer) -> Place:
    picks = {name: picked for name, picked in place.picks.items() if name != step.id}
    if answer.picks:
        picks[step.id] = answer.picks
    marks = {**place.marks, step.id: (SKIP if answer.skipped else ANSWERED, step.digest)}
    return replace(place, marks=marks, picks=picks, draft=(), chosen=(), asked=None)


def _onward(flow: Flow, place: Place) -> Place:
    """The next step; after a change of an earlier answer, the first one now missing, or where the person came from."""
    if not place.back_to:
        return _turned(_fresh(place, track(flow).after(place.step, NEXT, place.picks) or END))
    missing = _missing(flow, place, place.back_to)
    there = missing or _still(flow, place.picks, place.back_to)
    moved = _turned(_fresh(place, track(flow).after(place.step, jump(there)) or END))
    return moved if missing else replace(moved, back_to="")


def _missing(flow: Flow, place: Place, before: str) -> str:
    """The first question before a step that has no answer yet; empty when all have one."""
    ahead = {step.id for step in _from(flow, before)}
    return next((s.id for s in path(flow, place.picks) if s.asks and s.id not in place.marks and s.id not in ahead), "")


def _still(flow: Flow, picks: Picks, step_id: str) -> str:
    """The step if it is asked, else the next one that is."""
    return next((step.id for step in _from(flow, step_id) if applies(step, picks)), END)


def _from(flow: Flow, step_id: str) -> tuple[Step, ...]:
    ids = [step.id for step in flow.steps]
    return flow.steps[ids.index(step_id) :] if step_id in ids else ()


def _fresh(place: Place, step: str) -> Place:
    chosen = place.picks.get(step, ())
    return replace(place, step=step, draft=(), chosen=chosen, asked=None)


def _turned(place: Place) -> Place:
    return replace(place, turn=place.turn + 1)


def _current(flow: Flow, place: Place) -> Step:
    step = flow.step(place.step)
    if step is None:
        raise LookupError(place.step)
    return step


def _misfit(misfit: Misfit) -> Say:
    return Say(text=misfit.phrase, values=dict(misfit.values))
