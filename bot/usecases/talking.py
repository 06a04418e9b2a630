"""One turn: somebody types or presses something, and sits somewhere else afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.dialogue import phrases
from bot.dialogue.turns import Changed, Filled, Pressed, Say, Sent, Wished
from bot.domain.course import CLOSED as CLOSED_STATE
from bot.domain.media import VOICE
from bot.domain.people import Role
from bot.marks import N_
from bot.records import conversations, courses, files, plans
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases import adding, choosing, commands, deeds, erasing, evaluating, home, inviting, methods, pages, parked, retelling, sharing
from bot.usecases.care import with_care
from bot.usecases.late import stale, words_of
from bot.usecases.leaving import at_home, rest_of
from bot.usecases.press import Press, menu
from bot.usecases.press import read as read_press
from bot.usecases.scene import Scene
from bot.usecases.screens import Screen
from bot.usecases.showing import show
from bot.usecases.stage import Stage, Who, voice
from bot.usecases.walking import change, go, go_on, open_flow, open_new, park, typing

FIRST_FLOW = "agreement"
CLOSED = N_("Forløbet er slut. Du kan stadig læse, tage tilbage og slette det, du har skrevet.")
UNKNOWN = N_("Det ord kender jeg ikke. Tryk på Menu, eller skriv /hjælp.")
NOT_HERE = N_("Den knap virker ikke mere. Her er vi nu.")
LINK = N_("Her er dit private link. Gem det, og vis det ikke til andre:\n{link}")
TELEGRAM_LINK = N_("Åbn dette link på din telefon inden en time. Så kan du også svare i Telegram:\n{link}")
ENTER_TEXT = "text"
FORMS = {"entry", "pass", "piles"}
ERASE_ALL = "e:all"
# Buttons around a form: what stands in it is kept too.
_KEEP_THE_FORM = {"save", "edit", "drop"}
_WISHES = {"pause", "back", "skip", "save"}
_PAGES = {*pages.PAGES, *methods.SCREENS, "sharing", "seen", "parked"}
_STAYS_OPEN = {*_PAGES, "look", "home", "link", "stay", "l", "c"}
_SHARING = {"sharing", "picking"}
_TELLING = {"told", "adding"}
_BEGUN = {"go": "", "more": FIRST_FLOW, "park": "parking", "goal": "proposal", "step": plans.FLOW, "write": "message"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came from a person: typed text, or a press with what its form carried along.

    `file` is the id of a photo or voice message that is kept already (`media` is "picture" or "voice"); `fields` are those of a
    form that asks several things at once, by name; `own` are words typed beside choices.
    """

    text: str = ""
    press: str = ""
    picks: tuple[str, ...] | None = None
    file: str = ""
    media: str = ""
    seconds: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)
    own: str = ""


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
    before, file = at_home(stage, replace(sit(records, stage, who), says=())), heard.file
    if before.says and not heard.file:
        heard = replace(heard, press=rest_of(heard.press, heard.text))
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
    return _named(heard) in {"g", "a", "d", "e", "c", "p", "s", "edit", "back=", "nothing"}


def _is_too_late(records: Records, who: Who, seat: Seat, heard: Heard) -> bool:
    """A closed course takes no more answers; reading, taking back and erasing stay."""
    if courses.state(records, who.course) != CLOSED_STATE:
        return False
    on_the_list = _name(seat) in _SHARING and _named(heard) in {"back=", "nothing", "none", "pick", "open"}
    return _named(heard) not in _STAYS_OPEN and not on_the_list


def _named(heard: Heard) -> str:
    """The bare name of what is asked: a page, an option of the turn, or the one letter of what a press is about."""
    if not heard.press:
        command = commands.read(heard.text.strip())
        return command[0] if command else ""
    about, _, rest = heard.press.partition(":")
    if about == "m":
        return rest.partition("=")[0]
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


def _name(seat: Seat) -> str:
    """The name of the screen somebody sits before, without what it is about."""
    return seat.screen.partition("=")[0]


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
        return stale(records, stage, who, seat, heard.text)
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
    if _name(seat) in _TELLING:
        return adding.typed(records, stage, who, seat, text)
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
    if _name(seat) in _SHARING:
        return _share(records, stage, who, seat, option)
    if _name(seat) in _TELLING:
        typed = option == ENTER_TEXT
        return adding.typed(records, stage, who, seat, heard.text) if typed else retelling.press(records, stage, who, seat, option)
    if not seat.stack:
        return replace(seat, says=(Say(text=phrases.STALE),))
    return answer(records, stage, who, replace(seat, screen=""), option, heard)


def answer(records: Records, stage: Stage, who: Who, seat: Seat, option: str, heard: Heard) -> Seat:
    """An option of the open step is taken, with what came along with it."""
    if option == ENTER_TEXT:
        text = heard.text or heard.own
        return go(records, stage, who, seat, lambda labelled: typing(records, stage, who, text, labelled, whole=True))
    if option in FORMS or (_says_something(heard) and option.partition("=")[0] in _KEEP_THE_FORM):
        return go(records, stage, who, seat, lambda _: Filled(turn=seat.turn, option=option, fields=heard.fields))
    return go(records, stage, who, seat, lambda _: Pressed(turn=seat.turn, option=option, picks=heard.picks, own=heard.own))


def _says_something(heard: Heard) -> bool:
    return any(said.strip() for name, said in heard.fields.items() if name != "at")


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
    return replace(seat, screen="evaluations") if place and place.ended else open_flow(records, stage, who, seat, frame)


def _menu(records: Records, stage: Stage, who: Who, seat: Seat, name: str, rest: str = "") -> Seat:
    """What works everywhere: a page, a wish about the open flow, or something begun."""
    page, _, about = name.partition("=")
    if page in choosing.WAYS:
        return choosing.WAYS[page](records, stage, who, replace(seat, screen=""), about)
    if name in _PAGES or page == "field":
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
    if name == "step":
        return choosing.begin(records, stage, who, seat, plans.FLOW)
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
