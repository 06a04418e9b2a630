"""Writes a screen as a letter: plain text and rows of buttons, for channels that send."""

from bot.domain.letter import Button, Letter
from bot.marks import N_
from bot.texts import Texts
from bot.usecases.screens import Listed, Option, Screen
from bot.usecases.steps import DRAFT, PRESENT

PROGRESS = N_("{number} af {total}")
SHORT = 12
IN_A_ROW = 3
DIGITS_IN_A_ROW = 6


def letter(screen: Screen, texts: Texts, *, settles: int = 0) -> Letter:
    """The screen as a letter."""
    parts = [*screen.says, *screen.paragraphs, *_items(screen), _prompt(screen, texts)]
    if screen.present:
        parts.append(texts.say(PRESENT, answer=screen.present))
    if screen.draft:
        parts.append(texts.say(DRAFT, draft=screen.draft))
    return Letter(text="\n\n".join(part for part in parts if part), rows=_rows(screen), settles=settles)


def _prompt(screen: Screen, texts: Texts) -> str:
    progress = texts.say(PROGRESS, number=screen.number, total=screen.total) if screen.number and screen.total else ""
    return "\n".join(part for part in (progress, screen.text, screen.help) if part)


def _items(screen: Screen) -> list[str]:
    return [
        "\n".join(part for part in (f"{item.number}. {item.question}", item.said, item.state and f"({item.state})") if part)
        for item in screen.items
    ]


def _rows(screen: Screen) -> tuple[tuple[Button, ...], ...]:
    items = [_item_row(item) for item in screen.items] if screen.name in {"picking", "step"} else []
    return (*(row for row in items if row), *_answers(screen), *_in_rows([_button(way) for way in screen.ways], IN_A_ROW))


def _item_row(item: Listed) -> tuple[Button, ...]:
    return tuple(Button(label=f"{item.number}. {option.label}", press=option.press, url=option.url) for option in item.options)


def _answers(screen: Screen) -> list[tuple[Button, ...]]:
    digits = [option for option in screen.answers if option.label.isdigit()]
    words = [option for option in screen.answers if not option.label.isdigit()]
    wide = 2 if words and max(len(option.label) for option in words) <= SHORT else 1
    return [*_in_rows([_button(one) for one in digits], DIGITS_IN_A_ROW), *_in_rows([_button(one) for one in words], wide)]


def _in_rows(buttons: list[Button], width: int) -> list[tuple[Button, ...]]:
    return [tuple(buttons[index : index + width]) for index in range(0, len(buttons), width)]


def _button(option: Option) -> Button:
    return Button(label=f"✓ {option.label}" if option.on else option.label, press=option.press, url=option.url)
