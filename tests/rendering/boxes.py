"""Where the labels of a drawing stand, and whether any lies on another or outside the page."""

import json
import re
from dataclasses import dataclass
from itertools import combinations

import typst

from bot.domain.drawing import Drawing, Form, Shape
from bot.domain.pictures import Picture
from bot.rendering.fonts import folders
from bot.rendering.typesetting import HERE, told, typeset

FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(one) for one in folders()])
WIDTHS = {Shape.PHONE: 360.0, Shape.WIDE: 760.0}
MARGIN = 16.0
# Half a hair: sums of lengths are not exact.
NEARLY = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One label: its upper left corner and its size, in points."""

    x: float
    y: float
    w: float
    h: float

    def on(self, other: "Box") -> bool:
        """Whether some of it lies on another."""
        apart = (self.x + self.w - NEARLY <= other.x, other.x + other.w - NEARLY <= self.x)
        return not any((*apart, self.y + self.h - NEARLY <= other.y, other.y + other.h - NEARLY <= self.y))


def boxes(picture: Picture, shape: Shape = Shape.PHONE, form: Form = Form.PNG) -> list[Box]:
    """The labels of a picture that stands alone."""
    compiler = typst.Compiler(
        HERE / "main.typ", root=HERE.parent, font_paths=FONTS, ignore_system_fonts=True, sys_inputs=_inputs(picture, shape, form)
    )
    found = [one["value"] for one in json.loads(compiler.query("<label-box>"))]
    return [Box(x=one["x"], y=one["y"], w=one["w"], h=one["h"]) for one in found]


def lie_well(picture: Picture, shape: Shape = Shape.PHONE) -> int:
    """How many labels there are; AssertionError when two of them overlap, or one leaves the page."""
    found, (width, height) = boxes(picture, shape), size(picture, shape)
    assert width == WIDTHS[shape]
    for one in found:
        assert one.x >= MARGIN - NEARLY, one
        assert one.x + one.w <= width - MARGIN + NEARLY, one
        assert one.y >= MARGIN - NEARLY, one
        assert one.y + one.h <= height - MARGIN + NEARLY, (one, height)
    for one, other in combinations(found, 2):
        assert not one.on(other), (one, other)
    return len(found)


def size(picture: Picture, shape: Shape = Shape.PHONE) -> tuple[float, float]:
    """Width and height of the whole drawing, in points."""
    drawn = typeset(Drawing(picture=picture, form=Form.SVG, shape=shape)).decode()
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawn)
    assert found
    return float(found[1]), float(found[2])


def _inputs(picture: Picture, shape: Shape, form: Form) -> dict[str, str]:
    return {"data": told(Drawing(picture=picture, form=form, shape=shape)), "photos": "[]", "boxes": "wanted"}
