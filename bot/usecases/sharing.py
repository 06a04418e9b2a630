"""The counsellee decides what the counsellor sees: sharing, taking back, and the code that opens everything again."""

import base64
import hashlib

from bot.dialogue.turns import Say
from bot.domain.people import Role
from bot.domain.sheet import Note
from bot.domain.trail import Act
from bot.errors import NotAllowed
from bot.marks import N_
from bot.records import courses, links, notes, plans, post, sightings
from bot.records.core import Records
from bot.records.links import LinkKind
from bot.usecases import reading_times, reviewing
from bot.usecases.notices import tell_counsellors
from bot.usecases.stage import Stage, Who
from bot.usecases.takings import flow_of, share_class

BACK, MENU = N_("Tilbage"), N_("Menu")
NOW_SHARED = N_("Delt. {counsellor} kan nu se det. Du kan tage det tilbage når som helst.")
NOW_PRIVATE = N_("Taget tilbage. {counsellor} kan ikke se det mere.")
NOTHING_SHARED = N_("Intet er delt. Du kan dele senere.")
CODE = N_("Gem denne kode: {code}\nMed den kan du læse dine egne svar igen, hvis du mister dit link.")
NOBODY_YET = N_("Det er ikke delt, for du har ingen vejleder lige nu. Du kan dele det, når du har fået en ny.")
ALL_BACK = N_("Tag alt tilbage")
# The letters that say that there is something to read.
ABOUT_WORDS = ("shared", "message", "evaluated", "done", sightings.KIND)
LOCKED = N_("Der kan være svar, du ikke har delt. De åbner med din kode.")


def offered(records: Records, stage: Stage, who: Who, method: str = "") -> list[Note]:
    """The person's own answers that can be shared: those that say something, of one method or of all."""
    mine = notes.visible(records, who.course, viewer=who.viewer, author=who.person)
    told = [note for note in mine if not note.words.skipped and share_class(stage, note) != "never"]
    return [note for note in told if method in {"", method_of(stage, note)}]


def method_of(stage: Stage, note: Note) -> str:
    """Under what a note is listed: its flow, or its field where that flow is gone."""
    flow = flow_of(stage, note)
    return flow.id if flow else note.field


def share(records: Records, stage: Stage, who: Who, chosen: list[Note], *, on_sheet: bool = False) -> None:
    """Let the course's counsellors see these answers as they are now, and tell them so.

    `on_sheet`: they may have the sheet open, and are told by whoever calls, should they not look by themselves.
    """
    for note in chosen:
        _require_author(records, who, note.id)
        let_see(records, who, note.id, note.version)
        if plans.is_what(note):
            courses.move(records, who.course, "act")
    if chosen:
        records.log(who.person, Act.SHARE, who.course)
    if chosen and not on_sheet:
        tell_counsellors(records, stage, who.course, "shared")


def let_see(records: Records, who: Who, note: str, version: int) -> None:
    """The course's counsellors see this version from now on."""
    for counsellor in courses.ids(records, who.course, Role.COUNSELLOR):
        notes.share(records, note, version, counsellor)
        courses.move(records, who.course, "share")


def is_alone(records: Records, course: str) -> bool:
    """Whether the course has no counsellor just now, so that nothing can be shared in it."""
    return not courses.ids(records, course, Role.COUNSELLOR)


def withdraw(records: Records, who: Who, chosen: list[Note]) -> None:
    """Nobody but the author sees these answers from now on."""
    for note in chosen:
        _require_author(records, who, note.id)
    notes.withdraw(records, *(note.id for note in chosen))
    records.log(who.person, Act.WITHDRAW, who.course)
    for counsellor in courses.ids(records, who.course, Role.COUNSELLOR):
        if not reviewing.unread(records, Who(person=counsellor, course=who.course)):
            for kind in ABOUT_WORDS:
                post.cancel(records, course=who.course, person=counsellor, kind=kind)
    if not is_anything_shared(records, who):
        courses.move(records, who.course, "withdraw")


def is_anything_shared(records: Records, who: Who) -> bool:
    """Whether anybody but this person sees anything of theirs."""
    mine = records.rows.some("notes", {"course": who.course, "author": who.person})
    return any(records.rows.some("shares", {"note": note["id"], "ended_at": None}, limit=1) for note in mine)


def take_all_back(records: Records, stage: Stage, who: Who) -> tuple[Say, ...]:
    """Nobody but this person sees any answer of theirs from now on; what is said about it."""
    shared = [note for note in offered(records, stage, who) if note.shared]
    if not shared:
        return (Say(text=NOTHING_SHARED),)
    withdraw(records, who, shared)
    return (Say(text=NOW_PRIVATE),)


def press(records: Records, stage: Stage, who: Who, option: str, method: str) -> tuple[Say, ...] | None:
    """What a button of a method's list does (of the list of all, with ""); what is said, or None when there is no such button."""
    mine = offered(records, stage, who, method)
    act, _, about = option.partition("=")
    one = [note for note in mine if note.id == about]
    if act == "all":
        return now_shared(records, stage, who, [note for note in mine if not note.shared])
    if act == "none":
        return () if any(note.shared for note in mine) else (Say(text=NOTHING_SHARED),)
    if act == "share" and one:
        return now_shared(records, stage, who, one)
    if act == "back" and one:
        withdraw(records, who, one)
        return (Say(text=NOW_PRIVATE),)
    if act == "nothing":
        withdraw(records, who, [note for note in mine if note.shared])
        return (Say(text=NOW_PRIVATE),)
    return None


def now_shared(records: Records, stage: Stage, who: Who, chosen: list[Note]) -> tuple[Say, ...]:
    """Share these answers; what is said about it, the first time with the code that opens everything again."""
    if is_alone(records, who.course):
        return (Say(text=NOBODY_YET),)
    share(records, stage, who, chosen)
    said = (Say(text=NOW_SHARED), *reading_times.usually(records, who.course)) if chosen else (Say(text=NOTHING_SHARED),)
    code = first_code(records, who) if chosen else ""
    return (*said, Say(text=CODE, values={"code": code})) if code else said


def first_code(records: Records, who: Who) -> str:
    """The code that opens everything again, which is told when something is shared for the first time; empty where there is one already."""
    if who.shared_only or records.rows.one("links", {"person": who.person, "kind": LinkKind.RECOVERY}):
        return ""
    return new_code(records, who)


def new_code(records: Records, who: Who) -> str:
    """One more such code, beside those there are: somebody may not have got to see the one that was told."""
    return links.make(records, LinkKind.RECOVERY, person=who.person, token=recovery_code(records.new_id()))


def recovery_code(secret: str) -> str:
    """A code of 16 letters and digits (80 bits), easy to read and type, made of a random secret."""
    return typed_code(base64.b32encode(hashlib.sha256(secret.encode()).digest()[:10]).decode())


def typed_code(text: str) -> str:
    """A recovery code as somebody typed it, in the one way it is kept."""
    letters = [letter for letter in text.upper() if letter.isascii() and letter.isalnum()][:16]
    return "-".join("".join(letters[index : index + 4]) for index in range(0, len(letters), 4))


def _require_author(records: Records, who: Who, note: str) -> None:
    if notes.author_of(records, note) != (who.course, who.person):
        raise NotAllowed
