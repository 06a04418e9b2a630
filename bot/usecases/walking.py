"""The flows somebody has open: one is put on top, answered, left and come back to."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.dialogue import engine, phrases
from bot.dialogue.answers import Answer
from bot.dialogue.track import END
from bot.dialogue.turns import ANSWERED, Changed, Event, Kept, Place, Say, Turn, Typed
from bot.domain.sheet import Note
from bot.records import conversations, files, notes, plans
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases import acting, evenings
from bot.usecases.endings import close_flow, ending, keep_apart, write
from bot.usecases.stage import Stage, Who, voice
from bot.usecases.takings import ADDED, flow_of
from bot.usecases.telling import typed_labels
from bot.usecases.topics import tongue_at

FIRST_FLOW = "agreement"


def open_flow(records: Records, stage: Stage, who: Who, seat: Seat, frame: Frame) -> Seat:
    """Put a flow on top of what is open, where it was left or at its start."""
    stack = (*(one for one in seat.stack if one != frame), frame)
    return back_to_flow(records, stage, who, replace(seat, stack=stack, screen=""))


def open_new(records: Records, stage: Stage, who: Who, seat: Seat, flow: str) -> Seat:
    """Begin a flow about something new."""
    return open_flow(records, stage, who, seat, Frame(flow=flow, subject=records.new_id()))


def park(records: Records, stage: Stage, who: Who, seat: Seat, thought: str) -> Seat:
    """A thought parked in one move: the parking flow from first to last, without leaving one's place."""
    opened = open_new(records, stage, who, seat, "parking")
    return go(records, stage, who, opened, lambda labelled: typing(records, stage, who, thought, labelled, whole=True))


def back_to_flow(records: Records, stage: Stage, who: Who, seat: Seat) -> Seat:
    """The innermost open flow again, with buttons of its own; earlier buttons are used up."""
    if not seat.stack:
        return replace(seat, turn=seat.turn + 1)
    frame = seat.stack[-1]
    turn = _load(records, stage, who, frame)
    place = replace(turn.place, turn=seat.turn + 1, paused=False)
    conversations.keep_place(records, who.person, who.course, frame, place)
    return replace(seat, turn=place.turn, says=(*seat.says, *turn.says))


def go_on(records: Records, stage: Stage, who: Who, seat: Seat) -> Seat:
    """As `back_to_flow`; a flow whose last open question is gone from its definition is closed."""
    back = back_to_flow(records, stage, who, seat)
    frame = back.stack[-1] if back.stack else None
    place = conversations.place(records, who.person, who.course, frame) if frame else None
    return _closed(records, stage, who, back, frame, place) if frame and place and place.ended else back


def go(records: Records, stage: Stage, who: Who, seat: Seat, event: Callable[[dict[str, str]], Event]) -> Seat:
    """Give the engine one event in the innermost open flow, keep what follows, and close the flow if it is done."""
    frame = seat.stack[-1]
    flow = stage.flows[frame.flow]
    loaded = _load(records, stage, who, frame, answers=True)
    step = flow.step(loaded.place.step)
    tongue = tongue_at(records, stage, who, frame, loaded.place.step)
    labelled = typed_labels(flow, step, loaded.place, tongue) if step else {}
    turn = engine.advance(flow, loaded.place, event(labelled), kept_in(records, who, frame))
    # That the questions have changed says enough of a button that is gone with them.
    says = [*seat.says, *loaded.says, *(() if loaded.says and turn.stale else turn.says)]
    for written in turn.notes:
        says += write(records, stage, who, frame, written)
    for file in turn.dropped:
        files.drop(records, file)
    place = acting.knowing(records, who, frame, turn.place)
    conversations.keep_place(records, who.person, who.course, frame, place)
    moved = replace(seat, turn=place.turn, says=tuple(says), anew=place.step != loaded.place.step)
    return moved if not turn.ended else _closed(records, stage, who, moved, frame, place)


def change(records: Records, stage: Stage, who: Who, seat: Seat, note_id: str) -> Seat:
    """Open the question of an answer again, to change it; a line that was added opens by itself."""
    mine = notes.visible(records, who.course, viewer=who.viewer, author=who.person)
    note = next((note for note in mine if note.id == note_id), None)
    flow = flow_of(stage, note) if note else None
    if note is None or flow is None:
        return replace(seat, says=(Say(text=phrases.STALE),))
    if note.step.startswith(ADDED):
        return replace(seat, screen=f"adding={flow.id}.{note.subject}.{note.step}", turn=seat.turn + 1)
    _find_place(records, stage, who, note)
    opened = open_flow(records, stage, who, seat, Frame(flow=note.flow, subject=note.subject))
    onward = note.flow in plans.WORDS and not seat.screen
    return go(records, stage, who, replace(opened, says=seat.says), lambda _: Changed(step=note.step, onward=onward))


def _find_place(records: Records, stage: Stage, who: Who, note: Note) -> None:
    """What was written without the flow being walked (a thought that was proposed for parking) has a place at its end from now on."""
    frame, flow = Frame(flow=note.flow, subject=note.subject), stage.flows[note.flow]
    step = flow.step(note.step)
    if step and conversations.place(records, who.person, who.course, frame) is None:
        place = Place(flow=flow.id, digest=flow.digest, step=END, marks={step.id: (ANSWERED, step.digest)})
        conversations.keep_place(records, who.person, who.course, frame, place)


def typing(records: Records, stage: Stage, who: Who, text: str, labelled: dict[str, str], *, whole: bool = False) -> Typed:
    """What was typed, at the person's own time; `labelled`: the step's choices as shown."""
    zone = ZoneInfo(voice(records, stage, who).timezone)
    return Typed(text=text, now=records.now.astimezone(zone), labels=labelled, whole=whole)


def kept_in(records: Records, who: Who, frame: Frame) -> Kept:
    """What somebody has answered in this flow, step by step."""

    def kept(step: str) -> Answer | None:
        found = notes.visible(records, who.course, viewer=who.viewer, author=who.person, flow=frame.flow, subject=frame.subject, step=step)
        return Answer.from_data(dict(found[-1].words.answer)) if found else None

    return kept


def _load(records: Records, stage: Stage, who: Who, frame: Frame, *, answers: bool = False) -> Turn:
    flow = stage.flows[frame.flow]
    place = conversations.place(records, who.person, who.course, frame)
    if place is None:
        return engine.start(flow, known=evenings.known(records, who))
    turn = engine.adopt(flow, place, kept_in(records, who, frame), answers=answers)
    for written in turn.notes:
        keep_apart(records, stage, who, frame, written)
    return turn


def _closed(records: Records, stage: Stage, who: Who, seat: Seat, frame: Frame, place: Place) -> Seat:
    flow = stage.flows[frame.flow]
    screen, said = close_flow(records, stage, who, frame, place)
    told = (*seat.says, *ending(flow, place, seat.says), *said)
    left = replace(seat, stack=seat.stack[:-1], screen=screen, says=told, turn=seat.turn + 1, anew=True)
    return left if screen else back_to_flow(records, stage, who, left)
