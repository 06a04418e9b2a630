"""The sheet on paper: whatever was written stands on it once, nothing is cut, and it is read in the order of the fields."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from pikepdf import Pdf
from PIL import Image

from bot.domain.drawing import Drawing, Form, Shape
from bot.domain.paper import Paper, PaperField
from bot.domain.sheet import FIELDS
from bot.rendering.typesetting import typeset
from tests.rendering import pdf_reading
from tests.rendering.said import SOME
from tests.rendering.sheets import LIFELINE, blank, field, note, sheet, typical, written

SHAPES = (Shape.A3, Shape.PHONE)
OWN = re.compile(r"ord\d{5}")


def printed(paper: Paper, shape: Shape = Shape.A3) -> bytes:
    return typeset(Drawing(picture=paper, form=Form.PDF, shape=shape))


def pages(paper: Paper, shape: Shape = Shape.A3) -> list[str]:
    """What stands on each page, in one line."""
    return [re.sub("\u00ad|[\u2068\u2069]", "", page).replace("\n", " ") for page in pdf_reading.words(printed(paper, shape))]


def letters(paper: Paper, shape: Shape) -> str:
    """Every letter on the paper, without the spaces between them."""
    return re.sub(r"\s", "", "".join(pages(paper, shape)))


@settings(max_examples=SOME // 2, deadline=None)
@given(written())
def test_whatever_was_written_stands_there_once(made: tuple[Paper, list[str]]) -> None:
    paper, own = made
    for shape in SHAPES:
        assert sorted(OWN.findall("".join(pages(paper, shape)))) == own


@pytest.mark.parametrize("shape", SHAPES)
def test_a_note_of_ten_thousand_letters_is_there_to_its_last_word(shape: Shape) -> None:
    said = " ".join(f"ord{number:05}" for number in range(1111))
    paper = sheet(story=field("story", notes=(note("Kort"), note(said), note("Til sidst"))))
    assert OWN.findall(" ".join(pages(paper, shape))) == said.split()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_word_of_ten_thousand_letters_stays_on_the_paper(shape: Shape) -> None:
    paper = sheet(want=field("want", notes=(note("Z" * 10_000),)), plan=field("plan", notes=(note("Q" * 10_000),)))
    found = letters(paper, shape)
    assert (found.count("Z"), found.count("Q")) == (10_000, 10_000)


def test_two_hundred_notes_go_on_on_further_pages_that_the_first_one_names() -> None:
    notes = tuple(note(f"ord{number:05}") for number in range(200))
    first, *more = pages(sheet(can=field("can", notes=notes)))
    assert "Fortsættes på side 2" in first
    assert "Hvad kan jeg? (fortsat)" in more[0]
    assert OWN.findall(" ".join([first, *more])) == [one.said for one in notes]


def test_a_short_sheet_is_one_page_and_says_so() -> None:
    [page] = pages(sheet(want=field("want", notes=(note("Et hus"),))))
    assert "Side 1 af 1" in page
    assert page.count("Tomt endnu") == len(FIELDS) - 1


def test_who_said_what_of_one_method_and_when_is_said_once() -> None:
    notes = tuple(note(f"ord{number:05}", method="Drømmen") for number in range(3))
    [page] = pages(sheet(want=field("want", notes=(*notes, note("Frit skrevet")))))
    assert page.count("Drømmen") == 1
    assert page.count("Alex · 22. nov. 2026") == 2


def test_a_drawing_stands_in_its_field_or_on_a_page_of_drawings() -> None:
    story = field("story", pictures=(LIFELINE,))
    [page] = pages(sheet(story=story))
    assert "forældre skilt" in page
    full = tuple(field(name, notes=tuple(note("ord " * 40) for _ in range(8))) for name in ("agreement", "can", "plan"))
    first, *_, last = many = pages(sheet(story=story, **{one.id: one for one in full}))
    assert f"Tegning på side {len(many)}" in first
    assert last.startswith("Tegninger")
    assert "forældre skilt" in last


def test_what_belongs_to_no_field_is_drawn_after_them() -> None:
    beside = PaperField(id="evaluation", name="Hvordan det går", question="", pictures=(LIFELINE,))
    paper = sheet()
    for shape in SHAPES:
        assert "forældre skilt" in pages(replace(paper, fields=(*paper.fields, beside)), shape)[-1]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("paper", [typical(), sheet(), blank()], ids=["typical", "empty", "blank"])
def test_the_fields_are_read_in_the_order_of_the_sheet(paper: Paper, shape: Shape) -> None:
    found = " ".join(pages(paper, shape))
    places = [found.index(name) for name in FIELDS.values()]
    assert places == sorted(places)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_blank_one_has_the_questions_and_room_but_no_names_and_no_words_of_anybody(shape: Shape) -> None:
    found = " ".join(pages(blank(), shape))
    assert all(one.question in found for one in blank().fields)
    assert "Det kræver loven eller stedet" in found
    assert found.count("Hvornår?") > 3
    assert "Alex" not in found
    assert "Tomt endnu" not in found


def test_the_paper_is_an_a3_across_or_as_wide_as_a_phone() -> None:
    for shape, size in ((Shape.A3, (420, 297)), (Shape.PHONE, (127, 254))):
        with Pdf.open(BytesIO(printed(typical(), shape))) as pdf:
            assert [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:]] == list(size)


def test_as_a_picture_it_is_one_page_also_where_the_file_has_several() -> None:
    long = sheet(can=field("can", notes=tuple(note("ord " * 20) for _ in range(80))))
    for paper, shape in ((typical(), Shape.PHONE), (typical(), Shape.A3), (long, Shape.PHONE), (long, Shape.A3)):
        image = typeset(Drawing(picture=paper, form=Form.PNG, shape=shape))
        assert image.count(b"IEND") == 1
        assert sum(Image.open(BytesIO(image)).size) <= 10_000


def test_a_sheet_that_is_read_from_the_right_is_turned_round_and_keeps_its_words() -> None:
    paper = replace(sheet(want=field("want", notes=(note("שכר דירה (כן)."), note("Hej!")))), language="he")
    [page] = pages(paper)
    assert "Hej!" in page
    assert pdf_reading.faults(printed(paper)) == []
