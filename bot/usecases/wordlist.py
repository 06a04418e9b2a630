"""Recognises listed words as people spell them: without æ, ø and å, with a letter too many, too few or swapped, run together."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, product

STEM = "*"
STOP = "."
FORGIVING_FROM = 6
LONG = 9
SPLIT_UP_TO = 24
PARTS = 5
_SPELT = {"e": ("e", "æ"), "æ": ("æ", "ae", "a", "e", "ä"), "ø": ("ø", "oe", "o", "ö"), "å": ("å", "aa", "a", "o")}
_ENDS = frozenset(".!?;:\n")
_LEFT_OUT = frozenset("'’‘`´\u200b\u200c\u200d\u00ad")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Listed words by each way to spell them, stems by their first letters, and `near`: words by themselves less one letter.

    `skipped` are words that count for nothing, `real` words of their own that only look like a slip of a listed one.
    """

    exact: Mapping[str, frozenset[str]]
    stems: Mapping[str, str]
    near: Mapping[str, frozenset[str]]
    skipped: frozenset[str]
    real: frozenset[str]

    def read(self, text: str) -> list[frozenset[str]]:
        """The text as positions: what listed words stand there, none for any other word; STOP where a sentence ends."""
        seen: dict[str, list[frozenset[str]]] = {}
        found = [frozenset({STOP})]
        for word in tokens(text):
            if word not in seen:
                seen[word] = self._parts(word)
            found += seen[word]
        return [*found, frozenset({STOP})]

    def one(self, word: str) -> frozenset[str]:
        """The listed words that this one stands for; for two written apart, ask with both together."""
        stems = {self.stems[word[:end]] for end in range(3, len(word) + 1) if word[:end] in self.stems}
        return self.exact.get(word, frozenset()) | stems

    def _parts(self, word: str) -> list[frozenset[str]]:
        if word == STOP:
            return [frozenset({STOP})]
        if word in self.skipped:
            return []
        known = self.one(word)
        if known or word in self.real or len(word) > SPLIT_UP_TO:
            return [known]
        parts = self._split(word, PARTS)
        return [self.exact[part] for part in parts if part not in self.skipped] if parts else [self._misspelt(word)]

    def _split(self, word: str, most: int) -> list[str]:
        """Listed words that were written as one; empty when it is not made of them."""
        for end in range(len(word) - 2, 1, -1) if most > 1 else ():
            head, rest = word[:end], word[end:]
            if not self._is_part(head):
                continue
            tail = [rest] if self._is_part(rest) else self._split(rest, most - 1)
            if tail:
                return [head, *tail]
        return []

    def _is_part(self, word: str) -> bool:
        return word in self.skipped or word in self.exact and (len(word) > 2 or not word.isascii())

    def _misspelt(self, word: str) -> frozenset[str]:
        if len(word) < FORGIVING_FROM - 1:
            return frozenset()
        guesses = {spelling for less in (word, *shortened(word)) for spelling in self.near.get(less, ())}
        return frozenset().union(*(self.exact[guess] for guess in guesses if _is_near(word, guess)))


def lexicon(words: Iterable[str], *, skipped: Iterable[str], real: Iterable[str]) -> Lexicon:
    """The lexicon of these words; one that ends with a star stands for every word that begins so."""
    listed = set(words)
    exact: dict[str, set[str]] = {}
    for word in listed:
        if not word.endswith(STEM):
            for spelling in spellings(word):
                exact.setdefault(spelling, set()).add(word)
    stems = {spelling: word for word in listed if word.endswith(STEM) for spelling in spellings(word.removesuffix(STEM))}
    near: dict[str, set[str]] = {}
    for spelling in exact:
        for less in (spelling, *shortened(spelling)) if len(spelling) >= FORGIVING_FROM else ():
            near.setdefault(less, set()).add(spelling)
    return Lexicon(
        exact={spelling: frozenset(found) for spelling, found in exact.items()},
        stems=stems,
        near={less: frozenset(found) for less, found in near.items()},
        skipped=frozenset(spelling for word in skipped for spelling in spellings(word)),
        real=frozenset(spelling for word in real for spelling in spellings(word)),
    )


def tokens(text: str) -> list[str]:
    """The words of a text, small and with no letter doubled, and STOP where a sentence of two words or more ends."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(" . " if mark in _ENDS else mark if mark.isalnum() else " " for mark in folded if mark not in _LEFT_OUT)
    found: list[str] = []
    since = 0
    for word in kept.split():
        if word != STOP:
            found.append(_single(word))
        elif since > 1:
            found.append(STOP)
        since = since + 1 if word != STOP else 0 if since > 1 else since
    return found


def spellings(word: str) -> set[str]:
    """The ways a listed word may be spelt: as it is, and by keyboards and hands that lack æ, ø and å."""
    choices = [_SPELT.get(letter, (letter,)) for letter in word.casefold()]
    return {_single("".join(letters)) for letters in product(*choices)}


def shortened(word: str) -> list[str]:
    """The word less each one of its letters."""
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _single(word: str) -> str:
    return word if word.isdecimal() else "".join(letter for letter, _ in groupby(word))


def _is_near(word: str, listed: str) -> bool:
    """Whether one slip makes the word of the listed one; in long words a letter may also have moved."""
    if word[0] != listed[0]:
        return False
    if len(word) != len(listed) or len(listed) >= LONG:
        return True
    wrong = [at for at in range(len(word)) if word[at] != listed[at]]
    swapped = len(wrong) == 2 and word[wrong[0]] == listed[wrong[1]] and word[wrong[1]] == listed[wrong[0]]
    return len(wrong) == 1 or swapped
