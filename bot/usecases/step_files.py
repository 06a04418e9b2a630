"""A step of one's own as a file for one's calendar, which does not say what the step is."""

from dataclasses import replace

from bot.domain import invites
from bot.domain.plan import Action
from bot.errors import NotFound
from bot.marks import N_
from bot.records import people, plans
from bot.records.core import Records
from bot.usecases import crisis
from bot.usecases.press import menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Option, Screen
from bot.usecases.sharing import MENU
from bot.usecases.stage import Stage, Who

SCREEN = "calendar"
TO_CALENDAR = N_("Læg i kalender")
STEPS = N_("Mine skridt")
HERE = N_("Her er en fil til din kalender. Der står ikke i den, hvad skridtet er.")


def calendar_file(records: Records, stage: Stage, who: Who, action_id: str) -> str:
    """The step as iCalendar text, a whole day. Raises NotFound for one that is not theirs, has no day, or waits no more."""
    action = plans.get(records, action_id)
    if action is None or (action.course, action.doer) != (who.course, who.person) or who.shared_only:
        raise NotFound
    if action.due is None or not action.waits:
        raise NotFound
    language, timezone = people.tongue(records, who.person)
    return invites.step_event(
        uid_of=f"step {action.id}",
        version=action.version,
        day=action.due,
        at=None,
        timezone=timezone,
        title=stage.texts_in(language).say(invites.STEP),
        url=stage.url,
        now=records.now,
    )


def has_file(action: Action) -> bool:
    """Whether there is a day to put into a calendar."""
    return action.due is not None and action.waits


def press(action: Action) -> str:
    """The press that gives the file."""
    return f"b:{action.id}"


def screen(scene: Scene) -> Screen:
    """The file, and the way back to one's steps."""
    ways = (Option(label=scene.say(MENU), press=menu("home")), Option(label=scene.say(crisis.TITLE), press=menu("crisis")))
    answers = (Option(label=scene.say(STEPS), press=menu("actions")),)
    try:
        file = calendar_file(scene.records, scene.stage, scene.who, scene.about)
    except NotFound:
        file = ""
    told = (scene.say(HERE),) if file else ()
    return Screen(name=SCREEN, says=scene.says, paragraphs=told, answers=answers, ways=ways, turn=scene.seat.turn, attachment=file)


def on_the_web(screen: Screen) -> Screen:
    """A screen as the web has it: a file is had by an address of its own."""
    return replace(screen, answers=tuple(_as_link(one) for one in screen.answers))


def _as_link(option: Option) -> Option:
    about, _, action = option.press.partition(":")
    return replace(option, press="", url=f"/chat/kalender/skridt/{action}.ics") if about == "b" else option
