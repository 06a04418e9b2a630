"""What is said to somebody outside: a letter with its buttons, and how its delivery ended."""

from dataclasses import dataclass, field

from bot.domain.drawing import Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One button: a press (at most 64 bytes) that comes back to us, or an address it opens; `inside`: inside the messenger."""

    label: str
    press: str = ""
    url: str = ""
    inside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A drawing that leaves with a letter: how it is asked for, what it is called as a file (no ending), and what goes if it cannot be.

    `body` is the file, when it is made.
    """

    asked: Drawing
    name: str
    instead: "Letter"
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message, plain text without markup, at most 4,096 characters, with rows of buttons.

    `settles` is the channel's number of an earlier message whose buttons are used up and taken away (0: none), `replaces` that of
    one this letter takes the place of, where it still can be. `picture` names a picture that goes with it. `deletes` are the numbers of
    earlier messages that are to go from the chat; a letter without words does only that. `attachment` is an iCalendar file (its text) that
    goes along. `drawing` names what is to be drawn and sent. `drawn`, which is that as it is now, and `to`, `subject` and `mark` (the same
    when a letter goes twice), which are for e-mail alone, are put in as it leaves and kept nowhere.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...] = field(default=())
    settles: int = 0
    replaces: int = 0
    picture: str = ""
    deletes: tuple[int, ...] = ()
    attachment: str = ""
    drawing: str = ""
    drawn: Drawn | None = None
    to: str = ""
    subject: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The channel took it; `messages` are the numbers it gave it there."""

    messages: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The channel will never take it; `gone` when the person cannot be reached there at all (blocked, deleted)."""

    reason: str
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Surely not sent; try again after so many seconds (`paused`: the channel itself asked this chat to wait)."""

    seconds: float
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may or may not have arrived."""


Outcome = Sent | Refused | Later | Unknown
