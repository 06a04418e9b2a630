"""Recognises listed words as people spell them: without æ, ø and å, with a letter too many, too few or swapped, run together."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

STEM = "*"
STOP = "."
LONGEST = 30_000
SWAPS_FROM, SLIPS_FROM, WRONG_FROM, MOVES_FROM = 4, 5, 6, 9
SHORTEST_STEM, LONGEST_STEM = 3, 16
JOINED_FROM = 7
SPLIT_UP_TO = 24
PARTS = 5
_SPELT = {"æ": ("æ", "ae", "a"), "ø": ("ø", "oe", "o"), "å": ("å", "a", "o")}
_OWN = frozenset("æøåäö")
_ALIKE = str.maketrans("æäö", "eeø")
_SAID = (
    ("hj", "j"),
    ("hv", "v"),
    ("nd", "n"),
    ("ld", "l"),
    ("rd", "r"),
    ("lv", "l"),
    ("ph", "f"),
    ("th", "t"),
    ("c", "k"),
    ("z", "s"),
    ("w", "v"),
    ("x", "ks"),
)
_DOUBLED = re.compile(r"([^\W\d])\1+")
_ENDS = frozenset(".!?;:\n")
_LEFT_OUT = frozenset("'’‘`´\u200b\u200c\u200d\u00ad")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Listed words by each way to spell them, stems by their first letters, and `near`: words by themselves less one letter.

    `skipped` are words that count for nothing, `real` words of their own that only look like a slip of a listed one.
    """

    exact: Mapping[str, frozenset[str]]
    stems: Mapping[str, frozenset[str]]
    starts: frozenset[str]
    near: Mapping[str, Sequence[str]]
    sounds: Mapping[str, frozenset[str]]
    skipped: frozenset[str]
    real: frozenset[str]

    def read(self, text: str) -> list[frozenset[str]]:
        """The text as positions: what listed words stand there, none for any other word; STOP where a sentence ends."""
        seen: dict[str, list[frozenset[str]]] = {}
        found = [frozenset({STOP})]
        before = STOP
        for word in tokens(text):
            if word not in seen:
                seen[word] = self._parts(word)
            found += seen[word]
            if len(before) > 1 and len(before) + len(word) >= JOINED_FROM and word != STOP:
                found[-1] |= self.exact.get(before + word, frozenset())
            before = word
        return [*found, frozenset({STOP})]

    def _one(self, word: str) -> frozenset[str]:
        known = self.exact.get(word, frozenset())
        if word[:SHORTEST_STEM] not in self.starts:
            return known
        beginnings = (word[:end] for end in range(SHORTEST_STEM, min(len(word), LONGEST_STEM) + 1))
        return known.union(*(self.stems[one] for one in beginnings if one in self.stems))

    def _parts(self, word: str) -> list[frozenset[str]]:
        if word == STOP:
            return [frozenset({STOP})]
        if word in self.skipped:
            return []
        known = self._one(word)
        if word in self.exact or word in self.real:
            return [known]
        parts = self._split(word, PARTS) if len(word) <= SPLIT_UP_TO and not known else []
        if parts:
            return [self.exact[part] for part in parts if part not in self.skipped]
        return [known | self._misspelt(word) | self.sounds.get(sound(word), frozenset())]

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
        return word in self.skipped or (word in self.exact and (len(word) > 2 or not word.isascii()))

    def _misspelt(self, word: str) -> frozenset[str]:
        if not SWAPS_FROM <= len(word) <= SPLIT_UP_TO:
            return frozenset()
        guesses = {spelling for less in (word, *shortened(word)) for spelling in self.near.get(less, ())}
        return frozenset().union(*(self.exact[guess] for guess in guesses if _is_near(word, guess)))


def lexicon(words: Iterable[str], *, skipped: Iterable[str], real: Iterable[str], same: Mapping[str, Sequence[str]]) -> Lexicon:
    """The lexicon of these words; one that ends with a star stands for every word that begins so. `same`: other ways to write a word."""
    listed = set(words)
    exact = _with_others(_spelt(word for word in listed if not word.endswith(STEM)), {word: same[word] for word in listed & same.keys()})
    stems = _spelt(word for word in listed if word.endswith(STEM))
    near: dict[str, list[str]] = {}
    for spelling in exact:
        for less in (spelling, *shortened(spelling)) if len(spelling) >= SWAPS_FROM else ():
            near.setdefault(less, []).append(spelling)
    return Lexicon(
        exact=exact,
        stems=stems,
        starts=frozenset(spelling[:SHORTEST_STEM] for spelling in stems),
        sounds=_by_sound(exact),
        near=near,
        skipped=frozenset(spelling for word in skipped for spelling in spellings(word)),
        real=frozenset(spelling for word in real for spelling in spellings(word)),
    )


def tokens(text: str) -> list[str]:
    """The words of a text, small and with no letter doubled, and STOP where a sentence of two words or more ends.

    Of one longer than any answer only the beginning is read, so that nobody is kept waiting by it; some single letters fold to eighteen.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text[:LONGEST]).casefold())[: 2 * LONGEST]
    plain = "".join(mark if mark.isascii() or mark in _OWN else _bare(mark) for mark in folded if mark not in _LEFT_OUT)
    kept = "".join(" . " if mark in _ENDS else mark if mark.isalnum() else " " for mark in plain)
    found: list[str] = []
    since = 0
    for word in _single(kept.translate(_ALIKE)).split():
        if word != STOP:
            found.append(word)
        elif since > 1:
            found.append(STOP)
        since = 0 if word == STOP else since + 1
    return found


def spellings(word: str) -> set[str]:
    """The ways a listed word may be spelt: as it is, and by keyboards and hands that lack æ, ø and å."""
    if word.isascii():
        return {_single(word.casefold())}
    choices = [_SPELT.get(letter, (letter,)) for letter in word.casefold()]
    return {_single("".join(letters).translate(_ALIKE)) for letters in product(*choices)}


def sound(word: str) -> str:
    """The word as it is said: silent letters away, and letters that sound alike made one."""
    for written, said in _SAID:
        word = word.replace(written, said)
    return word[:-1] + "t" if word.endswith("ed") else word


def shortened(word: str) -> list[str]:
    """The word less each one of its letters."""
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _spelt(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """The words by each way to spell them."""
    found: dict[str, frozenset[str]] = {}
    for word in words:
        for spelling in spellings(word.removesuffix(STEM)):
            found[spelling] = found.get(spelling, frozenset()) | {word}
    return found


def _by_sound(exact: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The listed words by what their longer spellings sound like."""
    found: dict[str, frozenset[str]] = {}
    for spelling, meant in exact.items():
        if len(spelling) >= SWAPS_FROM:
            said = sound(spelling)
            found[said] = found.get(said, frozenset()) | meant
    return found


def _with_others(exact: Mapping[str, frozenset[str]], same: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """The words with the other ways to write some of them beside their own."""
    found = dict(exact)
    for word, others in same.items():
        for spelling in (spelling for other in others for spelling in spellings(other)):
            found[spelling] = found.get(spelling, frozenset()) | {word}
    return found


def _single(word: str) -> str:
    return _DOUBLED.sub(r"\1", word)


def _bare(mark: str) -> str:
    return unicodedata.normalize("NFD", mark)[0]


def _is_near(word: str, listed: str) -> bool:
    """Whether one slip makes the word of the listed one. Longer words are forgiven more: letters swapped, one too many, one wrong."""
    if sorted(word[:2]) != sorted(listed[:2]) and word[0] != listed[0]:
        return False
    if len(word) != len(listed):
        return len(listed) >= SLIPS_FROM
    wrong = [at for at in range(len(word)) if word[at] != listed[at]]
    if len(wrong) == 1:
        return len(listed) >= WRONG_FROM
    swapped = len(wrong) == 2 and word[wrong[0]] == listed[wrong[1]] and word[wrong[1]] == listed[wrong[0]]
    return swapped or len(listed) >= MOVES_FROM
