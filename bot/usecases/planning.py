"""The plan: a step somebody will take, its reminder, and how it went."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.course import CLOSED
from bot.domain.letter import Button, Letter
from bot.domain.people import Role, Viewer
from bot.domain.plan import STATE_NAMES, Action, ActionState
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.sheet import Words
from bot.domain.trail import Act
from bot.errors import BadInput, NotAllowed, NotFound
from bot.marks import N_
from bot.records import courses, notes, people, plans, timers
from bot.records.core import Records
from bot.records.timers import Timer
from bot.usecases.notices import tell_counsellees, tell_counsellors
from bot.usecases.stage import Stage, Voice, Who, called

TIMER = "action"
MOST_OPEN = 3
LONGEST = 2000
LINE = N_("{what} ({who}, {state})")
PROMISED = N_("{who} lovede: {what}")
LINE_DUE = N_("{what} ({who}, senest {due}, {state})")
FIRST = N_("Første lille stykke: {first}")
HELPER = N_("Hvem hjælper: {helper}")
SIGN = N_("Sådan ser I, at det er gjort: {sign}")
REMINDER = N_("Der er et skridt, du ville tage:")
HOW_DID_IT_GO = N_("Hvordan gik det?")
DONE, NOT_YET, CHANGE = N_("Gjort"), N_("Ikke endnu"), N_("Ret planen")
WELL_THANKS = N_("Tak, fordi du sagde det. Skridtet er gjort.")
FINE = N_("Det er i orden. Hvornår skal jeg minde dig om det igen?")
AGAIN = {"tomorrow": N_("I morgen"), "week": N_("Om en uge"), "never": N_("Slet ikke")}
WILL_REMIND = N_("Så minder jeg dig om det {when}.")
WILL_NOT = N_("Så minder jeg dig ikke mere om det.")
ENOUGH = N_("Du har tre skridt i gang. Gør et færdigt, eller ret et af dem først.")
WHAT, FIRST_PART = N_("Hvad vil du gøre?"), N_("Hvad er det første lille stykke af det?")


def action_line(records: Records, action: Action, who: Who, tongue: Voice) -> str:
    """A step: what, whose, by when and how it stands in one line, and below it what more is said of it."""
    name = tongue.say(N_("dig")) if action.doer == who.person else called(records, tongue.texts, action.doer)
    if not records.rows.one("memberships", {"course": action.course, "person": action.doer}):
        return tongue.say(PROMISED, who=name, what=action.what)
    state = tongue.say(STATE_NAMES[action.state])
    due = tongue.texts.short_day(action.due) if action.due else ""
    line = tongue.say(LINE_DUE if due else LINE, what=action.what, who=name, state=state, due=due)
    further = ((FIRST, "first", action.first), (HELPER, "helper", action.helper), (SIGN, "sign", action.sign))
    told = [tongue.say(text, **{name: said}) for text, name, said in further if said]
    return "\n".join([line, *told, *([action.sentence] if action.sentence else [])])


def open_steps(records: Records, who: Who) -> int:
    """How many of this person's own steps are still to be done."""
    return sum(1 for action in plans.visible(records, who.course, viewer=who.viewer) if action.doer == who.person and action.waits)


def keep_action(records: Records, who: Who, action: Action) -> None:
    """Keep a step and set its reminder; a step kept anew takes its reminder with it. Only one that others see moves the headline."""
    courses.require_open(records, action.course, who.person)
    plans.keep(records, action)
    remind(records, action)
    records.log(who.person, Act.PLAN, action.course, action.id)
    if _is_seen(records, action.course, action.doer, action.id):
        courses.move(records, action.course, "act")


def promise(records: Records, stage: Stage, who: Who, *, what: str, first: str, due: date | None, remind_at: datetime | None) -> str:
    """A counsellor's own step, seen by both from the start; its id."""
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    if not what.strip() or max(len(what), len(first)) > LONGEST:
        raise BadInput
    action = Action(
        id=records.new_id(), course=who.course, doer=who.person, version=1, state=ActionState.OPEN, due=due, remind_at=remind_at
    )
    for step, question, said in (("what", WHAT, what.strip()), ("first", FIRST_PART, first.strip())):
        if said:
            _write_shared(records, who, action.id, step, Words(question=question, said=said, answer={"text": said}))
    keep_action(records, who, action)
    tell_counsellees(records, stage, who.course, "action")
    return action.id


def remind(records: Records, action: Action) -> None:
    """Set the reminder of a step, or take it away when there is nothing to remind of."""
    if action.remind_at is None or not action.waits:
        timers.clear(records, action.id, TIMER)
        return
    whose, at = {"person": action.doer, "course": action.course}, action.remind_at
    timers.set_timer(records, kind=TIMER, subject=action.id, version=action.version, **whose, at=at, asked=True)


def ring(records: Records, stage: Stage, timer: Timer) -> Reminder | None:
    """A reminder's time has come; None when the step has moved on since, or the course is closed."""
    action = plans.get(records, timer.subject)
    if action is None or action.version != timer.version or not action.waits or courses.state(records, timer.course) == CLOSED:
        return None
    language, _ = people.tongue(records, action.doer)
    texts = stage.texts_in(language)
    who = Who(person=action.doer, course=action.course)
    said = next((one for one in plans.visible(records, action.course, viewer=who.viewer) if one.id == action.id), action)
    aside = said.sentence or (texts.say(FIRST, first=said.first) if said.first else "")
    lines = [texts.say(REMINDER), said.what, aside, texts.say(HOW_DID_IT_GO)]
    buttons = tuple(
        Button(label=texts.say(label), press=f"a:{action.id}:{action.version}:{act}")
        for label, act in ((DONE, "done"), (NOT_YET, "not_yet"), (CHANGE, "change"))
    )
    letter = Letter(text="\n\n".join(line for line in lines if line), rows=(buttons,))
    return Reminder(kind=ReminderKind.STEP, about=action.id, letter=letter, line=said.what, subject=action.id)


def report(records: Records, stage: Stage, who: Who, action_id: str, version: int, state: ActionState) -> Action:
    """The doer says how it went. Raises NotFound for a step or version that is no more, NotAllowed for somebody else's."""
    action = _own(records, who, action_id)
    if action.version != version:
        raise NotFound
    changed = replace(action, version=action.version + 1, state=state, remind_at=None)
    keep_action(records, who, changed)
    if state is ActionState.DONE:
        _tell_others(records, stage, who, action_id)
    return changed


def remind_again(records: Records, who: Who, action_id: str, version: int, when: str) -> datetime | None:
    """The doer says when to be reminded next; that time in their own time zone, or None for never."""
    action = _own(records, who, action_id)
    if action.version != version:
        raise NotFound
    _, timezone = people.tongue(records, who.person)
    local = records.now.astimezone(ZoneInfo(timezone))
    days = {"tomorrow": 1, "week": 7}.get(when)
    at = local.replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=days) if days else None
    keep_action(records, who, replace(action, version=action.version + 1, remind_at=at))
    return at


def _own(records: Records, who: Who, action_id: str) -> Action:
    action = plans.get(records, action_id)
    if action is None or action.course != who.course:
        raise NotFound
    if action.doer != who.person:
        raise NotAllowed
    return action


def _tell_others(records: Records, stage: Stage, who: Who, action_id: str) -> None:
    """Only who may see the step hears that it is done."""
    if who.person in courses.ids(records, who.course, Role.COUNSELLOR):
        tell_counsellees(records, stage, who.course, "done")
        return
    if _is_seen(records, who.course, who.person, action_id):
        tell_counsellors(records, stage, who.course, "done")


def _is_seen(records: Records, course: str, doer: str, action: str) -> bool:
    """Whether others may see what somebody's step is."""
    words = plans.words(records, course, viewer=Viewer(person=doer), author=doer, subject=action)
    return any(note.shared for note in words if plans.is_what(note))


def _write_shared(records: Records, who: Who, subject: str, step: str, words: Words) -> None:
    note = notes.write(
        records, course=who.course, author=who.person, field="plan", flow=plans.FLOW, step=step, subject=subject, words=words
    )
    for person in courses.ids(records, who.course, Role.COUNSELLEE):
        notes.share(records, note, notes.newest(records, note), person)
