"""The pictures that one member may see of a sheet, by the field each stands in, with a mark that tells whether one has changed."""

import hashlib
from collections.abc import Iterable, Mapping
from itertools import chain

from bot.domain.pictures import Picture
from bot.domain.sheet import Note
from bot.records.core import Records
from bot.usecases.pictures import reading
from bot.usecases.pictures.reading import Ref
from bot.usecases.sheets.view import Shown
from bot.usecases.stage import Stage, Who, called, voice

LETTERS = 12
Pictures = Mapping[str, tuple[Shown, ...]]


def pictures(records: Records, stage: Stage, who: Who, seen: Iterable[Note] | None = None) -> Pictures:
    """Every picture, by the field it stands in; where there are those of several people, each with the name of whose it is.

    `seen` are the notes that they may see, where somebody has read them already.
    """
    found = reading.standing(records, stage, who, seen)
    authors = {ref.author for ref, _ in chain(*found.values())}
    texts = voice(records, stage, who).texts
    names = {author: called(records, texts, author) for author in authors} if len(authors) > 1 else {}
    return {field: tuple(shown(ref, picture, names.get(ref.author, "")) for ref, picture in here) for field, here in found.items()}


def shown(ref: Ref, picture: Picture, by: str = "") -> Shown:
    """A picture as a page has it."""
    mark = hashlib.sha256(repr(picture).encode()).hexdigest()[:LETTERS]
    return Shown(ref=str(ref), title=picture.title, alt=picture.alt, mark=mark, by=by)
