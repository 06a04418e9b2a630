"""Packs a letter for Telegram: what is drawn is drawn, and each message that it becomes is made ready in its order."""

import asyncio
import struct
from dataclasses import dataclass, replace

from bot.channels.parts import FILE_NAME, LONGEST_CAPTION, Pictures, split
from bot.domain.drawing import Drawing, Form
from bot.domain.letter import Drawn, Letter
from bot.errors import NotDrawn
from bot.ports import Painter

# What Telegram takes as a photo (https://core.telegram.org/bots/api#sendphoto); anything else goes as a file.
LARGEST_PHOTO, LONGEST_SIDES, MOST_UNEVEN = 10_000_000, 10_000, 20
# Whoever asked for it is told when it takes longer.
PATIENCE = 12.0
PNG, SIZE_AT = b"\x89PNG\r\n\x1a\n", slice(16, 24)


class NoPainter:
    """The painter of somebody who has none."""

    async def paint(self, _drawing: Drawing) -> bytes:
        """Never draws."""
        raise NotDrawn

    def close(self) -> None:
        """Nothing to let go of."""


NOBODY = NoPainter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message: words, or a picture (`photo`) or file (`body`, called `name`) with words under it."""

    text: str = ""
    body: bytes = b""
    name: str = ""
    photo: bool = False


async def pack(letter: Letter, pictures: Pictures, painter: Painter) -> tuple[list[Message], Letter]:
    """The messages of a letter, in their order, and the letter they are of: the one that goes instead, where nothing can be drawn."""
    letter = await painted(letter, painter)
    if letter.drawn is None:
        return await _messages(letter, pictures), letter
    return [_drawn(letter.drawn, cut(letter.text, LONGEST_CAPTION))], letter


async def painted(letter: Letter, painter: Painter) -> Letter:
    """The letter with what is drawn in it, or the one that goes instead, where nothing can be drawn."""
    drawn = letter.drawn
    if drawn is None or drawn.body:
        return letter
    try:
        body = await asyncio.wait_for(painter.paint(drawn.asked), PATIENCE)
    except (NotDrawn, TimeoutError):
        return drawn.instead
    return replace(letter, drawn=replace(drawn, body=body))


def cut(text: str, most: int) -> str:
    """The text in at most so many characters, cut at a line, or a word where the line alone is longer, with "…"."""
    if len(text) <= most:
        return text
    kept = text[: most - 2]
    for border, end in (("\n", "\n…"), (" ", "…")):
        at = kept.rfind(border)
        if at > most // 2:
            return kept[:at].rstrip() + end
    return f"{kept}…"


def is_photo(body: bytes) -> bool:
    """Whether Telegram takes this PNG as a photo, by its size in bytes and in dots."""
    if not body.startswith(PNG) or not SIZE_AT.stop <= len(body) <= LARGEST_PHOTO:
        return False
    wide, high = struct.unpack(">II", body[SIZE_AT])
    return bool(wide + high <= LONGEST_SIDES and max(wide, high) <= MOST_UNEVEN * min(wide, high))


def as_file(message: Message) -> Message:
    """The same as a file, for a photo that is not taken as one."""
    return replace(message, photo=False)


def _drawn(drawn: Drawn, text: str) -> Message:
    photo = drawn.asked.form is Form.PNG and is_photo(drawn.body)
    return Message(text=text, body=drawn.body, name=f"{drawn.name}.{drawn.asked.form.value}", photo=photo)


async def _messages(letter: Letter, pictures: Pictures) -> list[Message]:
    """A longer text than Telegram takes goes in parts, a picture or file last, with words that fit under it."""
    picture = await _picture(pictures, letter.picture)
    caption = letter.text if len(letter.text) <= LONGEST_CAPTION else ""
    beside = [Message(body=picture, photo=True)] if picture else []
    beside += [Message(body=letter.attachment.encode(), name=FILE_NAME)] if letter.attachment else []
    if beside and caption:
        return [replace(beside[0], text=caption), *beside[1:]]
    return [*(Message(text=text) for text in split(letter.text)), *beside]


async def _picture(pictures: Pictures, name: str) -> bytes:
    try:
        return await asyncio.to_thread(pictures, name) if name else b""
    except KeyError:
        return b""
