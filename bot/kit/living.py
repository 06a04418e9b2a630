"""Tells whom a new version of the flows would touch, and how: places compared with the flows as they are now. No words, no names."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.dialogue import engine
from bot.dialogue.flow import Flow
from bot.dialogue.track import path
from bot.dialogue.turns import Place
from bot.domain import course
from bot.records import conversations, courses
from bot.records.core import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What the flow of this id, as it is now, changes for those who began it as it was. Counts are of people, by step.

    `flow` is empty where it is gone. `again`: asked again; `new`: new, and before where they are; `gone`: answered, and asked no more;
    `open_gone`: how many have that very question before them.
    """

    was: str
    flow: str
    field: str
    inside: int
    finished: int
    again: Mapping[str, int]
    new: Mapping[str, int]
    gone: Mapping[str, int]
    open_gone: int


def touched(records: Records, flows: Mapping[str, Flow]) -> list[Touched]:
    """One for each flow that somebody in an open course began in another version than the one in `flows`."""
    begun: dict[str, list[tuple[str, Place]]] = {}
    for person, course_id, place in conversations.all_places(records):
        now = _now(flows, place.flow)
        if courses.state(records, course_id) != course.CLOSED and (now is None or place.digest != now.digest):
            begun.setdefault(place.flow, []).append((f"{person} {course_id}", place))
    return [_touched(was, _now(flows, was), places) for was, places in sorted(begun.items())]


def lines(found: Iterable[Touched]) -> list[str]:
    """The same in words, one line a flow."""
    return [f"{_name(one)}: {'; '.join(_parts(one))}" for one in found]


def _now(flows: Mapping[str, Flow], flow_id: str) -> Flow | None:
    return flows.get(flow_id) or next((flow for flow in flows.values() if flow_id in flow.was), None)


def _touched(was: str, flow: Flow | None, places: list[tuple[str, Place]]) -> Touched:
    inside = {who for who, place in places if not place.ended}
    open_places = [place for _, place in places if not place.ended]
    changes = [_changes(flow, place) for place in open_places] if flow else []
    again, new, gone = (_counted(one[number] for one in changes) for number in range(3))
    return Touched(
        was=was,
        flow=flow.id if flow else "",
        field=flow.field if flow else "",
        inside=len(inside),
        finished=len({who for who, _ in places} - inside),
        again=again,
        new=new,
        gone=gone,
        open_gone=sum(flow.step(_renamed(flow, place.step)) is None for place in open_places) if flow else 0,
    )


def _changes(flow: Flow, place: Place) -> tuple[set[str], set[str], set[str]]:
    """Of one place: the steps asked again, those that are new before it, and the answered ones that are gone."""
    adopted = engine.adopt(flow, place).place
    done = {_renamed(flow, step) for step in place.marks}
    asked = [step.id for step in path(flow, adopted.picks) if step.asks]
    ids = [step.id for step in flow.steps]
    here = _renamed(flow, place.step)
    behind = set(ids[: ids.index(here)]) if here in ids else set()
    again = {step for step in asked if step in done and step not in adopted.marks}
    return again, {step for step in asked if step in behind and step not in done}, {step for step in done if step not in ids}


def _renamed(flow: Flow, step_id: str) -> str:
    return next((step.id for step in flow.steps if step_id in step.was), step_id)


def _counted(found: Iterable[set[str]]) -> dict[str, int]:
    return dict(sorted(Counter(step for steps in found for step in steps).items()))


def _name(one: Touched) -> str:
    renamed = f" (was {one.was})" if one.was != one.flow else ""
    return f"{one.field}/{one.flow}{renamed}" if one.flow else one.was


def _parts(one: Touched) -> Iterator[str]:
    yield "1 person is in it" if one.inside == 1 else f"{one.inside} people are in it"
    if not one.flow:
        yield "this flow is gone, so they will find themselves at home; what they wrote stays readable"
        return
    if one.inside and not (one.again or one.new or one.open_gone):
        yield "nothing is asked again"
    told = {"asked again": one.again, "new to them": one.new, "asked no more, answers stay readable": one.gone}
    yield from (f"{name}: {_listed(steps)}" for name, steps in told.items() if steps)
    if one.open_gone:
        yield f"their open question is gone: {one.open_gone}"
    if one.finished:
        yield f"finished it, and asked only if they open it again: {one.finished}"


def _listed(steps: Mapping[str, int]) -> str:
    return ", ".join(f"{step} ({count})" for step, count in steps.items())
