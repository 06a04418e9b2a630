"""How much waits, and what did not work out: numbers alone, read for whoever watches the house."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.records import freezing, people, post, timers
from bot.records.core import Records, moment, stamp

# A timer that is due longer ago than this is told as a fault.
TIMER_LATE = timedelta(minutes=2)
UNDER_WAY = (post.WAITING, post.SENDING)
CHANNELS = (people.TELEGRAM, people.WEB, people.EMAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Queues:
    """Counts; `letters` by channel. Letters to be read on the web wait for nobody but their reader, so they are never late."""

    updates: int
    updates_aside: int
    letters: dict[str, int]
    letters_refused: int
    letters_late: int
    timers: int
    timers_due: int
    timers_late: int
    timers_failed: int


def look(records: Records) -> Queues:
    """All of them, at this moment."""
    rows = records.rows
    letters = {name: sum(rows.count("outbox", {"state": state, "channel": name}) for state in UNDER_WAY) for name in CHANNELS}
    due = _due(records, records.now)
    return Queues(
        updates=rows.count("inbox", {"state": post.NEW}),
        updates_aside=rows.count("inbox", {"state": post.ASIDE}),
        letters=letters,
        letters_refused=rows.count("outbox", {"state": post.REFUSED}),
        letters_late=post.late(records),
        timers=rows.count("timers", {"state": timers.WAITING}),
        timers_due=len(due),
        timers_late=sum(at <= records.now - TIMER_LATE for at in due),
        timers_failed=rows.count("timers", {"state": timers.FAILED}),
    )


def next_timers(records: Records, limit: int) -> list[tuple[datetime, str]]:
    """When the next timers are due, and of which kind."""
    rows = records.rows.some("timers", {"state": timers.WAITING}, order=("due_at",), limit=limit)
    return [(moment(row["due_at"]), row["kind"]) for row in rows]


def chore(records: Records, name: str) -> datetime | None:
    """When a chore of the house was done last."""
    row = records.rows.one("chores", {"name": name})
    return moment(row["ran_at"]) if row else None


def chore_done(records: Records, name: str) -> None:
    """A chore of the house is done."""
    records.rows.put("chores", {"name": name, "ran_at": stamp(records.now), "count": 0})


def _due(records: Records, now: datetime) -> list[datetime]:
    """Those of a frozen course wait, as they should."""
    frozen = freezing.frozen(records)
    rows = records.rows.some("timers", {"state": timers.WAITING}, up_to={"due_at": stamp(now)})
    return [moment(row["due_at"]) for row in rows if row["course"] not in frozen]
