"""What came from a person, and the bare name of what they ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.usecases import commands

# The buttons around a form, beside its own: what stands in it comes along with them and is kept too.
AROUND_A_FORM = {"save", "edit", "drop"}
OF_A_FORM = {"entry", *AROUND_A_FORM}


NO_TURN = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came from a person: typed text, or a press with what its form carried along.

    `file` is the id of a photo or voice message that is kept already (`media` is "picture" or "voice"); `fields` are those of a
    form that asks several things at once, by name; `own` are words typed beside choices. `turn` is the one that the form which
    brought the text was drawn in, where there was a form.
    """

    text: str = ""
    press: str = ""
    picks: tuple[str, ...] | None = None
    file: str = ""
    media: str = ""
    seconds: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)
    own: str = ""
    turn: int = NO_TURN


def named(heard: Heard) -> str:
    """The bare name of what is asked: a page, an option of the turn, or the one letter of what a press is about."""
    if not heard.press:
        command = commands.read(heard.text.strip())
        return command[0] if command else ""
    about, _, rest = heard.press.partition(":")
    if about == "m":
        return rest.partition("=")[0]
    if about != "t":
        return about
    option = rest.partition(":")[2]
    return "back=" if option.startswith("back=") else option.partition("=")[0]
