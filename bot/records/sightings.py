"""Whether somebody has been told of something new on a sheet and has not looked at it since: known by the letters that told it."""

from datetime import datetime

from bot.records.core import Records, stamp
from bot.records.post import CANCELLED, REFUSED, SENT, WAITING, cancel

# A letter of the one kind tells of something new on a sheet; one of the other calls to the conversation that has begun round it.
KIND, CALL = "sheet", "sitting"


def since(records: Records, person: str, course: str) -> str:
    """Since when something on the sheet is new to this person, as a stamp; empty: nothing is."""
    rows = records.rows.some("outbox", {"person": person, "course": course, "kind": KIND})
    return min((row["made_at"] for row in rows), default="")


def is_waiting(records: Records, person: str, course: str) -> bool:
    """Whether a letter that tells them so is still to leave."""
    return bool(records.rows.count("outbox", {"person": person, "course": course, "kind": KIND, "state": WAITING}))


def hold_back(records: Records, person: str, course: str, until: datetime) -> None:
    """The letter does not leave before this time: they may look by themselves."""
    match = {"person": person, "course": course, "kind": KIND, "state": WAITING}
    records.rows.change("outbox", match, {"due_at": stamp(until)})


def is_called(records: Records, person: str, course: str) -> bool:
    """Whether a letter that calls them to the sheet still waits for them."""
    return bool(records.rows.count("outbox", {"person": person, "course": course, "kind": CALL, "state": WAITING}))


def seen(records: Records, person: str, course: str) -> None:
    """They have looked: nothing is new to them, what was still to be told of it is not, and nobody calls them here."""
    cancel(records, person=person, course=course, kind=CALL)
    for state in (WAITING, SENT, REFUSED, CANCELLED):
        records.rows.drop("outbox", {"person": person, "course": course, "kind": KIND, "state": state})


def shown_at(records: Records, note: str, version: int, person: str) -> str:
    """Since when this person sees this version of somebody else's note, as a stamp; empty where they do not."""
    row = records.rows.one("shares", {"note": note, "version": version, "audience": person, "ended_at": None})
    return str(row["shared_at"]) if row else ""
