"""Where writing and frames lie in a drawing, read from its SVG: `measure` of typst never tells of more room than there is, so it cannot."""

import re
from dataclasses import dataclass
from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

HREF = "{http://www.w3.org/1999/xlink}href"
TOKEN = re.compile(r"[MmHhVvLlCcQqZz]|-?[\d.]+(?:e-?\d+)?")
NUMBERS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "q": 4, "z": 0}
# Half a line of accents may reach over a border; a letter may not.
BESIDE, ABOVE = 0.5, 3.0
# What is smaller than this frames no words.
LEAST = (20.0, 12.0)

Point = tuple[float, float]
Moved = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """The least rectangle round something, in points."""

    x: float
    y: float
    right: float
    bottom: float

    def meets(self, other: "Rect", *, wide: float = BESIDE, high: float = BESIDE) -> bool:
        """Whether they share more than so much."""
        across = min(self.right, other.right) - max(self.x, other.x)
        return across > wide and min(self.bottom, other.bottom) - max(self.y, other.y) > high

    def within(self, other: "Rect") -> bool:
        """Whether all of it lies in another."""
        beside = self.x > other.x + BESIDE and self.right < other.right - BESIDE
        return beside and self.y > other.y - ABOVE and self.bottom < other.bottom + ABOVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Rect):
    """A line of writing as far as its ink goes: its colour, and the colour under its middle."""

    ink: str
    ground: str

    def contrast(self) -> float:
        """How much lighter the one is than the other (WCAG 2.2, 1.4.3)."""
        light, dark = sorted((_luminance(self.ink), _luminance(self.ground)), reverse=True)
        return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """One page: its size, what is written, and the filled frames with four sides."""

    page: Rect
    lines: tuple[Line, ...]
    frames: tuple[Rect, ...]

    def run_out(self, margin: Rect) -> list[tuple[Rect, Rect]]:
        """Lines that leave the page but for its margin, that cross the border of a frame, or that lie on each other."""
        frames = [one for one in self.frames if one.right - one.x > LEAST[0] and one.bottom - one.y > LEAST[1]]
        out: list[tuple[Rect, Rect]] = [(line, margin) for line in self.lines if not line.within(margin)]
        crossed = [(line, one) for line in self.lines for one in frames if line.meets(one) and not line.within(one)]
        return out + crossed + [(one, other) for one, other in combinations(self.lines, 2) if one.meets(other, wide=4, high=5)]


def lying(svg: str) -> Lying:
    """What lies where on one page."""
    root = fromstring(svg)  # noqa: S314 - our own drawing
    boxes = {f"#{one.get('id')}": _round(_points(path.get("d", ""))[0]) for one in root.iter() if _is(one, "symbol") for path in one}
    found = _Found(glyphs={name: box for name, box in boxes.items() if box}, lines=[], frames=[], grounds=[])
    found.walk(root, (1, 0, 0, 1, 0, 0))
    width, height = (float(one) for one in root.get("viewBox", "").split()[2:])
    return Lying(page=Rect(x=0, y=0, right=width, bottom=height), lines=tuple(found.lines), frames=tuple(found.frames))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What was met until now, in the order it is drawn in."""

    glyphs: dict[str, Rect]
    lines: list[Line]
    frames: list[Rect]
    grounds: list[tuple[Rect, str]]

    def walk(self, inside: Element, moved: Moved) -> None:
        for one in inside:
            here = _times(moved, _transform(one.get("transform", "")))
            if _is(one, "path") and one.get("fill", "none") != "none":
                self._shape(one, here)
            elif _is(one, "g"):
                self._writing([use for use in one if _is(use, "use")], here)
                self.walk(one, here)

    def _shape(self, path: Element, moved: Moved) -> None:
        points, parts = _points(path.get("d", ""))
        box = _round([_at(moved, point) for point in points])
        if box:
            self.grounds.append((box, path.get("fill", "")))
        if box and _straight(parts):
            self.frames.append(box)

    def _writing(self, uses: list[Element], moved: Moved) -> None:
        box = _round([_at(moved, point) for use in uses for point in _corners(use, self.glyphs)])
        if box:
            middle = Rect(x=(box.x + box.right) / 2 - 1, y=(box.y + box.bottom) / 2 - 1, right=box.right, bottom=box.bottom)
            under = [colour for ground, colour in self.grounds if ground.meets(middle)]
            at = {"x": box.x, "y": box.y, "right": box.right, "bottom": box.bottom}
            self.lines.append(Line(**at, ink=uses[0].get("fill", ""), ground=(under or ["#ffffff"])[-1]))


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _straight(parts: list[str]) -> bool:
    """Whether a path has four sides, with or without round corners."""
    sides = (parts.count("h"), parts.count("v"))
    return len(parts) == sum(sides) > 2 or (set(parts) == set("hvc") and min(sides) > 1)


def _is(one: Element, name: str) -> bool:
    return one.tag.endswith("}" + name)


def _corners(use: Element, glyphs: dict[str, Rect]) -> list[Point]:
    box, x, y = glyphs.get(use.get(HREF, "")), float(use.get("x", 0)), float(use.get("y", 0))
    return [(box.x + x, box.y + y), (box.right + x, box.bottom + y)] if box else []


def _points(path: str) -> tuple[list[Point], list[str]]:
    """The points of a path, its handles among them, and the letters of its parts."""
    tokens, at = TOKEN.findall(path.removeprefix("M 0 0") if path.startswith("M 0 0m") else path), 0
    points: list[Point] = []
    parts: list[str] = []
    x = y = 0.0
    while at < len(tokens):
        letter = tokens[at]
        kind, at = letter.lower(), at + 1
        found = [float(one) for one in tokens[at : at + NUMBERS[kind]]]
        at += NUMBERS[kind]
        if kind in "hv":
            x, y = (x + found[0], y) if kind == "h" else (x, y + found[0])
            points.append((x, y))
        elif found:
            from_x, from_y = (x, y) if letter.islower() else (0.0, 0.0)
            points += [(from_x + one, from_y + other) for one, other in zip(found[::2], found[1::2], strict=True)]
            x, y = points[-1]
        parts += [kind] if kind not in "mz" else []
    return points, parts


def _round(points: list[Point]) -> Rect | None:
    if not points:
        return None
    across, down = zip(*points, strict=True)
    return Rect(x=min(across), y=min(down), right=max(across), bottom=max(down))


def _transform(said: str) -> Moved:
    moved: Moved = (1, 0, 0, 1, 0, 0)
    for name, numbers in re.findall(r"(\w+)\(([^)]*)\)", said):
        found = [float(one) for one in re.split(r"[ ,]+", numbers.strip())]
        if name == "translate":
            moved = _times(moved, (1, 0, 0, 1, found[0], (found[1:] or [0])[0]))
        elif name == "scale":
            moved = _times(moved, (found[0], 0, 0, found[-1], 0, 0))
        elif name == "matrix":
            moved = _times(moved, (found[0], found[1], found[2], found[3], found[4], found[5]))
    return moved


def _times(one: Moved, other: Moved) -> Moved:
    (a, b, c, d, e, f), (g, h, i, j, k, m) = one, other
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def _at(moved: Moved, point: Point) -> Point:
    a, b, c, d, e, f = moved
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f
