"""What people want of their reminders: the row of buttons under each, and what every press about them does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.dialogue.turns import Say
from bot.domain.letter import Button
from bot.domain.reminder import QUIET_TO, ReminderKind, Wishes
from bot.errors import NotFound
from bot.marks import N_
from bot.records import people, reminding, timers
from bot.records.core import Records
from bot.texts import Texts
from bot.usecases.notices import open_places
from bot.usecases.press import Press
from bot.usecases.stage import Stage

SCREEN, LIST = "reminders", "list"
NO_MORE = N_("Ikke flere af dem")
PAUSE_A_WEEK = N_("Pause i en uge")
CHOOSE_KINDS = N_("Vælg, hvad jeg minder om")
ABOUT = {
    ReminderKind.MEETING: N_("møder"),
    ReminderKind.STEP: N_("skridt i planen"),
    ReminderKind.EVENING: N_("3 gode ting"),
    ReminderKind.AGREEMENT: N_("mål, der venter på svar"),
    ReminderKind.EVALUATION: N_("hvordan mødet gik"),
}
IS_ON = N_("Så minder jeg dig om {kind} igen. Det, der var imens, kommer ikke.")
GOES_ON = N_("Så minder jeg dig igen.")
KEPT = N_("Det er gemt.")
MOVED = N_("Det er gemt. Det, der har en tid, bliver ikke flyttet.")
PAUSES = {"week": 7, "two": 14, "month": 30}
QUIET = {"21-8": (time(21), time(8)), "22-7": (time(22), time(7)), "20-9": (time(20), time(9)), "none": (time(0), time(0))}
# Buttons name a zone by its number here: new ones go at the end.
ZONES = (
    ("Europe/Copenhagen", N_("Danmark")),
    ("Atlantic/Faroe", N_("Færøerne")),
    ("America/Nuuk", N_("Grønland")),
    ("Atlantic/Reykjavik", N_("Island")),
    ("Europe/Oslo", N_("Norge")),
    ("Europe/Stockholm", N_("Sverige")),
    ("Europe/Helsinki", N_("Finland")),
    ("Europe/London", N_("Storbritannien")),
)

Answered = tuple[tuple[Say, ...], str]


def row(texts: Texts, kind: ReminderKind | None) -> tuple[Button, ...]:
    """The last row under a reminder of this kind (None: several kinds in one letter): no more of them, or a pause.

    An evening has its own way to stop, which ends the week.
    """
    rest = Button(label=texts.say(PAUSE_A_WEEK), press="r:pause:week")
    if kind is None:
        return (Button(label=texts.say(CHOOSE_KINDS), press="r:see:kinds"), rest)
    return (rest,) if kind is ReminderKind.EVENING else (Button(label=texts.say(NO_MORE), press=f"r:off:{kind}"), rest)


def press(records: Records, stage: Stage, person: str, pressed: Press) -> Answered:
    """Do what a press about somebody's own reminders asks; what is said, and the screen to show. Raises NotFound."""
    act, what, then = (*pressed.parts, "", "")[:3]
    if act not in _ACTS:
        raise NotFound
    said, page = _ACTS[act](records, stage, person, what)
    if then == LIST:
        return (), f"{SCREEN}=kinds"
    return (said,) if said else (), f"{SCREEN}={page}" if page else SCREEN


def keep(records: Records, person: str, wanted: Wishes) -> None:
    """Keep what somebody wants; what waited for a pause or the quiet hours to end is looked at anew."""
    reminding.keep(records, person, wanted)
    timers.look_again(records, person)


def ask_for(records: Records, person: str, kind: ReminderKind) -> None:
    """Somebody has just asked to be reminded of something of this kind: it is on again, or that would never come."""
    wanted = reminding.wishes(records, person)
    if kind in wanted.off:
        reminding.keep(records, person, replace(wanted, off=wanted.off - {kind}))


def rest(records: Records, person: str, days: int) -> None:
    """Everything rests for so many days of the person's own time, to the end of the quiet hours."""
    wanted, zone = reminding.wishes(records, person), people.zone(records, person)
    morning = QUIET_TO if wanted.quiet_from == wanted.quiet_to else wanted.quiet_to
    until = datetime.combine(records.now.astimezone(zone).date() + timedelta(days=days), morning, zone)
    keep(records, person, replace(wanted, paused_until=until))


def go_on(records: Records, person: str) -> None:
    """The pause is over now: what waited for that comes now, and is not late."""
    wanted = reminding.wishes(records, person)
    if wanted.is_paused(records.now):
        keep(records, person, replace(wanted, paused_until=records.now))


def places(records: Records, person: str) -> list[str]:
    """The channels in which somebody can be reminded, the one they are reminded in first."""
    there = [*dict.fromkeys(address.channel for address in open_places(records, person)), people.WEB]
    first = reminding.wishes(records, person).first
    return sorted(there, key=lambda channel: channel != first)


def move(records: Records, person: str, zone: str) -> None:
    """From now on somebody lives by the time of this zone. Raises NotFound for one that is not offered."""
    if zone not in dict(ZONES):
        raise NotFound
    if zone != people.tongue(records, person)[1]:
        people.add(records, replace(people.get(records, person), timezone=zone))


Done = tuple[Say | None, str]


def _off(records: Records, _stage: Stage, person: str, what: str) -> Done:
    kind, wanted = _kind(what), reminding.wishes(records, person)
    keep(records, person, replace(wanted, off=wanted.off | {kind}))
    return None, f"off-{kind}"


def _on(records: Records, stage: Stage, person: str, what: str) -> Done:
    kind, wanted = _kind(what), reminding.wishes(records, person)
    keep(records, person, replace(wanted, off=wanted.off - {kind}))
    texts = stage.texts_in(people.tongue(records, person)[0])
    return Say(text=IS_ON, values={"kind": texts.say(ABOUT[kind])}), ""


def _pause(records: Records, _stage: Stage, person: str, what: str) -> Done:
    if what not in PAUSES:
        raise NotFound
    rest(records, person, PAUSES[what])
    return None, "paused"


def _go(records: Records, _stage: Stage, person: str, _what: str) -> Done:
    go_on(records, person)
    return Say(text=GOES_ON), ""


def _quiet(records: Records, _stage: Stage, person: str, what: str) -> Done:
    if what not in QUIET:
        raise NotFound
    quiet_from, quiet_to = QUIET[what]
    keep(records, person, replace(reminding.wishes(records, person), quiet_from=quiet_from, quiet_to=quiet_to))
    return Say(text=KEPT), ""


def _by(records: Records, _stage: Stage, person: str, what: str) -> Done:
    if what not in places(records, person):
        raise NotFound
    keep(records, person, replace(reminding.wishes(records, person), first=what))
    return Say(text=KEPT), ""


def _also(records: Records, _stage: Stage, person: str, what: str) -> Done:
    if what not in {"on", "off"}:
        raise NotFound
    keep(records, person, replace(reminding.wishes(records, person), also=what == "on"))
    return Say(text=KEPT), ""


def _zone(records: Records, _stage: Stage, person: str, what: str) -> Done:
    named = {str(number): zone for number, (zone, _) in enumerate(ZONES)}
    if what not in named:
        raise NotFound
    move(records, person, named[what])
    return Say(text=MOVED), ""


def _see(_records: Records, _stage: Stage, _person: str, what: str) -> Done:
    return None, "" if what == "all" else what


_ACTS: dict[str, Callable[[Records, Stage, str, str], Done]] = {
    "off": _off,
    "on": _on,
    "pause": _pause,
    "go": _go,
    "quiet": _quiet,
    "by": _by,
    "also": _also,
    "zone": _zone,
    "see": _see,
}


def _kind(name: str) -> ReminderKind:
    if name not in set(ReminderKind):
        raise NotFound
    return ReminderKind(name)
