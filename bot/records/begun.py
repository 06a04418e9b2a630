"""Who chose each method that was begun: the counsellee themself, or a counsellor by a suggestion."""

from bot.records.conversations import Frame
from bot.records.core import Records, stamp

OWN_CHOICE = ""


def add(records: Records, course: str, person: str, frame: Frame, chosen_by: str = OWN_CHOICE) -> None:
    """A method is begun; `chosen_by` is the id of the suggestion that led to it. What stands there already stays."""
    row = {"course": course, "person": person, "flow": frame.flow, "subject": frame.subject}
    records.rows.add("begun", {**row, "chosen_by": chosen_by, "begun_at": stamp(records.now)})


def choosers(records: Records, course: str, person: str) -> dict[str, str]:
    """For each method a person has begun, what led to its first taking: a suggestion's id, or empty for their own choice."""
    rows = records.rows.some("begun", {"course": course, "person": person}, order=("begun_at",))
    return {row["flow"]: row["chosen_by"] for row in reversed(rows)}
