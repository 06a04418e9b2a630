"""What both have agreed, as plain text for the counsellor's journal: nothing else can be taken this way, and the counsellee is told."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.people import Role
from bot.domain.sheet import FIELDS
from bot.marks import N_
from bot.records import agreements, courses, people
from bot.records.core import Records
from bot.texts import Texts
from bot.usecases.notices import tell
from bot.usecases.sheets import confirming
from bot.usecases.stage import Stage, Who

NAMES = {**FIELDS, confirming.AGREEMENT: N_("Målet")}
HEADING = N_("Aftalt mellem den vejledte og vejlederen")
BOTH_SAID_YES = N_("Alle har sagt ja til ordene. Det sidste ja kom {day}.")
TAKEN_ON = N_("Kopieret {when}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One wording that everybody in the course has said yes to and that still stands: what it is about, and the day of the last yes."""

    about: str
    text: str
    day: date


def agreed(records: Records, stage: Stage, who: Who) -> tuple[Agreed, ...]:
    """What can be taken, in the order of the sheet: the goal and the fields that were put to confirmation.

    What somebody has not said yes to, or what was changed since, is not in it. Raises NotAllowed.
    """
    courses.require(records, who.course, who.person, Role.COUNSELLOR)
    language, timezone = people.tongue(records, who.person)
    texts, zone = stage.texts_in(language), ZoneInfo(timezone)
    found = confirming.confirmed(records, stage, who)
    return tuple(
        Agreed(about=texts.say(NAMES[field]), text=one.text, day=_last_yes(records, who.course, field).astimezone(zone).date())
        for field, one in found.items()
    )


def copy(records: Records, stage: Stage, who: Who) -> str:
    """The text; the counsellees are told that it was taken, once a day for the same words. Empty when nothing is agreed."""
    found = agreed(records, stage, who)
    if not found:
        return ""
    language, timezone = people.tongue(records, who.person)
    now = records.now.astimezone(ZoneInfo(timezone))
    body = _text(stage.texts_in(language), found)
    key = f"journal.{who.course}.{now:%Y%m%d}.{hashlib.sha256(body.encode()).hexdigest()[:12]}"
    for person in courses.ids(records, who.course, Role.COUNSELLEE):
        tell(records, stage, person, who.course, "journal", key=f"{key}.{person}")
    return f"{body}\n\n{stage.texts_in(language).say(TAKEN_ON, when=_when(stage.texts_in(language), now))}\n"


def _last_yes(records: Records, course: str, field: str) -> datetime:
    wordings = agreements.read(records, course, confirming.kept_as(field)).wordings
    return max(said.at for said in wordings[-1].said.values())


def _text(texts: Texts, found: tuple[Agreed, ...]) -> str:
    parts = [texts.say(HEADING)]
    parts += [f"{one.about}\n{one.text}\n{texts.say(BOTH_SAID_YES, day=texts.short_day(one.day))}" for one in found]
    return "\n\n".join(parts)


def _when(texts: Texts, now: datetime) -> str:
    return f"{texts.short_day(now.date())} {texts.hour(now.timetz().replace(tzinfo=None))}"
