"""The flows and texts that come with the program, read once."""

from functools import cache
from pathlib import Path

from bot.config import Settings
from bot.opening import set_stage
from bot.usecases.stage import Stage


@cache
def a_stage() -> Stage:
    return set_stage(Settings(data=Path("nowhere")))
