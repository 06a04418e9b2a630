"""Where somebody is in their conversation: the seat (what is open now) and one place for each flow they have begun."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from bot.dialogue.dates import When
from bot.dialogue.turns import Place, Say
from bot.ports import Row
from bot.records.core import Records, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One flow that is open, and the thing it is about (a question, a wording, a step of the plan), if any."""

    flow: str
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """What is open now: the innermost flow last, or a screen of its own. `turn` guards every button of it.

    `says` is what was said last, kept for a page that is drawn later. `anew`: what is on the screen was asked for just now; not kept.
    """

    turn: int = 0
    stack: tuple[Frame, ...] = ()
    screen: str = ""
    says: tuple[Say, ...] = field(default=())
    anew: bool = field(default=False, compare=False)


def seat(records: Records, person: str, course: str) -> Seat | None:
    """Somebody's seat in a course, if they have sat down."""
    row = records.rows.one("seats", {"person": person, "course": course})
    if row is None:
        return None
    data = records.open(course, "seats", "body", f"{person}.{course}", row["body"])
    return Seat(
        turn=row["turn"],
        stack=tuple(Frame(**frame) for frame in data["stack"]),
        screen=data["screen"],
        says=tuple(_say(said) for said in data["says"]),
    )


def keep_seat(records: Records, person: str, course: str, seat: Seat) -> None:
    """Keep the seat as it is now."""
    says = [_said(said) for said in seat.says]
    data = {"stack": [{"flow": frame.flow, "subject": frame.subject} for frame in seat.stack], "screen": seat.screen, "says": says}
    sealed = records.seal(course, "seats", "body", f"{person}.{course}", data)
    records.rows.put("seats", {"person": person, "course": course, "turn": seat.turn, "body": sealed, "moved_at": stamp(records.now)})


def place(records: Records, person: str, course: str, frame: Frame) -> Place | None:
    """Where somebody is in a flow, if they have begun it."""
    row = records.rows.one("places", _key(person, course, frame))
    return _place(records, row) if row else None


def places(records: Records, person: str, course: str) -> list[tuple[Frame, Place]]:
    """All flows somebody has begun in a course."""
    rows = records.rows.some("places", {"person": person, "course": course}, order=("moved_at",))
    return [(Frame(flow=row["flow"], subject=row["subject"]), _place(records, row)) for row in rows]


def all_places(records: Records) -> list[tuple[str, str, Place]]:
    """Every place of everybody, with person and course; those whose words were erased are left out."""
    rows = [row for row in records.rows.some("places", {}) if records.vault.has_key(records.rows, row["course"])]
    return [(row["person"], row["course"], _place(records, row)) for row in rows]


def keep_place(records: Records, person: str, course: str, frame: Frame, place: Place) -> None:
    """Keep the place as it is now."""
    data = {
        "digest": place.digest,
        "step": place.step,
        "turn": place.turn,
        "marks": {step: list(mark) for step, mark in place.marks.items()},
        "picks": {step: list(picked) for step, picked in place.picks.items()},
        "draft": list(place.draft),
        "chosen": list(place.chosen),
        "asked": _value(place.asked) if place.asked else None,
        "file": list(place.file) if place.file else None,
        "work": dict(place.work),
        "own": dict(place.own),
        "back_to": place.back_to,
        "paused": place.paused,
    }
    sealed = records.seal(course, "places", "body", _row(person, course, frame), data)
    records.rows.put("places", {**_key(person, course, frame), "body": sealed, "moved_at": stamp(records.now)})


def move_place(records: Records, row: Row, flow: str) -> bool:
    """Keep a row of places under another flow's id, sealed anew for it; False, and nothing changes, where that is taken."""
    course, before = row["course"], Frame(flow=row["flow"], subject=row["subject"])
    after = Frame(flow=flow, subject=row["subject"])
    data = records.open(course, "places", "body", _row(row["person"], course, before), row["body"])
    sealed = records.seal(course, "places", "body", _row(row["person"], course, after), data)
    moved = records.rows.add("places", {**row, "flow": flow, "body": sealed})
    if moved:
        records.rows.drop("places", _key(row["person"], course, before))
    return moved


def _key(person: str, course: str, frame: Frame) -> dict[str, str]:
    return {"person": person, "course": course, "flow": frame.flow, "subject": frame.subject}


def _row(person: str, course: str, frame: Frame) -> str:
    return f"{person}.{course}.{frame.flow}.{frame.subject}"


def _place(records: Records, row: Row) -> Place:
    name = _row(row["person"], row["course"], Frame(flow=row["flow"], subject=row["subject"]))
    data: Mapping[str, Any] = records.open(row["course"], "places", "body", name, row["body"])
    return Place(
        flow=row["flow"],
        digest=data["digest"],
        step=data["step"],
        turn=data["turn"],
        marks={step: (mark[0], mark[1]) for step, mark in data["marks"].items()},
        picks={step: tuple(picked) for step, picked in data["picks"].items()},
        draft=tuple(data["draft"]),
        chosen=tuple(data["chosen"]),
        asked=_when(data["asked"]) if data["asked"] else None,
        file=_file(data.get("file")),
        work=data.get("work", {}),
        own=data.get("own", {}),
        back_to=data["back_to"],
        paused=data["paused"],
    )


def _file(data: list[Any] | None) -> tuple[str, str, int] | None:
    return (data[0], data[1], data[2]) if data else None


def _said(said: Say) -> dict[str, Any]:
    return {"text": said.text, "context": said.context, "values": {name: _value(value) for name, value in said.values.items()}}


def _say(data: Mapping[str, Any]) -> Say:
    values = {name: _when(value) if isinstance(value, dict) else value for name, value in data["values"].items()}
    return Say(text=data["text"], context=data["context"], values=values)


def _value(value: str | When) -> str | dict[str, str]:
    if isinstance(value, When):
        return {"day": value.day.isoformat(), "at": value.at.isoformat() if value.at else ""}
    return value


def _when(data: Mapping[str, str]) -> When:
    return When(day=date.fromisoformat(data["day"]), at=time.fromisoformat(data["at"]) if data["at"] else None)
