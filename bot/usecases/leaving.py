"""Somebody sat in a method that is not there any more: they find themselves at home, and what they wrote stays readable."""

from dataclasses import replace

from bot.dialogue.turns import Say
from bot.marks import N_
from bot.records.conversations import Seat
from bot.usecases import commands
from bot.usecases.press import menu
from bot.usecases.stage import Stage
from bot.usecases.takings import frame_of

GONE = N_("Det, du var i gang med, findes ikke mere. Dine svar er her stadig.")


def at_home(stage: Stage, seat: Seat) -> Seat:
    """The seat without flows that are gone; where one of them is what is open, at home, and it is said."""
    stack = tuple(frame for frame in seat.stack if frame.flow in stage.flows)
    page, _, about = seat.screen.partition("=")
    adding_to_it = page == "adding" and frame_of(about).flow not in stage.flows
    if stack[-1:] == seat.stack[-1:] and not adding_to_it:
        return seat if stack == seat.stack else replace(seat, stack=stack)
    return replace(seat, stack=stack, screen="home", says=(*seat.says, Say(text=GONE)))


def rest_of(press: str, text: str) -> str:
    """The press that is left of what was meant for a flow that is gone: words are parked, and its buttons do nothing."""
    typed = text.strip()
    if press and not press.startswith("t:"):
        return press
    if typed and not commands.read(typed) and not commands.looks_like_one(typed):
        return menu("park")
    return menu("stay") if press else ""
