"""The open step is answered: by an option of it, a form, or a photo or voice message."""

from dataclasses import replace

from bot.dialogue import phrases
from bot.dialogue.flow import Kind
from bot.dialogue.turns import Filled, Pressed, Say, Sent
from bot.domain.media import VOICE
from bot.records import conversations, files
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases.heard import AROUND_A_FORM, Heard
from bot.usecases.late import stale
from bot.usecases.press import here, menu
from bot.usecases.press import read as read_press
from bot.usecases.stage import Stage, Who
from bot.usecases.walking import go, kept_in, open_new, typing

ENTER_TEXT = "text"
FORMS = {"entry", "pass", "piles"}


def hold(records: Records, stage: Stage, who: Who, seat: Seat, heard: Heard) -> tuple[Seat, Heard]:
    """Words that stood in the open step's field when another button was pressed become its draft; the seat and the press after it."""
    option = heard.press.split(":", 2)[-1]
    elsewhere = (heard.press.startswith("m:") and option not in {"park", "stay"}) or option in {"back", "skip", "why"}
    frame = seat.stack[-1] if seat.stack and not seat.screen else None
    if frame is None or not elsewhere or heard.turn != seat.turn or not _is_new(records, stage, who, frame, heard.text):
        return seat, heard
    held = _redraft(records, stage, who, seat, heard.text)
    # A draft takes the skip from the offered buttons; as a wish it is answered with what to do first.
    press = menu("skip") if option == "skip" else here(held.turn, option) if heard.press.startswith("t:") else heard.press
    return replace(held, says=seat.says), replace(heard, press=press, text="")


def _redraft(records: Records, stage: Stage, who: Who, seat: Seat, text: str) -> Seat:
    """The words take the place of the draft that stood in the field before them; where they cannot be kept, it stays."""
    frame = seat.stack[-1]
    before = conversations.place(records, who.person, who.course, frame)
    if before:
        conversations.keep_place(records, who.person, who.course, frame, replace(before, draft=()))
    held = go(records, stage, who, seat, lambda labelled: typing(records, stage, who, text, labelled))
    after = conversations.place(records, who.person, who.course, frame)
    if before and after and after.step == before.step and not after.draft:
        conversations.keep_place(records, who.person, who.course, frame, before)
    return held


def _is_new(records: Records, stage: Stage, who: Who, frame: Frame, text: str) -> bool:
    """Whether the words in the field of a text are other words than those that are kept or held already."""
    place = conversations.place(records, who.person, who.course, frame)
    step = stage.flows[frame.flow].step(place.step) if place else None
    if place is None or step is None or step.kind not in {Kind.TEXT, Kind.LINES} or not text.strip():
        return False
    kept = kept_in(records, who, frame)(step.id) if step.id in place.marks else None
    there = {"\n".join(place.draft), kept.text if kept else "", "\n".join(kept.lines) if kept else ""}
    return " ".join(text.split()) not in {" ".join(words.split()) for words in there}


def answer(records: Records, stage: Stage, who: Who, seat: Seat, option: str, heard: Heard) -> Seat:
    """An option of the open step is taken, with what came along with it."""
    if option == ENTER_TEXT:
        text = heard.text or heard.own
        return go(records, stage, who, seat, lambda labelled: typing(records, stage, who, text, labelled, whole=True))
    if option in FORMS or (_says_something(heard) and option.partition("=")[0] in AROUND_A_FORM):
        return go(records, stage, who, seat, lambda _: Filled(turn=seat.turn, option=option, fields=heard.fields))
    return go(records, stage, who, seat, lambda _: Pressed(turn=seat.turn, option=option, picks=heard.picks, own=heard.own))


def _says_something(heard: Heard) -> bool:
    return any(said.strip() for name, said in heard.fields.items() if name != "at")


def sent(records: Records, stage: Stage, who: Who, seat: Seat, heard: Heard) -> Seat:
    """A photo or a voice message for the open step. One that came by a form is saved at once, with the words beside it."""
    press = read_press(heard.press)
    if press is not None and press.number(0) != seat.turn:
        return _late(records, stage, who, seat, heard)
    if not seat.stack and heard.media == VOICE:
        seat = open_new(records, stage, who, seat, "parking")
    if not seat.stack:
        files.drop(records, heard.file)
        return replace(seat, says=(Say(text=phrases.NOT_A_FILE_HERE),))
    return _taken_in(records, stage, who, seat, heard, at_once=press is not None)


def _late(records: Records, stage: Stage, who: Who, seat: Seat, heard: Heard) -> Seat:
    """A file by a button that was used already: a voice message that is not kept yet is parked, with the words beside it."""
    if heard.media != VOICE or files.is_double(records, heard.file):
        files.drop(records, heard.file)
        return stale(records, stage, who, seat, heard.text)
    return _taken_in(records, stage, who, open_new(records, stage, who, seat, "parking"), heard, at_once=True)


def _taken_in(records: Records, stage: Stage, who: Who, seat: Seat, heard: Heard, *, at_once: bool) -> Seat:
    event = Sent(file=heard.file, media=heard.media, seconds=heard.seconds)
    after = go(records, stage, who, replace(seat, screen=""), lambda _: event)
    if not at_once or not _is_held(records, who, seat.stack[-1], heard.file):
        return after
    quiet = replace(after, says=seat.says)
    return go(records, stage, who, quiet, lambda labelled: typing(records, stage, who, heard.text, labelled, whole=True))


def _is_held(records: Records, who: Who, frame: Frame, file: str) -> bool:
    """Whether the step took the file and waits for a word about it."""
    place = conversations.place(records, who.person, who.course, frame)
    return place is not None and place.file is not None and place.file[0] == file
