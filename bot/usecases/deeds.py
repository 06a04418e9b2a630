"""Presses that are about a thing rather than a turn: a wording, a step of the plan, a language, everything one has written."""

from dataclasses import replace

from bot.dialogue.turns import Say
from bot.domain.agreement import Verdict
from bot.domain.plan import ActionState
from bot.errors import CourseClosed, NotAllowed, NotFound, WordingMoved
from bot.marks import N_
from bot.records import agreements, people, plans
from bot.records.core import Records
from bot.texts import LANGUAGES
from bot.usecases import (
    absent,
    agreeing,
    closing_page,
    edited,
    evenings,
    handing_over,
    owndata,
    parked,
    planning,
    retaining,
    sharing,
    step_files,
    suggesting,
    wishes,
)
from bot.usecases.press import Press
from bot.usecases.sheets import latest
from bot.usecases.stage import Stage, Who, voice

GONE = N_("Den knap virker ikke mere. Her er vi nu.")
TAKEN_OVER = {
    handing_over.SHARING: N_("{coming} er nu din vejleder og kan se det, du delte før. Du kan tage det tilbage når som helst."),
    handing_over.BARE: N_("{coming} er nu din vejleder. {coming} ser jeres mål, men ingen af dine svar."),
    handing_over.NO: N_("Det er i orden. {coming} ser intet, og du beholder din vejleder."),
    handing_over.LATER: N_("Det er i orden. {coming} ser intet. Du kan svare en anden dag."),
}
CHANGED_LANGUAGE = N_("Så taler vi dansk.")

Done = tuple[tuple[Say, ...], str]


def do(records: Records, stage: Stage, who: Who, press: Press) -> Done:
    """Do what the press asks, if it is this person's to do; what is said, and the screen to show."""
    deed = _DEEDS.get(press.about)
    try:
        return deed(records, stage, who, press) if deed else ((Say(text=GONE),), "home")
    except WordingMoved:
        return (Say(text=agreeing.MOVED),), "goals"
    except (NotFound, NotAllowed, CourseClosed):
        return (Say(text=GONE),), "home"


def _verdict(records: Records, stage: Stage, who: Who, press: Press) -> Done:
    verdict = press.parts[1] if len(press.parts) > 1 else ""
    if verdict == Verdict.DIFFERENTLY:
        agreements.read(records, who.course).seen(press.number(0))
        return (), "differ"
    if verdict not in {Verdict.YES, Verdict.NOT_YET}:
        raise NotFound
    settled = agreeing.say(records, stage, who, press.number(0), Verdict(verdict))
    if verdict == Verdict.NOT_YET:
        return (Say(text=agreeing.NOT_YET_KEPT),), "goals"
    return (Say(text=agreeing.AGREED if settled else agreeing.YES_KEPT),), "goals"


def _action(records: Records, stage: Stage, who: Who, press: Press) -> Done:
    if len(press.parts) != 3:
        raise NotFound
    action, version, what = press.parts[0], press.number(1), press.parts[2]
    if what == "done":
        planning.report(records, stage, who, action, version, ActionState.DONE)
        return (Say(text=planning.WELL_THANKS),), "actions"
    if what == "not_yet":
        planning.report(records, stage, who, action, version, ActionState.NOT_YET)
        return (Say(text=planning.FINE),), f"again={action}"
    if what == "help":
        return _help(records, stage, who, action, version)
    if what in planning.AGAIN:
        return _again(records, stage, who, action, version, what)
    if what == "change":
        return (), f"edit={_what_note(records, who, action)}"
    raise NotFound


def _help(records: Records, stage: Stage, who: Who, action: str, version: int) -> Done:
    """Who has not shared the step is shown it, with the button that shares it."""
    planning.own(records, who, action, version)
    if sharing.is_alone(records, who.course):
        return (Say(text=planning.HELP_ALONE),), "actions"
    if planning.ask_for_help(records, stage, who, action, version):
        return (Say(text=planning.HELP_SEEN),), "actions"
    return (Say(text=planning.HELP_UNSEEN),), f"told={plans.flow_of(records, who.course, action)}.{action}"


def _again(records: Records, stage: Stage, who: Who, action: str, version: int, when: str) -> Done:
    at = planning.remind_again(records, who, action, version, when)
    if at is None:
        return (Say(text=planning.WILL_NOT),), "actions"
    told = voice(records, stage, who).texts.when(at)
    return (Say(text=planning.WILL_REMIND, values={"when": told}),), "actions"


def _what_note(records: Records, who: Who, action: str) -> str:
    found = plans.get(records, action)
    if found is None or (found.course, found.doer) != (who.course, who.person):
        raise NotFound
    mine = plans.words(records, who.course, viewer=who.viewer, author=who.person, subject=action)
    return next((note.id for note in mine if plans.is_what(note)), "")


def _calendar(records: Records, stage: Stage, who: Who, press: Press) -> Done:
    step_files.calendar_file(records, stage, who, press.parts[0])
    return (), f"{step_files.SCREEN}={press.parts[0]}"


def _parked(records: Records, stage: Stage, who: Who, press: Press) -> Done:
    return parked.press(records, stage, who, press), "parked"


def _evenings(records: Records, _stage: Stage, who: Who, press: Press) -> Done:
    evenings.stop(records, who, press.parts[0])
    return (Say(text=evenings.STOPPED),), "home"


def _suggestion(records: Records, _stage: Stage, who: Who, press: Press) -> Done:
    suggesting.decline(records, who, press.parts[0])
    return (Say(text=suggesting.DECLINED),), "home"


def _language(records: Records, _stage: Stage, who: Who, press: Press) -> Done:
    if press.parts[0] not in LANGUAGES:
        raise NotFound
    people.add(records, replace(people.get(records, who.person), language=press.parts[0]))
    return (Say(text=CHANGED_LANGUAGE),), "home"


def _keep(records: Records, _stage: Stage, who: Who, press: Press) -> Done:
    retaining.keep(records, replace(who, course=press.parts[0]))
    return (Say(text=retaining.KEPT),), "home"


def _handover(records: Records, stage: Stage, who: Who, press: Press) -> Done:
    if len(press.parts) != 2:
        raise NotFound
    coming, what = press.parts
    name = handing_over.answer(records, stage, who, coming, what)
    return (Say(text=TAKEN_OVER[what], values={"coming": name}),), "home"


def _reminders(records: Records, stage: Stage, who: Who, press: Press) -> Done:
    return wishes.press(records, stage, who.person, press)


_DEEDS = {
    "a": _action,
    "b": _calendar,
    "d": _suggestion,
    "f": owndata.press,
    "g": _verdict,
    "k": _keep,
    "l": _language,
    "n": latest.press,
    "o": _handover,
    "p": _parked,
    "r": _reminders,
    "s": _evenings,
    "w": absent.press,
    "x": edited.press,
    "z": closing_page.press,
}
