"""The counsellee takes a method: it goes on where it was left, begins, or shows what was written in it."""

from dataclasses import replace

from bot.dialogue.turns import Say
from bot.marks import N_
from bot.records import begun, plans
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases import planning, suggesting
from bot.usecases.stage import Stage, Who
from bot.usecases.standings import takings
from bot.usecases.walking import open_flow

NO_SUCH = N_("Den øvelse findes ikke mere. Her er de andre.")


def take(records: Records, stage: Stage, who: Who, seat: Seat, method: str) -> Seat:
    """Open a method of the menu: the taking that is not done, else what was written in the only one, else a new one."""
    if not any(method in listed for listed in stage.menu.values()):
        return replace(seat, screen="methods", says=(Say(text=NO_SUCH),))
    taken = takings(records, who).get(method, {})
    open_ones = [frame for frame, ended in taken.items() if not ended]
    if not open_ones and (not taken or stage.flows[method].repeats):
        return begin(records, stage, who, seat, method)
    suggesting.take(records, who, method)
    return open_flow(records, stage, who, seat, open_ones[-1]) if open_ones else look(records, stage, who, seat, method)


def look(records: Records, _stage: Stage, who: Who, seat: Seat, method: str) -> Seat:
    """What was written in the last taking of a method that is done, to be read, changed and shared."""
    done = [frame for frame, ended in takings(records, who).get(method, {}).items() if ended]
    if not done:
        return replace(seat, screen="methods")
    return replace(seat, screen=f"told={method}.{done[-1].subject}", turn=seat.turn + 1)


def begin(records: Records, stage: Stage, who: Who, seat: Seat, method: str) -> Seat:
    """A new taking of a method, with who chose it written down. The plan takes no more steps than can be done."""
    if method == plans.FLOW and planning.open_steps(records, who) >= planning.MOST_OPEN:
        return replace(seat, screen="actions", says=(Say(text=planning.ENOUGH),))
    frame = Frame(flow=method, subject=records.new_id() if stage.flows[method].repeats else "")
    begun.add(records, who.course, who.person, frame, suggesting.take(records, who, method))
    return open_flow(records, stage, who, seat, frame)


# What the presses of the menu do, by the word before their "=".
WAYS = {"take": take, "look": look}
