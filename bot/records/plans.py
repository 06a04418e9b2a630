"""The steps of the action plan. Their words are notes, and are seen as notes are."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.dialogue.answers import Answer
from bot.domain.people import Viewer
from bot.domain.plan import Action, ActionState
from bot.domain.sheet import Note
from bot.ports import Row
from bot.records import notes, sheets
from bot.records.core import Records, moment, stamp

FLOW, DAY = "actions", "by"
# What got in the way: no flow asks for it, it is said of a step that was not taken. Nor does the door frame ask for a first piece,
# a helper or a sign, which can be said of any step on the sheet.
HINDERED = "hindered"
# The flows that make a step of the plan, and which of their answers are its words.
WORDS = {
    FLOW: {"what": "what", "first": "first", "helper": "helper", "done": "sign", HINDERED: HINDERED},
    "doorframe": {"first": "what", "sentence": "sentence", "piece": "first", "helper": "helper", "done": "sign", HINDERED: HINDERED},
}


def keep(records: Records, action: Action) -> None:
    """Keep a step as it is now, all but its words."""
    made = records.rows.one("actions", {"id": action.id})
    row = {"id": action.id, "course": action.course, "doer": action.doer, "version": action.version, "state": action.state}
    times = {
        "due": action.due.isoformat() if action.due else None,
        "remind_at": stamp(action.remind_at) if action.remind_at else None,
        "made_at": made["made_at"] if made else stamp(records.now),
    }
    records.rows.put("actions", {**row, **times})
    sheets.touch(records, action.course)


def get(records: Records, action: str) -> Action | None:
    """The step without its words, if there is one."""
    row = records.rows.one("actions", {"id": action})
    return _action(row) if row else None


def every(records: Records, course: str) -> list[Action]:
    """All steps of a course without their words, oldest first."""
    return [_action(row) for row in records.rows.some("actions", {"course": course}, order=("made_at",))]


def visible(records: Records, course: str, *, viewer: Viewer) -> list[Action]:
    """The steps of a course whose words this viewer may see, oldest first. The day is one of the words where the doer was asked for it."""
    said: dict[str, dict[str, Any]] = {}
    for note in words(records, course, viewer=viewer):
        if not note.words.skipped:
            said.setdefault(note.subject, {})[WORDS[note.flow][note.step]] = note.words.said
    rows = records.rows.some("actions", {"course": course}, order=("made_at",))
    seen = [replace(_action(row), **said[row["id"]]) for row in rows if "what" in said.get(row["id"], {})]
    if all(action.doer == viewer.person for action in seen) and not viewer.shared_only:
        return seen
    days = _days(records, course, viewer)
    return [
        action if action.doer == viewer.person and not viewer.shared_only else replace(action, due=days.get(action.id, action.due))
        for action in seen
    ]


def words(records: Records, course: str, *, viewer: Viewer, **where: str) -> list[Note]:
    """The notes that are words of steps, as `notes.visible` tells them."""
    seen = [note for flow in WORDS for note in notes.visible(records, course, viewer=viewer, flow=flow, **where)]
    return [note for note in seen if note.step in WORDS[note.flow]]


def flow_of(records: Records, course: str, action: str) -> str:
    """The flow in which a step was made."""
    made = (flow for flow in WORDS if records.rows.some("notes", {"course": course, "flow": flow, "subject": action}, limit=1))
    return next(made, FLOW)


def is_what(note: Note) -> bool:
    """Whether a note says what a step is, without which there is none."""
    return WORDS.get(note.flow, {}).get(note.step) == "what"


def _days(records: Records, course: str, viewer: Viewer) -> dict[str, date | None]:
    """For each step whose doer was asked for a day, the one this viewer may see, if any."""
    days: dict[str, date | None] = {}
    for flow in WORDS:
        asked = records.rows.some("notes", {"course": course, "flow": flow, "step": DAY})
        days.update(dict.fromkeys((row["subject"] for row in asked), None))
        for note in notes.visible(records, course, viewer=viewer, flow=flow, step=DAY):
            when = Answer.from_data(dict(note.words.answer)).when
            days[note.subject] = when.day if when else None
    return days


def _action(row: Row) -> Action:
    return Action(
        id=row["id"],
        course=row["course"],
        doer=row["doer"],
        version=row["version"],
        state=ActionState(row["state"]),
        due=date.fromisoformat(row["due"]) if row["due"] else None,
        remind_at=moment(row["remind_at"]) if row["remind_at"] else None,
    )
