"""The one door to Pillow: makes a photo small and says of it no more than what one sees."""

from io import BytesIO

from PIL import Image, ImageOps

from bot.errors import BadInput

MOST_DOTS = 40_000_000
LONGEST_SIDE = 2000
QUALITY = 85
# On paper a photo is no wider than a hand; the first of these that makes it light enough will do.
SIDE_ON_PAPER, WEIGHT_ON_PAPER = 700, 80 * 1024
QUALITIES_ON_PAPER = (80, 60, 40, 20)
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")


def clean(body: bytes) -> bytes:
    """A photo as JPEG: upright, at most 2,000 dots a side, without place, time, camera or any other words in it.

    Raises BadInput for what is no picture, and for one of more than 40 million dots.
    """
    return _jpeg(_seen(body, LONGEST_SIDE), QUALITY)


def for_paper(body: bytes) -> bytes:
    """A photo as JPEG, at most 700 dots a side and as a rule at most 80 KB. Raises BadInput as `clean`."""
    dots = _seen(body, SIDE_ON_PAPER)
    made = b""
    for quality in QUALITIES_ON_PAPER:
        made = _jpeg(dots, quality)
        if len(made) <= WEIGHT_ON_PAPER:
            break
    return made


def _seen(body: bytes, side: int) -> Image.Image:
    """What one sees of a photo, upright, with at most so many dots a side."""
    try:
        with Image.open(BytesIO(body), formats=FORMATS) as photo:
            return _dots(photo, side)
    except Exception as fault:
        raise BadInput("unreadable") from fault


def _dots(photo: Image.Image, side: int) -> Image.Image:
    if photo.width * photo.height > MOST_DOTS:
        raise ValueError("too many dots")
    photo.draft("RGB", (side, side))
    # Made small before anything else: turning a large one would hold it in memory twice.
    photo.thumbnail((side, side))
    dots = _on_white(ImageOps.exif_transpose(photo))
    # A new picture of the same dots: whatever else the old one carried stays behind with it.
    return Image.frombytes("RGB", dots.size, dots.tobytes())


def _jpeg(dots: Image.Image, quality: int) -> bytes:
    made = BytesIO()
    dots.save(made, "JPEG", quality=quality, optimize=True)
    return made.getvalue()


def _on_white(photo: Image.Image) -> Image.Image:
    """What one sees through becomes white, as paper is."""
    if not photo.has_transparency_data:
        return photo.convert("RGB")
    clear = photo.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
