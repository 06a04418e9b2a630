"""Tells whether a text says something grave, by a list of phrases that people wrote and can read; nothing is remembered of it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from bot.usecases.wordlist import STOP, Lexicon, lexicon

GAP = "…"
GAP_WORDS = 4
OR = "/"
_GROUP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a phrase: the words that fit, and how many others may stand before them."""

    words: frozenset[str]
    others: int = 0


Phrase = tuple[Slot, ...]


@dataclass(frozen=True, kw_only=True)
class Grave:
    """The phrases that are grave, those that only sound so, and the words of both; its lexicon is made when the first text is read."""

    sure: tuple[Phrase, ...]
    phrases: tuple[Phrase, ...]
    harmless: tuple[Phrase, ...]
    skipped: tuple[str, ...]
    real: tuple[str, ...]
    same: Mapping[str, Sequence[str]]

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of all the phrases. Takes a tenth of a second the first time, which no command that reads nothing should wait for."""
        slots = (slot for phrase in (*self.sure, *self.phrases, *self.harmless) for slot in phrase)
        used = frozenset().union(*(slot.words for slot in slots)) - {STOP}
        return lexicon(used, skipped=self.skipped, real=self.real, same=self.same)

    @cached_property
    def begun_by(self) -> dict[str, dict[str, list[Phrase]]]:
        """The phrases of each part by the words they can begin with: most stand in no text, and trying each takes most of the time."""
        parts = {"sure": self.sure, "phrases": self.phrases, "harmless": self.harmless}
        return {part: _by_first_word(phrases) for part, phrases in parts.items()}


def is_grave(text: str, words: Grave) -> bool:
    """Whether the text holds a grave phrase outside the harmless ones. Takes time in proportion to its length, whatever stands in it."""
    masks = _masks(text, words.lexicon)
    if any(_ends(phrase, masks) for phrase in _begun(words, "sure", masks)):
        return True
    harmless = 0
    for phrase in _begun(words, "harmless", masks):
        harmless |= _covered(phrase, masks)
    kept = {word: mask if word == STOP else mask & ~harmless for word, mask in masks.items()}
    return any(_ends(phrase, kept) for phrase in _begun(words, "phrases", kept))


def grave_from(data: Mapping[str, Mapping[str, object]]) -> Grave:
    """The list of a data file: languages as its comments describe them. Raises KeyError, TypeError or ValueError when it is none."""
    skipped, real = (tuple(word for language in data.values() for word in _texts(language[name])) for name in ("skipped", "real"))
    found: dict[str, tuple[Phrase, ...]] = {}
    for part in ("sure", "phrases", "harmless"):
        found[part] = tuple(phrase for language in data.values() for phrase in _phrases(language, part, frozenset(skipped)))
    same = {word: _texts(others) for language in data.values() for word, others in _table(language["same"]).items()}
    return Grave(**found, skipped=skipped, real=real, same=same)


def _masks(text: str, known: Lexicon) -> dict[str, int]:
    """For each listed word a number whose bits are the positions where it stands."""
    masks: dict[str, int] = {}
    for at, found in enumerate(known.read(text)):
        for word in found:
            masks[word] = masks.get(word, 0) | 1 << at
    return masks


def _by_first_word(phrases: Iterable[Phrase]) -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        for word in phrase[0].words:
            found.setdefault(word, []).append(phrase)
    return found


def _begun(words: Grave, part: str, masks: Mapping[str, int]) -> Iterator[Phrase]:
    """The phrases of a part that begin with a word that stands in the text."""
    known = words.begun_by[part]
    return (phrase for word in known.keys() & masks.keys() for phrase in known[word])


def _ends(phrase: Phrase, masks: Mapping[str, int]) -> list[int]:
    """Where each slot of a phrase can stand after those before it, as bits; empty when the phrase is not there."""
    reached: list[int] = []
    for slot in phrase:
        here = 0
        for word in slot.words & masks.keys():
            here |= masks[word]
        if reached and here:
            here &= _onward(reached[-1], slot.others, masks[STOP])
        if not here:
            return []
        reached.append(here)
    return reached


def _covered(phrase: Phrase, masks: Mapping[str, int]) -> int:
    """The positions that a phrase takes up, as bits; 0 when it is not there."""
    reached = _ends(phrase, masks)
    if not reached:
        return 0
    covered = last = reached.pop()
    for slot, here in zip(reversed(phrase[1:]), reversed(reached), strict=True):
        last = here & _back(last, slot.others, masks[STOP])
        covered |= last
    return covered


def _onward(bits: int, others: int, stops: int) -> int:
    found = 0
    for _ in range(others + 1):
        bits <<= 1
        found |= bits
        bits &= ~stops
    return found


def _back(bits: int, others: int, stops: int) -> int:
    found = 0
    for _ in range(others + 1):
        bits >>= 1
        found |= bits
        bits &= ~stops
    return found


def _phrases(language: Mapping[str, object], part: str, skipped: frozenset[str]) -> list[Phrase]:
    groups = {name: _texts(entries) for name, entries in _table(language["groups"]).items()}
    lines = [line for theme in _table(language[part]).values() for line in _texts(theme)]
    ways = {part: _ways(part, groups) for part in {part for line in lines for part in line.split()}}
    fits = {word: frozenset(word.split(OR)) - skipped for found in ways.values() for way in found for word in way.split()}
    return [phrase for line in lines for phrase in _read(line, ways, fits)]


def _read(line: str, ways: Mapping[str, Sequence[str]], fits: Mapping[str, frozenset[str]]) -> list[Phrase]:
    """The phrases that one line stands for: one for each way to choose among its groups and optional words."""
    chosen = product(*(ways[part] for part in line.split()))
    phrases = {_slots(" ".join(parts).split(), fits): None for parts in chosen}
    if () in phrases:
        raise ValueError(f"nothing is left of {line!r} when its skipped words are passed over")
    return list(phrases)


def _ways(part: str, groups: Mapping[str, Sequence[str]]) -> list[str]:
    """What may stand for one part of a line: single words together in one place, several words each on their own."""
    optional = part.startswith("(")
    entries = [entry for piece in part.strip("()").split(OR) for entry in _entries(piece, groups)]
    single = OR.join(entry for entry in entries if " " not in entry)
    ways = [single] if single else []
    return [*ways, *(entry for entry in entries if " " in entry), *([""] if optional else [])]


def _entries(piece: str, groups: Mapping[str, Sequence[str]]) -> Sequence[str]:
    named = _GROUP.fullmatch(piece)
    if named and named[1] not in groups:
        raise ValueError(f"there is no group called {named[1]}")
    return groups[named[1]] if named else (piece,)


def _slots(parts: Sequence[str], fits: Mapping[str, frozenset[str]]) -> Phrase:
    slots: list[Slot] = []
    others = 0
    for part in parts:
        if part == GAP:
            others += GAP_WORDS
        elif fits[part]:
            slots.append(Slot(fits[part], others if slots else 0))
            others = 0
    return tuple(slots)


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"not a table: {value!r}")
    return value


def _texts(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError(f"not a list of texts: {value!r}")
    return value
