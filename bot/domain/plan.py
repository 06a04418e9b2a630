"""The action plan: steps somebody will take, and when they are reminded."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.marks import N_

USUAL_HOUR = time(10)


class ActionState(StrEnum):
    """How it stands with a step."""

    OPEN = "open"
    DONE = "done"
    NOT_YET = "not_yet"
    HELP = "help"
    DROPPED = "dropped"


STATE_NAMES = {
    ActionState.OPEN: N_("på vej"),
    ActionState.DONE: N_("gjort"),
    ActionState.NOT_YET: N_("ikke endnu"),
    ActionState.HELP: N_("vil gerne have hjælp"),
    ActionState.DROPPED: N_("taget af planen"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One step: whose it is, how it stands, when it should be done and when they are reminded (both may be open).

    Its words: what, the first small piece, who helps, how it is seen done, an if–then sentence, and what got in the way; all but the first
    may be empty.
    """

    id: str
    course: str
    doer: str
    version: int
    state: ActionState
    due: date | None
    remind_at: datetime | None
    what: str = ""
    first: str = ""
    helper: str = ""
    sign: str = ""
    sentence: str = ""
    hindered: str = ""

    @property
    def waits(self) -> bool:
        """Whether it is still to be done."""
        return self.state in {ActionState.OPEN, ActionState.NOT_YET, ActionState.HELP}


def reminder_time(choice: str, own: datetime | None, due: date | None, now: datetime) -> datetime | None:
    """When to remind, in the time zone of `now`; None for never. A time gone by becomes tomorrow at the usual hour.

    `choice` is an id of the step `remind` in the flows that make steps; an empty one (skipped) means never.
    """
    if choice in {"", "never"} or (choice == "own" and own is None):
        return None
    tomorrow = now.date() + timedelta(days=1)
    days = {"tomorrow": tomorrow, "day_before": due - timedelta(days=1) if due else tomorrow, "same_day": due or tomorrow}
    asked = own if choice == "own" and own else datetime.combine(days.get(choice, tomorrow), USUAL_HOUR, now.tzinfo)
    return asked if asked > now else datetime.combine(tomorrow, USUAL_HOUR, now.tzinfo)
