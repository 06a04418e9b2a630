"""What is new on the sheet, in the talk: the words themselves, and what one can say to each without opening the sheet."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.dialogue.answers import cleaned
from bot.dialogue.turns import Say
from bot.domain.course import CLOSED
from bot.errors import BadInput, CourseFrozen, NoteMoved, NotFound, WordingMoved
from bot.marks import N_
from bot.records import agreements, courses, sightings
from bot.records.conversations import Seat
from bot.records.core import Records
from bot.usecases import launching, sharing
from bot.usecases.press import Press, menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Listed, Option, Screen
from bot.usecases.sheets import grasp, ops, reading
from bot.usecases.sheets.deed import Op
from bot.usecases.sheets.view import Confirmation, FieldView, NoteView
from bot.usecases.stage import Stage, Who, voice

NAME, REPLY, DIFFERS = "news", "reply", "differs"
TITLE = N_("Nyt på arket")
NOTHING_NEW = N_("Der er ikke noget nyt på arket.")
WROTE = N_("{who} skrev i “{field}”")
ANSWERED = N_("{who} svarer på: “{mine}”")
OTHER_WORDS = N_("{who} foreslår andre ord for: “{mine}”")
TYPED = N_("{who} har skrevet for dig i “{field}”. Er det dine ord?")
PUT = N_("“{field}”: Er I enige om det her?")
ANSWER, TAKE, LEAVE = N_("Svar"), N_("Ja, brug de ord"), N_("Nej, behold mine ord")
MINE, NOT_MINE = N_("Ja, det er mine ord"), N_("Nej, tag det væk")
YES, NOT_YET, DIFFERENTLY = N_("Ja"), N_("Ikke endnu"), N_("Jeg ser det anderledes")
SEEN, NOW_SEEN = N_("Jeg har set det"), N_("Så er det set. Det står stadig på arket.")
YOUR_ANSWER = N_("Skriv dit svar. Det kommer på arket, og den anden kan læse det.")
HOW_YOU_SEE_IT = N_("Skriv, hvordan du ser det. Den anden kan læse det.")
CHANGED = N_("Ordene er ændret, siden du så dem. Læs dem, som de står nu.")
GONE = N_("Det er ikke på arket mere.")
UNREAD = N_("Skriv noget på højst 2000 tegn.")
# For each act of a button: the deed, the name of what it is about, and what is said to a wording.
_DEEDS = {
    "yes": ("lent_yes", "note", ""),
    "no": ("lent_no", "note", ""),
    "take": ("take", "wish", ""),
    "leave": ("leave", "wish", ""),
    "tick": ("tick", "version", "yes"),
    "not_yet": ("tick", "version", "not_yet"),
}
SHORT = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """One thing that is new: a line that says what it is, the words, and what can be pressed (source texts with acts) about which id."""

    about: str
    line: str
    said: str
    acts: tuple[tuple[str, str], ...] = ()


def is_any(scene: Scene) -> bool:
    """Whether somebody was told of something that they have not looked at."""
    return not scene.who.shared_only and bool(sightings.since(scene.records, scene.who.person, scene.who.course))


def screen(scene: Scene) -> Screen:
    """What is new, one thing after the other, each with its buttons."""
    found, closed = list(_found(scene)), courses.state(scene.records, scene.who.course) == CLOSED
    items = tuple(_listed(scene, number, one, closed=closed) for number, one in enumerate(found, start=1))
    seen = [Option(label=scene.say(SEEN), press="n:all:seen")] if is_any(scene) and not closed else []
    return Screen(
        name=NAME,
        says=scene.says,
        text=scene.say(TITLE if found else NOTHING_NEW),
        items=items,
        answers=(launching.button(scene.stage, scene.tongue), *seen),
        ways=scene.ways_out(),
        turn=scene.seat.turn,
    )


def asking(scene: Scene) -> Screen:
    """Where an answer to one thing is typed."""
    return Screen(
        name=scene.seat.screen.partition("=")[0],
        says=scene.says,
        text=scene.say(HOW_YOU_SEE_IT if scene.seat.screen.startswith(DIFFERS) else YOUR_ANSWER),
        answers=(Option(label=scene.say(sharing.BACK), press=menu(NAME)),),
        ways=scene.ways_out(),
        entry="text",
        turn=scene.seat.turn,
    )


def press(records: Records, stage: Stage, who: Who, pressed: Press) -> tuple[tuple[Say, ...], str]:
    """Do what a button says with one thing; what is said, and the screen after it. Raises NotFound, NotAllowed, CourseClosed."""
    if len(pressed.parts) != 2:
        raise NotFound
    about, act = pressed.parts
    if act == "seen":
        sightings.seen(records, who.person, who.course)
        return (Say(text=NOW_SEEN),), "home"
    if act == REPLY:
        return (), f"{REPLY}={grasp.seen(records, stage, who, about).id}"
    if act == DIFFERS and agreements.field_of(records, who.course, pressed.number(0)) is not None:
        return (), f"{DIFFERS}={about}"
    if act not in _DEEDS:
        raise NotFound
    kind, name, verdict = _DEEDS[act]
    one, _, version = about.partition("=")
    given = {**({"version": version} if version else {}), name: one, **({"verdict": verdict} if verdict else {})}
    try:
        says = _done(records, stage, who, kind, **given)
    except BadInput as fault:
        raise NotFound from fault
    _answered(records, stage, who)
    return says, NAME


def typed(records: Records, stage: Stage, who: Who, seat: Seat, text: str) -> Seat:
    """Somebody typed their answer to one thing: it stands on the sheet."""
    act, _, about = seat.screen.partition("=")
    said = cleaned(text)
    try:
        if act == DIFFERS:
            says = _done(records, stage, who, "tick", version=about, verdict="differently", line=said)
        else:
            says = _done(records, stage, who, "add", about=about, text=said, show="1")
    except BadInput:
        return replace(seat, says=(Say(text=UNREAD),))
    except NotFound:
        says = (Say(text=GONE),)
    _answered(records, stage, who)
    return replace(seat, says=says, screen=NAME)


def _answered(records: Records, stage: Stage, who: Who) -> None:
    """Who has answered the last new thing has looked at it all."""
    tongue = voice(records, stage, who)
    if not any(_found(Scene(records=records, stage=stage, who=who, seat=Seat(), tongue=tongue, says=(), about=""))):
        sightings.seen(records, who.person, who.course)


def _done(records: Records, stage: Stage, who: Who, kind: str, **about: str) -> tuple[Say, ...]:
    """What is said of a deed that was done, or could not be since its words are others by now."""
    try:
        done = ops.do(records, stage, who, Op(id=records.new_id(), kind=kind, about=about))
    except (NoteMoved, WordingMoved):
        return (Say(text=CHANGED),)
    code = (Say(text=sharing.CODE, values={"code": done.code}),) if done.code else ()
    return (*((Say(text=done.said),) if done.said else ()), *code)


def _found(scene: Scene) -> Iterator[New]:
    try:
        sheet = reading.read(scene.records, scene.stage, scene.who)
    except CourseFrozen:
        return
    since = sightings.since(scene.records, scene.who.person, scene.who.course)
    for field in sheet.fields:
        for root in field.notes:
            for note in (root, *root.answers):
                yield from _new(scene, field, root, note, since)
        if field.confirmation and not sheet.closed:
            yield from _put(scene, field, field.confirmation)


def _new(scene: Scene, field: FieldView, root: NoteView, note: NoteView, since: str) -> Iterator[New]:
    if note.asks_me:
        line = scene.say(TYPED, who=note.typed_by or note.author, field=field.name)
        yield New(about=f"{note.id}={note.version}", line=line, said=note.said, acts=((MINE, "yes"), (NOT_MINE, "no")))
    elif note.mine:
        for wish in note.wishes:
            if not wish.mine:
                line = scene.say(OTHER_WORDS, who=wish.by, mine=_short(note.said))
                yield New(about=wish.id, line=line, said=wish.text, acts=((TAKE, "take"), (LEAVE, "leave")))
    elif _is_unseen(scene, note, since) and not any(answer.mine and answer.at >= note.at for answer in root.answers):
        answers = note is not root and root.mine
        line = (
            scene.say(ANSWERED, who=note.author, mine=_short(root.said)) if answers else scene.say(WROTE, who=note.author, field=field.name)
        )
        yield New(about=note.id, line=line, said=note.said, acts=((ANSWER, REPLY),))


def _is_unseen(scene: Scene, note: NoteView, since: str) -> bool:
    return bool(since) and sightings.shown_at(scene.records, note.id, note.version, scene.who.person) >= since


def _put(scene: Scene, field: FieldView, put: Confirmation) -> Iterator[New]:
    if not put.moved and any(tick.me and not tick.verdict for tick in put.ticks):
        line = scene.say(PUT, field=field.name)
        yield New(about=str(put.version), line=line, said=put.text, acts=((YES, "tick"), (NOT_YET, "not_yet"), (DIFFERENTLY, DIFFERS)))


def _listed(scene: Scene, number: int, one: New, *, closed: bool) -> Listed:
    """In a closed course it can only be read."""
    options = tuple(Option(label=scene.say(label), press=f"n:{one.about}:{act}") for label, act in ([] if closed else one.acts))
    return Listed(number=number, question=one.line, said=one.said, state="", options=options)


def _short(said: str) -> str:
    told = " ".join(said.split())
    return told if len(told) <= SHORT else f"{told[: SHORT - 1].rstrip()}…"
