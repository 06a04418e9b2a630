"""Whatever somebody types is drawn as words: it never becomes code, never breaks a drawing, and never stops a file from being made."""

import re
import struct
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from bot.domain.drawing import Drawing, Form, Shape
from bot.domain.paper import Paper
from bot.domain.pictures import Goal, Picture, Strengths
from bot.rendering.typesetting import typeset
from tests.rendering.filling import KINDS, filled

CODE = [
    '#panic("x")',
    '#read("/etc/passwd")',
    '#import "/main.typ": *',
    '#include "sheet.typ"',
    "#{ while true {} }",
    "#let ink = none",
    "#set page(width: 1pt)",
    "#show: it => none",
    "#sys.inputs",
    "#pagebreak()",
    "$x^2 / 0$",
    "*fed* _skrå_ `kode` ~ -- ---",
    "= Overskrift\n- punkt\n+ punkt\n/ Ord: mere",
    "\\ \\u{41} \\#",
    '"',
    "]",
    "#{",
    "}#(",
    "<label-box>",
    "@label-box",
    "// resten er væk",
    "/* resten er væk",
    '{"kind": "sheet"}',
    '\\", "alt": "',
    "<script>alert(1)</script> &amp; </text>]]>",
    "{} {0} {words} %s %(words)s ${x}",
    "/etc/passwd ../../etc/passwd https://example.org/?a=1&b=2",
]
ODD = [
    " ",
    "\n\n\n",
    "\x00",
    "a\x00b\x1b[31m\x7f\x85",
    "\u202eabc\u2066def",
    "Z" + "\u0301\u0316\u0489" * 80 + "algo",
    "\u0301",
    "\u200d\u200d",
    "👩‍👩‍👧‍👦👍🏽🇩🇰1️⃣❤️‍🔥🫠",
    "\ud83d",
    "\udc00\ud800",
    "\ufeff\ufffe\uffff\U0010ffff\ue000\u0378",
    "a\u2028b\u2029c\vd\fe\r\nf\rg",
    "שלום مرحبا नमस्ते สวัสดี 日本語 한국어 ქართული Ελλάδα Привіт",
    "ÆØÅ æøå ß ﬁ ½ ① ™ … „“ − ×",
]
LONG = ["x" * 10_000, "rødgrød med fløde " * 550, "\n" * 300]
CHARACTER = re.compile(rb"<[0-9a-fA-F]+>\s*<([0-9a-fA-F]+)>")


def drawn_characters(body: bytes) -> set[str]:
    """Every character that some glyph in a PDF stands for."""
    with pikepdf.open(BytesIO(body)) as pdf:
        maps = [each.ToUnicode.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each]
    assert maps
    return set("".join(bytes.fromhex(found.decode()).decode("utf-16-be") for each in maps for found in CHARACTER.findall(each)))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_whatever_is_typed_in_any_field_is_put_on_paper(kind: type[Picture]) -> None:
    # Some at a time, since a file takes a while, and a whole sheet a long one.
    several, strings = (9 if kind is Paper else 4), (*CODE, *ODD)
    for words in ("".join(strings[at : at + several]) for at in range(0, len(strings), several)):
        assert typeset(Drawing(picture=filled(kind, words), form=Form.PDF)), words


@pytest.mark.parametrize(("form", "shape"), [(Form.PNG, Shape.PHONE), (Form.SVG, Shape.WIDE), (Form.PDF, Shape.A3)])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_whatever_is_typed_is_drawn_in_every_form_and_shape(kind: type[Picture], form: Form, shape: Shape) -> None:
    for words in ("".join(CODE), "".join(ODD)):
        assert typeset(Drawing(picture=filled(kind, words), form=form, shape=shape))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not Paper], ids=lambda kind: kind.kind)
def test_words_and_lines_without_end_are_put_on_paper(kind: type[Picture]) -> None:
    for words in LONG:
        assert typeset(Drawing(picture=filled(kind, words, many=1), form=Form.PDF)), words[:9]


@pytest.mark.parametrize("words", CODE)
@pytest.mark.parametrize("kind", [Strengths, Goal], ids=lambda kind: kind.kind)
def test_code_stays_words_to_the_last_sign(kind: type[Picture], words: str) -> None:
    body = typeset(Drawing(picture=filled(kind, words), form=Form.PDF))
    assert set(words) - {" ", "\n"} <= drawn_characters(body)


def test_nothing_of_another_file_is_drawn() -> None:
    body = typeset(Drawing(picture=filled(Strengths, '#read("main.typ")'), form=Form.PDF))
    assert not {"=", "{", "*"} & drawn_characters(body)
    assert {"=", "{", "*"} <= drawn_characters(typeset(Drawing(picture=filled(Strengths, "={*"), form=Form.PDF)))


@pytest.mark.parametrize("language", ["ar", "xx", "", "da-DK", "#panic()"])
def test_any_language_is_drawn(language: str) -> None:
    for kind in KINDS:
        assert typeset(Drawing(picture=replace(filled(kind, "ord"), language=language), form=Form.PDF))


def test_a_picture_without_end_has_fewer_dots_and_one_of_a_page_has_all() -> None:
    sizes = [_size(typeset(Drawing(picture=filled(Strengths, words, many=1)))) for words in ("ord", LONG[1])]
    assert [width for width, _ in sizes] == [1080, 720]
    assert sizes[1][1] > 5_000


def _size(png: bytes) -> tuple[int, ...]:
    return struct.unpack(">II", png[16:24])
