"""Draws the sheet in parts, the same for the page and for the stream: each with a digest of what its reader has before them."""

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from bot.texts import Texts
from bot.usecases.launching import SHEET
from bot.usecases.sheets.view import FieldView, NoteView, SheetView
from bot.web.pages import Pages

BAR, FIELD = "bar", "field-"
LETTERS = 12
UNTOLD = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the page: its name, its digest, and the HTML of its head, of each note (id, digest, HTML) and of its foot.

    A note that its reader has before them already is not drawn: None.
    """

    name: str
    digest: str
    head: str
    notes: tuple[tuple[str, str, str | None], ...]
    foot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What a reader has before them of one part: its digest, and the digests of its notes by id."""

    digest: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)


NOTHING = Before()


def sheet_parts(pages: Pages, sheet: SheetView, texts: Texts, base: str, before: Mapping[str, Before] | None = None) -> tuple[Part, ...]:
    """Every part in the order of the page: the bar, then the fields. `base` is the address of the sheet for this reader.

    The forms in it carry the token of whom `pages` stand for; neither it nor the ids of what is done are in a digest.
    `before` by name: parts that are the same still are left out.
    """
    return tuple(_drawn(_macros(pages, texts, base), sheet, texts, before or {}))


def _drawn(macros: Any, sheet: SheetView, texts: Texts, before: Mapping[str, Before]) -> Iterator[Part]:
    parts = [_bar(macros, sheet, texts, before.get(BAR, NOTHING))]
    parts += [_field(macros, _outward(one), sheet, texts, before.get(FIELD + one.id, NOTHING)) for one in sheet.fields]
    return (part for part in parts if part is not None)


def digest(*values: object) -> str:
    """Twelve letters that differ when any of the values does."""
    return hashlib.sha256(repr(values).encode()).hexdigest()[:LETTERS]


def _macros(pages: Pages, texts: Texts, base: str) -> Any:
    return pages.macros("sheet_parts", texts, base=base, files=files_at(base))


def files_at(base: str) -> str:
    """Where the files of a course are had by whoever reads its sheet at this address."""
    return f"{base.removesuffix(SHEET) or '/chat'}/file/"


def _bar(macros: Any, sheet: SheetView, texts: Texts, before: Before) -> Part | None:
    counts = tuple((field.id, field.name, standing(field)) for field in sheet.fields)
    shown = (sheet.title, sheet.me, sheet.writers, sheet.sitting, sheet.undo, sheet.over, sheet.share, sheet.chosen, *_around(sheet, texts))
    mark = digest(counts, shown)
    if mark == before.digest:
        return None
    return Part(name=BAR, digest=mark, head=macros.bar(sheet), notes=(), foot=macros.chips(counts))


def _field(macros: Any, field: FieldView, sheet: SheetView, texts: Texts, before: Before) -> Part | None:
    around = (*_around(sheet, texts), sheet.sitting is not None)
    marks = [digest(note, _opens(field, at), around) for at, note in enumerate(field.notes)]
    mark = digest(replace(field, notes=()), [note.id for note in field.notes], marks, around)
    if mark == before.digest:
        return None
    marked = zip(field.notes, marks, strict=True)
    return Part(
        name=FIELD + field.id,
        digest=mark,
        head=macros.head(field, sheet),
        notes=tuple(
            (note.id, own, None if before.notes.get(note.id) == own else macros.note(note, field, sheet, own)) for note, own in marked
        ),
        foot=macros.foot(field, sheet),
    )


def _outward(field: FieldView) -> FieldView:
    """Without what would tell that others wrote for themselves: how often, and when. A digest of it could be guessed as well."""
    dots = tuple(dot if dot.mine else replace(dot, version=0) for dot in field.dots)
    return replace(field, notes=tuple(map(_told, field.notes)), dots=dots)


def _told(note: NoteView) -> NoteView:
    """The version of somebody else's note is told by its words alone: it is another where they are, whatever came in between."""
    answers = tuple(map(_told, note.answers))
    if note.mine or note.asks_me:
        return replace(note, answers=answers)
    return replace(note, answers=answers, version=zlib.crc32(note.said.encode()), at=UNTOLD)


def standing(field: FieldView) -> int:
    """How much stands in a field."""
    dots = sum(1 for dot in field.dots if dot.now is not None)
    return len(field.notes) + len(field.steps) + len(field.aim) + dots + (1 if field.confirmation else 0)


def _around(sheet: SheetView, texts: Texts) -> tuple[object, ...]:
    return sheet.others, sheet.closed, sheet.locked, sheet.me.role, texts.language


def _opens(field: FieldView, at: int) -> bool:
    """Whether a note is the first of its method's, and so stands under its title."""
    return at == 0 or field.notes[at - 1].title != field.notes[at].title
