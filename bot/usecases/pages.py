"""The pages behind the counsellee's front page: each some paragraphs, some buttons, and a way back."""

from bot.domain.agreement import Said
from bot.domain.people import Role
from bot.marks import N_
from bot.records import agreements, courses, people, plans, switches
from bot.texts import LANGUAGES
from bot.usecases import (
    between,
    closing_page,
    crisis,
    drawn_letters,
    evaluating,
    evenings,
    fields,
    home,
    launching,
    looked,
    noticing,
    owndata,
    paper_copies,
    scales,
    step_files,
    step_reminders,
    wishes_page,
)
from bot.usecases.evaluating import Evaluation
from bot.usecases.home import MY_ANSWERS, NEW_STEP, OTHER_COURSE, PROPOSE
from bot.usecases.planning import AGAIN, action_line
from bot.usecases.preparing import CHOOSE, CONTINUE
from bot.usecases.press import menu
from bot.usecases.reviewing import AIM, aim, aimed
from bot.usecases.scene import Scene
from bot.usecases.screens import Option, Screen
from bot.usecases.sheets import latest
from bot.usecases.stage import called, counsellors_of

BACK = N_("Menu")
PICK_LANGUAGE = N_("Vælg sprog. Choose a language.")
REALLY_ERASE = N_("Vil du slette alt, du har skrevet? Det kan ikke fortrydes. Så kan {counsellor} heller ikke se det mere.")
ERASE_OTHERS = N_("I er flere i forløbet. Kun det, du selv har skrevet, bliver slettet.")
ERASE_TELEGRAM = N_("Det, der står i Telegram fra de sidste to døgn, sletter jeg også der. Det, der er ældre, må du selv slette.")
ERASE_TELEGRAM_OFF = N_("Jeg kan ikke slette det, der står i Telegram. Slet det selv bagefter.")
YES_ERASE = N_("Ja, slet alt")
NO_KEEP = N_("Nej, behold det")
HELP_VOICE = N_("Du kan også sende en talebesked som svar. Den bliver gemt og låst. Kun du kan høre den, til du deler den.")
HELP_TEXT = (
    N_("Jeg er et program. Ingen læser med lige nu."),
    N_("Du svarer på spørgsmål, før I mødes. Du vælger, hvad {counsellor} må se."),
    N_("Du kan gå tilbage, springe over, holde pause og slette. Alt bliver gemt undervejs."),
    HELP_VOICE,
    N_("Du kan trykke på knapperne. Du kan også skrive et af ordene her."),
    N_(
        "/pause, /fortsæt, /tilbage, /parker, /metoder, /kort, /papir, /deling, /tag-tilbage, /mine-data, "
        "/påmindelser, /slet, /hjælp, /akut"
    ),
)
GOAL = N_("Målet lyder: “{goal}”")
GOAL_BY = N_("Foreslået af {who}.")
EARLIER = N_("Før lød det: “{goal}”")
SAID_YES = N_("{who} har sagt ja.")
SAID_NOT_YET = N_("{who} siger: ikke endnu.")
SAID_DIFFERENTLY = N_("{who} ser det anderledes: “{line}”")
SAID_NOTHING = N_("{who} har ikke svaret.")
NO_GOAL = N_("Der er ikke foreslået noget mål endnu.")
YES = N_("Ja, det siger jeg ja til")
NOT_YET = N_("Ikke endnu")
DIFFERENTLY = N_("Jeg ser det anderledes")
OTHER_WORDS = N_("Foreslå andre ord")
YOU = N_("Du")
WHAT_ELSE = N_("Her kan du hente arket og dit link, vælge påmindelser og slette alt.")
NO_AIM = N_("{counsellor} har ikke skrevet noget endnu.")
BEFORE = N_("Det skrev {who}, da I talte sammen:")
NO_COUNSELLOR = N_("Forløb uden vejleder")
NO_STEPS = N_("Du har ingen skridt endnu.")
NO_NUMBERS = N_("Du har ingen tal endnu.")
NOT_EVALUATED = N_("Der står ikke noget om møderne endnu.")
MY_NUMBERS = N_("Mine tal over tid")
OUR_MEETINGS = N_("Sådan var møderne")
STEP_NUMBER = N_("{number}. {label}")


def page(scene: Scene) -> Screen:
    """The page that the seat names; the front page for a name that is none."""
    made = PAGES.get(scene.seat.screen.partition("=")[0])
    if made is None:
        return home.screen(scene)
    paragraphs, options = made(scene)
    goes_on = [Option(label=scene.say(CONTINUE), press=menu("go"))] if scene.seat.stack else []
    ways = (Option(label=scene.say(BACK), press=menu("home")), Option(label=scene.say(crisis.TITLE), press=menu("crisis")))
    return Screen(
        name=scene.seat.screen,
        says=scene.says,
        paragraphs=tuple(paragraphs),
        answers=(*options, *goes_on),
        ways=ways,
        turn=scene.seat.turn,
    )


Made = tuple[list[str], list[Option]]


def _help(scene: Scene) -> Made:
    told = [text for text in HELP_TEXT if text != HELP_VOICE or not switches.is_off(scene.records, switches.VOICE)]
    return [scene.say(text) for text in told], []


def _map(scene: Scene) -> Made:
    ways = [(latest.TITLE, latest.NAME)] if latest.is_any(scene) else []
    ways += [(CHOOSE, "methods"), (MY_ANSWERS, "sharing")]
    ways += [(MY_NUMBERS, "scales")] if scales.takings(scene.records, scene.who) else []
    ways += [(OUR_MEETINGS, "evaluations")] if evaluating.history(scene.records, scene.stage, scene.who) else []
    sheet = launching.button(scene.stage, scene.tongue)
    ways += [(paper_copies.TITLE, paper_copies.NAME)]
    return fields.lines(scene), [sheet, *(Option(label=scene.say(label), press=menu(name)) for label, name in ways)]


def _aim(scene: Scene) -> Made:
    records, course = scene.records, scene.who.course
    here = courses.ids(records, course, Role.COUNSELLOR)
    said = [(author, _aim_lines(scene, author)) for author in aimed(records, course, scene.person)]
    now = [line for author, lines in said if author in here for line in lines]
    before = [line for author, lines in said if author not in here for line in _before(scene, author, lines)]
    return [*(now or [scene.say(NO_AIM)]), *before], []


def _aim_lines(scene: Scene, author: str) -> list[str]:
    said = aim(scene.records, scene.who.course, scene.person, author)
    return [f"{scene.say(heading)}\n{said[step]}" for step, heading in AIM.items() if said.get(step)]


def _before(scene: Scene, author: str, lines: list[str]) -> list[str]:
    """What somebody wrote who is not the counsellor any more."""
    return [scene.say(BEFORE, who=people.name(scene.records, author)), *lines] if lines else []


def _goals(scene: Scene) -> Made:
    agreement = agreements.read(scene.records, scene.who.course)
    wording = agreement.now
    if wording is None:
        return [scene.say(NO_GOAL)], [Option(label=scene.say(PROPOSE), press=menu("goal"))]
    names = {
        m.person.id: scene.say(YOU) if m.person.id == scene.who.person else m.person.name
        for m in courses.members(scene.records, scene.who.course)
    }
    # Who has left keeps the name under which they said it.
    names |= {one: people.name(scene.records, one) for one in wording.said if one not in names}
    proposer = scene.say(N_("dig")) if wording.by == scene.who.person else names.get(wording.by) or _called(scene, wording.by)
    lines = [scene.say(GOAL, goal=wording.text), scene.say(GOAL_BY, who=proposer)]
    lines += [_said(wording.said.get(person), name or scene.say(N_("Den anden")), scene) for person, name in names.items()]
    lines += [scene.say(EARLIER, goal=earlier.text) for earlier in agreement.earlier[:3]]
    verdicts = [(YES, "yes"), (NOT_YET, "not_yet"), (DIFFERENTLY, "differently")]
    left = verdicts[1:] if wording.confirmed_by(scene.who.person) else verdicts
    options = [Option(label=scene.say(label), press=f"g:{wording.version}:{verdict}") for label, verdict in left]
    return lines, [*options, Option(label=scene.say(OTHER_WORDS), press=menu("goal"))]


def _called(scene: Scene, person: str) -> str:
    return called(scene.records, scene.tongue.texts, person) if person else ""


def _said(said: Said | None, name: str, scene: Scene) -> str:
    if said is None:
        return scene.say(SAID_NOTHING, who=name)
    if said.line:
        return scene.say(SAID_DIFFERENTLY, who=name, line=said.line)
    return scene.say(SAID_YES if said.verdict == "yes" else SAID_NOT_YET, who=name)


def _actions(scene: Scene) -> Made:
    seen = plans.visible(scene.records, scene.who.course, viewer=scene.who.viewer)
    lines, options = [], []
    for number, action in enumerate(seen, start=1):
        lines.append(scene.say(STEP_NUMBER, number=number, label=action_line(scene.records, action, scene.who, scene.tongue)))
        if action.doer == scene.who.person and action.waits:
            acts = [(label, step_reminders.press(action, act)) for label, act in step_reminders.ACTS]
            acts += [(step_files.TO_CALENDAR, step_files.press(action))] if step_files.has_file(action) else []
            options += [Option(label=scene.say(STEP_NUMBER, number=number, label=scene.say(label)), press=press) for label, press in acts]
    week = evenings.told(scene.records, scene.who, scene.tongue)
    if week:
        lines.append(week[0])
        options.append(Option(label=scene.say(evenings.STOP_EVENINGS), press=week[1]))
    return lines or [scene.say(NO_STEPS)], [*options, Option(label=scene.say(NEW_STEP), press=menu("step"))]


def _scales(scene: Scene) -> Made:
    """The numbers one gave over time, scale by scale."""
    told = scales.lines(scene.records, scene.stage, scene.who)
    titles = [(scene.say_of(scene.stage.flows[flow], scene.stage.flows[flow].title), told[flow]) for flow in scales.FLOWS if flow in told]
    return ["\n".join([title, *lines]) for title, lines in titles] or [scene.say(NO_NUMBERS)], []


def _evaluations(scene: Scene) -> Made:
    """What was said of the meetings, the newest first."""
    read = evaluating.history(scene.records, scene.stage, scene.who)
    return [_evaluation(one, scene) for one in read] or [scene.say(NOT_EVALUATED)], []


def _evaluation(one: Evaluation, scene: Scene) -> str:
    asked = evaluating.scales(scene.stage, scene.tongue)
    numbers = [f"{question} {one.numbers[step]}" for step, question in asked.items() if step in one.numbers]
    return "\n".join(line for line in (scene.tongue.texts.short_day(one.day), *numbers, one.line) if line)


def _language(scene: Scene) -> Made:
    return [scene.say(PICK_LANGUAGE)], [Option(label=name, press=f"l:{language}") for language, name in LANGUAGES.items()]


def _erase(scene: Scene) -> Made:
    options = [Option(label=scene.say(YES_ERASE), press="e:all"), Option(label=scene.say(NO_KEEP), press=menu("go"))]
    several = len(courses.ids(scene.records, scene.who.course, Role.COUNSELLEE)) > 1
    others = [scene.say(ERASE_OTHERS)] if several else []
    return [*owndata.not_erased(scene), *_erase_there(scene), *others, scene.say(REALLY_ERASE)], options


def _erase_there(scene: Scene) -> list[str]:
    """What becomes of what stands in Telegram, for somebody who has written there."""
    if not any(address.channel == people.TELEGRAM for address in people.reach(scene.records, scene.who.person)):
        return []
    return [scene.say(ERASE_TELEGRAM_OFF if switches.is_off(scene.records, switches.TELEGRAM) else ERASE_TELEGRAM)]


def _rest(scene: Scene) -> Made:
    return [scene.say(WHAT_ELSE)], home.rest(scene)


def _switch(scene: Scene) -> Made:
    others = [course for course in courses.of(scene.records, scene.who.person, Role.COUNSELLEE) if course != scene.who.course]
    names = [counsellors_of(scene.records, course) or scene.say(NO_COUNSELLOR) for course in others]
    options = [Option(label=name, press=f"c:{course}") for course, name in zip(others, names, strict=True)]
    return [scene.say(OTHER_COURSE)], options


def _again(scene: Scene) -> Made:
    action = plans.get(scene.records, scene.about)
    version = action.version if action else 0
    return [], [Option(label=scene.say(label), press=f"a:{scene.about}:{version}:{when}") for when, label in AGAIN.items()]


def _reminders(scene: Scene) -> Made:
    at = wishes_page.standing(scene.records, scene.stage, scene.who.person)
    return wishes_page.page(at, scene.about)


def _crisis(scene: Scene) -> Made:
    return [scene.stage.crisis.card(scene.tongue.texts)], []


PAGES = {
    "again": _again,
    "scales": _scales,
    "evaluations": _evaluations,
    "crisis": _crisis,
    "help": _help,
    "map": _map,
    "aim": _aim,
    "goals": _goals,
    "actions": _actions,
    "lang": _language,
    "erase": _erase,
    "switch": _switch,
    "handover": between.page,
    "closing": closing_page.page,
    "rest": _rest,
    drawn_letters.NAME: drawn_letters.page,
    paper_copies.NAME: paper_copies.page,
    "reminders": _reminders,
    "data": owndata.page,
    "looked": looked.page,
    "notice": noticing.whole,
    "agreed": noticing.agreed,
}
