"""Whether the house is well: a line for each thing that is wrong, for whoever runs it, without a word or an id of anybody's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import StoreUnavailable, WrongKey
from bot.records import lifetimes, queues
from bot.records.core import Records
from bot.usecases import retaining
from bot.usecases.house import House

WELL, RED = "ok", "red: "
DOWN = "red: the database does not answer"
LOCKED = "red: the master key cannot be read, or does not fit the database"
UNNOTED = "red: the witness folder cannot be written: nothing can be erased or taken back"
LATE = "red: what is too old has not been let go for 26 hours (the daily round of retention)"
UNWRITTEN = "red: nothing can be written; is the disk full?"
STOPPED = "red: a loop stands still or has ended: {}"
OVERDUE = "red: {} reminders are more than two minutes late"
FAILED = "red: {} reminders could not be made and were set aside"
LETTERS = "red: {} letters have waited for more than 15 minutes"
FULL = "red: the disk of the data folder is nearly full: {} MB are free"
NO_BACKUP = "red: no backup was made for 26 hours"
BEHIND = "red: the clock shows an earlier time than the house has written of late"
NOT_ANCHORED = "red: the head of the trail has not been anchored for ten minutes; samvej audit verify tells why"
TELEGRAM = "red: Telegram: {}"

BACKUP, WRITTEN, ANCHOR = "backup", "written", "anchor"
BACKUP_LATE = timedelta(hours=26)
ANCHOR_LATE = timedelta(minutes=10)
LEAST_SHARE, LEAST_BYTES = 0.05, 500_000_000
WRITE_EVERY, WRITE_PATIENCE = 10.0, 5.0
A_WHILE = 60.0


def _nothing() -> str:
    return ""


@dataclass(slots=True, kw_only=True)
class Watch:
    """What a watcher can know beside the database. A house that is `opened` since then has its time for what is done daily.

    `room` gives the bytes that are free on the data folder's disk, and all there are; None where nobody asks. `backups`: whether
    they are made at all. `line` says what is wrong with the line to Telegram (empty: nothing). `writes`: whether a write is tried.
    """

    opened: datetime | None = None
    room: Callable[[], tuple[int, int]] | None = None
    backups: bool = False
    line: Callable[[], str] = _nothing
    writes: bool = False
    written: float | None = None


def told(house: House, watch: Watch | None = None) -> str:
    """`WELL`, or a line for each thing that is wrong; how long it has been so, when that was seen before."""
    found = list(_faults(house, watch or Watch()))
    now, since = house.pulse.clock(), house.pulse.red
    for fault in since.keys() - set(map(_kind, found)):
        since.pop(fault, None)
    return "\n".join(_with_time(fault, now - since.setdefault(_kind(fault), now)) for fault in found) or WELL


def _kind(fault: str) -> str:
    """The fault without its numbers, which change from look to look."""
    return "".join(sign for sign in fault if not sign.isdigit())


def _with_time(fault: str, seconds: float) -> str:
    return f"{fault} (for {seconds // 60:.0f} min)" if seconds >= A_WHILE else fault


def _faults(house: House, watch: Watch) -> Iterator[str]:
    try:
        inside = house.read(lambda records: list(_inside(records, watch)))
    except StoreUnavailable:
        yield DOWN
        return
    except WrongKey:
        yield LOCKED
        return
    if watch.writes and not _is_written(house, watch):
        yield UNWRITTEN
    try:
        if house.journal:
            house.journal.check()
    except StoreUnavailable:
        yield UNNOTED
    yield from inside
    yield from _around(house, watch)


def _inside(records: Records, watch: Watch) -> Iterator[str]:
    """What the database tells."""
    records.vault.check(records.rows)
    waits = queues.look(records)
    if retaining.is_late(records, watch.opened or lifetimes.chore_ran(records) or records.now):
        yield LATE
    if waits.timers_late:
        yield OVERDUE.format(waits.timers_late)
    if waits.timers_failed:
        yield FAILED.format(waits.timers_failed)
    if waits.letters_late:
        yield LETTERS.format(waits.letters_late)
    if watch.backups and records.now - _latest(queues.chore(records, BACKUP), watch.opened, records.now) > BACKUP_LATE:
        yield NO_BACKUP
    if lifetimes.clock_is_behind(records):
        yield BEHIND


def _around(house: House, watch: Watch) -> Iterator[str]:
    """What stands around the database: the loops, the disk, the lines."""
    stopped = house.pulse.stopped()
    if stopped:
        yield STOPPED.format(", ".join(stopped))
    anchored = house.pulse.done.get(ANCHOR)
    if watch.opened and house.clock() - _latest(anchored, watch.opened) > ANCHOR_LATE:
        yield NOT_ANCHORED
    free, all_there_is = watch.room() if watch.room else (LEAST_BYTES, LEAST_BYTES)
    if free < LEAST_BYTES or free < LEAST_SHARE * all_there_is:
        yield FULL.format(free // 1_000_000)
    if trouble := watch.line():
        yield TELEGRAM.format(trouble)


def _latest(*moments: datetime | None) -> datetime:
    """The first of these that is known."""
    return next(moment for moment in moments if moment)


def _is_written(house: House, watch: Watch) -> bool:
    """Whether a write reaches the disk; one that did is believed for ten seconds."""
    now = house.pulse.clock()
    if watch.written is not None and now - watch.written < WRITE_EVERY:
        return True
    try:
        house.submit(lambda records: queues.chore_done(records, WRITTEN)).result(WRITE_PATIENCE)
    except (StoreUnavailable, TimeoutError):
        return False
    watch.written = now
    return True
