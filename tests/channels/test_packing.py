"""How a letter is packed: a picture as a photo or a file, its words cut where that hurts least, and what goes instead."""

import asyncio
import struct
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.packing import NOBODY, Message, cut, is_photo, pack
from bot.channels.parts import LONGEST_CAPTION, no_pictures
from bot.channels.telegram import Telegram
from bot.domain.drawing import Drawing, Form
from bot.domain.letter import Drawn, Letter, Refused, Sent
from bot.domain.pictures import IfThen
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person
from tests.fakes.painter import PNG, FakePainter

CARD = IfThen(title="Kort", alt="Hvis det regner, så cykler jeg.", cue="det regner", reply="cykler jeg")
SORRY = Letter(text="Ikke nu")
LETTER = Letter(text="Kort", drawn=Drawn(asked=Drawing(picture=CARD), name="kort", instead=SORRY))


def png(wide: int, high: int, size: int = 0) -> bytes:
    head = PNG + struct.pack(">II", wide, high)
    return head + bytes(max(0, size - len(head)))


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (png(1080, 800), True),
        (png(1080, 8920), True),
        (png(1080, 8921), False),
        (png(2000, 100), True),
        (png(2001, 100), False),
        (png(1, 21), False),
        (png(9, 9, 10_000_000), True),
        (png(9, 9, 10_000_001), False),
        (b"\x89PNG\r\n\x1a\n", False),
        (b"%PDF-1.7 and so on, and on", False),
    ],
)
def test_a_photo_is_what_telegram_takes_as_one(body: bytes, shown: bool) -> None:
    assert is_photo(body) is shown


@given(st.text(alphabet="ab \n…é", max_size=60), st.integers(min_value=4, max_value=40))
def test_words_under_a_picture_are_no_more_than_fit_and_none_is_made_up(text: str, most: int) -> None:
    short = cut(text, most)
    assert len(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1].rstrip()))


def test_words_are_cut_between_two_lines_where_there_is_one() -> None:
    lines = "\n".join(f"{number} år: skoleskift" for number in range(100))
    assert cut(lines, 30).splitlines() == ["0 år: skoleskift", "…"]
    assert cut("et to tre fire fem seks", 20) == "et to tre fire…"
    assert cut("a" * 50, 20) == "a" * 18 + "…"


async def test_what_cannot_be_drawn_or_takes_too_long_goes_as_words(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(FakePainter):
        async def paint(self, drawing: Drawing) -> bytes:
            await asyncio.sleep(60)
            return await super().paint(drawing)

    monkeypatch.setattr("bot.channels.packing.PATIENCE", 0.01)
    for painter in (NOBODY, FakePainter(fails=True), Slow()):
        assert await pack(LETTER, no_pictures, painter) == ([Message(text="Ikke nu")], SORRY)


async def test_a_paper_is_never_a_photo() -> None:
    assert LETTER.drawn
    paper = replace(LETTER, drawn=replace(LETTER.drawn, asked=Drawing(picture=CARD, form=Form.PDF)))
    [message], _ = await pack(paper, no_pictures, FakePainter())
    assert (message.photo, message.name, message.body[:5]) == (False, "kort.pdf", b"%PDF-")


async def test_a_photo_that_is_refused_goes_as_a_file(api: FakeBotApi, person: Person) -> None:
    telegram = Telegram(api.token, api.url, painter=FakePainter())
    await telegram.open()
    api.fail_next("sendPhoto", "400")
    assert await telegram.deliver("7", replace(LETTER, text="Å" * (LONGEST_CAPTION + 1))) == Sent()
    [sent] = api.called("sendDocument")
    assert (sent["document"][0], len(sent["caption"])) == ("kort.png", LONGEST_CAPTION - 1)
    person.block()
    assert await telegram.deliver("7", LETTER) == Refused(reason="Forbidden: bot was blocked by the user", gone=True)
    await telegram.close()
