"""The one door to hunspell: checks the spelling of every text, with a list of own words beside each dictionary."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.kit.everything import Text

PROGRAM = "hunspell"
FOLDER = Path(__file__).parent
PATIENCE = 60  # seconds
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NO_WORD = re.compile(r"\{\w*\}|https?://\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """A dictionary of hunspell, and the Debian package it comes in."""

    name: str
    package: str


DICTIONARIES = {"da": Dictionary(name="da_DK", package="hunspell-da"), "en": Dictionary(name="en_GB", package="hunspell-en-gb")}


def faults(
    texts: Iterable[Text],
    own: Mapping[str, str],
    *,
    dictionaries: Mapping[str, Dictionary] = DICTIONARIES,
    program: str = PROGRAM,
) -> list[str]:
    """Each word that stands in neither dictionary nor own list (`own`: language → its lines), with its place. No texts are a fault.

    A missing program or dictionary is one fault, which says how to install it.
    """
    places: dict[str, dict[str, set[str]]] = {}
    for text in texts:
        for word in _words(text.text):
            places.setdefault(text.language, {}).setdefault(word, set()).add(text.place)
    if not places:
        return ["there are no texts whose spelling could be checked; look at where they are collected from"]
    found: list[str] = []
    for language, words in places.items():
        found += _of_language(language, words, own.get(language, "").split(), dictionaries, program)
    return found


def own_words() -> dict[str, str]:
    """The own list of each language, as it stands in its file."""
    files = {language: FOLDER / f"words.{language}.txt" for language in DICTIONARIES}
    return {language: file.read_text(encoding="utf-8") for language, file in files.items()}


def _of_language(
    language: str, places: Mapping[str, set[str]], own: list[str], dictionaries: Mapping[str, Dictionary], program: str
) -> Iterator[str]:
    name = f"bot/kit/words.{language}.txt"
    if own != sorted(set(own)):
        yield f"{name}: the words are not in order, or one stands twice; sort them"
    dictionary = dictionaries.get(language)
    if dictionary is None:
        yield f"{language}: no dictionary is named for this language; add it in bot/kit/spelling.py"
        return
    unknown = _misspelt([word for word in places if word not in own and word.lower() not in own], dictionary.name, program)
    if unknown is None:
        yield f"{language}: {program} or its dictionary {dictionary.name} is not here, so no spelling was checked; {_help(dictionary)}"
        return
    for word in unknown:
        advice = f"{word!r} is not in the dictionary; correct it, or add it to {name}"
        yield from (f"{place} ({language}): {advice}" for place in sorted(places[word]))


def _help(dictionary: Dictionary) -> str:
    return f"install both (on Debian: apt-get install hunspell {dictionary.package}), or leave spelling out: samvej check --no-spelling"


def _misspelt(words: list[str], dictionary: str, program: str) -> list[str] | None:
    """The words that the dictionary does not hold; None where there is no program or no dictionary."""
    found = shutil.which(program)
    if found is None:
        return None
    command = [found, "-d", dictionary, "-i", "utf-8", "-l"]
    done = subprocess.run(command, input="\n".join(words), capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)  # noqa: S603
    return None if done.returncode else sorted(set(done.stdout.split()) & set(words))


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(_NO_WORD.sub(" ", text))]
