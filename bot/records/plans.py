"""The steps of the action plan. Their words are notes, and are seen as notes are."""

from dataclasses import replace
from datetime import date

from bot.domain.people import Viewer
from bot.domain.plan import Action, ActionState
from bot.ports import Row
from bot.records import notes
from bot.records.core import Records, moment, stamp

FLOW = "actions"


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


def get(records: Records, action: str) -> Action | None:
    """The step without its words, if there is one."""
    row = records.rows.one("actions", {"id": action})
    return _action(row) if row else None


def visible(records: Records, course: str, *, viewer: Viewer) -> list[Action]:
    """The steps of a course whose words this viewer may see, oldest first."""
    seen_notes = notes.visible(records, course, viewer=viewer, flow=FLOW)
    said = {(note.subject, note.step): note.words.said for note in seen_notes if not note.words.skipped}
    rows = records.rows.some("actions", {"course": course}, order=("made_at",))
    seen = [_action(row) for row in rows if (row["id"], "what") in said]
    return [replace(action, what=said[action.id, "what"], first=said.get((action.id, "first"), "")) for action in seen]


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
