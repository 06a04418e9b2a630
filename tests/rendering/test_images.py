"""The picture somebody chose or sent stands on the paper beside their words; one that cannot be read is left out, and the words stay."""

import asyncio
import json
from dataclasses import replace
from io import BytesIO
from random import Random

import pytest
from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import Image

from bot.dialogue.drawn import DRAWN
from bot.domain.drawing import Drawing, Form, Shape
from bot.domain.paper import Paper, PaperImage, PaperNote
from bot.errors import BadInput
from bot.rendering import typesetting
from bot.rendering.images import taken_out
from bot.rendering.photos import SIDE_ON_PAPER, for_paper
from bot.rendering.pool import Pool
from bot.rendering.typesetting import typeset
from tests.rendering import pdf_reading
from tests.rendering.sheets import chosen, field, note, photo, sent, sheet
from tests.rendering.test_independent_check import broken_rules

PINK = (255, 0, 255)
BROKEN = {
    "nothing": b"",
    "words": b"Ikke et billede",
    "half": photo()[: len(photo()) // 2],
    "head": photo()[:20],
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "bomb": photo(size=(9000, 9000), kind="PNG"),
}


def told(*notes: PaperNote) -> Paper:
    return sheet(story=field("story", notes=notes))


def printed(paper: Paper, shape: Shape = Shape.A3) -> bytes:
    return typeset(Drawing(picture=paper, form=Form.PDF, shape=shape))


def photos(file: bytes) -> list[tuple[int, int]]:
    """How many dots wide and high each photo in a file is."""
    with Pdf.open(BytesIO(file)) as pdf:
        found = [one for one in pdf.objects if isinstance(one, Stream) and one.get("/Subtype") == Name.Image]
        return [(int(one.Width), int(one.Height)) for one in found if "/SMask" not in one]


def figures(file: bytes) -> list[str]:
    with Pdf.open(BytesIO(file)) as pdf:
        return [str(one.Alt) for one in pdf_reading.elements(pdf) if isinstance(one, Dictionary) and str(one.S) == "/Figure"]


def noise(side: int) -> bytes:
    """A photo as heavy as a photo can be."""
    made = BytesIO()
    Image.frombytes("RGB", (side, side), Random(side).randbytes(3 * side * side)).save(made, "JPEG", quality=85)
    return made.getvalue()


@pytest.mark.parametrize("shape", [Shape.A3, Shape.PHONE])
def test_a_chosen_drawing_and_a_photo_stand_there_with_what_they_are_in_words(shape: Shape) -> None:
    file = printed(told(chosen(), sent()), shape)
    assert photos(file) == [(700, 525)]
    assert figures(file) == ["Bro: Vand", "Et billede, du har sendt: Græs"]
    assert "Et billede, du har sendt" in " ".join(pdf_reading.words(file))
    assert broken_rules(file) == []


@pytest.mark.parametrize("drawn", DRAWN)
def test_each_of_our_drawings_can_stand_there(drawn: str) -> None:
    file = printed(told(chosen(drawn)))
    assert figures(file) == ["Bro: Vand"]
    assert broken_rules(file) == []


@pytest.mark.parametrize("shape", [Shape.A3, Shape.PHONE])
def test_a_picture_of_the_sheet_has_them_too(shape: Shape) -> None:
    file = typeset(Drawing(picture=told(sent(photo("fuchsia"))), form=Form.PNG, shape=shape))
    found = Image.open(BytesIO(file)).convert("RGB").getcolors(2**24) or []
    colours = [colour for _, colour in found if isinstance(colour, tuple)]
    assert any(all(abs(one - other) < 5 for one, other in zip(colour, PINK, strict=True)) for colour in colours)


def test_each_photo_stands_by_its_own_words_and_an_answer_has_its_own() -> None:
    wide, tall, small = (sent(photo(size=size)) for size in ((2000, 200), (200, 2000), (30, 20)))
    file = printed(told(wide, replace(note("Ord"), answers=(tall,)), chosen(), small))
    assert photos(file) == [(700, 70), (70, 700), (30, 20)]
    assert broken_rules(file) == []


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_a_photo_that_cannot_be_read_is_left_out_and_its_words_and_the_others_stay(body: bytes) -> None:
    file = printed(told(sent(body), note("Til sidst"), sent()))
    assert len(photos(file)) == 1
    [words] = pdf_reading.words(file)
    assert (words.count("Et billede, du har sendt"), words.count("Til sidst")) == (2, 1)


@pytest.mark.parametrize("drawn", ["nowhere", "../typ/look", "/etc/passwd", "bridge.svg", '" + sys.inputs.data + "'])
def test_a_drawing_that_is_none_of_ours_is_left_out_and_the_words_stay(drawn: str) -> None:
    file = printed(told(chosen(drawn)))
    assert figures(file) == []
    assert "Bro" in " ".join(pdf_reading.words(file))


def test_a_photo_is_made_small_for_paper_and_a_small_one_stays() -> None:
    sizes = [Image.open(BytesIO(for_paper(photo(size=size)))).size for size in ((2000, 1000), (900, 2000), (40, 30))]
    assert sizes == [(SIDE_ON_PAPER, 350), (315, SIDE_ON_PAPER), (40, 30)]
    assert len(for_paper(noise(450))) <= 80 * 1024
    assert len(for_paper(noise(SIDE_ON_PAPER))) < 160 * 1024
    with pytest.raises(BadInput):
        for_paper(b"")


def test_two_sheets_with_other_photos_are_told_apart() -> None:
    one, same, other = (typesetting.told(Drawing(picture=told(sent(photo(colour))))) for colour in ("red", "red", "blue"))
    assert one == same != other


def test_what_is_set_knows_a_photo_by_its_place_alone() -> None:
    data = json.loads(typesetting.told(Drawing(picture=told(chosen(), sent(b"x"), sent()))))
    made = taken_out(data)
    kept = [each["image"] for each in next(one for one in data["fields"] if one["id"] == "story")["notes"]]
    assert kept == [{"alt": "Bro: Vand", "drawn": "bridge"}, None, {"alt": "Et billede, du har sendt: Græs", "photo": 0}]
    assert made == [for_paper(photo())]


async def test_a_sheet_of_as_many_photos_as_there_may_be_is_drawn_beside_the_house() -> None:
    body = noise(1100)
    many = told(*(replace(sent(), image=PaperImage(alt="Foto", photo=body + bytes([number]))) for number in range(12)))
    painter = Pool()
    try:
        assert len(photos(await painter.paint(Drawing(picture=many, form=Form.PDF, shape=Shape.A3)))) in range(1, 13)
        assert (await painter.paint(Drawing(picture=many, form=Form.PNG, shape=Shape.PHONE))).startswith(b"\x89PNG")
    finally:
        await asyncio.to_thread(painter.close)
