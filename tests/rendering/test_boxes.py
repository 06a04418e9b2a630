"""The labels that tests ask for stand where they stand in the product: asking moves nothing."""

import pytest
import typst

from bot.domain.drawing import Drawing, Form, Shape
from bot.domain.paper import Paper
from bot.domain.pictures import Picture
from bot.rendering.typesetting import HERE, told
from tests.rendering.boxes import FONTS
from tests.rendering.filling import KINDS, filled

PICTURES = [kind for kind in KINDS if kind is not Paper]


def drawn(picture: Picture, shape: Shape, **asked: str) -> object:
    words = {"data": told(Drawing(picture=picture, form=Form.PNG, shape=shape)), "photos": "[]", **asked}
    return typst.Compiler(HERE / "main.typ", root=HERE.parent, font_paths=FONTS, ignore_system_fonts=True, sys_inputs=words).compile(
        format="png", ppi=72.0
    )


@pytest.mark.parametrize("shape", [Shape.PHONE, Shape.WIDE])
@pytest.mark.parametrize("kind", PICTURES, ids=lambda kind: str(kind.kind))
def test_asking_where_the_labels_stand_moves_nothing(kind: type[Picture], shape: Shape) -> None:
    picture = filled(kind, "Et par ord, der fylder mere end én linje på en telefon")
    assert drawn(picture, shape) == drawn(picture, shape, boxes="wanted")
