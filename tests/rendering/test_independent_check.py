"""A validator that is not ours, `page`, finds nothing in any file we make that PDF/UA-1 forbids; and it does find what we break."""

from io import BytesIO

import page
import pytest
from pikepdf import Pdf

from bot.domain.drawing import Drawing, Form, Shape
from bot.domain.paper import Paper
from bot.domain.pictures import Picture
from bot.rendering.typesetting import typeset
from tests.rendering.filling import KINDS, filled
from tests.rendering.sheets import blank, sheet, typical

PICTURES = [kind for kind in KINDS if kind is not Paper]


def broken_rules(file: bytes) -> list[str]:
    report = page.validate_pdf_bytes(file, profile=page.ValidationProfile.PDF_UA_1)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def drawn(picture: Picture, shape: Shape) -> bytes:
    return typeset(Drawing(picture=picture, form=Form.PDF, shape=shape))


@pytest.mark.parametrize("shape", [Shape.A3, Shape.PHONE])
@pytest.mark.parametrize("paper", [typical(), sheet(), blank()], ids=["typical", "empty", "blank"])
def test_every_sheet_passes(paper: Paper, shape: Shape) -> None:
    assert broken_rules(drawn(paper, shape)) == []


@pytest.mark.parametrize("shape", [Shape.PHONE, Shape.WIDE])
@pytest.mark.parametrize("kind", PICTURES, ids=lambda kind: str(kind.kind))
def test_every_picture_passes(kind: type[Picture], shape: Shape) -> None:
    assert broken_rules(drawn(filled(kind, "Et par ord 😀 שלום"), shape)) == []


def test_a_file_without_its_tags_does_not_pass() -> None:
    out = BytesIO()
    with Pdf.open(BytesIO(drawn(typical(), Shape.A3))) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(out)
    assert broken_rules(out.getvalue())
