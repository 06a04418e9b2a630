"""How a picture is asked for: what is drawn, in which form of file, and in which shape."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.pictures import Picture


class Form(StrEnum):
    """The file it comes as."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


class Shape(StrEnum):
    """The paper it is made for: a phone's width in one column, a wide screen or a page across, or the A3 sheet."""

    PHONE = "phone"
    WIDE = "wide"
    A3 = "a3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture asked for."""

    picture: Picture
    form: Form = Form.PNG
    shape: Shape = Shape.PHONE
