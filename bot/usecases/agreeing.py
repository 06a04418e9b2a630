"""The goals of the guidance, and fields of the sheet: put forward by either, and agreed when both said yes to exactly these words."""

from bot.domain.agreement import Verdict
from bot.domain.people import Role
from bot.domain.trail import Act
from bot.errors import BadInput, WordingMoved
from bot.marks import N_
from bot.records import agreements, courses, sittings
from bot.records.agreements import GOAL
from bot.records.core import Records
from bot.usecases import agreement_reminders
from bot.usecases.notices import tell_counsellees, tell_counsellors
from bot.usecases.stage import Stage, Who

LONGEST_GOAL = 2000
AGREED = N_("I har nu begge sagt ja til målet.")
YES_KEPT = N_("Dit ja er skrevet ned. Målet gælder, når I begge har sagt ja.")
NOT_YET_KEPT = N_("Det er i orden. Målet venter, til I begge siger ja.")
MOVED = N_("Målet er ændret, siden du så det. Læs det nye her.")


def propose(records: Records, stage: Stage, who: Who, text: str, *, seen: int | None = None) -> int:
    """A new wording; everybody's earlier yes is to earlier words. Its number.

    Raises BadInput for no words or too many, WordingMoved when the proposer has not seen the wording it replaces
    (`seen`: the number they had before them, 0 for none; None where it does not matter).
    """
    courses.require_open(records, who.course, who.person)
    words = text.strip()
    if not words or len(words) > LONGEST_GOAL:
        raise BadInput("text")
    agreement = agreements.read(records, who.course)
    if seen is not None and seen != (agreement.now.version if agreement.now else 0):
        raise WordingMoved
    if agreement.now and agreement.now.text == words:
        return agreement.now.version
    version = agreements.next_version(records, who.course)
    agreements.propose(records, who.course, version, who.person, words)
    agreement_reminders.expect(records, who.course, version)
    courses.move(records, who.course, "unsettle")
    records.log(who.person, Act.PROPOSE, who.course, str(version))
    _tell_others(records, stage, who, "proposed")
    return version


def put(records: Records, stage: Stage, who: Who, field: str, words: str, *, seen: int) -> int:
    """Put what stands in a field to confirmation; its number. As `propose`, but it neither moves the headline nor is it reminded of."""
    courses.require_open(records, who.course, who.person)
    now = agreements.read(records, who.course, field).now
    if seen != (now.version if now else 0):
        raise WordingMoved
    if now and now.text == words:
        return now.version
    version = agreements.next_version(records, who.course)
    agreements.propose(records, who.course, version, who.person, words, field=field)
    records.log(who.person, Act.PROPOSE, who.course, str(version))
    _tell_others(records, stage, who, "field_put")
    return version


def say(records: Records, stage: Stage, who: Who, seen: int, verdict: Verdict, line: str = "", *, field: str = GOAL) -> bool:
    """Say yes, not yet, or how one sees it, to the wording one has seen and to no other; whether all have now said yes.

    Raises WordingMoved when the wording is another by now. Only the goal moves the headline.
    """
    courses.require_open(records, who.course, who.person)
    wording = agreements.read(records, who.course, field).seen(seen)
    agreements.say(records, who.course, wording.version, who.person, verdict, line.strip())
    records.log(who.person, verdict, who.course, str(wording.version))
    settled = agreements.read(records, who.course, field).settled(courses.everyone(records, who.course))
    if field == GOAL:
        courses.move(records, who.course, "agree" if settled else "unsettle")
    told = ("agreed", "verdict") if field == GOAL else ("field_agreed", "field_verdict")
    _tell_others(records, stage, who, told[0] if settled else told[1])
    return settled


def _tell_others(records: Records, stage: Stage, who: Who, what: str) -> None:
    """Who sits round the sheet together sees it there."""
    if sittings.going_on(records, who.course):
        return
    if who.person in courses.ids(records, who.course, Role.COUNSELLOR):
        tell_counsellees(records, stage, who.course, what)
    else:
        tell_counsellors(records, stage, who.course, what)
