"""The specimen shows every picture there is, and the sheet, in every shape; and it is the same each time it is made."""

from functools import cache
from time import sleep

import pytest
from pikepdf import Pdf

from bot.domain.drawing import Shape
from bot.domain.paper import Paper
from tests.rendering.filling import KINDS
from tests.rendering.specimen import course
from tests.rendering.specimen.book import FILE, bound
from tests.rendering.specimen.pages import Page, pages

drawn = cache(pages)
SHEETS = (Shape.A3, Shape.PHONE)
PICTURES = (Shape.PHONE, Shape.WIDE)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("of", ["typical", "tiny", "huge", "Hebrew", "Arabic", "emoji"])
def test_every_picture_stands_there_in_every_shape(kind: type, of: str) -> None:
    found = {page.drawing.shape for page in drawn() if type(page.drawing.picture) is kind and page.of.startswith(of)}
    assert found >= {SHEETS[0]} if kind is Paper else found == set(PICTURES)


def test_the_sheet_is_there_as_ones_own_for_both_and_blank_and_long_ones_for_a_phone_too() -> None:
    shapes: dict[str, set[Shape]] = {}
    for page in drawn():
        if isinstance(page.drawing.picture, Paper):
            shapes.setdefault(page.of, set()).add(page.drawing.shape)
    assert {of for of, found in shapes.items() if found == set(SHEETS)} == {"typical, own copy", "huge, own copy", "blank"}
    assert {"typical, for both", "empty, own copy"} < set(shapes)


def test_every_kind_that_can_be_asked_for_is_drawn() -> None:
    assert {page.kind for page in drawn()} == {*course.KINDS, "sheet"}


def test_the_file_in_docs_has_them_all_in_this_order() -> None:
    with Pdf.open(FILE) as book, book.open_outline() as outline:
        assert [item.title for item in outline.root] == [page.name for page in drawn()]


def test_made_again_at_another_time_it_is_the_same_to_the_byte() -> None:
    some: tuple[Page, ...] = drawn()[:3]
    first = bound(some)
    sleep(1.1)  # times in files are told in whole seconds
    assert bound(some) == first


def test_the_seeds_own_lifeline_comes_first() -> None:
    assert drawn()[0].drawing.picture.alt.splitlines()[1:] != []
    assert "9 år: skoleskift" in drawn()[0].drawing.picture.alt
    assert "10,5 år: forældre skilt" in drawn()[0].drawing.picture.alt
