"""How somebody's reminders stand, in words, and the few buttons that change it; for the counsellee's screens and staff's letters."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.domain.letter import Button, Letter
from bot.domain.people import Role
from bot.domain.reminder import KIND_NAMES, ReminderKind, Wishes
from bot.errors import NotFound
from bot.marks import N_
from bot.records import courses, people, reminding
from bot.records.core import Records
from bot.texts import Texts
from bot.usecases import mail_screen, mailing, wishes
from bot.usecases.press import Press, menu
from bot.usecases.screens import Option
from bot.usecases.stage import Stage, Voice
from bot.usecases.wishes import ABOUT, CHOOSE_KINDS, PAUSES, QUIET, ZONES

TITLE = N_("Påmindelser")
STAFF_KINDS = (ReminderKind.MEETING, ReminderKind.STEP, ReminderKind.AGREEMENT)
ALL_ON = N_("Du får alle påmindelser.")
SOME_OFF = N_("Du får påmindelser, men ikke om {kinds}.")
ALL_OFF = N_("Du får ingen påmindelser.")
QUIET_HOURS = N_("Jeg er stille fra {start} til {end}.")
NEVER_QUIET = N_("Jeg kan skrive på alle tider af døgnet.")
RESTING = N_("Jeg holder pause til {when}.")
COMES = {
    people.TELEGRAM: N_("De kommer i Telegram."),
    people.EMAIL: N_("De kommer som mail."),
    people.WEB: N_("De ligger klar på din side på nettet."),
}
ON_THE_DESK = N_("De ligger klar på skrivebordet.")
TRIES_MORE = N_("Går det ikke, prøver jeg et andet sted.")
TRIES_NO_MORE = N_("Går det ikke, prøver jeg ikke andre steder.")
CLOCK = N_("Din tid: {place}, {time}.")
AND = N_("{most} og {last}")
SEE_ALL = N_("Alle påmindelser")
IS_OFF = N_("Så minder jeg dig ikke mere om {kind}.")
RESTS = N_("Så holder jeg pause til {when}. Bagefter får du det, der ventede. Nye beskeder kommer stadig.")
BACK_ON = N_("Slå til igen")
TURN_ON, TURN_OFF = N_("Slå til: {kind}"), N_("Slå fra: {kind}")
PAUSE, END_PAUSE = N_("Pause i påmindelser"), N_("Slut på pause")
HOW_LONG = N_("Hvor længe skal jeg holde pause?")
LENGTHS = {"week": N_("En uge"), "two": N_("To uger"), "month": N_("En måned")}
WHEN_QUIET = N_("Hvornår jeg er stille")
WHICH_HOURS = N_("Hvornår skal jeg være stille?")
FROM_TO, NEVER = N_("Fra {start} til {end}"), N_("Slet ikke")
WHERE = N_("Hvor de kommer")
NAMES = {people.TELEGRAM: N_("Telegram"), people.EMAIL: N_("Mail"), people.WEB: N_("Min side på nettet")}
DESK = N_("Skrivebordet")
TRY_MORE, TRY_NO_MORE = N_("Prøv også andre steder"), N_("Prøv ikke andre steder")
OTHER_ZONE = N_("Skift tidszone")
WHICH_ZONE = N_("Hvor er du?")

Made = tuple[list[str], list[Option]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How somebody's reminders stand: what they want, where they can be reached, and their language and time zone.

    `mail`: they have no address for mails here, and could give one.
    """

    wanted: Wishes
    places: tuple[str, ...]
    staff: bool
    mail: bool
    texts: Texts
    zone: str
    records: Records


def standing(records: Records, stage: Stage, person: str) -> Standing:
    """How the reminders of this person stand now."""
    language, zone = people.tongue(records, person)
    there, staff = tuple(wishes.places(records, person)), courses.post(records, person) is not None
    return Standing(
        wanted=reminding.wishes(records, person),
        places=there,
        staff=staff,
        mail=not staff and people.EMAIL not in there and mailing.is_offered(records, person),
        texts=stage.texts_in(language),
        zone=zone,
        records=records,
    )


def page(at: Standing, about: str) -> Made:
    """The settings: all of them in few words, or the one that is being changed."""
    name, _, kind = about.partition("-")
    made = _PAGES.get(name, _all)
    return made(at, kind)


def answer(records: Records, stage: Stage, person: str, pressed: Press) -> Letter | None:
    """What a counsellor is answered in a messenger who presses a button about their reminders; None for one that does nothing."""
    if courses.post(records, person) is not Role.COUNSELLOR:
        return None
    try:
        says, screen = wishes.press(records, stage, person, pressed)
    except NotFound:
        return None
    at = standing(records, stage, person)
    told = [Voice(texts=at.texts, timezone=at.zone).said(said) for said in says]
    paragraphs, options = page(at, screen.partition("=")[2])
    rows = tuple((Button(label=option.label, press=option.press),) for option in options)
    return Letter(text="\n\n".join([*told, *paragraphs]), rows=rows)


def told(at: Standing) -> str:
    """How it stands, a line for each thing."""
    clock = at.texts.say(CLOCK, place=_place(at), time=at.texts.hour(_local(at, at.records.now).time()))
    if at.wanted.off >= set(_kinds_of(at)):
        return "\n".join([_kinds_told(at), clock])
    quiet = quiet_told(at.texts, at.wanted.quiet_from, at.wanted.quiet_to)
    return "\n".join([*_rest_told(at), _kinds_told(at), *_where_told(at), quiet, clock])


def quiet_told(texts: Texts, quiet_from: time, quiet_to: time) -> str:
    """The quiet hours in words."""
    if quiet_from == quiet_to:
        return texts.say(NEVER_QUIET)
    return texts.say(QUIET_HOURS, start=_hour(quiet_from), end=_hour(quiet_to))


def hours(texts: Texts, pair: tuple[time, time]) -> str:
    """Quiet hours to choose, in few words."""
    start, end = pair
    return texts.say(NEVER if start == end else FROM_TO, start=_hour(start), end=_hour(end))


def _rest_told(at: Standing) -> list[str]:
    until = at.wanted.paused_until
    return [at.texts.say(RESTING, when=at.texts.when(_local(at, until)))] if until and _rests(at) else []


def _where_told(at: Standing) -> list[str]:
    comes = ON_THE_DESK if at.staff and at.places[0] == people.WEB else COMES[at.places[0]]
    also = [TRIES_MORE if at.wanted.also else TRIES_NO_MORE] if len(at.places) > 1 else []
    return [at.texts.say(line) for line in (comes, *also)]


def _all(at: Standing, _kind: str) -> Made:
    pause = (END_PAUSE, "r:go") if _rests(at) else (PAUSE, "r:see:pause")
    where = [(WHERE, "r:see:by")] if len(at.places) > 1 or at.mail else []
    ways = [pause, (CHOOSE_KINDS, "r:see:kinds"), (WHEN_QUIET, "r:see:quiet"), *where, (OTHER_ZONE, "r:see:zone")]
    return [told(at)], [_option(at, label, press) for label, press in ways]


def _kinds(at: Standing, _kind: str) -> Made:
    options = []
    for kind in _kinds_of(at):
        act, label = ("on", TURN_ON) if kind in at.wanted.off else ("off", TURN_OFF)
        options.append(Option(label=at.texts.say(label, kind=at.texts.say(KIND_NAMES[kind])), press=f"r:{act}:{kind}:{wishes.LIST}"))
    return [_kinds_told(at)], [*options, _to_all(at)]


def _switched_off(at: Standing, kind: str) -> Made:
    if kind not in at.wanted.off:
        return _all(at, kind)
    told = at.texts.say(IS_OFF, kind=at.texts.say(ABOUT[ReminderKind(kind)]))
    return [told], [_option(at, BACK_ON, f"r:on:{kind}"), _to_all(at)]


def _pause(at: Standing, _kind: str) -> Made:
    ends = [_option(at, END_PAUSE, "r:go")] if _rests(at) else []
    return [at.texts.say(HOW_LONG)], [*ends, *(_option(at, LENGTHS[name], f"r:pause:{name}") for name in PAUSES), _to_all(at)]


def _paused(at: Standing, kind: str) -> Made:
    until = at.wanted.paused_until
    if until is None or not _rests(at):
        return _all(at, kind)
    return [at.texts.say(RESTS, when=at.texts.when(_local(at, until)))], [_option(at, END_PAUSE, "r:go"), _to_all(at)]


def _quiet(at: Standing, _kind: str) -> Made:
    now = (at.wanted.quiet_from, at.wanted.quiet_to)
    options = [Option(label=hours(at.texts, pair), press=f"r:quiet:{name}") for name, pair in QUIET.items() if pair != now]
    return [f"{quiet_told(at.texts, *now)}\n{at.texts.say(WHICH_HOURS)}"], [*options, _to_all(at)]


def _by(at: Standing, kind: str) -> Made:
    if len(at.places) == 1 and not at.mail:
        return _all(at, kind)
    names = {**NAMES, people.WEB: DESK} if at.staff else NAMES
    others = [_option(at, names[channel], f"r:by:{channel}") for channel in at.places[1:]]
    mail = [_option(at, NAMES[people.EMAIL], menu(mail_screen.NAME))] if at.mail else []
    also = [_option(at, TRY_NO_MORE, "r:also:off") if at.wanted.also else _option(at, TRY_MORE, "r:also:on")] if others else []
    return ["\n".join(_where_told(at))], [*others, *mail, *also, _to_all(at)]


def _zone(at: Standing, _kind: str) -> Made:
    options = [_option(at, place, f"r:zone:{number}") for number, (zone, place) in enumerate(ZONES) if zone != at.zone]
    return [at.texts.say(WHICH_ZONE)], [*options, _to_all(at)]


_PAGES: dict[str, Callable[[Standing, str], Made]] = {
    "kinds": _kinds,
    "off": _switched_off,
    "pause": _pause,
    "paused": _paused,
    "quiet": _quiet,
    "by": _by,
    "zone": _zone,
}


def _kinds_told(at: Standing) -> str:
    off = [kind for kind in _kinds_of(at) if kind in at.wanted.off]
    if not off:
        return at.texts.say(ALL_ON)
    if len(off) == len(_kinds_of(at)):
        return at.texts.say(ALL_OFF)
    *most, last = [at.texts.say(ABOUT[kind]) for kind in off]
    return at.texts.say(SOME_OFF, kinds=at.texts.say(AND, most=", ".join(most), last=last) if most else last)


def _kinds_of(at: Standing) -> tuple[ReminderKind, ...]:
    return STAFF_KINDS if at.staff else tuple(KIND_NAMES)


def _rests(at: Standing) -> bool:
    return at.wanted.is_paused(at.records.now)


def _local(at: Standing, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(at.zone))


def _place(at: Standing) -> str:
    place = dict(ZONES).get(at.zone)
    return at.texts.say(place) if place else at.zone


def _option(at: Standing, label: str, press: str) -> Option:
    return Option(label=at.texts.say(label), press=press)


def _to_all(at: Standing) -> Option:
    return _option(at, SEE_ALL, "r:see:all")


def _hour(at: time) -> str:
    return str(at.hour) if at.minute == 0 else at.strftime("%H.%M")
