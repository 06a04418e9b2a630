"""Our own drawn pictures as SVG, by their ids."""

from functools import cache
from pathlib import Path

from bot.dialogue.drawn import DRAWN

FOLDER = Path(__file__).parent / "drawings"


@cache
def drawing(name: str) -> str:
    """One picture as SVG text, 240 by 240; KeyError for a name that is none of ours."""
    if name not in DRAWN:
        raise KeyError(name)
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
