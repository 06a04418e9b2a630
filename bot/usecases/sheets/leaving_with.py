"""What the people of a conversation leave with: the goal, the steps with their days, and when they meet again."""

from bot.domain.plan import Action
from bot.marks import N_
from bot.records import agreements, courses, notes, plans
from bot.records.core import Records
from bot.usecases.stage import Stage, Voice, Who, called, voice

GOAL = N_("Alle har sagt ja til målet: “{goal}”")
GOAL_WAITS = N_("Målet “{goal}” venter på ja fra {names}.")
NO_GOAL = N_("I har ikke skrevet et mål endnu.")
STEP, STEP_DUE = N_("{name}: {what}"), N_("{name}: {what}, senest {day}")
ME = N_("Dig")
NO_STEP = N_("Der er ikke noget skridt i planen endnu.")
MEET = N_("I mødes igen {when}.")
NO_MEETING = N_("I har ikke aftalt et nyt møde.")


def lines(records: Records, stage: Stage, who: Who) -> tuple[str, ...]:
    """All of it in plain lines, as this member may know it."""
    tongue = voice(records, stage, who)
    todo = [action for action in plans.visible(records, who.course, viewer=who.viewer) if action.waits]
    steps = [_step(records, tongue, who, action) for action in todo] or [tongue.say(NO_STEP)]
    return (_goal(records, who, tongue), *steps, _meeting(records, who, tongue))


def has_goal(records: Records, course: str) -> bool:
    """Whether all have said yes to the goal."""
    return agreements.read(records, course).settled(courses.everyone(records, course))


def has_step(records: Records, course: str) -> bool:
    """Whether there is a step to take that everybody sees."""
    waiting = {action.id for action in plans.every(records, course) if action.waits}
    everyone = courses.everyone(records, course)
    seen = [row for flow in plans.WORDS for row, _ in notes.seen_by_all(records, course, everyone, flow=flow)]
    return any(row["subject"] in waiting and plans.WORDS[row["flow"]].get(row["step"]) == "what" for row in seen)


def _goal(records: Records, who: Who, tongue: Voice) -> str:
    now, everyone = agreements.read(records, who.course).now, courses.everyone(records, who.course)
    if now is None:
        return tongue.say(NO_GOAL)
    if has_goal(records, who.course):
        return tongue.say(GOAL, goal=now.text)
    missing = [called(records, tongue.texts, person) for person in everyone if not now.confirmed_by(person)]
    return tongue.say(GOAL_WAITS, goal=now.text, names=" & ".join(missing))


def _step(records: Records, tongue: Voice, who: Who, action: Action) -> str:
    name = tongue.say(ME) if action.doer == who.person else called(records, tongue.texts, action.doer)
    day = tongue.texts.short_day(action.due) if action.due else ""
    return tongue.say(STEP_DUE if day else STEP, name=name, what=action.what, day=day)


def _meeting(records: Records, who: Who, tongue: Voice) -> str:
    meeting = courses.meeting(records, who.course)
    if meeting is None or meeting.starts_at <= records.now:
        return tongue.say(NO_MEETING)
    return tongue.say(MEET, when=tongue.texts.when(meeting.starts_at))
