"""A flow compiled to a state chart: which step follows which, forward, back and on a jump."""

from collections.abc import Iterator
from functools import lru_cache, partial

from bot.dialogue.conditions import Picks, applies, is_conditional
from bot.dialogue.flow import Flow, Step
from bot.machine import ANYWHERE, Chart, Guard, Move

END = "end"
NEXT, BACK = "next", "back"


@lru_cache(maxsize=256)
def track(flow: Flow) -> Chart:
    """The chart of a flow, made once."""
    return Chart([*(step.id for step in flow.steps), END], list(_moves(flow)), flow.steps[0].id)


def path(flow: Flow, picks: Picks) -> tuple[Step, ...]:
    """The steps that are asked, in order, given what was picked so far."""
    return tuple(step for step in flow.steps if applies(step, picks))


def jump(step_id: str) -> str:
    """The trigger that leads to one step from anywhere."""
    return f"to {step_id}"


def _moves(flow: Flow) -> Iterator[Move]:
    for index, step in enumerate(flow.steps):
        yield from _towards(NEXT, step, flow.steps[index + 1 :])
        yield Move(trigger=NEXT, source=step.id, to=END)
        yield from _towards(BACK, step, tuple(reversed(flow.steps[:index])))
    yield from _towards_end(flow)
    everywhere = (*(step.id for step in flow.steps), END)
    yield from (Move(trigger=jump(target), source=ANYWHERE, to=target) for target in everywhere)


def _towards(trigger: str, source: Step, targets: tuple[Step, ...]) -> Iterator[Move]:
    for target in targets:
        yield Move(trigger=trigger, source=source.id, to=target.id, guard=_guard(target))
        if not is_conditional(target):
            return


def _towards_end(flow: Flow) -> Iterator[Move]:
    for target in reversed(flow.steps):
        yield Move(trigger=BACK, source=END, to=target.id, guard=_guard(target))
        if not is_conditional(target):
            return


def _guard(step: Step) -> Guard | None:
    return partial(applies, step) if is_conditional(step) else None
