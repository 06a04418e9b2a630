"""The dot on a line from 0 to 10 that a counsellee moves: one more answer to the number that the scale asks for."""

from datetime import timedelta

from bot.dialogue.answers import Answer
from bot.dialogue.flow import HIGHEST
from bot.dialogue.turns import Written
from bot.domain.people import Role
from bot.domain.sheet import Note
from bot.errors import BadInput
from bot.records import conversations, courses, notes
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.usecases import endings, scales, sharing
from bot.usecases.sheets.common import require_seen, show_now
from bot.usecases.sheets.deed import Deed, Done, Op
from bot.usecases.sheets.view import Dot, Seen
from bot.usecases.stage import Stage, Who, called, voice

# A dot that is pushed on within this time has not been put anywhere yet: it is still the same answer.
SETTLES = timedelta(minutes=1)


def dots(records: Records, stage: Stage, who: Who, field: str) -> tuple[Dot, ...]:
    """Each counsellee's dot in a field (importance or belief; none in any other), as this member sees it."""
    if field not in scales.FLOWS:
        return ()
    texts, seen = voice(records, stage, who).texts, _takings(records, who, field)
    guided = courses.ids(records, who.course, Role.COUNSELLEE)
    return tuple(_dot([note for note in seen if note.author == one], called(records, texts, one), mine=one == who.person) for one in guided)


def dot(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """Put one's dot somewhere, for oneself or to be seen; where it stands already, it is shown, or no longer.

    Its earlier places stay; whoever is not to see it sees it where it was. Raises BadInput, and NotAllowed for a private one by who
    sees only what they show.
    """
    courses.require_open(records, who.course, who.person, Role.COUNSELLEE)
    field, value, shown = op.get("field"), op.get("value"), op.get("show") == "1"
    if field not in scales.FLOWS or value not in set(map(str, range(HIGHEST + 1))):
        raise BadInput
    require_seen(who, show=shown)
    last = _last(records, who, field)
    if last is not None and _number(last) == int(value):
        return _stays(records, stage, who, last, shown=shown)
    note = _put(records, stage, who, Frame(flow=field, subject=_unsettled(records, who, last)), int(value))
    return Done(note=note, said=show_now(records, stage, who, [note]) if shown else "")


def _stays(records: Records, stage: Stage, who: Who, last: Note, *, shown: bool) -> Done:
    """The dot stays where it is, and is shown or no longer."""
    if shown and last.shared != last.version:
        return Done(note=last.id, said=show_now(records, stage, who, [last.id]))
    if last.shared and not shown:
        sharing.withdraw(records, who, [last])
        return Done(note=last.id, said=sharing.NOW_PRIVATE)
    return Done(note=last.id)


def _put(records: Records, stage: Stage, who: Who, frame: Frame, number: int) -> str:
    endings.write(records, stage, who, frame, Written(step=scales.STEP, answer=Answer(number=number)))
    place = {"author": who.person, "flow": frame.flow, "subject": frame.subject, "step": scales.STEP}
    [row] = records.rows.some("notes", {"course": who.course, **place})
    return str(row["id"])


def _last(records: Records, who: Who, field: str) -> Note | None:
    """Where this person's own dot stands, as they see it: by a link of staff's nobody finds out where it stands for them alone."""
    return next((note for note in reversed(_takings(records, who, field)) if note.author == who.person), None)


def _unsettled(records: Records, who: Who, last: Note | None) -> str:
    """The answer that is still being given, by its subject, else a new one; a number given in a talk stays as it is."""
    if last is None or records.now - last.written_at > SETTLES:
        return records.new_id()
    talk = conversations.place(records, who.person, who.course, Frame(flow=last.flow, subject=last.subject))
    return records.new_id() if talk else last.subject


def _takings(records: Records, who: Who, field: str) -> list[Note]:
    """Every number that this member may see, oldest first."""
    seen = notes.visible(records, who.course, viewer=who.viewer, flow=field, step=scales.STEP)
    return sorted((note for note in seen if _number(note) is not None), key=lambda note: note.written_at)


def _dot(takings: list[Note], name: str, *, mine: bool) -> Dot:
    if not takings:
        return Dot(name=name, mine=mine, now=None, version=0, seen=Seen.MINE if mine else Seen.BOTH)
    last = takings[-1]
    numbers = [number for note in takings if (number := _number(note)) is not None]
    earlier = tuple(dict.fromkeys(number for number in numbers[:-1] if number != numbers[-1]))
    return Dot(name=name, mine=mine, now=numbers[-1], version=last.version, seen=_seen(takings) if mine else Seen.BOTH, before=earlier)


def _seen(takings: list[Note]) -> Seen:
    if takings[-1].shared == takings[-1].version:
        return Seen.BOTH
    return Seen.NEWER if any(note.shared for note in takings) else Seen.MINE


def _number(note: Note) -> int | None:
    return Answer.from_data(dict(note.words.answer)).number


DEEDS: dict[str, Deed] = {"dot": dot}
