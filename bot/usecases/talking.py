"""One turn: somebody types or presses something, and sits somewhere else afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.dialogue import phrases
from bot.dialogue.turns import Changed, Filled, Pressed, Say, Sent, Wished
from bot.domain.course import CLOSED as CLOSED_STATE
from bot.domain.media import VOICE
from bot.domain.people import Role
from bot.marks import N_
from bot.records import conversations, courses, files, notes, plans
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases import commands, deeds, erasing, home, inviting, pages, planning, sharing
from bot.usecases.press import Press, menu
from bot.usecases.press import read as read_press
from bot.usecases.scene import Scene
from bot.usecases.screens import Screen
from bot.usecases.showing import show
from bot.usecases.stage import Stage, Who, voice
from bot.usecases.walking import back_to_flow, go, go_on, open_flow, open_new, park, typing

FIRST_FLOW = "agreement"
CLOSED = N_("Forløbet er slut. Du kan stadig læse, tage tilbage og slette det, du har skrevet.")
UNKNOWN = N_("Det ord kender jeg ikke. Tryk på Menu, eller skriv /hjælp.")
NOT_HERE = N_("Den knap virker ikke mere. Her er vi nu.")
LINK = N_("Her er dit private link. Gem det, og vis det ikke til andre:\n{link}")
TELEGRAM_LINK = N_("Åbn dette link på din telefon inden en time. Så kan du også svare i Telegram:\n{link}")
ENTER_TEXT = "text"
FORMS = {"entry", "piles"}
ERASE_ALL = "e:all"
_WISHES = {"pause", "back", "skip", "save"}
_PAGES = {*pages.PAGES, "sharing", "seen"}
_STAYS_OPEN = {*pages.PAGES, "home", "sharing", "seen", "link", "stay", "l", "c"}
_SHARING = {"sharing", "picking"}
_BEGUN = {"go": "", "more": FIRST_FLOW, "park": "parking", "goal": "proposal", "step": plans.FLOW, "write": "message"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came from a person: typed text, or a press with what its form carried along.

    `file` is the id of a photo or voice message that is kept already (`media` is "picture" or "voice"); `fields` are those of a
    form that asks several things at once, by name.
    """

    text: str = ""
    press: str = ""
    picks: tuple[str, ...] | None = None
    file: str = ""
    media: str = ""
    seconds: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)


def turn(records: Records, stage: Stage, who: Who, heard: Heard) -> Screen | None:
    """Take in what a member said; the screen they have afterwards, or None when they erased everything.

    Raises NotAllowed for somebody who is no member.
    """
    if heard.press == ERASE_ALL and not who.shared_only:
        erasing.erase(records, who)
        return None
    return show(records, stage, who, hear(records, stage, who, heard))


def hear(records: Records, stage: Stage, who: Who, heard: Heard) -> Seat:
    """Take in what a member said; where they sit afterwards, with what is said to them."""
    courses.require(records, who.course, who.person, Role.COUNSELLEE)
    before, file = replace(sit(records, stage, who), says=()), heard.file
    if who.shared_only and _is_locked(heard):
        before = replace(before, says=(Say(text=sharing.LOCKED),))
        heard = Heard(press=menu("stay"))
    if _is_too_late(records, who, before, heard):
        before = replace(before, screen="home", says=(Say(text=CLOSED),))
        heard = Heard(press=menu("stay"))
    if file and not heard.file:
        files.drop(records, file)
    after = _heard(records, stage, who, before, heard)
    conversations.keep_seat(records, who.person, who.course, after)
    records.log(who.person, "turn", who.course)
    return after


def _is_locked(heard: Heard) -> bool:
    """What a link given by staff does not open, so that nobody says yes, takes back or erases in somebody else's name."""
    return _named(heard) in {"g", "a", "e", "c", "edit", "back=", "nothing"}


def _is_too_late(records: Records, who: Who, seat: Seat, heard: Heard) -> bool:
    """A closed course takes no more answers; reading, taking back and erasing stay."""
    if courses.state(records, who.course) != CLOSED_STATE:
        return False
    on_the_list = seat.screen in _SHARING and _named(heard) in {"back=", "nothing", "none", "pick"}
    return _named(heard) not in _STAYS_OPEN and not on_the_list


def _named(heard: Heard) -> str:
    """The bare name of what is asked: a page, an option of the turn, or the one letter of what a press is about."""
    if not heard.press:
        command = commands.read(heard.text.strip())
        return command[0] if command else ""
    about, _, rest = heard.press.partition(":")
    if about == "m":
        return rest
    if about != "t":
        return about
    option = rest.partition(":")[2]
    return "back=" if option.startswith("back=") else option.partition("=")[0]


def sit(records: Records, stage: Stage, who: Who) -> Seat:
    """Somebody's seat; the first time, at the first question of the first flow."""
    found = conversations.seat(records, who.person, who.course)
    if found:
        return found
    return open_flow(records, stage, who, Seat(), Frame(flow=FIRST_FLOW))


def _heard(records: Records, stage: Stage, who: Who, seat: Seat, heard: Heard) -> Seat:
    if heard.file:
        return _sent(records, stage, who, seat, heard)
    if heard.press:
        return _pressed(records, stage, who, seat, heard)
    return _typed(records, stage, who, seat, heard.text)


def _sent(records: Records, stage: Stage, who: Who, seat: Seat, heard: Heard) -> Seat:
    """A photo or a voice message for the open step. One that came by a form is saved at once, with the words beside it."""
    press = read_press(heard.press)
    if press is not None and press.number(0) != seat.turn:
        files.drop(records, heard.file)
        return _stale(records, stage, who, seat, heard.text)
    if not seat.stack and heard.media == VOICE:
        seat = open_new(records, stage, who, seat, "parking")
    if not seat.stack:
        files.drop(records, heard.file)
        return replace(seat, says=(Say(text=phrases.NOT_A_FILE_HERE),))
    event = Sent(file=heard.file, media=heard.media, seconds=heard.seconds)
    after = go(records, stage, who, replace(seat, screen=""), lambda _: event)
    if press is None or not _is_held(records, who, seat.stack[-1], heard.file):
        return after
    quiet = replace(after, says=seat.says)
    return go(records, stage, who, quiet, lambda labelled: typing(records, stage, who, heard.text, labelled, whole=True))


def _is_held(records: Records, who: Who, frame: Frame, file: str) -> bool:
    """Whether the step took the file and waits for a word about it."""
    place = conversations.place(records, who.person, who.course, frame)
    return place is not None and place.file is not None and place.file[0] == file


def _typed(records: Records, stage: Stage, who: Who, seat: Seat, text: str) -> Seat:
    command = commands.read(text.strip())
    if command:
        return _menu(records, stage, who, seat, *command)
    if commands.looks_like_one(text.strip()):
        return replace(seat, says=(Say(text=UNKNOWN),))
    if not seat.stack:
        seat = open_flow(records, stage, who, seat, Frame(flow="parking", subject=records.new_id()))
    return go(records, stage, who, replace(seat, screen=""), lambda labelled: typing(records, stage, who, text, labelled))


def _pressed(records: Records, stage: Stage, who: Who, seat: Seat, heard: Heard) -> Seat:
    press = read_press(heard.press)
    if press is None:
        return replace(seat, says=(Say(text=NOT_HERE),))
    if press.about == "m":
        return _menu(records, stage, who, seat, press.parts[0], heard.text)
    if press.about == "t":
        return _turn(records, stage, who, seat, press, heard)
    if press.about == "q":
        return _question(records, stage, who, seat, press.parts[0])
    says, screen = deeds.do(records, stage, who, press)
    if screen == "differ":
        return open_flow(records, stage, who, seat, Frame(flow="differ", subject=press.parts[0]))
    if screen.startswith("edit="):
        return _edit(records, stage, who, replace(seat, says=says, screen=""), screen.removeprefix("edit="))
    return replace(seat, says=says, screen=screen)


def _turn(records: Records, stage: Stage, who: Who, seat: Seat, press: Press, heard: Heard) -> Seat:
    option = ":".join(press.parts[1:])
    if press.number(0) != seat.turn:
        return _stale(records, stage, who, seat, heard.text if option == ENTER_TEXT else "")
    if seat.screen in _SHARING:
        return _share(records, stage, who, seat, option)
    if not seat.stack:
        return replace(seat, says=(Say(text=phrases.STALE),))
    awake = replace(seat, screen="")
    if option == ENTER_TEXT:
        return go(records, stage, who, awake, lambda labelled: typing(records, stage, who, heard.text, labelled, whole=True))
    if option in FORMS:
        return go(records, stage, who, awake, lambda _: Filled(turn=seat.turn, option=option, fields=heard.fields))
    return go(records, stage, who, awake, lambda _: Pressed(turn=seat.turn, option=option, picks=heard.picks))


def _stale(records: Records, stage: Stage, who: Who, seat: Seat, text: str) -> Seat:
    """A used button changes nothing; words sent with it are parked, unless they are kept already."""
    known = {note.words.said for note in notes.visible(records, who.course, viewer=who.viewer, author=who.person)}
    if not text.strip() or text.strip() in known:
        return replace(seat, says=(Say(text=phrases.STALE),))
    return park(records, stage, who, seat, text)


def _share(records: Records, stage: Stage, who: Who, seat: Seat, option: str) -> Seat:
    if option == "pick":
        return replace(seat, screen="picking", turn=seat.turn + 1)
    if option.startswith("edit="):
        return _edit(records, stage, who, seat, option.removeprefix("edit="))
    says = sharing.press(records, stage, who, option)
    if says is None:
        return replace(seat, says=(Say(text=phrases.STALE),))
    if option == "none":
        return back_to_flow(records, stage, who, replace(seat, screen="", says=says))
    return replace(seat, says=says, turn=seat.turn + 1)


def _edit(records: Records, stage: Stage, who: Who, seat: Seat, note_id: str) -> Seat:
    mine = notes.visible(records, who.course, viewer=who.viewer, author=who.person)
    note = next((note for note in mine if note.id == note_id), None)
    if note is None or note.flow not in stage.flows:
        return replace(seat, says=(Say(text=phrases.STALE),))
    opened = open_flow(records, stage, who, seat, Frame(flow=note.flow, subject=note.subject))
    onward = note.flow == plans.FLOW and not seat.screen
    return go(records, stage, who, replace(opened, says=seat.says), lambda _: Changed(step=note.step, onward=onward))


def _question(records: Records, stage: Stage, who: Who, seat: Seat, note: str) -> Seat:
    scene = Scene(records=records, stage=stage, who=who, seat=seat, tongue=voice(records, stage, who))
    if note not in {asked.id for asked in home.open_questions(scene)}:
        return replace(seat, says=(Say(text=NOT_HERE),))
    return open_flow(records, stage, who, seat, Frame(flow="followup", subject=note))


def _menu(records: Records, stage: Stage, who: Who, seat: Seat, name: str, rest: str = "") -> Seat:
    """What works everywhere: a page, a wish about the open flow, or something begun."""
    if name in _PAGES:
        return replace(seat, screen=name, turn=seat.turn + 1) if name in _SHARING else replace(seat, screen=name)
    if name in _WISHES and seat.stack:
        return go(records, stage, who, replace(seat, screen=""), lambda _: Wished(option=name))
    if name in {"link", "telegram"}:
        return _link(records, stage, who, seat, name)
    if name in _BEGUN:
        return _begin(records, stage, who, seat, name, rest)
    return seat if name == "stay" else replace(seat, screen="home")


def _begin(records: Records, stage: Stage, who: Who, seat: Seat, name: str, rest: str) -> Seat:
    if name == "go":
        return go_on(records, stage, who, replace(seat, screen=""))
    if name == "more":
        opened = open_flow(records, stage, who, seat, Frame(flow=FIRST_FLOW))
        return go(records, stage, who, opened, lambda _: Changed(step="more"))
    if name == "park" and rest:
        return park(records, stage, who, seat, rest)
    if name == "step" and planning.open_steps(records, who) >= planning.MOST_OPEN:
        return replace(seat, screen="actions", says=(Say(text=planning.ENOUGH),))
    return open_new(records, stage, who, seat, _BEGUN[name])


def _link(records: Records, stage: Stage, who: Who, seat: Seat, name: str) -> Seat:
    """A link of the person's own: back to this page, or from their Telegram to it."""
    if who.shared_only:
        return replace(seat, screen="home", says=(Say(text=sharing.LOCKED),))
    if name == "link":
        said = Say(text=LINK, values={"link": inviting.private_link(records, stage, who)})
    else:
        said = Say(text=TELEGRAM_LINK, values={"link": inviting.telegram_link(records, stage, who.person, who.course)})
    return replace(seat, screen="home", says=(said,))
