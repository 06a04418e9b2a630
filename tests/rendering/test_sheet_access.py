"""Whoever cannot see the sheet can read its file: it is tagged, in order, with a title and a language; and the check sees what is not."""

from io import BytesIO

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from bot.domain.drawing import Drawing, Form, Shape
from bot.domain.paper import Paper
from bot.rendering.typesetting import typeset
from tests.rendering.pdf_reading import elements, faults
from tests.rendering.sheets import LIFELINE, blank, field, note, sheet, typical


def printed(paper: Paper, shape: Shape = Shape.A3) -> bytes:
    return typeset(Drawing(picture=paper, form=Form.PDF, shape=shape))


def full() -> Paper:
    """One that goes on on further pages, with drawings on a page of their own."""
    notes = tuple(note(f"{number} " + "ord og ord " * 20, question="Hvad nu?", method="Drømmen") for number in range(60))
    return sheet(want=field("want", notes=notes, pictures=(LIFELINE,)))


@pytest.mark.parametrize("shape", [Shape.A3, Shape.PHONE])
@pytest.mark.parametrize("paper", [typical(), sheet(), blank(), full()], ids=["typical", "empty", "blank", "full"])
def test_every_sheet_keeps_the_rules(paper: Paper, shape: Shape) -> None:
    assert faults(printed(paper, shape)) == []


def test_it_is_read_as_headings_lists_paragraphs_and_figures_with_their_words() -> None:
    with Pdf.open(BytesIO(printed(typical()))) as pdf:
        every = list(elements(pdf))
        kinds = {str(one.S) for one in every}
        said = [str(one.Alt) for one in every if str(one.S) == "/Figure"]
        assert str(pdf.Root.Lang) == "da"
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/LBody", "/P", "/Figure"} <= kinds
    assert sorted(said) == sorted([LIFELINE.alt, "Bro: Vand", "Et billede, du har sendt: Græs"])


def _no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def _no_title(pdf: Pdf) -> None:
    with pdf.open_metadata() as told:
        del told["dc:title"]


def _no_claim(pdf: Pdf) -> None:
    with pdf.open_metadata() as told:
        del told["pdfuaid:part"]


def _not_marked(pdf: Pdf) -> None:
    pdf.Root.MarkInfo = Dictionary(Marked=False)


def _no_tree(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def _title_not_shown(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences = Dictionary()


def _silent_figure(pdf: Pdf) -> None:
    del next(one for one in elements(pdf) if str(one.S) == "/Figure").Alt


def _level_left_out(pdf: Pdf) -> None:
    next(one for one in elements(pdf) if str(one.S) == "/H2").S = Name.H4


def _list_of_paragraphs(pdf: Pdf) -> None:
    next(one for one in elements(pdf) if str(one.S) == "/LI").S = Name.P


def _font_left_out(pdf: Pdf) -> None:
    font = next(iter(pdf.pages[0].resources.Font.values()))
    described = font.DescendantFonts[0].FontDescriptor
    for name in {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
        del described[name]


def _font_unread(pdf: Pdf) -> None:
    del next(iter(pdf.pages[0].resources.Font.values())).ToUnicode


def _drawn_beside(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 m 9 9 l S")


def _pressed_in_no_order(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = pdf.make_indirect(Array())
    pdf.pages[0].obj.Tabs = Name.W


SPOILT = (
    (_no_language, "language"),
    (_no_title, "title"),
    (_no_claim, "PDF/UA-1"),
    (_not_marked, "tagged"),
    (_no_tree, "tree"),
    (_title_not_shown, "title is not shown"),
    (_silent_figure, "figure"),
    (_level_left_out, "level"),
    (_list_of_paragraphs, "list holds"),
    (_font_left_out, "not in the file"),
    (_font_unread, "what is read"),
    (_drawn_beside, "for the eye alone"),
    (_pressed_in_no_order, "no order"),
)


@pytest.mark.parametrize(("spoil", "told"), SPOILT, ids=[told for _, told in SPOILT])
def test_the_check_sees_each_fault(spoil: object, told: str) -> None:
    file = BytesIO()
    with Pdf.open(BytesIO(printed(typical()))) as pdf:
        assert callable(spoil)
        spoil(pdf)
        pdf.save(file)
    assert any(told in fault for fault in faults(file.getvalue()))
