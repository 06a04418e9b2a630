"""The drawn pictures are all there, belong together, and come on one sheet."""

import xml.etree.ElementTree as ET
from io import BytesIO

import pytest
from PIL import Image

from bot.dialogue.drawn import DRAWN
from bot.rendering.contact import CONTACT, contact_sheet, picture
from bot.rendering.drawings import FOLDER, drawing

SVG = "{http://www.w3.org/2000/svg}"
PALETTE = {"#f4eee1", "#a8c8bf", "#2b6468", "#e2a555", "#cfe0d8"}


def test_there_is_a_drawing_for_every_word_and_no_other() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == DRAWN.keys()
    assert len(DRAWN) == 12


@pytest.mark.parametrize("name", DRAWN)
def test_the_drawings_are_of_one_size_and_of_few_colours_and_hold_nothing_but_shapes(name: str) -> None:
    root = ET.fromstring(drawing(name))  # noqa: S314 - our own file
    assert root.attrib == {"viewBox": "0 0 240 240", "width": "240", "height": "240"}
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {"svg", "clipPath", "g", "path", "rect", "circle", "ellipse"}
    colours = {each.get(what) for each in root.iter() for what in ("fill", "stroke")} - {None, "none"}
    assert colours <= PALETTE
    assert len(colours) >= 3


@pytest.mark.parametrize("name", ["", "nothing", "../drawings", "Bro", "BRIDGE"])
def test_what_is_none_of_ours_is_not_there(name: str) -> None:
    with pytest.raises(KeyError):
        drawing(name)
    with pytest.raises(KeyError):
        picture(name)


def test_the_sheet_shows_them_all_and_is_drawn_once() -> None:
    sheet = picture(CONTACT)
    with Image.open(BytesIO(sheet)) as shown:
        assert (shown.format, shown.width) == ("PNG", 1080)
        beside = shown.convert("RGB").getpixel((4, 4))
        # Three in a row, of which each is a third of the width, and as high as four rows are.
        step = (338, (shown.height - 96) // 4)
        middle = [shown.convert("RGB").getpixel((200 + step[0] * (at % 3), 190 + step[1] * (at // 3))) for at in range(12)]
    assert all(dot not in {beside, (255, 255, 255)} for dot in middle)
    assert contact_sheet() is sheet
