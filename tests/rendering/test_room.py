"""All that is written can be read: none of it runs out of its page or its card, whatever is typed, and none is too small or too faint."""

from dataclasses import replace
from typing import Any

import pytest
import typst

from bot.domain.drawing import Drawing, Form, Shape
from bot.domain.paper import Paper
from bot.domain.pictures import Crossroads, Lifeline, LifeSpace, Numbers, Overview, Picture, Roadmap
from bot.domain.sheet import FIELDS
from bot.rendering.typesetting import HERE, told
from bot.usecases.sheets.asked import QUESTIONS
from tests.rendering.boxes import FONTS
from tests.rendering.filling import KINDS, filled
from tests.rendering.lying import Line, Lying, Rect, lying
from tests.rendering.sheets import TERMS, sheet

WORDS = {
    "capitals": "W" * 40,
    "nine": "WWWWWWWWW " * 3,
    "endless": "x" * 400,
    "address": "https://www.example.org/en-meget-lang/vej?med=svar&og=mere#" + "abc/" * 12,
    "digits": "1234567890" * 8,
    "hebrew": "שלוםעולם" * 4,
    "arabic": "مرحبابالعالم" * 4,
    "thai": "สวัสดีชาวโลกนี่คือ" * 4,
    "danish": "Uddannelsesvejledningscentrets speciallægepraksisplanlægningsstabiliseringsperiode",
}
SOME = ("capitals", "nine", "address", "digits", "thai")
DRAWN = (Lifeline, Numbers, LifeSpace, Crossroads, Roadmap, Overview)
# What stands at the top and the foot of a page may have accents in its margin.
MARGINS = {Shape.PHONE: (15, 8), Shape.WIDE: (15, 8), Shape.A3: (31, 12)}
DAY = "22. nov. 2026"
# How high a capital is in our type, of its size.
CAPITAL = 0.714


def pages(picture: Picture, shape: Shape, form: Form = Form.SVG) -> list[Lying]:
    """What lies on each page; a file for paper has all of them."""
    inputs = {"data": told(Drawing(picture=picture, shape=shape, form=form)), "photos": "[]"}
    compiler = typst.Compiler(HERE / "main.typ", root=HERE.parent, font_paths=FONTS, ignore_system_fonts=True, sys_inputs=inputs)
    made = compiler.compile(format="svg")
    return [lying(one.decode()) for one in (made if isinstance(made, list) else [made or b""])]


def run_out(picture: Picture, shape: Shape, form: Form = Form.SVG) -> list[Any]:
    """Every fault on every page."""
    beside, above = MARGINS[shape]
    found = []
    for one in pages(picture, shape, form):
        assert one.lines
        inner = Rect(x=beside, y=above, right=one.page.right - beside, bottom=one.page.bottom - above)
        found += one.run_out(inner)
    return found


def drawing(kind: type[Picture], words: str, many: int) -> Picture:
    """A picture with these words wherever somebody writes; days and ages as they are told."""
    made: Picture = filled(kind, words, many)
    if isinstance(made, Lifeline):
        felt = enumerate(made.events)
        made = replace(made, events=tuple(replace(one, age=9 + 2.5 * n, when="10,5 år", feeling=(-4, 3, None)[n % 3]) for n, one in felt))
    if isinstance(made, Numbers):
        made = replace(made, apart=many > 2, lines=tuple(_line(one, n) for n, one in enumerate(made.lines)))
    return made


def _line(line: Any, at: int) -> Any:
    points = (replace(one, day=DAY, at=7 * n, number=(3 * n + 2 * at) % 11) for n, one in enumerate(line.points))
    return replace(line, points=tuple(points))


def paper(words: str) -> Paper:
    """A sheet with long words in each of its fields, and no more than one of each."""
    made = filled(Paper, words, 1)
    fields = (
        replace(
            one,
            name=FIELDS[one.id],
            question=QUESTIONS[one.id],
            notes=tuple(replace(note, day=DAY, image=None) for note in one.notes),
            agreed=one.agreed if one.id == "agreement" else None,
            aim=one.aim if one.id == "agreement" else (),
            dots=tuple(replace(dot, said="8 af 10") for dot in one.dots) if one.id in {"importance", "belief"} else (),
            steps=one.steps if one.id == "plan" else (),
        )
        for one in made.fields
    )
    return replace(sheet(), fields=tuple(fields), people=made.people, title=words, terms=TERMS)


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("kind", DRAWN, ids=lambda kind: kind.kind)
def test_long_words_stay_in_their_cards_on_a_phone(kind: type[Picture], words: str) -> None:
    assert run_out(drawing(kind, words, 2), Shape.PHONE) == []


@pytest.mark.parametrize("words", SOME)
@pytest.mark.parametrize("kind", DRAWN, ids=lambda kind: kind.kind)
def test_long_words_stay_in_their_cards_where_there_is_room(kind: type[Picture], words: str) -> None:
    assert run_out(replace(drawing(kind, WORDS[words], 4), language="he"), Shape.WIDE) == []


@pytest.mark.parametrize("shape", [Shape.A3, Shape.PHONE])
@pytest.mark.parametrize("words", SOME)
def test_long_words_stay_in_their_fields_on_every_page_of_the_sheet(words: str, shape: Shape) -> None:
    assert run_out(paper(WORDS[words]), shape, Form.PDF) == []


@pytest.mark.parametrize("kind", DRAWN, ids=lambda kind: kind.kind)
def test_a_title_of_any_length_goes_on_in_further_lines(kind: type[Picture]) -> None:
    long = replace(drawing(kind, "Mor", 2), title="Hvad jeg vil, når jeg en dag er færdig med det hele " * 4)
    assert run_out(long, Shape.PHONE) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_no_letter_is_smaller_on_a_phone_than_eleven_and_a_half_points(kind: type[Picture]) -> None:
    small = [one for one in _typical(kind, Shape.PHONE) if one.bottom - one.y < CAPITAL * 11.4]
    assert small == []


@pytest.mark.parametrize("shape", [Shape.PHONE, Shape.A3])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_letter_stands_out_from_what_is_under_it(kind: type[Picture], shape: Shape) -> None:
    faint = [(one.ink, one.ground) for one in _typical(kind, shape) if one.contrast() < 4.5]
    assert faint == []


def _typical(kind: type[Picture], shape: Shape) -> list[Line]:
    """All lines of a picture in which every word is capitals."""
    made = paper("HH") if kind is Paper else drawing(kind, "HH", 3)
    terms = dict.fromkeys(made.terms, "HH")
    return [line for page in pages(replace(made, terms=terms), shape, Form.PDF) for line in page.lines]


def test_words_that_cross_a_border_are_seen() -> None:
    found = lying(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">'
        '<path fill="#777777" d="M 0 0h 60v 30h -60Z" transform="translate(5 5)"/><g transform="matrix(1 0 0 -1 10 20)">'
        '<use xlink:href="#a" x="0" fill="#777777"/><use xlink:href="#a" x="52"/></g>'
        '<defs><symbol id="a"><path d="M 0 0m 1 0h 8v 8h -8Z"/></symbol></defs></svg>'
    )
    [(line, border)] = found.run_out(found.page)
    assert line == Line(x=11, y=12, right=71, bottom=20, ink="#777777", ground="#777777")
    assert border == Rect(x=5, y=5, right=65, bottom=35)
    assert line.contrast() == 1
