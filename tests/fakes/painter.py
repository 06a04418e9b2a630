"""A painter who draws nothing: each picture is a file of the right form that holds the picture's words."""

import struct
from dataclasses import dataclass, field

from bot.domain.drawing import Drawing, Form
from bot.errors import NotDrawn

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
BEGINS = {Form.SVG: b"<svg xmlns='http://www.w3.org/2000/svg'>", Form.PDF: b"%PDF-1.7 "}


@dataclass(slots=True, kw_only=True)
class FakePainter:
    """What was asked for stands in `asked`; while `fails`, nothing can be drawn. `size`: of every PNG, in dots."""

    asked: list[Drawing] = field(default_factory=list)
    fails: bool = False
    size: tuple[int, int] = (1080, 800)

    async def paint(self, drawing: Drawing) -> bytes:
        self.asked.append(drawing)
        if self.fails:
            raise NotDrawn
        begins = BEGINS.get(drawing.form) or PNG + struct.pack(">II", *self.size)
        return begins + drawing.picture.alt.encode()

    def close(self) -> None:
        """Nothing to let go of."""
