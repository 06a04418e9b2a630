"""Somebody sat in a method that is not there any more: they find themselves at home, and what they wrote stays readable."""

from dataclasses import replace

from bot.dialogue.turns import Say
from bot.marks import N_
from bot.records.conversations import Seat
from bot.usecases import commands
from bot.usecases.heard import OF_A_FORM, Heard, named
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


def rest_of(heard: Heard) -> Heard:
    """What is left of something that was meant for a flow that is gone: its words are parked, and its buttons do nothing."""
    if heard.press and not heard.press.startswith("t:"):
        return heard
    beside = [said for name, said in heard.fields.items() if name != "at" and not _is_number(said)] if named(heard) in OF_A_FORM else []
    typed = "\n".join(said.strip() for said in (heard.text, heard.own, *beside) if said.strip())
    if typed and not commands.read(typed) and not commands.looks_like_one(typed):
        return Heard(press=menu("park"), text=typed)
    return Heard(press=menu("stay")) if heard.press else heard


def _is_number(said: str) -> bool:
    """Whether nothing but a number was said."""
    return not any(letter.isalpha() for letter in said)
