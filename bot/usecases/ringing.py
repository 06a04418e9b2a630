"""What each kind of timer does when its time has come."""

from collections.abc import Callable

from bot.records import post
from bot.records.core import Records
from bot.usecases import evaluating, evenings, planning
from bot.usecases.stage import Stage

RINGS: dict[str, Callable[[Records, Stage, post.Timer], None]] = {
    planning.TIMER: planning.ring,
    evenings.TIMER: evenings.ring,
    evaluating.TIMER: evaluating.ring,
}


def ring_due(records: Records, stage: Stage, limit: int) -> int:
    """Ring what is due now: each timer goes, and its letter is written, in this transaction. How many there were."""
    due = post.take_due(records, limit)
    for timer in due:
        RINGS[timer.kind](records, stage, timer)
    return len(due)
