"""The one door to fontTools: knows what our type can draw, and puts something near in place of what it cannot.

typst draws an empty box for what no type has, says nothing of it, and then makes no accessible PDF. So all words pass here first.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from bot.rendering.fonts import folders
from bot.rendering.signs import NEAR

MISSING = "·"
# Said with the words, and never drawn: it may hold what no type has.
ALTERNATIVE = "alt"
# Marks pile up on a letter without end; no language needs more than this.
MOST_MARKS = 4
JOINER, VARIANTS, TONES, KEYCAP = "\u200d", range(0xFE00, 0xFE10), range(0x1F3FB, 0x1F400), "\u20e3"
# Breaks, joins and directions of single signs; nothing that turns round what stands beside it.
HARMLESS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060"
TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
# It says in which order bytes stand, and no accessible paper may hold it.
BYTE_ORDER = "\ufeff"


def fitted(told: Any) -> Any:
    """A drawing's data, read from JSON, with every word as it can be drawn; text alternatives keep all that a file can hold."""
    if isinstance(told, dict):
        return {name: clean(each) or MISSING if name == ALTERNATIVE else fitted(each) for name, each in told.items()}
    if isinstance(told, list):
        return [fitted(each) for each in told]
    # What comes to nothing was something all the same.
    return fit(told) or (told and MISSING) if isinstance(told, str) else told


def fit(words: str) -> str:
    """The words with a near sign, a plainer spelling or "·" for what none of our type has."""
    plain = clean(words)
    if plain.isascii():
        return plain
    return "".join(_drawable(cluster) for cluster in _clusters(unicodedata.normalize("NFC", plain)))


def plainest(told: Any) -> Any:
    """The same with nothing in it but the letters of Europe, for words that cannot be set all the same."""
    if isinstance(told, dict):
        return {name: plainest(each) for name, each in told.items()}
    if isinstance(told, list):
        return [plainest(each) for each in told]
    return "".join(letter if letter < "\u0180" else MISSING for letter in told) if isinstance(told, str) else told


def clean(words: str) -> str:
    """The words without what is no text: control signs, halves of letters, places nobody has given a meaning, turned directions."""
    return "".join(map(_clean, words.replace("\r\n", "\n")))


def _clean(letter: str) -> str:
    if " " <= letter <= "~" or letter in HARMLESS or letter == "\n":
        return letter
    category = unicodedata.category(letter)
    if category in {"Zl", "Zp"} or letter in "\r\x0b\x0c\x85":
        return "\n"
    if category in {"Cs", "Co"} or (category == "Cn" and not _covers(letter)):
        return MISSING
    if category == "Cf" and (letter == BYTE_ORDER or ord(letter) in TURNING or not _covers(letter)):
        return ""
    return " " if letter == "\t" else "" if category == "Cc" else letter


def _clusters(words: str) -> Iterator[str]:
    """Each letter with the marks on it; a picture that is put together of several is one."""
    cluster = ""
    for letter in words:
        if cluster and (_joins(letter) or cluster.endswith(JOINER)):
            cluster += letter
        else:
            yield cluster
            cluster = letter
    yield cluster


def _joins(letter: str) -> bool:
    return letter == JOINER or ord(letter) in TONES or unicodedata.category(letter).startswith("M")


def _drawable(cluster: str) -> str:
    shorn = _shorn(cluster)
    if _covers(shorn):
        return shorn
    plain = "".join(letter for letter in shorn if not _is_dress(letter))
    if not plain or _covers(plain):
        return plain
    signs = _near(plain[0])
    for mark in "" if JOINER in cluster else plain[1:]:
        signs += mark if _covers(signs + mark) else ""
    return signs


def _shorn(cluster: str) -> str:
    """With no more marks than one can read."""
    return cluster if len(cluster) <= MOST_MARKS + 1 or JOINER in cluster else cluster[: MOST_MARKS + 1]


def _is_dress(letter: str) -> bool:
    """Whether it only says how the sign before it looks."""
    return letter in {JOINER, KEYCAP} or ord(letter) in VARIANTS or ord(letter) in TONES


def _near(letter: str) -> str:
    if _covers(letter):
        return letter
    near = NEAR.get(letter) or unicodedata.normalize("NFKC", letter)
    if near != letter and _covers(near):
        return near
    category = unicodedata.category(letter)
    return " " if category == "Zs" else "" if category.startswith("M") else MISSING


@lru_cache(maxsize=4096)
def _covers(signs: str) -> bool:
    """Whether one face has all of these: typst sets a letter and its marks in one, and looks in ours first."""
    codes = {ord(sign) for sign in signs if sign not in HARMLESS}
    ours, others = _faces()
    if not codes or any(codes <= face for face in ours):
        return True
    return not any(ord(signs[0]) in face for face in ours) and any(codes <= face for face in others)


@cache
def _faces() -> tuple[list[frozenset[int]], list[frozenset[int]]]:
    """What each face of ours can draw, and each of the system's. Bold and italic faces have what the plain one has."""
    own, *others = ([_signs(file) for file in sorted(folder.iterdir()) if "Bold" not in file.name] for folder in folders())
    return own, [face for faces in others for face in faces]


def _signs(file: Path) -> frozenset[int]:
    with TTFont(file, fontNumber=0, lazy=True) as face:
        return frozenset(face.getBestCmap() or ())
