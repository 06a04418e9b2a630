"""Looks for words in what a counsellor may see: the names of their courses and what is shared in them; in memory, and nowhere else."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.people import Role
from bot.domain.sheet import Note
from bot.errors import BadInput
from bot.marks import N_
from bot.records import agreements, courses, freezing, notes
from bot.records.core import Records
from bot.usecases import looking, takings
from bot.usecases.stage import Stage, Voice, Who, voice

SHORTEST, LONGEST, MOST = 2, 100, 60
# So many letters stand on each side of what was found.
AROUND = 60
NAME = N_("Navn")
GOAL = N_("Målet")
# Letters that are letters of their own where they are written, and are typed in other ways elsewhere.
LETTERS = {"æ": "ae", "ø": "o", "ð": "d", "þ": "th", "ł": "l", "œ": "oe", "đ": "d", "ı": "i"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place where the words stand: in which course, where there (in words), the note (empty: none), and the text around."""

    course: str
    name: str
    where: str
    note: str
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All hits, course by course; `looked` are the courses that were looked through, `more` tells that there were too many to show."""

    hits: tuple[Hit, ...]
    looked: tuple[str, ...]
    more: bool


def search(records: Records, stage: Stage, person: str, words: str) -> Found:
    """Where these words stand, whatever their accents and capitals. Raises BadInput for fewer than two letters, or too many."""
    sought = _folded(words)[0].strip()
    if not SHORTEST <= len(sought) <= LONGEST:
        raise BadInput
    mine = [course for course in courses.of(records, person, Role.COUNSELLOR) if not freezing.is_frozen(records, course)]
    hits = [hit for course in mine for hit in _in_course(records, stage, Who(person=person, course=course), sought)]
    return Found(hits=tuple(hits[:MOST]), looked=tuple(mine), more=len(hits) > MOST)


def _in_course(records: Records, stage: Stage, who: Who, sought: str) -> Iterator[Hit]:
    tongue, name = voice(records, stage, who), looking.name_of(records, stage, who)
    for where, note, text in _places(records, stage, who, tongue, name):
        around = _around(text, sought)
        if around:
            before, found, after = around
            yield Hit(course=who.course, name=name, where=where, note=note, before=before, found=found, after=after)


def _places(records: Records, stage: Stage, who: Who, tongue: Voice, name: str) -> Iterator[tuple[str, str, str]]:
    """Every text that is looked through: where it stands, in which note, and the text."""
    label = courses.label(records, who.course)
    yield from ((tongue.say(NAME), "", text) for text in dict.fromkeys((name, label)) if text)
    goal = agreements.read(records, who.course).now
    if goal:
        yield tongue.say(GOAL), "", goal.text
    for note in notes.visible(records, who.course, viewer=who.viewer):
        if note.author != who.person and not note.words.skipped:
            yield _where(stage, note, tongue), note.id, note.words.said


def _where(stage: Stage, note: Note, tongue: Voice) -> str:
    return note.words.question or takings.title(stage, note, tongue)


def _around(text: str, sought: str) -> tuple[str, str, str] | None:
    """The words as they stand in a text, with what stands before and after them; None when they do not."""
    folded, origins = _folded(text)
    at = folded.find(sought)
    if at < 0:
        return None
    start, end = origins[at], origins[at + len(sought) - 1] + 1
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "…" + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + "…"
    return before, text[start:end], after


def _folded(text: str) -> tuple[str, list[int]]:
    """The text in plain small letters with single spaces, and for each of its letters where it stands in the text."""
    letters: list[str] = []
    origins: list[int] = []
    for at, letter in enumerate(text):
        for plain in _plain(letter):
            if plain != " " or letters[-1:] != [" "]:
                letters.append(plain)
                origins.append(at)
    return "".join(letters), origins


def _plain(letter: str) -> str:
    if letter.isspace():
        return " "
    small = letter.casefold()
    apart = unicodedata.normalize("NFKD", LETTERS.get(small, small))
    return "".join(one for one in apart if not unicodedata.combining(one))
