"""The end of a course as the counsellee meets it in chat: the question, their own wish to end, and what they leave with."""

from dataclasses import replace

from bot.dialogue.turns import Say
from bot.domain.course import CLOSED
from bot.domain.people import Role
from bot.errors import NotFound
from bot.marks import N_
from bot.records import agreements, courses, plans
from bot.records.core import Records
from bot.usecases import closing
from bot.usecases.planning import action_line
from bot.usecases.press import Press, menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Option
from bot.usecases.stage import Stage, Who

TITLE = N_("Slut forløbet")
WHAT_IT_IS = N_("Er I færdige, kan du foreslå at slutte. {counsellor} svarer ja eller nej.")
STAYS = N_("Du kan stadig læse, hente og slette dit eget bagefter. {counsellor} kan åbne forløbet igen.")
PROPOSE = N_("Foreslå at slutte")
WAITS = N_("Du har foreslået at slutte. {counsellor} har ikke svaret endnu.")
GO_ON = N_("Jeg vil gerne fortsætte")
PROPOSED = N_("{counsellor} får besked om, at du gerne vil slutte.")
OVER = N_("Så er forløbet slut.")
NOT_OVER = N_("Det er i orden. I fortsætter. {counsellor} får besked.")
GOES_ON = N_("Så fortsætter I.")
THE_GOAL = N_("I blev enige om: “{goal}”")
NO_GOAL_NO_STEP = N_("I har ikke aftalt et mål eller et skridt. Dine svar er her stadig.")
THE_STEPS = N_("Jeres skridt:")
KEEP = N_("Hent en kopi")
ANSWERS = N_("Mine svar og deling")

Made = tuple[list[str], list[Option]]


def page(scene: Scene) -> Made:
    """Paragraphs and options, as it stands."""
    if courses.state(scene.records, scene.who.course) == CLOSED:
        return _left_with(scene), [
            Option(label=scene.say(KEEP), press=menu("data")),
            Option(label=scene.say(ANSWERS), press=menu("sharing")),
        ]
    asked = told(scene)
    if asked:
        return list(asked), [Option(label=label, press=press) for label, press in ways(scene)]
    course = scene.who.course
    if closing.standing(scene.records, scene.who).mine:
        return [scene.say(WAITS)], [Option(label=scene.say(GO_ON), press=f"z:back:{course}")]
    return [scene.say(WHAT_IT_IS), scene.say(STAYS)], [Option(label=scene.say(PROPOSE), press=f"z:propose:{course}")]


def told(scene: Scene) -> tuple[str, ...]:
    """What stands on the front page while the counsellee is asked whether it is over."""
    return tuple(closing.question(scene.records, scene.who, scene.tongue)) if _is_open(scene) else ()


def ways(scene: Scene) -> list[tuple[str, str]]:
    """The two answers while they are waited for, and what one left with once it is over, as (words, press)."""
    if not _is_open(scene):
        return [(scene.say(closing.LEAVE_WITH), menu("closing"))]
    return closing.buttons(scene.tongue, scene.who.course) if told(scene) and not scene.who.shared_only else []


def press(records: Records, stage: Stage, who: Who, press: Press) -> tuple[tuple[Say, ...], str]:
    """“yes” or “no” to the end, “propose” it, or take that “back”; what is said, and the screen to show. The last part names the course.

    Raises NotFound for what is not asked (any more), NotAllowed, CourseClosed.
    """
    what, course = (*press.parts, "")[:2]
    who = replace(who, course=course)
    courses.require_open(records, course, who.person, Role.COUNSELLEE)
    if what == "propose":
        over = closing.propose(records, stage, who)
        return (Say(text=OVER if over else PROPOSED),), "closing"
    if what == "back":
        closing.take_back(records, stage, who)
        return (Say(text=GOES_ON),), "home"
    if what not in {"yes", "no"}:
        raise NotFound
    closing.answer(records, stage, who, yes=what == "yes")
    return ((Say(text=OVER),), "closing") if what == "yes" else ((Say(text=NOT_OVER),), "home")


def _left_with(scene: Scene) -> list[str]:
    """The goal both said yes to, and the steps, as this person may see them."""
    records, who = scene.records, scene.who
    agreement = agreements.read(records, who.course)
    goal = agreement.now.text if agreement.now and agreement.settled(courses.everyone(records, who.course)) else ""
    steps = [action_line(records, action, who, scene.tongue) for action in plans.visible(records, who.course, viewer=who.viewer)]
    found = [scene.say(THE_GOAL, goal=goal)] if goal else []
    found += ["\n".join([scene.say(THE_STEPS), *steps])] if steps else []
    return found or [scene.say(NO_GOAL_NO_STEP)]


def _is_open(scene: Scene) -> bool:
    return courses.state(scene.records, scene.who.course) != CLOSED
