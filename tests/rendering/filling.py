"""Fills every field of any picture with the same words, whatever picture it is."""

import re
from dataclasses import fields, is_dataclass, replace
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from bot.domain import pictures
from bot.domain.paper import Paper
from bot.domain.pictures import Picture
from bot.domain.sheet import FIELDS
from bot.rendering.typesetting import HERE
from tests.rendering.sheets import photo

KINDS = (*(each for each in vars(pictures).values() if isinstance(each, type) and issubclass(each, Picture) and each.kind), Paper)
# What is chosen among a few, and never anybody's words.
CHOSEN = {"language": "da", "id": "want", "near": "near", "effect": "both", "state": "begun"}
# Whatever a drawing asks for by its name.
TERMS = {name: "ord" for file in HERE.glob("*.typ") for found in re.findall(r'\.(\w+)|"(\w+)"', file.read_text()) for name in found if name}


def filled(kind: type[Any], words: str, many: int = 2) -> Any:
    """One of this kind, with these words in every text, and so many of whatever there may be several of."""
    hints = get_type_hints(kind)
    return kind(**{each.name: CHOSEN.get(each.name) or _of(each.name, hints[each.name], words, many) for each in fields(kind)})


def _of(name: str, hint: Any, words: str, many: int) -> Any:
    if name == "terms":
        return TERMS
    if name == "blank":
        return False
    if name in {"answers", "pictures"}:
        return ()  # the same again, and so on for ever
    if get_origin(hint) is UnionType:
        hint = next(each for each in get_args(hint) if each is not NoneType)
    if isinstance(hint, type) and is_dataclass(hint):
        return filled(hint, words, many)
    inner = get_args(hint)
    if inner and is_dataclass(inner[0]) and "id" in inner[0].__dataclass_fields__:
        return tuple(replace(_of("", inner[0], words, many), id=each) for each in FIELDS)
    if inner:
        return tuple(_of("", each, words, many) for each in (inner[:1] * many if inner[-1] is ... else inner))
    return {str: words, bytes: photo(), int: 3, float: 3.0, bool: True}[hint]
