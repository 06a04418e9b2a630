"""Fills a database with courses nobody opens again: rows of plausible number and size, their words random bytes."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from bot.ports import Row
from bot.records.tables import TABLES
from bot.stores import statements
from bot.stores.schema import connect

AT_ONCE = 5_000
WHEN = "2026-11-01T10:00:00.000000Z"
LETTERS = 6
STEPS = ("whose_idea", "view", "outcome", "different", "help", "more", "ways", "topics", "ready", "before")


def fill(database: Path, courses: int) -> None:
    """Add so many courses, straight into the tables, in the order of their ids so that it takes minutes and not hours."""
    connection = connect(database)
    connection.execute("PRAGMA synchronous = OFF")
    names = sorted(secrets.token_urlsafe(16) for _ in range(courses))
    for first in range(0, courses, AT_ONCE):
        connection.execute("BEGIN IMMEDIATE")
        rows: dict[str, list[tuple[object, ...]]] = {}
        for name in names[first : first + AT_ONCE]:
            for table, row in _rows(name):
                rows.setdefault(table, []).append(tuple(row[column] for column in TABLES[table].columns))
        for table, listed in rows.items():
            connection.executemany(statements.insert(table, tuple(TABLES[table].columns)), listed)
        connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _rows(course: str) -> Iterator[tuple[str, Row]]:
    """One course that was walked to its end and shared: some fifty rows."""
    person, counsellor = f"{course}p", f"{course[:2]}c"
    base = {"course": course, "person": person, "made_at": WHEN, "moved_at": WHEN}
    for owner in (course, person):
        yield "keys", {"owner": owner, "wrapped": os.urandom(60)}
    who = {"name": os.urandom(36), "workplace": os.urandom(30), "language": "da", "timezone": "Europe/Copenhagen", "made_at": WHEN}
    yield "people", {"id": person, **who}
    yield "addresses", {"channel": "telegram", "external": course, "person": person, "course": course, "state": "open", "seen_at": WHEN}
    yield "courses", {"id": course, "state": "shared", "label": os.urandom(40), "made_at": WHEN, "moved_at": WHEN}
    for member, role in ((person, "counsellee"), (counsellor, "counsellor")):
        yield "memberships", {"course": course, "person": member, "role": role, "joined_at": WHEN}
    link = {"kind": "invite", "person": "", "course": course, "made_at": WHEN, "expires_at": WHEN, "used_at": WHEN}
    yield "links", {"hash": course, **link}
    yield "seats", {**_of("seats", base), "turn": 24, "body": os.urandom(160)}
    yield "places", {**_of("places", base), "flow": "agreement", "subject": "", "body": os.urandom(900)}
    for number, step in enumerate(STEPS):
        note = f"{course}{number}"
        place = {"author": person, "field": "agreement", "flow": "agreement", "step": step, "subject": ""}
        yield "notes", {"id": note, "course": course, **place, "made_at": WHEN}
        yield "versions", {"note": note, "version": 1, "words": os.urandom(350), "written_at": WHEN}
        yield "shares", {"note": note, "version": 1, "audience": counsellor, "shared_at": WHEN, "ended_at": None}
    for number in range(LETTERS):
        yield "outbox", _letter(course, person, number)
        audit = {"at": WHEN, "actor": person, "act": "turn", "course": course, "subject": ""}
        yield "audit", {"id": f"{course}{number}", **audit}
    timer = {"kind": "remind", "subject": course, "version": 1, "person": person, "course": course, "state": "waiting"}
    yield "timers", {"id": course, **timer, "due_at": "2036-11-01T10:00:00.000000Z"}


def _of(table: str, row: Row) -> Row:
    return {name: value for name, value in row.items() if name in TABLES[table].columns}


def _letter(course: str, person: str, number: int) -> Row:
    to = {"channel": "telegram", "external": course, "person": person, "course": course, "owner": course, "slot": "", "kind": "turn"}
    how = {"body": b"", "state": "sent", "tries": 1, "failures": 0, "number": 0, "made_at": WHEN, "due_at": WHEN, "ended_at": WHEN}
    return {"key": f"{course}{number}", **to, **how}
