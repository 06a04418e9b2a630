"""When Telegram's updates were last fetched, and the time we were away, while its people are still to be shown where they are."""

from datetime import datetime

from bot.records.core import Records, moment, stamp

HEARD, AWAY = "telegram_heard", "telegram_away"
OPEN, DONE = 0, 1


def heard_at(records: Records) -> datetime | None:
    """When updates were last fetched."""
    row = records.rows.one("chores", {"name": HEARD})
    return moment(row["ran_at"]) if row else None


def heard(records: Records) -> None:
    """They are fetched just now."""
    records.rows.put("chores", {"name": HEARD, "ran_at": stamp(records.now), "count": 0})


def went(records: Records, since: datetime) -> None:
    """We were away since then, and nobody was told yet."""
    records.rows.put("chores", {"name": AWAY, "ran_at": stamp(since), "count": OPEN})


def since(records: Records) -> datetime | None:
    """Since when we were away, while not everybody was told; else None."""
    row = records.rows.one("chores", {"name": AWAY})
    return moment(row["ran_at"]) if row and row["count"] == OPEN else None


def told(records: Records) -> None:
    """Everybody was told who is to be."""
    records.rows.change("chores", {"name": AWAY}, {"count": DONE})
