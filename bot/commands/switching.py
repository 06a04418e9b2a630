"""The command that switches Telegram, files and voice on and off while the service runs."""

import argparse
from typing import Any

from bot.commands.base import at_home, command, show
from bot.config import Settings
from bot.errors import BadInput
from bot.records import switches
from bot.records.core import Records
from bot.usecases import knocking
from bot.usecases.stage import Stage

ANY = sorted({state for states in switches.STATES.values() for state in states})


def register(commands: Any) -> None:
    """Declare it."""
    text = "Switch Telegram, files or voice on or off while the service runs; without a name, say how they stand."
    switch = command(commands, "switch", _switch, text)
    switch.add_argument("name", nargs="?", choices=list(switches.STATES), help="what is switched")
    switch.add_argument("state", nargs="?", choices=ANY, help="on, off; for Telegram also knock: no content there, just a link")


def _switch(settings: Settings, asked: argparse.Namespace) -> None:
    if asked.name and asked.state not in switches.STATES[asked.name]:
        raise BadInput(f"samvej switch {asked.name}: give {' or '.join(switches.STATES[asked.name])}")
    with at_home(settings) as (house, stage):
        told = house.write(lambda records: _move(records, stage, settings, asked)) if asked.name else 0
        found = house.read(switches.states)
    lines = [f"{name:<10}{state}" for name, state in found.items()]
    last = [f"{told} people are told in Telegram for the last time; a letter that cannot go now counts as not arrived."] if told else []
    show(asked, found, "\n".join([*lines, *last]))


def _move(records: Records, stage: Stage, settings: Settings, asked: argparse.Namespace) -> int:
    """Move the switch; how many people are told that Telegram is no more."""
    before = switches.move(records, asked.name, asked.state)
    leaves = asked.name == switches.TELEGRAM and before != switches.OFF == asked.state
    return knocking.say_goodbye(records, stage) if leaves and settings.telegram_token else 0
