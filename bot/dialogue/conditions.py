"""Whether a step is asked, given what was picked so far."""

from collections.abc import Mapping

from bot.dialogue.flow import Condition, Kind, Step

# By step, the ids that were picked; a number as text; what was answered in words is there as ANY. A skipped step is not there.
Picks = Mapping[str, tuple[str, ...]]
ANY = "*"
# What may be known beside the answers: before a flow is begun, or from what was said in it. It stands among the picks of the place.
EVENINGS_RUN, MOMENT_NAMED = "evenings_run", "moment_named"
FACTS = (EVENINGS_RUN, MOMENT_NAMED)


def holds(condition: Condition, picks: Picks) -> bool:
    """Whether what a condition names was picked, or answered at all."""
    picked = picks.get(condition.step, ())
    return bool(set(picked) & set(condition.any_of)) if condition.any_of else bool(picked)


def applies(step: Step, picks: Picks) -> bool:
    """Whether the step is asked: its condition holds, nothing known speaks against it, and there is something to choose from."""
    enough = 2 if step.kind in {Kind.CHOICE, Kind.RANK} else 1
    asked = (step.when is None or holds(step.when, picks)) and step.unless not in picks
    return asked and (not step.of or len(picks.get(step.of, ())) >= enough)


def is_conditional(step: Step) -> bool:
    """Whether there are talks in which the step is not asked."""
    return step.when is not None or bool(step.of) or bool(step.unless)
