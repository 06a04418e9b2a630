"""Keeps what was written findable when a flow or a step gets another id; run whenever a set of flows is taken into use."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.dialogue.flow import Flow
from bot.ports import Row
from bot.records import conversations
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.records.tables import TABLES

# What one course has one of under a flow's id. Where the new id is taken already, the old row stays as it is.
_KEYS = {"notes": ("course", "author", "subject", "step"), "begun": ("course", "person", "subject")}


def rename(records: Records, flows: Mapping[str, Flow]) -> int:
    """Give what was kept under earlier ids the ids of today (`was`); how many rows moved. A second time nothing does.

    An id that is in use again is left alone: what stands there belongs to whoever has the id now.
    """
    moved = 0
    for flow in flows.values():
        for old in (one for one in flow.was if one not in flows):
            moved += _flow(records, old, flow)
        now = {step.id for step in flow.steps}
        for step in flow.steps:
            moved += sum(_step(records, flow.id, old, step.id) for old in step.was if old not in now)
    return moved


def _flow(records: Records, old: str, flow: Flow) -> int:
    notes = _to(records, "notes", records.rows.some("notes", {"flow": old}), {"flow": flow.id, "field": flow.field})
    begun = _to(records, "begun", records.rows.some("begun", {"flow": old}), {"flow": flow.id})
    suggested = records.rows.change("suggestions", {"flow": old}, {"flow": flow.id})
    return notes + begun + suggested + _places(records, old, flow.id)


def _step(records: Records, flow: str, old: str, new: str) -> int:
    return _to(records, "notes", records.rows.some("notes", {"flow": flow, "step": old}, order=("made_at",)), {"step": new})


def _to(records: Records, table: str, rows: Iterable[Row], now: Mapping[str, str]) -> int:
    """Change the rows whose new place is free; how many."""
    moved = 0
    for row in rows:
        after = {**row, **now}
        place = {name: after[name] for name in (*_KEYS[table], "flow")}
        if records.rows.one(table, place) is None:
            moved += records.rows.change(table, {name: row[name] for name in TABLES[table].key}, now)
    return moved


def _places(records: Records, old: str, new: str) -> int:
    moved = 0
    for row in records.rows.some("places", {"flow": old}):
        moved += conversations.move_place(records, row, new)
        _in_the_seat(records, row["person"], row["course"], old, new)
    return moved


def _in_the_seat(records: Records, person: str, course: str, old: str, new: str) -> None:
    """Whoever sits in the flow sits in it under its new id: a flow that is open has a place, so no other seats need a look."""
    seat = conversations.seat(records, person, course)
    if seat is None:
        return
    stack = tuple(Frame(flow=new, subject=frame.subject) if frame.flow == old else frame for frame in seat.stack)
    page, is_about, about = seat.screen.partition("=")
    taking, dot, rest = about.partition(".")
    screen = f"{page}{is_about}{new if taking == old else taking}{dot}{rest}"
    if (stack, screen) != (seat.stack, seat.screen):
        conversations.keep_seat(records, person, course, replace(seat, stack=tuple(dict.fromkeys(stack)), screen=screen))
