"""The one door to typst: turns a drawing into a file. What people wrote goes in as data and can never become code."""

import json
import re
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

from bot.domain.drawing import Drawing, Form
from bot.domain.pictures import Picture
from bot.rendering import glyphs, images
from bot.rendering.fonts import folders

HERE = Path(__file__).parent / "typ"
# A phone's 360 points become 1,080 dots: sharp on every phone.
DOTS_PER_INCH = 216.0
# Through so many files typst keeps what it worked out for one.
KEPT_THROUGH = 12
# What is very long is drawn with fewer dots, or it would be too large to send; with fewer than these nobody could read it.
FEWEST, LONG_WORDS, MOST_DOTS_IN_HEIGHT = 144.0, 4_000, 8_900
HEIGHT = re.compile(rb'viewBox="0 0 [\d.]+ ([\d.]+)"')


def typeset(drawing: Drawing) -> bytes:
    """The drawing as a file. Raises typst.TypstError when it cannot be set."""
    return made(told(drawing))


def told(drawing: Drawing) -> str:
    """All there is to know of a drawing, as JSON: its words, and the file that is asked for."""
    return json.dumps({**_data(drawing.picture), "shape": drawing.shape.value, "form": drawing.form.value}, default=images.as_text)


def made(told: str) -> bytes:
    """The file of what is told so. Raises typst.TypstError when it cannot be set."""
    sheet = json.loads(told)
    photos = images.taken_out(sheet)
    data = glyphs.fitted(sheet)
    try:
        return _compiled(data, photos)
    except typst.TypstError:
        # A face can hold a letter and a mark, and yet not the two together; then the plainest letters must do.
        return _compiled(glyphs.plainest(data), photos)
    finally:
        _forget()


def warm_up() -> None:
    """Read all the type there is, as the first drawing would."""
    _fonts()
    glyphs.fit(glyphs.MISSING)


def _data(picture: Picture) -> dict[str, Any]:
    """A picture as typst reads it; each picture in it says which it is."""
    data: dict[str, Any] = {**asdict(picture), "kind": picture.kind}
    for field, plain in zip(data.get("fields", ()), getattr(picture, "fields", ()), strict=True):
        field["pictures"] = [_data(each) for each in plain.pictures]
    return data


def _compiled(data: dict[str, Any], photos: list[bytes]) -> bytes:
    form = Form(data["form"])
    words = {"data": json.dumps(data, ensure_ascii=False), "photos": json.dumps([list(photo) for photo in photos])}
    compiler = typst.Compiler(HERE / "main.typ", root=HERE.parent, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=words)
    if form is Form.PNG and len(words["data"]) > LONG_WORDS:
        return _page(compiler.compile(format="png", ppi=_sharpness(_page(compiler.compile(format="svg")))))
    return _page(compiler.compile(format=form.value, ppi=DOTS_PER_INCH, pdf_standards="ua-1" if form is Form.PDF else []))


def _page(made: bytes | list[bytes] | None) -> bytes:
    """A picture is one page: of what takes several the first."""
    return made if isinstance(made, bytes) else (made or [b""])[0]


def _sharpness(drawn: bytes) -> float:
    """How many dots an inch has in a picture that is as high as this."""
    height = HEIGHT.search(drawn[:200])
    return max(FEWEST, min(DOTS_PER_INCH, 72 * MOST_DOTS_IN_HEIGHT / float(height[1]))) if height else DOTS_PER_INCH


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(one) for one in folders()])


def _forget() -> None:
    """Let typst set some empty pages, so that nobody's words stay in its memory, nor does that grow: 60 MB with each sheet otherwise."""
    for _ in range(KEPT_THROUGH):
        typst.Compiler(b"", font_paths=_fonts(), ignore_system_fonts=True).compile(format="svg")
