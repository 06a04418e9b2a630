"""Writes a screen as a letter: plain text and rows of buttons, for channels that send."""

from dataclasses import replace
from itertools import accumulate, takewhile

from bot.domain.letter import Button, Letter
from bot.marks import N_
from bot.texts import Texts
from bot.usecases.screens import Listed, Option, Screen
from bot.usecases.steps import DRAFT, PRESENT

CONTACT, TAKE = "contact", "m:take="
PROGRESS = N_("{number} af {total}")
ENDS = N_("{least}: {lowest}. {most}: {highest}.")
SHORT = 12
_WITH_BUTTONS = {"picking", "step", "field", "suggested", "written", "told", "parked", "news"}
IN_A_ROW = 3
# Messengers take no more below one message, and refuse the whole of it.
MOST_BUTTONS = 100
DIGITS_IN_A_ROW = 6


def letter(screen: Screen, texts: Texts, *, settles: int = 0, replaces: int = 0) -> Letter:
    """The screen as a letter; `settles` and `replaces` name an earlier message, as in Letter."""
    parts = [*(screen.care.said if screen.care else ()), *screen.says, *screen.paragraphs, *_items(screen), _prompt(screen, texts)]
    parts += [f"{number}. {one}" for number, one in enumerate(screen.chosen, start=1)]
    if screen.present:
        parts.append(texts.say(PRESENT, answer=screen.present))
    if screen.draft:
        parts.append(texts.say(DRAFT, draft=screen.draft))
    text = "\n\n".join(part for part in parts if part)
    picture = CONTACT if screen.pictures else ""
    return Letter(text=text, rows=_rows(screen), settles=settles, replaces=replaces, picture=picture, attachment=screen.attachment)


def ends(screen: Screen, texts: Texts) -> str:
    """What the lowest and the highest number to press mean; empty where no numbers are asked for."""
    numbers = [option.label for option in screen.answers if _is_number(option)]
    if not numbers or not all(screen.scale):
        return ""
    return texts.say(ENDS, least=numbers[0], lowest=screen.scale[0], most=numbers[-1], highest=screen.scale[1])


def _prompt(screen: Screen, texts: Texts) -> str:
    progress = texts.say(PROGRESS, number=screen.number, total=screen.total) if screen.number and screen.total else ""
    return "\n".join(part for part in (progress, screen.text, screen.help, ends(screen, texts)) if part)


def _items(screen: Screen) -> list[str]:
    return [
        f"{item.number}. " + "\n".join(part for part in (item.question, item.said, item.state and f"({item.state})") if part)
        for item in screen.items
    ]


def _rows(screen: Screen) -> tuple[tuple[Button, ...], ...]:
    rows = _item_rows(screen)
    if all(len(row) == 1 for row in rows):
        rows = _in_rows([row[0] for row in rows], IN_A_ROW)
    answers = _answers(replace(screen, answers=_numbered(screen.answers)) if screen.pictures else screen)
    care = [_button(option) for option in screen.care.options] if screen.care else []
    return (*_in_rows(care, IN_A_ROW), *rows, *answers, *_in_rows([_button(way) for way in screen.ways], IN_A_ROW))


def _item_rows(screen: Screen) -> list[tuple[Button, ...]]:
    """The buttons of the items, of as many as there is room for."""
    items = [_item_row(item) for item in screen.items] if screen.name.partition("=")[0] in _WITH_BUTTONS else []
    around = len(screen.answers) + len(screen.ways) + (len(screen.care.options) if screen.care else 0)
    fitting = takewhile(lambda counted: counted[1] <= MOST_BUTTONS - around, zip(items, accumulate(map(len, items)), strict=True))
    return [row for row, _ in fitting if row]


def _numbered(answers: tuple[Option, ...]) -> tuple[Option, ...]:
    """The answers with the numbers that their drawings have on the picture sent along."""
    named = [f"{number}. {option.label}" if ":=" in option.press else option.label for number, option in enumerate(answers, start=1)]
    return tuple(replace(option, label=label) for option, label in zip(answers, named, strict=True))


def _item_row(item: Listed) -> tuple[Button, ...]:
    """The buttons of one item; a method to begin is called by its name, since its button stands far from its words here."""
    if item.options and item.options[0].press.startswith(TAKE) and len(item.options) == 1:
        return (Button(label=f"{item.number}. {item.question}", press=item.options[0].press),)
    return tuple(Button(label=f"{item.number}. {option.label}", press=option.press, url=option.url) for option in item.options)


def _answers(screen: Screen) -> list[tuple[Button, ...]]:
    digits = [option for option in screen.answers if _is_number(option)]
    words = [option for option in screen.answers if not _is_number(option)]
    wide = 2 if words and max(len(option.label) for option in words) <= SHORT else 1
    return [*_in_rows([_button(one) for one in digits], DIGITS_IN_A_ROW), *_in_rows([_button(one) for one in words], wide)]


def _is_number(option: Option) -> bool:
    return option.label.lstrip("+−").isdigit()


def _in_rows(buttons: list[Button], width: int) -> list[tuple[Button, ...]]:
    return [tuple(buttons[index : index + width]) for index in range(0, len(buttons), width)]


def _button(option: Option) -> Button:
    label = f"✓ {option.label}" if option.on else option.label
    return Button(label=label, press=option.press, url=option.inside or option.url, inside=bool(option.inside))
