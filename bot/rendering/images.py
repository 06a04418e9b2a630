"""The pictures beside the words of a sheet: written as text on their way to a worker, and there made ready to be set."""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import Any

from bot.dialogue.drawn import DRAWN
from bot.errors import BadInput
from bot.rendering.photos import for_paper


def as_text(body: bytes) -> str:
    """A photo as JSON can hold it."""
    return b64encode(body).decode()


def taken_out(sheet: dict[str, Any]) -> list[bytes]:
    """The photos of a sheet's data, made small; in the data, each has its place among them instead.

    One that cannot be read, and a drawing that is none of ours, goes from the data: the words beside it stay.
    """
    photos: list[bytes] = []
    for field in sheet.get("fields", ()):
        for note in _notes(field["notes"]):
            note["image"] = note["image"] and _ready(note["image"], photos)
    return photos


def _notes(notes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for note in notes:
        yield note
        yield from _notes(note["answers"])


def _ready(image: dict[str, Any], photos: list[bytes]) -> dict[str, Any] | None:
    if image["drawn"] in DRAWN:
        return {"alt": image["alt"], "drawn": image["drawn"]}
    try:
        photos.append(for_paper(b64decode(image["photo"])))
    except BadInput:
        return None
    return {"alt": image["alt"], "photo": len(photos) - 1}
