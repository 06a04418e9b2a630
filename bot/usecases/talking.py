"""One turn: somebody types or presses something, and sits somewhere else afterwards."""

from dataclasses import replace

from bot.dialogue import phrases
from bot.dialogue.turns import Say
from bot.domain.people import Role
from bot.marks import N_
from bot.records import conversations, courses, files
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases import adding, aside, commands, deeds, erasing, evaluating, home, mail_screen, parked, retelling, sharing
from bot.usecases.answering import ENTER_TEXT, answer, hold, sent
from bot.usecases.care import with_care
from bot.usecases.heard import Heard
from bot.usecases.late import stale, words_of
from bot.usecases.leaving import at_home, rest_of
from bot.usecases.locks import SHARING, is_locked, is_too_late, screen_name
from bot.usecases.menus import open_menu
from bot.usecases.press import Press, menu
from bot.usecases.press import read as read_press
from bot.usecases.scene import Scene
from bot.usecases.screens import Screen
from bot.usecases.sheets import latest
from bot.usecases.showing import show
from bot.usecases.stage import Stage, Who, voice
from bot.usecases.walking import FIRST_FLOW, change, go, open_flow, typing

CLOSED = N_("Forløbet er slut. Du kan stadig læse, tage tilbage og slette det, du har skrevet.")
UNKNOWN = N_("Det ord kender jeg ikke. Tryk på Menu, eller skriv /hjælp.")
NOT_HERE = N_("Den knap virker ikke mere. Her er vi nu.")
ERASE_ALL = "e:all"
_TELLING = {"told", "adding"}


def turn(records: Records, stage: Stage, who: Who, heard: Heard) -> Screen | None:
    """Take in what a member said; the screen they have afterwards, or None when they erased everything.

    Raises NotAllowed for somebody who is no member.
    """
    if heard.press == ERASE_ALL and not who.shared_only:
        erasing.erase(records, who)
        return None
    screen = show(records, stage, who, hear(records, stage, who, heard))
    return with_care(records, stage, who, screen, "\n".join((heard.text, heard.own, *heard.fields.values())))


def hear(records: Records, stage: Stage, who: Who, heard: Heard) -> Seat:
    """Take in what a member said; where they sit afterwards, with what is said to them."""
    courses.require(records, who.course, who.person, Role.COUNSELLEE)
    before, heard = _let_through(records, stage, who, heard)
    begun = aside.lay_aside(records, who) if who.shared_only else []
    before, heard = hold(records, stage, who, before, heard)
    after = _heard(records, stage, who, before, heard)
    conversations.keep_seat(records, who.person, who.course, after)
    aside.lay_back(records, stage, who, begun)
    return after


def sit(records: Records, stage: Stage, who: Who) -> Seat:
    """Somebody's seat; the first time, at the first question of the first flow."""
    found = conversations.seat(records, who.person, who.course)
    if found:
        return found
    return open_flow(records, stage, who, Seat(), Frame(flow=FIRST_FLOW))


def _let_through(records: Records, stage: Stage, who: Who, heard: Heard) -> tuple[Seat, Heard]:
    """The seat, and what of the wish can be heard there; of what cannot, it is said why."""
    before, file = at_home(stage, replace(sit(records, stage, who), says=())), heard.file
    if before.says and not heard.file:
        heard = rest_of(heard)
    if who.shared_only and is_locked(heard):
        before = replace(before, says=(Say(text=sharing.LOCKED),))
        heard = Heard(press=menu("stay"))
    if is_too_late(records, who, before, heard):
        before = replace(before, screen="home", says=(Say(text=CLOSED),))
        heard = Heard(press=menu("stay"))
    if file and not heard.file:
        files.drop(records, file)
    return before, heard


def _heard(records: Records, stage: Stage, who: Who, seat: Seat, heard: Heard) -> Seat:
    if heard.file:
        return sent(records, stage, who, seat, heard)
    if heard.press:
        return _pressed(records, stage, who, seat, heard)
    return _typed(records, stage, who, seat, heard.text)


def _typed(records: Records, stage: Stage, who: Who, seat: Seat, text: str) -> Seat:
    command = commands.read(text.strip())
    if command:
        return open_menu(records, stage, who, seat, *command)
    if commands.looks_like_one(text.strip()):
        return replace(seat, says=(Say(text=UNKNOWN),))
    taken = _typed_there(records, stage, who, seat, text)
    if taken:
        return taken
    if not seat.stack:
        seat = open_flow(records, stage, who, seat, Frame(flow="parking", subject=records.new_id()))
    return go(records, stage, who, replace(seat, screen=""), lambda labelled: typing(records, stage, who, text, labelled))


def _typed_there(records: Records, stage: Stage, who: Who, seat: Seat, text: str) -> Seat | None:
    """What was typed on a screen that takes words itself; None on any other."""
    if screen_name(seat) in _TELLING:
        return adding.typed(records, stage, who, seat, text)
    if screen_name(seat) == mail_screen.NAME:
        return mail_screen.typed(records, who, seat, text)
    return latest.typed(records, stage, who, seat, text) if screen_name(seat) in {latest.REPLY, latest.DIFFERS} else None


def _pressed(records: Records, stage: Stage, who: Who, seat: Seat, heard: Heard) -> Seat:
    press = read_press(heard.press)
    if press is None:
        return replace(seat, says=(Say(text=NOT_HERE),))
    if press.about == "m":
        return open_menu(records, stage, who, seat, press.parts[0], heard.text)
    if press.about == "t":
        return _turn(records, stage, who, seat, press, heard)
    if press.about == "q":
        return _question(records, stage, who, seat, press.parts[0])
    if press.about == "v":
        return _evaluate(records, stage, who, seat, press.parts[0])
    says, screen = deeds.do(records, stage, who, press)
    if screen == "differ":
        return open_flow(records, stage, who, seat, Frame(flow="differ", subject=press.parts[0]))
    if screen.startswith("edit="):
        return change(records, stage, who, replace(seat, says=says, screen=""), screen.removeprefix("edit="))
    return replace(seat, says=says, screen=screen)


def _turn(records: Records, stage: Stage, who: Who, seat: Seat, press: Press, heard: Heard) -> Seat:
    option = ":".join(press.parts[1:])
    if press.number(0) != seat.turn:
        fields = words_of(records, stage, who, seat, option, heard.fields)
        return stale(records, stage, who, seat, (heard.text or heard.own) if option == ENTER_TEXT else fields or heard.own)
    if screen_name(seat) in SHARING:
        return _share(records, stage, who, seat, option)
    taken = _typed_there(records, stage, who, seat, heard.text) if option == ENTER_TEXT else None
    if taken:
        return taken
    if screen_name(seat) in _TELLING:
        return retelling.press(records, stage, who, seat, option)
    if screen_name(seat) == mail_screen.NAME:
        return mail_screen.press(records, who, seat, option)
    if not seat.stack:
        return replace(seat, says=(Say(text=phrases.STALE),))
    return answer(records, stage, who, replace(seat, screen=""), option, heard)


def _share(records: Records, stage: Stage, who: Who, seat: Seat, option: str) -> Seat:
    method = seat.screen.partition("=")[2]
    act, _, about = option.partition("=")
    if act in {"pick", "open"}:
        return replace(seat, screen=f"picking={about or method}".removesuffix("="), turn=seat.turn + 1)
    if act == "edit":
        return change(records, stage, who, seat, about)
    says = sharing.press(records, stage, who, option, method)
    if says is None:
        return replace(seat, says=(Say(text=phrases.STALE),))
    if option == "none":
        return parked.leave(records, stage, who, replace(seat, says=says))
    return replace(seat, says=says, turn=seat.turn + 1)


def _question(records: Records, stage: Stage, who: Who, seat: Seat, note: str) -> Seat:
    scene = Scene(records=records, stage=stage, who=who, seat=seat, tongue=voice(records, stage, who))
    if note not in {asked.id for asked in home.open_questions(scene)}:
        return replace(seat, says=(Say(text=NOT_HERE),))
    return open_flow(records, stage, who, seat, Frame(flow="followup", subject=note))


def _evaluate(records: Records, stage: Stage, who: Who, seat: Seat, meeting: str) -> Seat:
    """The evaluation of a meeting that one was asked about: taken once, then only read."""
    frame = evaluating.frame(records, who, meeting)
    if frame is None:
        return replace(seat, says=(Say(text=NOT_HERE),))
    place = conversations.place(records, who.person, who.course, frame)
    return replace(seat, screen="evaluations", anew=True) if place and place.ended else open_flow(records, stage, who, seat, frame)
