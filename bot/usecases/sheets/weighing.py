"""Whose words stand on a sheet, and who chose the methods: only of what the one who reads it may see, and told to nobody else."""

import re
from collections.abc import Iterable
from functools import partial

from bot.dialogue.answers import Answer
from bot.domain.people import Role
from bot.domain.sheet import Note
from bot.marks import N_
from bot.usecases import fields
from bot.usecases.sheets.sight import Sight
from bot.usecases.sheets.view import Share
from bot.usecases.standings import counted

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
THEY_CHOSE = N_("I har taget {taken} øvelser. Den vejledte har selv valgt {own}.")
THEY_CHOSE_ONE, SUGGESTED_ONE = (
    N_("I har taget én øvelse. Den vejledte har selv valgt den."),
    N_("I har taget én øvelse. Den blev foreslået."),
)


def weigh(sight: Sight, found: Iterable[Note]) -> Share:
    """How many words of these notes are whose. What was typed for somebody is its author's, and that is they themself after their yes."""
    words = {Role.COUNSELLEE: 0, Role.COUNSELLOR: 0}
    program = 0
    for note in found:
        own, pressed = sight.records.once(f"whose.{note.id}.{note.version}", partial(split, note))
        words[sight.role(note.author)] += own
        program += pressed
    return Share(counsellee=words[Role.COUNSELLEE], counsellor=words[Role.COUNSELLOR], program=program)


def split(note: Note) -> tuple[int, int]:
    """How many words of a note somebody found themself, and how many were the program's and only chosen."""
    answer, said = Answer.from_data(dict(note.words.answer)), count(note.words.said)
    own = sum(map(count, answer.own.values()))
    if answer.piles:
        return own, max(0, said - own)
    chosen = sum(count(label) for name, label in note.words.choices if name in answer.picks and name not in answer.own)
    return max(0, said - chosen), min(chosen, said)


def count(text: str) -> int:
    """How many words there are in a text; a number is none."""
    return len(WORD.findall(text))


def chosen(sight: Sight) -> str:
    """Who chose the methods, in words; empty where none was taken that the reader may know of."""
    records, who, tongue = sight.records, sight.who, sight.tongue
    if sight.me.role == Role.COUNSELLEE:
        return fields.chosen(records, tongue, who)
    guided = (one.person for one in sight.writers if one.role == Role.COUNSELLEE)
    counts = [counted(records, who.course, person, who.viewer) for person in guided]
    taken, own = sum(taken for taken, _ in counts), sum(own for _, own in counts)
    if taken == 1:
        return tongue.say(THEY_CHOSE_ONE if own else SUGGESTED_ONE)
    return tongue.say(THEY_CHOSE, taken=taken, own=own) if taken else ""
