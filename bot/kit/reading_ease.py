"""How hard a text is to read: its words and sentences, their lengths, and LIX."""

import re
from collections.abc import Iterable

LONG = 6  # a word is long that has more letters than this (Björnsson, Läsbarhet, 1968)

_VALUE = re.compile(r"\{\w*\}")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# A dot before a small letter or a digit belongs to an abbreviation or a date: "kl. 10", "1. februar".
_END = re.compile(r"\n+|(?<=[!?:])[”’\"')]*(?=\s|$)|(?<=\.)[”’\"')]*(?=\s+[^\sa-zæøå0-9]|\s*$)")


def words(text: str) -> list[str]:
    """The words of a text. A value in braces is one short word; a word with a hyphen is one word."""
    return _WORD.findall(_VALUE.sub(" X ", text))


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with at least one word: they end at . ! ? : and at the end of a line."""
    return [part.strip() for part in _END.split(text) if words(part)]


def lengths(texts: Iterable[str]) -> list[int]:
    """How many words each sentence of the texts has."""
    return [len(words(sentence)) for text in texts for sentence in sentences(text)]


def lix(*texts: str) -> float:
    """The LIX of texts taken together: words a sentence, plus long words in a hundred. No words have LIX 0."""
    found = [word for text in texts for word in words(text)]
    if not found:
        return 0.0
    long = sum(_letters(word) > LONG for word in found)
    return len(found) / len(lengths(texts)) + 100 * long / len(found)


def mean_sentence(*texts: str) -> float:
    """The mean number of words in a sentence of the texts; 0 where there is none."""
    found = lengths(texts)
    return sum(found) / len(found) if found else 0.0


def longest_sentence(*texts: str) -> str:
    """The sentence with most words; empty where there is none."""
    return max((sentence for text in texts for sentence in sentences(text)), key=lambda one: len(words(one)), default="")


def _letters(word: str) -> int:
    return sum(letter.isalpha() for letter in word)
