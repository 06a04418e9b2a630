"""The one door to Pillow: makes a photo small and says of it no more than what one sees."""

from io import BytesIO

from PIL import Image, ImageOps

from bot.errors import BadInput

MOST_DOTS = 40_000_000
LONGEST_SIDE = 2000
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")


def clean(body: bytes) -> bytes:
    """A photo as JPEG: upright, at most 2,000 dots a side, without place, time, camera or any other words in it.

    Raises BadInput for what is no picture, and for one of more than 40 million dots.
    """
    try:
        with Image.open(BytesIO(body), formats=FORMATS) as photo:
            return _clean(photo)
    except Exception as fault:
        raise BadInput("unreadable") from fault


def _clean(photo: Image.Image) -> bytes:
    if photo.width * photo.height > MOST_DOTS:
        raise ValueError("too many dots")
    photo.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    # Made small before anything else: turning a large one would hold it in memory twice.
    photo.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    dots = _on_white(ImageOps.exif_transpose(photo))
    made = BytesIO()
    # A new picture of the same dots: whatever else the old one carried stays behind with it.
    Image.frombytes("RGB", dots.size, dots.tobytes()).save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()


def _on_white(photo: Image.Image) -> Image.Image:
    """What one sees through becomes white, as paper is."""
    if not photo.has_transparency_data:
        return photo.convert("RGB")
    clear = photo.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
