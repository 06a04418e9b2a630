"""A screen as lines in a terminal, and the button that a typed line means."""

from collections.abc import Iterable

from bot.texts import Texts
from bot.usecases.screens import Option, Screen
from bot.usecases.steps import PRESENT

ERASED = "Alt er slettet."
# The ways around that nearly every screen has, by the end of their presses: told once, and then as "…".
USUAL = ("why", "park", "pause", "home", "crisis")
AND_THE_USUAL = "…"


def lines(screen: Screen, texts: Texts) -> list[str]:
    """What a screen says, line by line."""
    parts = [*screen.says, *screen.paragraphs, *_items(screen), screen.text, screen.help]
    parts.append(texts.say(PRESENT, answer=screen.present) if screen.present else "")
    return [f"bot: {line}" for part in parts for line in part.splitlines() if line.strip()]


def buttons(screen: Screen) -> str:
    """What can be pressed, in one line; the usual ways around are cut short where all of them are there."""
    usual = [way for way in screen.ways if _end(way) in USUAL]
    short = tuple(_end(way) for way in usual) == USUAL
    shown = [option for option in options(screen) if not (short and option in usual)]
    return " ".join(["    ", *labels(shown), *([AND_THE_USUAL] if short else [])])


def legend(screen: Screen) -> str:
    """What the short form of the usual ways stands for; empty where it is not used."""
    usual = labels(way for way in screen.ways if _end(way) in USUAL)
    return f"     {AND_THE_USUAL} = {' '.join(usual)}" if buttons(screen).endswith(AND_THE_USUAL) else ""


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
    return [*screen.answers, *listed, *screen.ways]


def pressed(screen: Screen, line: str) -> Option | None:
    """The button that `[words]` or its number means; None where the line is typed words. A number may be an answer itself."""
    offered = options(screen)
    if line.startswith("[") and line.endswith("]"):
        return next((option for option in offered if option.label == line[1:-1]), None)
    asks_for_words = screen.entry not in {"", "label"}
    if asks_for_words or not (line.isascii() and line.isdigit() and 0 < int(line) <= len(offered)):
        return None
    return offered[int(line) - 1]


def _items(screen: Screen) -> list[str]:
    return [
        f"{item.number}. {' → '.join(part for part in (item.question, _one_line(item.said)) if part)}{_state(item.state)}"
        for item in screen.items
    ]


def _one_line(said: str) -> str:
    return " / ".join(line.strip() for line in said.splitlines() if line.strip())


def _state(state: str) -> str:
    return f" ({state})" if state else ""


def _end(option: Option) -> str:
    return option.press.rpartition(":")[2]
