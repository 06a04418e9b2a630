"""Checks that no text says what a program in guidance must not say; the phrases and their reasons stand in banned.toml."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.kit.everything import Text

FILE = Path(__file__).with_name("banned.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Banned:
    """One phrase nobody is to read here, and why. `*` at the end of a word stands for any ending."""

    language: str
    phrase: str
    reason: str


def read_banned(toml: str) -> tuple[Banned, ...]:
    """The phrases of a file of [[banned]] tables with `language`, `reason` and `phrases`."""
    return tuple(
        Banned(language=table["language"], phrase=phrase, reason=table["reason"])
        for table in tomllib.loads(toml)["banned"]
        for phrase in table["phrases"]
    )


def faults(texts: Iterable[Text], banned: Iterable[Banned]) -> list[str]:
    """Each text with a banned phrase in it, with its place and the reason. A language without phrases or without texts is a fault."""
    found: list[str] = []
    patterns = [(one, _pattern(one.phrase)) for one in banned]
    by_language: dict[str, list[Text]] = {one.language: [] for one, _ in patterns}
    for text in texts:
        by_language.setdefault(text.language, []).append(text)
    for language, those in by_language.items():
        mine = [(one, pattern) for one, pattern in patterns if one.language == language]
        if not mine:
            found.append(f"{language}: no phrases are banned in this language; add them to bot/kit/banned.toml")
        if not those:
            found.append(f"{language}: there are no texts in which to look for banned phrases; look at where they are collected from")
        found += [
            f"{text.place} ({language}): “{hit[0]}”. {one.reason} Say it another way: {text.text!r}"
            for text in those
            for one, pattern in mine
            if (hit := pattern.search(text.text))
        ]
    return found


def _pattern(phrase: str) -> re.Pattern[str]:
    words = [re.escape(word).replace(r"\*", r"\w*") for word in re.split(r"[\s,]+", phrase)]
    return re.compile(r"(?<!\w)" + r"[\s,]+".join(words) + r"(?!\w)", re.IGNORECASE)
