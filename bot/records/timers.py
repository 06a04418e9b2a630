"""What must happen later: each timer about a thing at a version, claimed with a lease, and gone in the transaction that does it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.ports import Row
from bot.records import freezing
from bot.records.core import Records, moment, stamp

WAITING, FAILED = "waiting", "failed"
LEASE = timedelta(minutes=2)
MOST_TRIES = 5
FIRST_REST = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """Something to do later, about a thing at a version. `at` is the time it is meant for; `claim` names the lease it was claimed with.

    `person` is empty where it concerns everybody in the course. `asked`: they named this very time themselves.
    """

    id: str
    kind: str
    subject: str
    version: int
    person: str
    course: str
    at: datetime
    asked: bool = False
    tries: int = 0
    claim: str = ""


def set_timer(
    records: Records, *, kind: str, subject: str, version: int, person: str, course: str, at: datetime, asked: bool = False
) -> None:
    """Set a timer; earlier ones of the same kind about the same thing are off."""
    clear(records, subject, kind)
    whose = {"id": records.new_id(), "kind": kind, "subject": subject, "version": version, "person": person, "course": course}
    when = {"state": WAITING, "at": stamp(at), "due_at": stamp(at), "asked": int(asked), "tries": 0, "claim": ""}
    records.rows.add("timers", {**whose, **when})


def set_for(records: Records, timer: Timer, person: str) -> None:
    """Set for one person what was set for everybody."""
    whose = {"subject": f"{timer.subject}{person}", "person": person, "course": timer.course}
    set_timer(records, kind=timer.kind, version=timer.version, **whose, at=timer.at, asked=timer.asked)


def clear(records: Records, subject: str, kind: str) -> None:
    """No timer of this kind about this thing goes off."""
    records.rows.drop("timers", {"subject": subject, "kind": kind})


def waiting(records: Records, *, until: datetime | None = None, **match: str) -> list[Timer]:
    """The timers that wait and match (by kind, subject, person, course), the first due first; only those due by a time, if one is given."""
    before = {"due_at": stamp(until)} if until else None
    return [_timer(row) for row in records.rows.some("timers", {**match, "state": WAITING}, up_to=before, order=("due_at",))]


def any_due(records: Records) -> bool:
    """Whether any timer's time has come."""
    return bool(_due(records, 1))


def claim(records: Records, limit: int) -> list[Timer]:
    """Claim timers whose time has come, and with each all that are due for the same person; whoever holds the claim does them.

    What concerns everybody is claimed before anything else, so that what each is told of it goes with what else they are told.
    A claim that is not used runs out after two minutes, and the timer can be claimed again.
    """
    rows = _due(records, limit, person="") or _due(records, limit)
    persons = {row["person"] for row in rows if row["person"]}
    also = [row for person in sorted(persons) for row in _due(records, -1, person=person)]
    mine = records.new_id()
    for row in (found := {row["id"]: row for row in [*rows, *also]}).values():
        records.rows.change("timers", {"id": row["id"]}, {"claim": mine, "due_at": stamp(records.now + LEASE)})
    return [_timer({**row, "claim": mine}) for row in found.values()]


def finish(records: Records, timer: Timer) -> bool:
    """The timer goes, in the transaction that does what it is for; False when the claim is somebody else's by now, or it is gone."""
    return records.rows.drop("timers", {"id": timer.id, "claim": timer.claim}) == 1


def put_off(records: Records, timer: Timer, until: datetime) -> None:
    """Look at it again later; it keeps the time it was meant for."""
    records.rows.change("timers", {"id": timer.id, "claim": timer.claim}, {"claim": "", "due_at": stamp(until)})


def release(records: Records) -> None:
    """After a start: what was claimed when the last process ended is due now. Whoever still holds a claim has lost it."""
    for row in records.rows.some("timers", {"state": WAITING}):
        if row["claim"]:
            records.rows.change("timers", {"id": row["id"], "claim": row["claim"]}, {"claim": "", "due_at": stamp(records.now)})


def look_again(records: Records, person: str) -> None:
    """What was put off for this person is looked at now: they want their reminders otherwise than when it was."""
    for row in records.rows.some("timers", {"person": person, "state": WAITING}):
        if row["at"] and row["at"] <= stamp(records.now) < row["due_at"] and not row["claim"]:
            records.rows.change("timers", {"id": row["id"]}, {"due_at": stamp(records.now)})


def failed(records: Records, timer: Timer) -> None:
    """It could not be done: it is tried again after longer and longer, and at last set aside, where it keeps nobody else waiting."""
    tries = timer.tries + 1
    state = FAILED if tries >= MOST_TRIES else WAITING
    to = {"claim": "", "tries": tries, "state": state, "due_at": stamp(records.now + FIRST_REST * 2**tries)}
    records.rows.change("timers", {"id": timer.id, "claim": timer.claim}, to)


def clock_went_back(records: Records) -> int:
    """The clock shows an earlier time than before: what was put off by the wrong one is due at its own time again; how many."""
    moved = [row for row in records.rows.some("timers", {"state": WAITING}) if row["at"] and row["due_at"] != row["at"]]
    for row in moved:
        records.rows.change("timers", {"id": row["id"]}, {"claim": "", "due_at": row["at"]})
    return len(moved)


def _due(records: Records, limit: int, **match: str) -> list[Row]:
    """The timers whose time has come; those of a frozen course wait."""
    frozen = freezing.frozen(records)
    held = sum(records.rows.count("timers", {"course": course, "state": WAITING}) for course in frozen)
    most = limit if limit < 0 else limit + held
    rows = records.rows.some("timers", {**match, "state": WAITING}, up_to={"due_at": stamp(records.now)}, order=("due_at",), limit=most)
    found = [row for row in rows if row["course"] not in frozen]
    return found if limit < 0 else found[:limit]


def _timer(row: Row) -> Timer:
    names = ("id", "kind", "subject", "version", "person", "course")
    # Timers of before there were leases have only the time they are due.
    at = moment(row["at"] or row["due_at"])
    known: dict[str, Any] = {name: row[name] for name in names}
    return Timer(**known, at=at, asked=bool(row["asked"]), tries=row["tries"] or 0, claim=row["claim"] or "")
