"""Of a photo nothing is kept but what one sees; what is no photo and no sound is refused."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image, ImageOps

from bot.domain.media import LARGEST, PICTURE, VOICE
from bot.errors import BadInput
from bot.rendering.cleaning import clean
from bot.rendering.photos import LONGEST_SIDE

CANARY = "Kanariefuglesang"
ORIENTATION, MAKE, COMMENT, GPS = 0x0112, 0x010F, 0x9286, 0x8825


def photo(size: tuple[int, int] = (40, 20), kind: str = "JPEG", *, turned: int = 1) -> bytes:
    """A photo, red at its left and blue at its right, that tells where it was taken and with what."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE], exif[COMMENT] = turned, CANARY, CANARY
    exif.get_ifd(GPS).update({1: "N", 2: (55.0, 40.0, 34.0), 29: CANARY})
    made = BytesIO()
    image.save(made, kind, exif=exif, comment=CANARY, icc_profile=CANARY.encode() * 9)
    return made.getvalue()


def opened(body: bytes) -> Image.Image:
    return Image.open(BytesIO(body))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_tells_neither_where_nor_when_nor_with_what_it_was_taken(kind: str) -> None:
    body = photo(kind=kind)
    kept = clean(PICTURE, body)
    assert CANARY.encode() in body
    assert (kept.media, kept.kind, opened(kept.body).format) == (PICTURE, "image/jpeg", "JPEG")
    assert CANARY.encode() not in kept.body
    assert (dict(opened(kept.body).getexif()), opened(kept.body).info.keys() & {"exif", "comment", "icc_profile"}) == ({}, set())


def test_a_photo_stands_upright() -> None:
    upright = opened(clean(PICTURE, photo(turned=6)).body)
    top, bottom = (upright.getpixel((10, y)) for y in (4, 36))
    assert upright.size == (20, 40)
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[0] > 200, bottom[2] > 200) == (True, True)


@pytest.mark.parametrize(("size", "kept"), [((4200, 1000), (2000, 476)), ((300, 2100), (286, 2000)), ((300, 200), (300, 200))])
def test_a_large_photo_is_made_small_and_a_small_one_stays(size: tuple[int, int], kept: tuple[int, int]) -> None:
    assert opened(clean(PICTURE, photo(size)).body).size == kept


def test_what_one_sees_through_is_white() -> None:
    made = BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(made, "PNG")
    assert opened(clean(PICTURE, made.getvalue()).body).getpixel((4, 4)) == (255, 255, 255)


def test_a_small_file_that_unfolds_to_more_than_forty_million_dots_is_refused() -> None:
    made = BytesIO()
    Image.new("1", (8000, 5001)).save(made, "PNG")
    assert len(made.getvalue()) < 20_000
    with pytest.raises(BadInput, match="unreadable"):
        clean(PICTURE, made.getvalue())


@pytest.mark.parametrize("body", [b"", b"Hej", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", photo()[:300], b"OggS" * 99])
def test_what_is_no_picture_is_refused(body: bytes) -> None:
    with pytest.raises(BadInput, match="unreadable"):
        clean(PICTURE, body)


@given(at=some.integers(0, 1500), value=some.integers(0, 255))
def test_a_broken_photo_is_read_or_refused_and_nothing_else(at: int, value: int) -> None:
    body = bytearray(photo())
    body[at % len(body)] = value
    try:
        assert CANARY.encode() not in clean(PICTURE, bytes(body)).body
    except BadInput:
        return


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"OggS\0\2", "audio/ogg"),
        (b"\x1a\x45\xdf\xa3\x9f", "audio/webm"),
        (b"\0\0\0\x1cftypM4A \0", "audio/mp4"),
        (b"\0\0\0\x18ftypisom", "audio/mp4"),
        (b"ID3\4\0", "audio/mpeg"),
        (b"\xff\xfb\x90\x44", "audio/mpeg"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
    ],
)
def test_a_sound_is_known_by_what_is_in_it(body: bytes, kind: str) -> None:
    kept = clean(VOICE, body)
    assert (kept.media, kept.kind, kept.body) == (VOICE, kind, body)


@pytest.mark.parametrize("body", [b"", b"Hej", b"\xff", b"\xff\xd8\xff\xe0", b"RIFF\x24\0\0\0WEBPVP8 ", b"\0\0\0\x1cftypheic", b"<html>"])
def test_what_is_no_sound_is_refused(body: bytes) -> None:
    with pytest.raises(BadInput, match="unreadable"):
        clean(VOICE, body)


@pytest.mark.parametrize("media", [PICTURE, VOICE])
def test_what_is_over_ten_megabytes_is_refused(media: str) -> None:
    with pytest.raises(BadInput, match="too_big"):
        clean(media, b"OggS" + bytes(LARGEST))


def test_a_large_photo_is_made_small_before_it_is_turned(monkeypatch: pytest.MonkeyPatch) -> None:
    turned, seen = ImageOps.exif_transpose, list[int]()

    def turn(image: Image.Image) -> Image.Image:
        seen.append(max(image.size))
        return turned(image)

    monkeypatch.setattr(ImageOps, "exif_transpose", turn)
    clean(PICTURE, photo((2600, 1300), "PNG", turned=6))
    assert seen == [LONGEST_SIDE]
