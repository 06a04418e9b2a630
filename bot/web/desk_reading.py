"""Reads one course into its page: goals, steps and times as the counsellor reads them."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.agreement import Verdict, Wording
from bot.domain.meeting import Meeting
from bot.domain.plan import STATE_NAMES, Action
from bot.marks import N_
from bot.records import handovers, people, switches
from bot.records.core import Records
from bot.usecases import closing, commenting, leading, listing, looking, still_shared, undoing
from bot.usecases.looking import CoursePage
from bot.usecases.reviewing import LONGEST
from bot.usecases.sheets import sitting
from bot.usecases.stage import Stage, Who
from bot.web import desk_evaluation, desk_methods
from bot.web.desk_pages import DeskCoursePage, Ending, Goal, Step

NOT_READ = N_("Læs det, der er delt")
NO_YES = N_("Svar på målet")
NO_AIM = N_("Skriv, hvad du vil med jeres møder")
VERDICTS = {Verdict.YES: N_("Ja"), Verdict.NOT_YET: N_("Ikke endnu"), Verdict.DIFFERENTLY: N_("Ser det anderledes")}
NOTHING_YET = N_("Har ikke svaret endnu")
SOMEBODY = N_("En, der ikke er med mere")
ZONES = {
    "Europe/Copenhagen": N_("København"),
    "Atlantic/Faroe": N_("Tórshavn"),
    "America/Nuuk": N_("Nuuk"),
    "Atlantic/Reykjavik": N_("Reykjavík"),
    "Europe/Oslo": N_("Oslo"),
    "Europe/Stockholm": N_("Stockholm"),
    "Europe/Helsinki": N_("Helsinki"),
}


def read(records: Records, stage: Stage, who: Who, **shown: Any) -> DeskCoursePage:
    """The page of one course; `shown` is what it shows only this once (saved, again, typed, faults). Raises NotAllowed."""
    page = looking.course_page(records, stage, who)
    _, timezone = people.tongue(records, who.person)
    now, joined = page.agreement.now, undoing.joined(records, who)
    return DeskCoursePage(
        page=page,
        lines=tuple(listing.course_lines(records, stage, who.person)),
        owed=tuple(_owed(page)),
        goal=_goal(page, now, timezone) if now else None,
        earlier=tuple(_said_only(_goal(page, wording, timezone)) for wording in page.agreement.earlier),
        said=now.said[page.me].verdict if now and page.me in now.said else "",
        steps=tuple(_steps(page, timezone)),
        starts=_starts(page.meeting),
        zone=page.timezone,
        zones=tuple(_zones(timezone, page.timezone)),
        foreign_zone=ZONES.get(page.timezone, page.timezone) if page.timezone != timezone else "",
        place_link=_link(page.meeting),
        longest=LONGEST,
        telegram=can_connect(records, stage, who.person),
        methods=desk_methods.read(records, stage, who),
        evaluations=desk_evaluation.read(records, stage, who),
        joined=joined,
        came_at=joined.at.astimezone(ZoneInfo(timezone)) if joined else None,
        marks=tuple(still_shared.marks(records, who)),
        waiting=tuple(question.question for question in page.asked if not question.said),
        deed=_deed(records, stage, who, page),
        comment=commenting.LONGEST,
        ending=_ending(records, who, timezone),
        **shown,
    )


def can_connect(records: Records, stage: Stage, person: str) -> bool:
    """Whether there is a bot, and this person is not yet in touch with it."""
    reached = [one for one in people.reach(records, person) if (one.channel, one.state) == (people.TELEGRAM, people.OPEN)]
    return bool(stage.bot_name) and not reached and not switches.is_off(records, switches.TELEGRAM)


def _deed(records: Records, stage: Stage, who: Who, page: CoursePage) -> str:
    """The one thing that makes sense next."""
    if not page.joined:
        return ""
    if page.closed:
        return "open"
    if page.to_review:
        return "read"
    today = listing.meets_today(records, who, page.meeting)
    return "begin" if today and sitting.sitting(records, stage, who) is None else "open"


def _owed(page: CoursePage) -> list[tuple[str, str]]:
    now = page.agreement.now
    found = [
        ("answers", NOT_READ, page.to_review),
        ("goal", NO_YES, now is not None and page.me not in now.said),
        ("aim", NO_AIM, not any(page.aim.values())),
    ]
    return [(section, text) for section, text, holds in found if holds and not page.closed]


def _goal(page: CoursePage, wording: Wording, timezone: str) -> Goal:
    return Goal(
        version=wording.version,
        text=wording.text,
        by=page.names.get(wording.by, SOMEBODY),
        day=wording.at.astimezone(ZoneInfo(timezone)).date(),
        said=tuple(_verdict(wording, person, page.names[person]) for person in sorted(page.names, key=lambda one: one != page.me)),
    )


def _said_only(goal: Goal) -> Goal:
    """Nobody will answer earlier words any more."""
    return replace(goal, said=tuple(one for one in goal.said if one[1] != NOTHING_YET))


def _verdict(wording: Wording, person: str, name: str) -> tuple[str, str, str]:
    said = wording.said.get(person)
    return (name, VERDICTS[said.verdict], said.line) if said else (name, NOTHING_YET, "")


def _steps(page: CoursePage, timezone: str) -> list[Step]:
    """What waits before what is done, one's own first, and the soonest first."""
    actions = sorted(page.actions, key=lambda one: (not one.waits, one.doer != page.me, one.due is None, one.due))
    return [_step(page, action, timezone) for action in actions]


def _step(page: CoursePage, action: Action, timezone: str) -> Step:
    mine = action.doer == page.me
    return Step(
        id=action.id,
        version=action.version,
        mine=mine,
        name=page.names.get(action.doer, SOMEBODY),
        what=action.what,
        first=action.first,
        helper=action.helper,
        sign=action.sign,
        sentence=action.sentence,
        state=STATE_NAMES[action.state],
        due=action.due,
        reminder=action.remind_at.astimezone(ZoneInfo(timezone)) if mine and action.waits and action.remind_at else None,
        waits=action.waits,
        hindered=action.hindered,
    )


def _ending(records: Records, who: Who, timezone: str) -> Ending:
    standing, waiting = closing.standing(records, who), handovers.of(records, who.course)
    alone = standing.alone_at.astimezone(ZoneInfo(timezone)).date() if standing.alone_at else None
    return Ending(
        standing=standing,
        alone_day=alone,
        colleagues=tuple(leading.can_take(records, who.course)),
        offered=people.name(records, waiting.coming) if waiting and waiting.coming else "",
    )


def _starts(meeting: Meeting | None) -> str:
    return meeting.starts_at.astimezone(ZoneInfo(meeting.timezone)).strftime("%Y-%m-%dT%H:%M") if meeting else ""


def _zones(*first: str) -> list[tuple[str, str]]:
    return [(zone, ZONES.get(zone, zone)) for zone in dict.fromkeys([*first, *ZONES])]


def _link(meeting: Meeting | None) -> str:
    """The place of the meeting, where it is an address to open."""
    place = meeting.place if meeting else ""
    is_address = place.lower().startswith(("https://", "http://")) and len(place.split()) == 1
    return place if is_address else ""
