"""The one door to `transitions`: a table of moves, compiled once, asked many times.

Nothing about a conversation stays in the machine: each question is put on a light carrier that is thrown away (firing on a
model that is never added costs about 10 µs; a machine per turn costs hundreds). `auto_transitions` is off, since otherwise
each state would have a trigger of its own name that jumps to it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from transitions import EventData, Machine, MachineError

Guard = Callable[[Any], bool]
ANYWHERE = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """From one state to another on a trigger, if the guard (asked with the facts of the turn) holds."""

    trigger: str
    source: str
    to: str
    guard: Guard | None = None


class Chart:
    """A compiled set of moves."""

    def __init__(self, states: Iterable[str], moves: Iterable[Move], initial: str) -> None:
        self.states = tuple(states)
        self.moves = tuple(moves)
        self.initial = initial
        self._machine = Machine(
            model=None,
            states=list(self.states),
            initial=initial,
            auto_transitions=False,
            queued=False,
            send_event=True,
            transitions=[_as_transition(move) for move in self.moves],
        )

    def after(self, state: str, trigger: str, facts: object = None) -> str | None:
        """The state that follows, or None where this trigger leads nowhere from here."""
        event = self._machine.events.get(trigger)
        if event is None:
            return None
        carrier = _Carrier(state)
        try:
            moved = event.trigger(carrier, facts)
        except MachineError:
            return None
        return carrier.state if moved else None

    def mermaid(self) -> str:
        """The chart as a Mermaid state diagram."""
        arrows = [f"    {move.source} --> {move.to}: {move.trigger}" for move in self.moves]
        return "\n".join(["stateDiagram-v2", f"    [*] --> {self.initial}", *arrows]) + "\n"


class _Carrier:
    """Carries the state of one question to the machine and back."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


def _as_transition(move: Move) -> dict[str, object]:
    return {"trigger": move.trigger, "source": move.source, "dest": move.to, "conditions": _asked_with_facts(move.guard)}


def _asked_with_facts(guard: Guard | None) -> list[Callable[[EventData], bool]]:
    if guard is None:
        return []

    def holds(event: EventData) -> bool:
        return guard(next(iter(event.args)))

    return [holds]
