"""Binds the pages of the specimen into one file, which is the same every time it is made."""

import json
from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from pathlib import Path

import typst
from pikepdf import ObjectStreamMode, OutlineItem, Pdf

from bot.rendering.fonts import folders
from bot.rendering.typesetting import typeset
from tests.rendering.specimen.pages import SHAPES, Page
from tests.rendering.specimen.slimming import slim

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
FILE = ROOT / "docs" / "specimen.pdf"


def bound(pages: Sequence[Page]) -> bytes:
    """One PDF: a first page that says what it is and where everything stands, and then every drawing."""
    files = [(page, typeset(page.drawing)) for page in pages]
    starts = _starts([file for _, file in files])
    with Pdf.new() as book:
        _add(book, _cover(pages, starts))
        for _, file in files:
            _add(book, file)
        with book.open_outline() as outline:
            outline.root.extend(OutlineItem(page.name, start - 1) for page, start in zip(pages, starts, strict=True))
        return _saved(book)


def _saved(book: Pdf) -> bytes:
    """The file without a word of when it was made."""
    book.Root.Lang = "en"
    slim(book)
    into = BytesIO()
    book.save(into, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate, recompress_flate=True)
    return into.getvalue()


def _add(book: Pdf, file: bytes) -> None:
    with Pdf.open(BytesIO(file)) as pdf:
        for page in pdf.pages:
            # The tree of a file that is to be read aloud stays behind, and with it what points to it.
            for name in {"/StructParents", "/Tabs"} & set(page.obj.keys()):
                del page.obj[name]
            book.pages.append(page)


def _starts(files: Sequence[bytes]) -> list[int]:
    """The number of the first page of each, when one page stands before them all."""
    found, at = [], 2
    for file in files:
        found.append(at)
        with Pdf.open(BytesIO(file)) as pdf:
            at += len(pdf.pages)
    return found


def _cover(pages: Sequence[Page], starts: Sequence[int]) -> bytes:
    """The first page: what this is, and at which page each kind of each course begins."""
    rows = [
        {"kind": kind, "places": [f"{of}: {', '.join(f'{SHAPES[page.drawing.shape]} {start}' for page, start in one)}" for of, one in many]}
        for kind, many in (
            (kind, [(of, list(one)) for of, one in groupby(group, key=lambda pair: pair[0].of)])
            for kind, group in groupby(zip(pages, starts, strict=True), key=lambda pair: pair[0].kind)
        )
    ]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(one) for one in folders()])
    compiler = typst.Compiler(
        HERE / "cover.typ", root=ROOT, font_paths=fonts, ignore_system_fonts=True, sys_inputs={"data": json.dumps(rows, ensure_ascii=False)}
    )
    made = compiler.compile(format="pdf", pdf_standards="ua-1")
    assert isinstance(made, bytes)
    return made
