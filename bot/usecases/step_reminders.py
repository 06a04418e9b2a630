"""The reminders of a step: at the time its doer chose, and a question once afterwards, with what can be answered."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.course import CLOSED
from bot.domain.letter import Button, Letter
from bot.domain.people import Role
from bot.domain.plan import USUAL_HOUR, Action, ActionState
from bot.domain.reminder import Reminder, ReminderKind
from bot.marks import N_
from bot.records import courses, people, plans, timers
from bot.records.core import Records
from bot.records.timers import Timer
from bot.texts import Texts
from bot.usecases.stage import Stage, Who

TIMER, CHECK_IN = "action", "checkin"
REMINDER = N_("Der er et skridt, du ville tage:")
A_STEP = N_("Dit skridt: {what}")
FIRST = N_("Første lille stykke: {first}")
HOW_DID_IT_GO = N_("Hvordan gik det?")
HOW_WAS_IT = N_("Hvordan gik det med: {what}?")
DONE, NOT_YET, HELP, CHANGE = N_("Gjort"), N_("Ikke endnu"), N_("Jeg vil gerne have hjælp"), N_("Ret planen")
ACTS = ((DONE, "done"), (NOT_YET, "not_yet"), (HELP, "help"), (CHANGE, "change"))
DESK = N_("Åbn skrivebordet")


def remind(records: Records, action: Action) -> None:
    """Set the timers of a step as it is now; what is done, and a time gone by, is not reminded of."""
    times = {TIMER: action.remind_at, CHECK_IN: _check_in(records, action)}
    for kind, at in times.items():
        timers.clear(records, action.id, kind)
        if at and at > records.now and action.waits:
            whose = {"person": action.doer, "course": action.course}
            timers.set_timer(records, kind=kind, subject=action.id, version=action.version, **whose, at=at, asked=kind == TIMER)


def ring(records: Records, stage: Stage, timer: Timer) -> Reminder | None:
    """A step's time has come; None when the step has moved on since, or the course is closed."""
    action = _waiting(records, timer)
    if action is None:
        return None
    texts = stage.texts_in(people.tongue(records, action.doer)[0])
    asked = texts.say(HOW_DID_IT_GO) if _asks(records, action) else ""
    aside = texts.say(FIRST, first=action.first) if action.first and not action.sentence else ""
    # An if–then is said first: it is what was to come to mind at this moment.
    line = texts.say(A_STEP, what=action.what)
    return _reminder(records, stage, texts, action, line, [action.sentence, texts.say(REMINDER), action.what, aside, asked])


def check_in(records: Records, stage: Stage, timer: Timer) -> Reminder | None:
    """The day is over: how did it go? None as in `ring`."""
    action = _waiting(records, timer)
    if action is None:
        return None
    texts = stage.texts_in(people.tongue(records, action.doer)[0])
    asked = texts.say(HOW_WAS_IT, what=action.what.rstrip(" .?!")) if action.what else texts.say(HOW_DID_IT_GO)
    return _reminder(records, stage, texts, action, asked, [asked])


def _waiting(records: Records, timer: Timer) -> Action | None:
    """The step, with its words, if it is still as it was when the timer was set."""
    action = plans.get(records, timer.subject)
    if action is None or action.version != timer.version or not action.waits or courses.state(records, timer.course) == CLOSED:
        return None
    who = Who(person=action.doer, course=action.course)
    return next((one for one in plans.visible(records, action.course, viewer=who.viewer) if one.id == action.id), action)


def _reminder(records: Records, stage: Stage, texts: Texts, action: Action, line: str, lines: list[str]) -> Reminder:
    rows = _desk_rows(stage, texts, action) if _is_staff(records, action) else _rows(texts, action)
    letter = Letter(text="\n\n".join(said for said in lines if said), rows=rows)
    return Reminder(kind=ReminderKind.STEP, about=action.id, letter=letter, line=line, subject=action.id)


def _rows(texts: Texts, action: Action) -> tuple[tuple[Button, ...], ...]:
    done, not_yet, help_, change = (Button(label=texts.say(label), press=press(action, act)) for label, act in ACTS)
    return ((done, not_yet), (help_,), (change,))


def _desk_rows(stage: Stage, texts: Texts, action: Action) -> tuple[tuple[Button, ...], ...]:
    """Staff change a promise on the desk, and ask nobody for help here."""
    desk = Button(label=texts.say(DESK), url=f"{stage.url}/desk/course/{action.course}")
    return (tuple(Button(label=texts.say(label), press=press(action, act)) for label, act in ACTS[:2]), (desk,))


def press(action: Action, act: str) -> str:
    """The press that says something of a step as it is now."""
    return f"a:{action.id}:{action.version}:{act}"


def _is_staff(records: Records, action: Action) -> bool:
    return action.doer in courses.ids(records, action.course, Role.COUNSELLOR)


def _asks(records: Records, action: Action) -> bool:
    """Whether the reminder itself asks how it went: after a "not yet", and when it comes after the day that was meant."""
    if action.state is ActionState.NOT_YET or action.remind_at is None:
        return True
    return action.due is not None and action.due < _local(records, action, action.remind_at).date()


def _check_in(records: Records, action: Action) -> datetime | None:
    """The morning after the day that was meant, for whoever wants to be reminded at all and is not asked by the reminder."""
    if action.remind_at is None or _asks(records, action):
        return None
    reminded = _local(records, action, action.remind_at)
    day = (action.due or reminded.date()) + timedelta(days=1)
    return datetime.combine(day, USUAL_HOUR, reminded.tzinfo)


def _local(records: Records, action: Action, at: datetime) -> datetime:
    _, timezone = people.tongue(records, action.doer)
    return at.astimezone(ZoneInfo(timezone))
