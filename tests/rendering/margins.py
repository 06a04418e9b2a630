"""Whether words run out of what they stand in: the labels' boxes end where there is no more room, but their ink does not."""

from io import BytesIO

from PIL import Image

from bot.domain.drawing import Drawing, Shape
from bot.domain.pictures import Picture
from bot.rendering.typesetting import typeset

# As dark as letters are; everything that lies under them is lighter.
DARK = 110


def darkest(picture: Picture, left: float, right: float, *, above: float = 0, shape: Shape = Shape.PHONE) -> int:
    """How dark it gets (0 to 255, 0 is black) between two distances from the page's right edge, in points, but for what is `above`."""
    with Image.open(BytesIO(typeset(Drawing(picture=picture, shape=shape)))) as drawn:
        grey = drawn.convert("L")
    strip = grey.crop((round(grey.width - left * 3), round(above * 3), round(grey.width - right * 3), grey.height))
    return min(strip.tobytes())


def keeps_its_margin(picture: Picture, shape: Shape = Shape.PHONE) -> bool:
    """Whether no letter stands in the margin of the page."""
    return darkest(picture, 15, 0, shape=shape) > DARK
