"""Draws the sheet in parts, the same for the page and for the stream: each with a digest of what its reader has before them."""

import hashlib
from dataclasses import dataclass
from typing import Any

from bot.texts import Texts
from bot.usecases.sheets.view import FieldView, SheetView
from bot.web.pages import Pages

BAR, FIELD = "bar", "field-"
LETTERS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the page: its name, its digest, and the HTML of its head, of each note (id, digest, HTML) and of its foot."""

    name: str
    digest: str
    head: str
    notes: tuple[tuple[str, str, str], ...]
    foot: str


def sheet_parts(pages: Pages, sheet: SheetView, texts: Texts, base: str) -> tuple[Part, ...]:
    """Every part in the order of the page: the bar, then the fields. `base` is the address of the sheet for this reader.

    The forms in it carry the token of whom `pages` stand for; neither it nor the ids of what is done are in a digest.
    """
    macros = _macros(pages, texts, base)
    return (_bar(macros, sheet, texts), *(_field(macros, field, sheet, texts) for field in sheet.fields))


def digest(*values: object) -> str:
    """Twelve letters that differ when any of the values does."""
    return hashlib.sha256(repr(values).encode()).hexdigest()[:LETTERS]


def _macros(pages: Pages, texts: Texts, base: str) -> Any:
    return pages.macros("sheet_parts", texts, base=base, files=files_at(base))


def files_at(base: str) -> str:
    """Where the files of a course are had by whoever reads its sheet at this address."""
    return f"{base.removesuffix('/ark') or '/chat'}/file/"


def _bar(macros: Any, sheet: SheetView, texts: Texts) -> Part:
    counts = tuple((field.id, field.name, standing(field)) for field in sheet.fields)
    shown = (sheet.title, sheet.me, sheet.writers, sheet.sitting, sheet.undo, sheet.over, sheet.share, sheet.chosen, *_around(sheet, texts))
    return Part(name=BAR, digest=digest(counts, shown), head=macros.bar(sheet), notes=(), foot=macros.chips(counts))


def _field(macros: Any, field: FieldView, sheet: SheetView, texts: Texts) -> Part:
    around = (*_around(sheet, texts), sheet.sitting is not None)
    marks = [digest(note, _opens(field, at), around) for at, note in enumerate(field.notes)]
    return Part(
        name=FIELD + field.id,
        digest=digest(field, around),
        head=macros.head(field, sheet),
        notes=tuple((note.id, mark, macros.note(note, field, sheet, mark)) for note, mark in zip(field.notes, marks, strict=True)),
        foot=macros.foot(field, sheet),
    )


def standing(field: FieldView) -> int:
    """How much stands in a field."""
    dots = sum(1 for dot in field.dots if dot.now is not None)
    return len(field.notes) + len(field.steps) + len(field.aim) + dots + (1 if field.confirmation else 0)


def _around(sheet: SheetView, texts: Texts) -> tuple[object, ...]:
    return sheet.others, sheet.closed, sheet.locked, sheet.me.role, texts.language


def _opens(field: FieldView, at: int) -> bool:
    """Whether a note is the first of its method's, and so stands under its title."""
    return at == 0 or field.notes[at - 1].title != field.notes[at].title
