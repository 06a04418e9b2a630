"""The one door to typst: draws the contact sheet, all our pictures on one, each with its number."""

from functools import cache
from pathlib import Path

import typst

from bot.dialogue.drawn import DRAWN

CONTACT = "contact"
HERE = Path(__file__).parent
# 1,200 dots in width: Telegram shows that as it is, and three in a row can be told apart on a telephone.
DOTS_PER_INCH = 144.0


def picture(name: str) -> bytes:
    """A picture to send, as PNG; KeyError for a name we have none for."""
    if name != CONTACT:
        raise KeyError(name)
    return contact_sheet()


@cache
def contact_sheet() -> bytes:
    """The drawn pictures in their order, numbered from 1, as PNG. It takes a moment the first time."""
    names = {"names": " ".join(DRAWN)}
    return typst.compile(HERE / "contact.typ", root=HERE, format="png", ppi=DOTS_PER_INCH, sys_inputs=names, ignore_system_fonts=True)
