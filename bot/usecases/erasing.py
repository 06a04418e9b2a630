"""Erasing: everything a counsellee has written, and with it all ways back to it."""

from bot.domain.people import Role
from bot.records import courses, post
from bot.records.core import Records
from bot.usecases.stage import Who

_OF_THE_COURSE = (
    "files", "parked", "wordings", "verdicts", "meetings", "timers", "outbox", "seats", "places", "actions",
    "memberships", "links", "sessions",
    "suggestions", "begun",
)  # fmt: skip


def erase(records: Records, who: Who) -> None:
    """Erase the course of this counsellee: words, keys, timers and letters. What is left is that something was erased, and when."""
    courses.require(records, who.course, who.person, Role.COUNSELLEE)
    for note in records.rows.some("notes", {"course": who.course}):
        records.rows.drop("versions", {"note": note["id"]})
        records.rows.drop("shares", {"note": note["id"]})
    for table in ("notes", *_OF_THE_COURSE):
        records.rows.drop(table, {"course": who.course})
    records.rows.drop("courses", {"id": who.course})
    records.rows.drop("keys", {"owner": who.course})
    if not courses.of(records, who.person, Role.COUNSELLEE):
        _forget_person(records, who.person)
    records.log("", "erase", who.course)


def _forget_person(records: Records, person: str) -> None:
    post.cancel(records, person=person)
    for table in ("addresses", "links", "sessions", "outbox"):
        records.rows.drop(table, {"person": person})
    records.rows.drop("people", {"id": person})
    records.rows.drop("keys", {"owner": person})
