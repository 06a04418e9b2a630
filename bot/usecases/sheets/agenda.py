"""What is to be talked of: thoughts taken up for the meeting, follow-up questions, and what was proposed to park."""

from datetime import datetime

from bot.domain.sheet import Note
from bot.errors import NotFound
from bot.records import notes, parked
from bot.records.core import Records, stamp
from bot.usecases import park_proposals
from bot.usecases.sheets.view import Point
from bot.usecases.stage import Stage, Who, called, voice

FOLLOW_UP = "followup"


def agenda(records: Records, stage: Stage, who: Who, since: datetime) -> tuple[Point, ...]:
    """The points of a conversation that began then, oldest first, with those that were talked of in it."""
    texts, states = voice(records, stage, who).texts, parked.states(records, who.course)
    return tuple(
        Point(id=note.id, said=note.words.said, by=called(records, texts, note.author), talked=_was_talked(states, note.id))
        for note in _points(records, who, states, since)
    )


def talked(records: Records, who: Who, point: str, since: datetime) -> None:
    """A point was talked of; one that was already was not, after all. Raises NotFound for what is no point of the agenda."""
    states = parked.states(records, who.course)
    note = next((note for note in _points(records, who, states, since) if note.id == point), None)
    if note is None:
        raise NotFound
    if not _was_talked(states, point):
        parked.move(records, who.course, point, parked.TALKED)
    elif _is_thought(note):
        parked.move(records, who.course, point, parked.AGENDA)
    else:
        parked.forget(records, who.course, point)


def _was_talked(states: dict[str, tuple[str, str]], point: str) -> bool:
    return states.get(point, ("", ""))[0] == parked.TALKED


def _points(records: Records, who: Who, states: dict[str, tuple[str, str]], since: datetime) -> list[Note]:
    """What all see of it. That somebody answered for themselves alone takes nothing from the agenda, so nobody learns of it."""
    seen = notes.visible(records, who.course, viewer=who.viewer)
    shown = [note for note in seen if note.shared or note.author != who.person]
    answered = {note.subject for note in shown if (note.flow, note.step) == (FOLLOW_UP, "answer") and not note.words.skipped}
    return [note for note in shown if note.id not in answered and _is_open(note, states.get(note.id), stamp(since))]


def _is_open(note: Note, state: tuple[str, str] | None, since: str) -> bool:
    if state and state[0] == parked.TALKED:
        return state[1] >= since
    if _is_thought(note):
        return state is not None and state[0] == parked.AGENDA
    return state is None and _is_asked(note)


def _is_thought(note: Note) -> bool:
    return note.flow == park_proposals.FLOW and note.step != park_proposals.PROPOSED


def _is_asked(note: Note) -> bool:
    return (note.flow, note.step) in {(FOLLOW_UP, "question"), (park_proposals.FLOW, park_proposals.PROPOSED)}
