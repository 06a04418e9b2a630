"""The plan: a step somebody will take, and how it went."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.people import Role, Viewer
from bot.domain.plan import STATE_NAMES, Action, ActionState
from bot.domain.reminder import ReminderKind
from bot.domain.sheet import Words
from bot.domain.trail import Act
from bot.errors import BadInput, NotAllowed, NotFound
from bot.marks import N_
from bot.records import courses, notes, people, plans, post, trail
from bot.records.core import Records
from bot.usecases import step_reminders, wishes
from bot.usecases.notices import tell_counsellees, tell_counsellors
from bot.usecases.stage import Stage, Voice, Who, called

HELP_KIND = "help"
MOST_OPEN = 3
LONGEST = 2000
LINE = N_("{what} ({who}, {state})")
PROMISED = N_("{who} lovede: {what}")
LINE_DUE = N_("{what} ({who}, senest {due}, {state})")
HELPER = N_("Hvem hjælper: {helper}")
SIGN = N_("Sådan ser I, at det er gjort: {sign}")
HINDERED = N_("Det kom i vejen: {hindered}")
WELL_THANKS = N_("Tak, fordi du sagde det. Skridtet er gjort.")
FINE = N_("Det er i orden. Hvornår skal jeg minde dig om det igen?")
AGAIN = {"tomorrow": N_("I morgen"), "week": N_("Om en uge"), "never": N_("Slet ikke")}
HELP_SEEN = N_("Tak. {counsellor} får at vide, at du gerne vil have hjælp, og kan se, hvilket skridt det er.")
HELP_UNSEEN = N_("Tak. {counsellor} får at vide, at du gerne vil have hjælp til et skridt. Kun du kan se hvilket, til du deler det.")
HELP_ALONE = N_("Du har ingen vejleder lige nu, så ingen får besked. Prøv igen, når du har fået en ny.")
WILL_REMIND = N_("Så minder jeg dig om det {when}.")
WILL_NOT = N_("Så minder jeg dig ikke mere om det.")
ENOUGH = N_("Du har tre skridt i gang. Gør et færdigt, eller ret et af dem først.")
BY = N_("Dagen er {day}.")
WHAT, FIRST_PART = N_("Hvad vil du gøre?"), N_("Hvad er det første lille stykke af det?")


def action_line(records: Records, action: Action, who: Who, tongue: Voice) -> str:
    """A step: what, whose, by when and how it stands in one line, and below it what more is said of it."""
    name = tongue.say(N_("dig")) if action.doer == who.person else called(records, tongue.texts, action.doer)
    if not records.rows.one("memberships", {"course": action.course, "person": action.doer}):
        return tongue.say(PROMISED, who=name, what=action.what)
    state = tongue.say(STATE_NAMES[action.state])
    due = tongue.texts.short_day(action.due) if action.due else ""
    line = tongue.say(LINE_DUE if due else LINE, what=action.what, who=name, state=state, due=due)
    further = ((step_reminders.FIRST, "first"), (HELPER, "helper"), (SIGN, "sign"), (HINDERED, "hindered"))
    told = [tongue.say(text, **{name: said}) for text, name in further if (said := getattr(action, name))]
    return "\n".join([line, *told, *([action.sentence] if action.sentence else [])])


def open_steps(records: Records, who: Who) -> int:
    """How many of this person's own steps are still to be done."""
    return sum(1 for action in plans.visible(records, who.course, viewer=who.viewer) if action.doer == who.person and action.waits)


def keep_action(records: Records, who: Who, action: Action) -> None:
    """Keep a step and set its reminder; a step kept anew takes its reminder with it. Only one that others see moves the headline."""
    courses.require_open(records, action.course, who.person)
    before = plans.get(records, action.id)
    if action.remind_at and (before is None or before.remind_at != action.remind_at):
        wishes.ask_for(records, action.doer, ReminderKind.STEP)
    plans.keep(records, action)
    step_reminders.remind(records, action)
    _quiet(records, action.course)
    records.log(who.person, Act.PLAN, action.course, action.id)
    if is_seen(records, action.course, action.doer, action.id):
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


def report(records: Records, stage: Stage, who: Who, action_id: str, version: int, state: ActionState) -> Action:
    """The doer says how it went. Raises NotFound for a step or version that is no more, NotAllowed for somebody else's."""
    action = own(records, who, action_id, version)
    # Who asks for help has not said a word about when they want to be reminded.
    remind_at = action.remind_at if state is ActionState.HELP else None
    changed = replace(action, version=action.version + 1, state=state, remind_at=remind_at)
    keep_action(records, who, changed)
    if state is ActionState.DONE:
        _tell_others(records, stage, who, action_id)
    return changed


def open_again(records: Records, who: Who, action: Action) -> None:
    """The doer takes back what they said of how it went: the step is on its way again."""
    keep_action(records, who, replace(action, version=action.version + 1, state=ActionState.OPEN))


def ask_for_help(records: Records, stage: Stage, who: Who, action_id: str, version: int) -> bool:
    """The doer would like help with their step: the counsellors are told that, and no word of it; whether they may see the step.

    Raises as `report`; NotAllowed to a counsellor, who asks nobody here.
    """
    if who.person in courses.ids(records, who.course, Role.COUNSELLOR):
        raise NotAllowed
    report(records, stage, who, action_id, version, ActionState.HELP)
    tell_counsellors(records, stage, who.course, HELP_KIND)
    return is_seen(records, who.course, who.person, action_id)


def wants_help(records: Records, course: str) -> list[Action]:
    """The steps of a course that somebody would like help with, without their words."""
    return [action for action in plans.every(records, course) if action.state is ActionState.HELP]


def asked_since(records: Records, who: Who) -> bool:
    """Whether somebody has asked for help with a step after this counsellor last opened the course's page."""
    opened = trail.acts(records.rows, {"course": who.course, "actor": who.person, "act": Act.READ_COURSE.value})
    seen = max((row.get("number", 0) for row in opened), default=0)
    wanted = {action.id for action in wants_help(records, who.course)}
    moved = trail.acts(records.rows, {"course": who.course, "act": Act.PLAN.value}) if wanted else []
    return any(row["subject"] in wanted and row.get("number", 0) > seen for row in moved)


def remind_again(records: Records, who: Who, action_id: str, version: int, when: str) -> datetime | None:
    """The doer says when to be reminded next; that time in their own time zone, or None for never."""
    action = own(records, who, action_id, version)
    _, timezone = people.tongue(records, who.person)
    local = records.now.astimezone(ZoneInfo(timezone))
    days = {"tomorrow": 1, "week": 7}.get(when)
    at = local.replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=days) if days else None
    keep_action(records, who, replace(action, version=action.version + 1, remind_at=at))
    return at


def is_seen(records: Records, course: str, doer: str, action: str) -> bool:
    """Whether others may see what somebody's step is."""
    words = plans.words(records, course, viewer=Viewer(person=doer), author=doer, subject=action)
    return any(note.shared for note in words if plans.is_what(note))


def own(records: Records, who: Who, action_id: str, version: int) -> Action:
    """A step of one's own, as it is now. Raises NotFound for one or a version that is no more, NotAllowed for somebody else's."""
    action = plans.get(records, action_id)
    if action is None or action.course != who.course:
        raise NotFound
    if action.doer != who.person:
        raise NotAllowed
    if action.version != version:
        raise NotFound
    return action


def _quiet(records: Records, course: str) -> None:
    """Nobody is told any more of a wish for help that has been met."""
    if not wants_help(records, course):
        post.cancel(records, course=course, kind=HELP_KIND)


def _tell_others(records: Records, stage: Stage, who: Who, action_id: str) -> None:
    """Only who may see the step hears that it is done."""
    if who.person in courses.ids(records, who.course, Role.COUNSELLOR):
        tell_counsellees(records, stage, who.course, "done")
        return
    if is_seen(records, who.course, who.person, action_id):
        tell_counsellors(records, stage, who.course, "done")


def _write_shared(records: Records, who: Who, subject: str, step: str, words: Words) -> None:
    note = notes.write(
        records, course=who.course, author=who.person, field="plan", flow=plans.FLOW, step=step, subject=subject, words=words
    )
    for person in courses.ids(records, who.course, Role.COUNSELLEE):
        notes.share(records, note, notes.newest(records, note), person)
