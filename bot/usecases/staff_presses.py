"""What staff can press in a messenger: how it went with a promise of their own, and when to be reminded of it again."""

from bot.domain.letter import Button, Letter
from bot.domain.people import Role
from bot.domain.plan import Action
from bot.errors import CourseClosed, CourseFrozen, NotAllowed, NotFound
from bot.marks import N_
from bot.records import courses, people, plans
from bot.records.core import Records
from bot.usecases import deeds, planning, step_reminders, wishes_page
from bot.usecases.press import Press, read
from bot.usecases.stage import Stage, Who, voice

DONE = N_("Tak. Det er skrevet ned.")
_REPORTS = {"done", "not_yet", *planning.AGAIN}


def answer(records: Records, stage: Stage, person: str, data: str) -> Letter | None:
    """The letter that answers a press about one's own promise; None for every other press, or one that is used up."""
    press = read(data)
    if press and press.about == "r":
        return wishes_page.answer(records, stage, person, press)
    action = _own(records, person, press) if press else None
    if press is None or action is None or press.number(1) != action.version or press.parts[2] not in _REPORTS:
        return None
    who = Who(person=person, course=action.course)
    try:
        courses.require_open(records, who.course, person, Role.COUNSELLOR)
        says, screen = deeds.do(records, stage, who, press)
    except (NotAllowed, NotFound, CourseClosed, CourseFrozen):
        return None
    tongue = voice(records, stage, who)
    text = tongue.say(DONE) if press.parts[2] == "done" else "\n\n".join(tongue.said(said) for said in says)
    rows = _when(records, stage, action) if screen.startswith("again=") else ()
    return Letter(text=text, rows=rows)


def _own(records: Records, person: str, press: Press) -> Action | None:
    """The step of their own that a press is about."""
    if press.about != "a" or len(press.parts) != 3:
        return None
    action = plans.get(records, press.parts[0])
    return action if action and action.doer == person else None


def _when(records: Records, stage: Stage, before: Action) -> tuple[tuple[Button, ...], ...]:
    """When to be reminded again, of the step as it is now."""
    action = plans.get(records, before.id) or before
    texts = stage.texts_in(people.tongue(records, action.doer)[0])
    return tuple((Button(label=texts.say(label), press=step_reminders.press(action, when)),) for when, label in planning.AGAIN.items())
