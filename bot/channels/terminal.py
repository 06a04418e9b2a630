"""A screen as lines in a terminal, and the button that a typed line means."""

from collections.abc import Iterable, Iterator

from bot.texts import Texts
from bot.usecases.letters import ends
from bot.usecases.screens import Option, Screen
from bot.usecases.steps import PRESENT

ERASED = "Alt er slettet."
# The ways around that nearly every screen has, by the end of their presses: told once, and then as "…".
USUAL = ("why", "park", "pause", "home", "crisis")
AND_THE_USUAL = "…"


def lines(screen: Screen, texts: Texts) -> list[str]:
    """What a screen says, line by line."""
    parts = [*(screen.care.said if screen.care else ()), *screen.says, *screen.paragraphs, *_items(screen), screen.text, screen.help]
    parts += [ends(screen, texts), texts.say(PRESENT, answer=screen.present) if screen.present else ""]
    return [f"bot: {line}" for part in parts for line in part.splitlines() if line.strip()]


def buttons(screen: Screen) -> str:
    """What can be pressed, in one line; the usual ways around are cut short where all of them are there."""
    usual = [way for way in screen.ways if _end(way) in USUAL]
    short = tuple(_end(way) for way in usual) == USUAL
    shown = [option for option in options(screen) if not (short and option in usual)]
    return " ".join(["    ", *labels(shown), *([AND_THE_USUAL] if short else [])])


def legend(screen: Screen | None) -> list[str]:
    """A line that says what the short form of the usual ways stands for, where it is used."""
    if screen is None or not buttons(screen).endswith(AND_THE_USUAL):
        return []
    return [f"     {AND_THE_USUAL} = {' '.join(labels(way for way in screen.ways if _end(way) in USUAL))}"]


def labels(shown: Iterable[Option]) -> list[str]:
    """Buttons as they are written: `[words]`, with a tick where something is marked."""
    return [f"[{'✓ ' if option.on else ''}{option.label}]" for option in shown]


def options(screen: Screen) -> list[Option]:
    """Everything that can be pressed on a screen, in one order; in a list, with the number of what it is about."""
    listed = [
        Option(label=f"{item.number}. {option.label}", press=option.press, url=option.url)
        for item in screen.items
        for option in item.options
    ]
    return [*(screen.care.options if screen.care else ()), *screen.answers, *listed, *screen.ways]


def pressed(screen: Screen, line: str) -> Option | None:
    """The button that `[words]` or its number means; None where the line is typed words. A number may be an answer itself."""
    offered = options(screen)
    if line.startswith("[") and line.endswith("]"):
        return next((option for option in offered if option.label == line[1:-1]), None)
    asks_for_words = screen.entry not in {"", "label"}
    if asks_for_words or not (line.isascii() and line.isdigit() and 0 < int(line) <= len(offered)):
        return None
    return offered[int(line) - 1]


def as_typed(screen: Screen, press: str) -> str:
    """The line that presses a button; empty for one that is not there."""
    return next((f"[{option.label}]" for option in options(screen) if option.press == press), "") if press else ""


def _items(screen: Screen) -> Iterator[str]:
    for item in screen.items:
        said = item.said.splitlines()
        first = " → ".join(part for part in (item.question, *said[:1]) if part) if len(said) < 2 else item.question
        yield "\n".join([f"{item.number}. {first}{_state(item.state)}", *(f"   {line}" for line in said if len(said) > 1)])


def _state(state: str) -> str:
    return f" ({state})" if state else ""


def _end(option: Option) -> str:
    return option.press.rpartition(":")[2]
