"""The one door to segno: an address as a picture that a phone can read."""

import segno
from markupsafe import Markup


def qr(address: str) -> Markup:
    """The address as a QR code: a black-on-white SVG picture, to stand in the page as it is. The address itself does not stand in it."""
    return Markup(segno.make(address, micro=False).svg_inline(scale=6, border=4, dark="#000", light="#fff", omitsize=True))  # noqa: S704
