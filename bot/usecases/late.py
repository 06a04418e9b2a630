"""Words that come by a button that was used already: they are parked, unless they are kept or stand in their form again."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.dialogue import phrases
from bot.dialogue.entries import CLOSED
from bot.dialogue.flow import Kind
from bot.dialogue.turns import Say
from bot.domain.sheet import Words
from bot.records import conversations, notes
from bot.records.conversations import Seat
from bot.records.core import Records
from bot.usecases.heard import OF_A_FORM
from bot.usecases.stage import Stage, Who
from bot.usecases.walking import park


def stale(records: Records, stage: Stage, who: Who, seat: Seat, text: str) -> Seat:
    """A used button changes nothing; words sent with it are parked, unless they are kept already."""
    known = {said for note in notes.visible(records, who.course, viewer=who.viewer, author=who.person) for said in _said(note.words)}
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if text.strip() in known or known.issuperset(lines):
        return replace(seat, says=(Say(text=phrases.STALE),))
    return park(records, stage, who, seat, text)


def words_of(records: Records, stage: Stage, who: Who, seat: Seat, option: str, fields: Mapping[str, str]) -> str:
    """The words in a form that came too late, a line each; none while that very form stands open, since they stand in it again."""
    if option.partition("=")[0] not in OF_A_FORM or _stands_open(records, stage, who, seat, fields):
        return ""
    free = {part.id for flow in stage.flows.values() for step in flow.steps for part in step.parts if part.kind is Kind.TEXT}
    return "\n".join(said for name, said in fields.items() if name in free and said.strip())


def _stands_open(records: Records, stage: Stage, who: Who, seat: Seat, fields: Mapping[str, str]) -> bool:
    frame = seat.stack[-1] if seat.stack and not seat.screen else None
    place = conversations.place(records, who.person, who.course, frame) if frame else None
    step = stage.flows[frame.flow].step(place.step) if frame and place else None
    if place is None or step is None or not fields.keys() - {"at"} <= {part.id for part in step.parts}:
        return False
    return place.work.get("at") == CLOSED or str(place.work.get("at")) == fields.get("at")


def _said(words: Words) -> Iterator[str]:
    """The answer as it reads, and the words in it that somebody typed apart."""
    yield words.said
    yield from words.answer.get("own", {}).values()
    for entry in words.answer.get("entries", ()):
        yield from (said for said in entry.values() if isinstance(said, str))
