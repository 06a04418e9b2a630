"""Reminders, their kinds, and what somebody wants of them: when, which, and where."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.letter import Letter
from bot.domain.trail import Act
from bot.marks import N_

QUIET_FROM, QUIET_TO = time(21), time(8)
# What is sent this much after its time is told as late, and is not sent in the quiet hours whoever asked for it.
LATE = timedelta(minutes=30)


class ReminderKind(StrEnum):
    """What a reminder is about; each kind can be switched off by itself."""

    MEETING = "meeting"
    STEP = "step"
    EVENING = "evening"
    AGREEMENT = "agreement"
    EVALUATION = "evaluation"


KIND_NAMES = {
    ReminderKind.MEETING: N_("Møder"),
    ReminderKind.STEP: N_("Skridt i planen"),
    ReminderKind.EVENING: N_("3 gode ting om aftenen"),
    ReminderKind.AGREEMENT: N_("Mål, der venter på svar"),
    ReminderKind.EVALUATION: N_("Spørgsmål efter et møde"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What somebody wants of their reminders. Times are their own local time; `paused_until` is aware.

    `first` names the channel they chose (empty: wherever they are reached), `also`: another may be tried when that one refuses.
    """

    quiet_from: time = QUIET_FROM
    quiet_to: time = QUIET_TO
    paused_until: datetime | None = None
    off: frozenset[ReminderKind] = frozenset()
    first: str = ""
    also: bool = True

    def is_quiet(self, local: datetime) -> bool:
        """Whether a local time falls in the quiet hours; equal ends mean that there are none."""
        now = local.time()
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= now < self.quiet_to
        return now >= self.quiet_from or now < self.quiet_to

    def awake(self, local: datetime) -> datetime:
        """The same local time, or the next end of the quiet hours when it falls in them."""
        if not self.is_quiet(local):
            return local
        today = datetime.combine(local.date(), self.quiet_to, local.tzinfo)
        return today if local.time() < self.quiet_to else datetime.combine(local.date() + timedelta(days=1), self.quiet_to, local.tzinfo)

    def is_paused(self, now: datetime) -> bool:
        """Whether everything rests just now."""
        return self.paused_until is not None and now < self.paused_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One reminder as it is said: its letter, and the line that stands for it when several are gathered in one.

    `about` is what it is about: of two about the same thing that are said at once, the later is enough. `act` and `subject` are for the
    trail. `good_until`: after that it would only confuse.
    """

    kind: ReminderKind
    about: str
    letter: Letter
    line: str
    act: Act = Act.REMINDED
    subject: str = ""
    good_until: datetime | None = field(default=None)
