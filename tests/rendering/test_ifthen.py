"""The card for the wallet: of one size whatever stands on it, and nothing on anything else."""

import pytest
from hypothesis import given, settings

from bot.domain.drawing import Form, Shape
from bot.domain.pictures import IfThen
from bot.usecases.pictures.doorframe import TERMS
from tests.rendering.boxes import boxes, lie_well, size
from tests.rendering.margins import DARK, darkest
from tests.rendering.said import LANGUAGES, LONG_WORDS, MAYBE, SOME, WORDS
from tests.rendering.sheets import field, note, sheet

# The height of a bank card in points, and how much larger it is where a phone is 360 wide.
HEIGHT, LARGER = 153.0, 328 / 242.6
DAY = "onsdag den 24. september 2026 kl. 14.00"


def card(cue: str, reply: str, first: str = "", by: str = "", language: str = "da") -> IfThen:
    return IfThen(title="Pas på dørkarmen", alt="Kort", language=language, terms=TERMS, cue=cue, reply=reply, first=first, by=by)


def on_the_card(picture: IfThen) -> int:
    """How many labels there are; AssertionError when one of them leaves the card."""
    found, bottom = lie_well(picture), size(picture)[1] - 16
    top = bottom - HEIGHT * LARGER
    assert all(one.y > top and one.y + one.h < bottom for one in boxes(picture))
    return found


@settings(max_examples=SOME, deadline=None)
@given(WORDS, WORDS, MAYBE, MAYBE, LANGUAGES)
def test_whatever_is_written_stays_on_the_card(cue: str, reply: str, first: str, by: str, language: str) -> None:
    assert on_the_card(card(cue, reply, first, by, language)) == 2 + bool(first) + bool(by)


@pytest.mark.parametrize("words", LONG_WORDS)
def test_the_longest_words_stay_on_the_card(words: str) -> None:
    assert on_the_card(card(words, words, words, DAY)) == 4
    assert lie_well(card(words, words, words, DAY), Shape.WIDE) == 4
    # Between the words and the border of the card, under the title and above its round corner.
    assert darkest(card("a", words, words, DAY), 28, 19, above=120) > DARK


def test_the_card_is_as_large_for_a_word_as_for_a_story() -> None:
    assert size(card("x", "y")) == size(card("en lang dag " * 20, "går jeg en tur " * 20, "Finde skoene", DAY))


def test_a_short_sentence_is_written_larger_than_a_long_one() -> None:
    short, long = (boxes(card(cue, "går jeg"))[0].h for cue in ("det regner", "det regner " * 9))
    assert long / 9 < short < long


@pytest.mark.parametrize(("shape", "beside"), [(Shape.A3, 1), (Shape.A3, 300), (Shape.PHONE, 300)])
def test_on_the_sheet_the_card_is_as_large_as_a_bank_card(shape: Shape, beside: int) -> None:
    picture = card("det regner", "går jeg alligevel", "Finde skoene", DAY)
    paper = sheet(plan=field("plan", notes=(note("Hvis det regner " * beside),), pictures=(picture,)))
    alone, printed = boxes(picture), boxes(paper, shape, Form.PDF)[-4:]
    assert [one.w for one in printed] == pytest.approx([one.w / LARGER for one in alone], rel=0.01)
    assert printed[3].y - printed[0].y == pytest.approx((alone[3].y - alone[0].y) / LARGER, rel=0.01)


def test_a_long_word_makes_the_type_smaller_but_not_small() -> None:
    [half, *_] = boxes(card("uddannelsesvejledningscenterafdelingslederen ringer", "går jeg"))
    assert half.h > 2 * 15 * LARGER
