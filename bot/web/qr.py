"""The one door to segno: an address as a picture that a phone can read."""

import segno


def qr(address: str) -> str:
    """The address as a QR code: a black-on-white SVG picture, as a data URI for `<img src>`."""
    return str(segno.make(address, micro=False).svg_data_uri(scale=6, border=4, dark="#000", light="#fff"))
