"""What people want of their reminders."""

from datetime import time

from bot.domain.reminder import ReminderKind, Wishes
from bot.records.core import Records, moment, stamp


def wishes(records: Records, person: str) -> Wishes:
    """What somebody wants of their reminders; what they never said is as usual."""
    row = records.rows.one("wishes", {"person": person})
    if row is None:
        return Wishes()
    return Wishes(
        quiet_from=time.fromisoformat(row["quiet_from"]),
        quiet_to=time.fromisoformat(row["quiet_to"]),
        paused_until=moment(row["paused_until"]) if row["paused_until"] else None,
        off=frozenset(ReminderKind(name) for name in row["off"].split()),
        first=row["first"],
        also=bool(row["also"]),
    )


def keep(records: Records, person: str, wanted: Wishes) -> None:
    """Keep what somebody wants."""
    hours = {"quiet_from": wanted.quiet_from.isoformat("minutes"), "quiet_to": wanted.quiet_to.isoformat("minutes")}
    where = {"first": wanted.first, "also": int(wanted.also), "off": " ".join(sorted(wanted.off))}
    paused = stamp(wanted.paused_until) if wanted.paused_until else None
    records.rows.put("wishes", {"person": person, **hours, **where, "paused_until": paused})
