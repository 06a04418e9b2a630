"""The contact sheet: all our drawn pictures on one, each with its number."""

from dataclasses import dataclass
from functools import cache

from bot.dialogue.drawn import DRAWN
from bot.domain.drawing import Drawing
from bot.domain.pictures import Picture
from bot.rendering.typesetting import typeset

CONTACT = "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Picture):
    """The pictures to choose from, by the names of their files, in the order of their numbers."""

    kind = CONTACT
    names: tuple[str, ...]


def picture(name: str) -> bytes:
    """A picture to send, as PNG; KeyError for a name we have none for."""
    if name != CONTACT:
        raise KeyError(name)
    return contact_sheet()


@cache
def contact_sheet() -> bytes:
    """The drawn pictures in their order, numbered from 1, as PNG. It takes a moment the first time."""
    return typeset(Drawing(picture=Contact(title="", alt="", names=tuple(DRAWN))))
