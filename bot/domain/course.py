"""The course of guidance: its headline from invited to closed, with the returns.

The headline is no gate: people meet and agree from every open state, and what does not move it changes nothing. Only a
closed course takes nothing more.
"""

from bot.machine import Chart, Move
from bot.marks import N_

STATES = ("invited", "preparing", "shared", "reviewed", "met", "agreed", "acting", "evaluated", "closed")
OPEN, CLOSED = STATES[:-1], STATES[-1]
NAMES = {
    "invited": N_("inviteret"),
    "preparing": N_("har sagt ja"),
    "shared": N_("har delt"),
    "reviewed": N_("læst"),
    "met": N_("I har mødtes"),
    "agreed": N_("aftalt"),
    "acting": N_("i gang"),
    "evaluated": N_("I har set tilbage"),
    "closed": N_("afsluttet"),
}


def after(state: str, trigger: str) -> str:
    """The headline after something happened; the same where it makes no difference."""
    return CHART.after(state, trigger) or state


def _moves(trigger: str, sources: tuple[str, ...], to: str) -> list[Move]:
    return [Move(trigger=trigger, source=source, to=to) for source in sources]


CHART = Chart(
    STATES,
    [
        *_moves("accept", ("invited",), "preparing"),
        *_moves("undo", ("preparing",), "invited"),
        *_moves("share", ("preparing", "reviewed"), "shared"),
        *_moves("withdraw", ("shared", "reviewed"), "preparing"),
        *_moves("review", ("shared",), "reviewed"),
        *_moves("meet", ("invited", "preparing", "shared", "reviewed", "evaluated"), "met"),
        *_moves("agree", ("invited", "preparing", "shared", "reviewed", "met"), "agreed"),
        *_moves("unsettle", ("agreed",), "met"),
        *_moves("act", ("preparing", "shared", "reviewed", "met", "agreed", "evaluated"), "acting"),
        *_moves("evaluate", ("met", "agreed", "acting"), "evaluated"),
        *_moves("close", OPEN, "closed"),
        *_moves("reopen", ("closed",), "met"),
    ],
    "invited",
)
