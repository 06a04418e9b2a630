"""Somebody edits a message of theirs: the answer it became part of is changed along, and what is shared is asked about first."""

from dataclasses import dataclass, replace

from bot.dialogue import editing
from bot.dialogue.answers import Answer
from bot.dialogue.flow import Step
from bot.dialogue.turns import Say
from bot.domain.course import CLOSED
from bot.domain.letter import Button, Letter
from bot.domain.people import Role
from bot.domain.sheet import Note
from bot.errors import CourseClosed, NotAllowed, NotFound
from bot.marks import N_
from bot.records import conversations, courses, notes, typed
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.records.typed import Typed
from bot.usecases import commands, composing, notices
from bot.usecases.press import Press
from bot.usecases.sharing import method_of
from bot.usecases.stage import Stage, Who, voice
from bot.usecases.takings import ADDED, SENTENCE
from bot.usecases.telling import spoken

UNKNOWN = N_("Du rettede en besked. Jeg har beholdt det, du skrev først. Skriv det nye her, eller gå tilbage og ret svaret.")
CHANGED = N_("Jeg har rettet dit svar.")
ASK = N_("Det, du rettede, har du delt. Skal jeg rette det? {counsellor} ser det først, når du deler rettelsen.")
CORRECT, LEAVE = N_("Ret det"), N_("Lad det være")
LEFT = N_("Det er i orden. Det, du delte, er ikke ændret.")
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What came of an edit: what is said, or the message (its number) that its writer is asked about. `silent`: nothing has changed."""

    says: tuple[Say, ...] = ()
    asks: int = 0
    silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message in a messenger: where, its number there, and the words in it."""

    channel: str
    external: str
    number: int
    text: str


def landed(records: Records, stage: Stage, who: Who, message: Message) -> None:
    """Somebody had their turn by this message: it is kept what it became part of, if it did."""
    said = _words(message.text)
    frame, step = (_begun(records, stage, who, said) or _written(records, stage, who, said) or (None, "")) if said else (None, "")
    if frame:
        where = {"channel": message.channel, "external": message.external, "person": who.person, "course": who.course}
        typed.keep(records, Typed(**where, message=message.number, frame=frame, step=step, text=said))


def edit(records: Records, stage: Stage, who: Who, message: Message) -> Edit:
    """The message now reads like this: what it became part of is changed along, or asked about where that is shared."""
    found, new = typed.find(records, message.channel, message.external, message.number), _words(message.text)
    if found is None or found.person != who.person or not new:
        return Edit(says=(Say(text=UNKNOWN),))
    if new in {found.text, found.wanted}:
        typed.keep(records, replace(found, wanted=found.wanted if new == found.wanted else ""))
        return Edit(silent=True)
    try:
        note = _kept(records, _mine(records, found), found)
    except CourseClosed:
        return Edit(says=(Say(text=notices.TEXTS["closed"]),))
    if note and note.shared == note.version and isinstance(_edited(stage, note, found, new), Answer):
        typed.keep(records, replace(found, wanted=new))
        return Edit(asks=found.message)
    return _change(records, stage, found, note, new)


def question(records: Records, stage: Stage, who: Who, message: int) -> Letter:
    """Asks whether what is shared shall be changed."""
    say = voice(records, stage, who).say
    yes = Button(label=say(CORRECT), press=f"x:{message}:{YES}")
    return Letter(text=say(ASK), rows=((yes, Button(label=say(LEAVE), press=f"x:{message}:{NO}")),))


def press(records: Records, stage: Stage, who: Who, press: Press) -> tuple[tuple[Say, ...], str]:
    """The answer to the question. Raises NotFound for one that does not wait, NotAllowed for a link of staff's."""
    if who.shared_only:
        raise NotAllowed
    found = typed.asked_about(records, who.person, press.number(0))
    if found is None or press.parts[1:] not in {(YES,), (NO,)}:
        raise NotFound
    own = _mine(records, found)
    if press.parts[1] == NO:
        typed.settled(records, found, found.text)
        return (Say(text=LEFT),), ""
    note = _kept(records, own, found)
    said = _change(records, stage, found, note, found.wanted).says
    if note is None or said[:1] == (Say(text=UNKNOWN),):
        raise NotFound
    return said, f"picking={method_of(stage, note)}" if own.course == who.course else "home"


def _change(records: Records, stage: Stage, found: Typed, note: Note | None, new: str) -> Edit:
    """Change what is begun, and what is kept."""
    who = Who(person=found.person, course=found.course)
    begun = _redrafted(records, stage, who, found, new)
    answer = _edited(stage, note, found, new) if note else None
    fault = next((said for said in (begun, answer) if isinstance(said, Say)), None)
    if fault:
        return Edit(says=(fault,))
    if note and isinstance(answer, Answer):
        _rewrite(records, stage, who, note, answer)
    elif not begun:
        return Edit(says=(Say(text=UNKNOWN),))
    typed.settled(records, found, new)
    return Edit(says=(Say(text=CHANGED),) if answer else ())


def _redrafted(records: Records, stage: Stage, who: Who, found: Typed, new: str) -> Say | bool:
    """What is begun in the step, with the new words; False where the old ones are not in it."""
    flow, place = stage.flows.get(found.frame.flow), conversations.place(records, who.person, who.course, found.frame)
    step = flow.step(found.step) if flow and place and place.step == found.step else None
    after = editing.in_place(step, place, found.text, new) if step and place else None
    if after is None or isinstance(after, Say):
        return after or False
    conversations.keep_place(records, who.person, who.course, found.frame, after)
    return True


def _edited(stage: Stage, note: Note, found: Typed, new: str) -> Answer | Say | None:
    return editing.in_answer(_step(stage, note), Answer.from_data(dict(note.words.answer)), found.text, new)


def _rewrite(records: Records, stage: Stage, who: Who, note: Note, answer: Answer) -> None:
    """A new version of the note, which only its author sees until they share it."""
    flow, step = stage.flows[note.flow], _step(stage, note)
    shown, tongue = {**dict(note.words.choices), **answer.own}, voice(records, stage, who)
    told = spoken(flow, step or flow.steps[0], answer, shown, replace(tongue, texts=stage.texts_in(note.words.language)))
    words = replace(note.words, said=told, answer=answer.as_data(), choices=tuple(shown.items()))
    where = {"field": note.field, "flow": note.flow, "step": note.step, "subject": note.subject}
    notes.write(records, course=who.course, author=who.person, words=words, **where)
    frame = Frame(flow=note.flow, subject=note.subject)
    place = conversations.place(records, who.person, who.course, frame)
    if place and answer.own:
        own = {**place.own, **{choice: said for choice, said in answer.own.items() if choice in place.own}}
        conversations.keep_place(records, who.person, who.course, frame, replace(place, own=own))
    if place and place.ended:
        composing.compose(records, stage, who, frame)


def _mine(records: Records, found: Typed) -> Who:
    """The writer in the course they wrote in. Raises NotAllowed for whoever is out of it, CourseClosed where it is closed."""
    courses.require(records, found.course, found.person, Role.COUNSELLEE)
    if courses.state(records, found.course) == CLOSED:
        raise CourseClosed
    return Who(person=found.person, course=found.course)


def _kept(records: Records, who: Who, found: Typed) -> Note | None:
    where = {"flow": found.frame.flow, "subject": found.frame.subject, "step": found.step}
    mine = notes.visible(records, who.course, viewer=who.viewer, author=who.person, **where)
    return mine[-1] if mine else None


def _begun(records: Records, stage: Stage, who: Who, said: str) -> tuple[Frame, str] | None:
    """The open step, if these words are begun in it."""
    seat = conversations.seat(records, who.person, who.course)
    frame = seat.stack[-1] if seat and seat.stack else None
    place = conversations.place(records, who.person, who.course, frame) if frame else None
    flow = stage.flows.get(frame.flow) if frame else None
    step = flow.step(place.step) if flow and place else None
    here = editing.in_place(step, place, said, said) if step and place else None
    return (frame, place.step) if frame and place and here is not None else None


def _written(records: Records, stage: Stage, who: Who, said: str) -> tuple[Frame, str] | None:
    """The note that was written just now, if these words are in it."""
    mine = notes.visible(records, who.course, viewer=who.viewer, author=who.person)
    fresh = [note for note in mine if note.written_at == records.now and note.step != SENTENCE and note.flow in stage.flows]
    for note in fresh:
        if editing.in_answer(_step(stage, note), Answer.from_data(dict(note.words.answer)), said, said) is not None:
            return Frame(flow=note.flow, subject=note.subject), note.step
    return None


def _step(stage: Stage, note: Note) -> Step | None:
    flow = stage.flows.get(note.flow)
    return flow.step(note.step) if flow and not note.step.startswith(ADDED) else None


def _words(text: str) -> str:
    """What of a message is an answer: all of it, or what stands after a command; empty for a command alone."""
    command = commands.read(text.strip())
    if command:
        return command[1]
    return "" if commands.looks_like_one(text.strip()) else text.strip()
