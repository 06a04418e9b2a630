"""The counsellee decides what the counsellor sees: the list of answers, sharing, taking back, and looking at what is seen."""

import base64
import hashlib

from bot.dialogue.flow import Flow
from bot.dialogue.turns import Say
from bot.domain.people import Role, Viewer
from bot.domain.sheet import Note
from bot.errors import NotAllowed
from bot.marks import N_
from bot.records import courses, links, notes
from bot.records.conversations import Seat
from bot.records.core import Records
from bot.records.links import LinkKind
from bot.usecases import crisis
from bot.usecases.notices import tell_counsellors
from bot.usecases.press import here, menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Listed, Option, Screen
from bot.usecases.stage import Stage, Voice, Who

ASK = N_("Her er dine svar. Hvad må {counsellor} se?")
ASK_HELP = N_("Intet er delt, før du deler det. Du kan tage det tilbage igen.")
AGAIN = N_("Her er dine svar. {counsellor} ser kun dem, du har delt.")
EMPTY = N_("Du har ingen svar endnu. Når du har svaret på noget, kan du dele det her.")
ALL = N_("Del alt")
REST = N_("Del resten")
NONE = N_("Del intet")
NOT_NOW = N_("Ikke nu")
CHOOSE = N_("Vælg selv")
SHARE = N_("Del")
SHARE_EDIT = N_("Del rettelsen")
TAKE_BACK = N_("Tag tilbage")
TAKE_ALL_BACK = N_("Tag alt tilbage")
EDIT = N_("Ret")
READY = N_("Færdig")
LOOK = N_("Se, hvad {counsellor} ser")
SEES_THIS = N_("Det her er alt, {counsellor} kan se af dine svar:")
SEES_NOTHING = N_("{counsellor} kan ikke se nogen af dine svar.")
BACK, MENU = N_("Tilbage"), N_("Menu")
ONLY_YOU = N_("Ikke delt")
SHARED = N_("Delt")
SHARED_EDITED = N_("Delt og rettet")
EDIT_WAITS = N_("Delt. Din rettelse er ikke delt.")
NOW_SHARED = N_("Delt. {counsellor} kan nu se det. Du kan tage det tilbage når som helst.")
NOW_PRIVATE = N_("Taget tilbage. {counsellor} kan ikke se det mere.")
NOTHING_SHARED = N_("Intet er delt. Du kan dele senere.")
CODE = N_("Gem denne kode: {code}\nMed den kan du læse dine egne svar igen, hvis du mister dit link.")
LOCKED = N_("Der kan være svar, du ikke har delt. De åbner med din kode.")


def offered(records: Records, stage: Stage, who: Who) -> list[Note]:
    """The person's own answers that can be shared: those that say something."""
    mine = notes.visible(records, who.course, viewer=who.viewer, author=who.person)
    return [note for note in mine if not note.words.skipped and _asks_to_share(stage, note)]


def share(records: Records, stage: Stage, who: Who, chosen: list[Note]) -> None:
    """Let the course's counsellors see these answers as they are now."""
    for note in chosen:
        _require_author(records, who, note.id)
        for counsellor in courses.ids(records, who.course, Role.COUNSELLOR):
            notes.share(records, note.id, note.version, counsellor)
    if chosen:
        records.log(who.person, "share", who.course)
        courses.move(records, who.course, "share")
        tell_counsellors(records, stage, who.course, "shared")


def withdraw(records: Records, who: Who, chosen: list[Note]) -> None:
    """Nobody but the author sees these answers from now on."""
    for note in chosen:
        _require_author(records, who, note.id)
        notes.withdraw(records, note.id)
    records.log(who.person, "withdraw", who.course)
    if not any(note.shared for note in notes.visible(records, who.course, viewer=Viewer(person=who.person), author=who.person)):
        courses.move(records, who.course, "withdraw")


def press(records: Records, stage: Stage, who: Who, option: str) -> tuple[Say, ...] | None:
    """What a button of the list does; what is said, or None when there is no such button."""
    mine = offered(records, stage, who)
    act, _, about = option.partition("=")
    one = [note for note in mine if note.id == about]
    if act == "all":
        return _shared(records, stage, who, [note for note in mine if not note.shared])
    if act == "none":
        return () if any(note.shared for note in mine) else (Say(text=NOTHING_SHARED),)
    if act == "share" and one:
        return _shared(records, stage, who, one)
    if act == "back" and one:
        withdraw(records, who, one)
        return (Say(text=NOW_PRIVATE),)
    if act == "nothing":
        withdraw(records, who, [note for note in mine if note.shared])
        return (Say(text=NOW_PRIVATE),)
    return None


def screen(scene: Scene) -> Screen:
    """The list of one's own answers, and what can be done with them."""
    mine = offered(scene.records, scene.stage, scene.who)
    shared = [note for note in mine if note.shared]
    return Screen(
        name=scene.seat.screen,
        says=scene.says,
        text=scene.say(AGAIN if shared else ASK) if mine else scene.say(EMPTY),
        help=scene.say(LOCKED if scene.who.shared_only else ASK_HELP),
        items=tuple(_listed(number, note, scene.seat, scene.tongue) for number, note in enumerate(mine, start=1)),
        answers=_answers(mine, scene.seat, scene.tongue),
        ways=_ways(scene.seat, scene.tongue, shared=bool(shared)),
        turn=scene.seat.turn,
    )


def seen(scene: Scene) -> Screen:
    """Exactly what the counsellor sees of this person's answers, read as the counsellor reads it."""
    reader = Viewer(person=courses.ids(scene.records, scene.who.course, Role.COUNSELLOR)[0])
    theirs = notes.visible(scene.records, scene.who.course, viewer=reader, author=scene.who.person)
    read = [note for note in theirs if _asks_to_share(scene.stage, note)]
    states = [scene.say(SHARED_EDITED if note.edited else SHARED) for note in read]
    items = tuple(
        Listed(number=number, question=note.words.question, said=note.words.said, state=state)
        for number, (note, state) in enumerate(zip(read, states, strict=True), start=1)
    )
    ways = ((BACK, "sharing"), (MENU, "home"), (crisis.TITLE, "crisis"))
    return Screen(
        name="seen",
        says=scene.says,
        text=scene.say(SEES_THIS if read else SEES_NOTHING),
        items=items,
        ways=tuple(Option(label=scene.say(label), press=menu(name)) for label, name in ways),
        turn=scene.seat.turn,
    )


def recovery_code(secret: str) -> str:
    """A code of 16 letters and digits (80 bits), easy to read and type, made of a random secret."""
    return typed_code(base64.b32encode(hashlib.sha256(secret.encode()).digest()[:10]).decode())


def typed_code(text: str) -> str:
    """A recovery code as somebody typed it, in the one way it is kept."""
    letters = [letter for letter in text.upper() if letter.isascii() and letter.isalnum()][:16]
    return "-".join("".join(letters[index : index + 4]) for index in range(0, len(letters), 4))


def _shared(records: Records, stage: Stage, who: Who, chosen: list[Note]) -> tuple[Say, ...]:
    share(records, stage, who, chosen)
    said = Say(text=NOW_SHARED) if chosen else Say(text=NOTHING_SHARED)
    if not chosen or who.shared_only or records.rows.one("links", {"person": who.person, "kind": LinkKind.RECOVERY}):
        return (said,)
    code = links.make(records, LinkKind.RECOVERY, person=who.person, token=recovery_code(records.new_id()))
    return (said, Say(text=CODE, values={"code": code}))


def _asks_to_share(stage: Stage, note: Note) -> bool:
    flow: Flow | None = stage.flows.get(note.flow)
    step = flow.step(note.step) if flow else None
    return step is None or step.share == "ask"


def _require_author(records: Records, who: Who, note: str) -> None:
    if notes.author_of(records, note) != (who.course, who.person):
        raise NotAllowed


def _listed(number: int, note: Note, seat: Seat, tongue: Voice) -> Listed:
    open_acts = [(SHARE, f"share={note.id}")] if not note.shared else [(TAKE_BACK, f"back={note.id}")]
    if note.newer:
        open_acts.insert(0, (SHARE_EDIT, f"share={note.id}"))
    open_acts.append((EDIT, f"edit={note.id}"))
    return Listed(
        number=number,
        question=note.words.question,
        said=note.words.said,
        state=_state(note, tongue),
        options=tuple(Option(label=tongue.say(label), press=here(seat.turn, act)) for label, act in open_acts),
    )


def _state(note: Note, tongue: Voice) -> str:
    if not note.shared:
        return tongue.say(ONLY_YOU)
    return tongue.say(EDIT_WAITS if note.newer else SHARED_EDITED if note.edited else SHARED)


def _answers(mine: list[Note], seat: Seat, tongue: Voice) -> tuple[Option, ...]:
    if not mine:
        return ()
    shared, private = [note for note in mine if note.shared], [note for note in mine if not note.shared]
    acts = [(REST if shared else ALL, "all")] if private else []
    acts += [(CHOOSE, "pick")] if seat.screen == "sharing" else []
    acts += [(NOT_NOW if shared else NONE, "none")] if private else [(READY, "none")]
    return tuple(Option(label=tongue.say(label), press=here(seat.turn, act)) for label, act in acts)


def _ways(seat: Seat, tongue: Voice, *, shared: bool) -> tuple[Option, ...]:
    take_back = [Option(label=tongue.say(TAKE_ALL_BACK), press=here(seat.turn, "nothing"))] if shared else []
    look = Option(label=tongue.say(LOOK), press=menu("seen"))
    out = [Option(label=tongue.say(MENU), press=menu("home")), Option(label=tongue.say(crisis.TITLE), press=menu("crisis"))]
    return (look, *take_back, *out)
