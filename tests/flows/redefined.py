"""One flow as somebody might edit it: a question reworded, taken away, renamed, added, with fewer choices, of another kind."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from bot.dialogue.checking import values_in
from bot.dialogue.flow import Flow, Kind, Step

Steps = tuple[Step, ...]


@lru_cache(maxsize=2048)
def redefined(flow: Flow, number: int) -> Flow:
    """The flow with one change; the same number gives the same change, 0 none."""
    edits = [_same, _reworded, _gone, _renamed, _added, _with_fewer_choices, _of_another_kind]
    edit, index = edits[number % len(edits)], number // len(edits) % len(flow.steps)
    steps = edit(flow.steps, index)
    return flow if steps == flow.steps else replace(flow, steps=steps, digest=f"{flow.digest} {edit.__name__} {index}")


def _same(steps: Steps, _: int) -> Steps:
    return steps


def _reworded(steps: Steps, index: int) -> Steps:
    return _put(steps, index, lambda step: replace(step, text=f"{step.text} Nu?"))


def _gone(steps: Steps, index: int) -> Steps:
    rest = (*steps[:index], *steps[index + 1 :])
    return rest if rest and not any(steps[index].id in _needs(step) for step in rest) else steps


def _renamed(steps: Steps, index: int) -> Steps:
    old = steps[index].id
    if any(old in _needs(step) for step in steps):
        return steps
    return tuple(replace(step, id=f"{old}_now", was=(old,)) if step.id == old else step for step in steps)


def _added(steps: Steps, index: int) -> Steps:
    new = Step(id="added", kind=Kind.TEXT, text="Er der noget nyt?", why="Det er nyt.", digest="added")
    return (*steps[:index], new, *steps[index:])


def _with_fewer_choices(steps: Steps, index: int) -> Steps:
    return _put(steps, index, lambda step: replace(step, choices=step.choices[1:]) if len(step.choices) > 2 else step)


def _of_another_kind(steps: Steps, index: int) -> Steps:
    if any(steps[index].id in _needs(step) for step in steps):
        return steps
    plain = Step(id=steps[index].id, kind=Kind.LINES, text="Skriv.", why="Derfor.")
    return _put(steps, index, lambda _: plain)


def _put(steps: Steps, index: int, edit: Callable[[Step], Step]) -> Steps:
    edited = edit(steps[index])
    again = edited if edited == steps[index] else replace(edited, digest=f"{steps[index].digest} again")
    return (*steps[:index], again, *steps[index + 1 :])


def _needs(step: Step) -> set[str]:
    """The steps that a step speaks of."""
    return set(_names(step))


def _names(step: Step) -> Iterator[str]:
    if step.when:
        yield step.when.step
    yield step.of
    for text in (step.text, step.help, step.why, *(part.text for part in step.parts)):
        yield from values_in(text)
