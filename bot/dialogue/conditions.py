"""The named conditions a step's `when` may use: functions of the choices picked so far."""

from collections.abc import Callable, Mapping

Picks = Mapping[str, tuple[str, ...]]
Condition = Callable[[Picks], bool]


def wants_more(picks: Picks) -> bool:
    """The person said yes to a few more questions."""
    return picks.get("more") == ("yes",)


def wants_reminder(picks: Picks) -> bool:
    """The person wants to be reminded at a time of their own."""
    return picks.get("remind") == ("own",)


CONDITIONS: dict[str, Condition] = {"wants_more": wants_more, "wants_reminder": wants_reminder}
