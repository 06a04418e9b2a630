"""The counsellee's own front page, and the pages behind it: each a screen with a way back."""

from bot.dialogue.turns import Place
from bot.domain.agreement import Said
from bot.domain.people import Role, Viewer
from bot.domain.sheet import Note
from bot.marks import N_
from bot.records import agreements, conversations, courses, notes, people, plans
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.texts import LANGUAGES
from bot.usecases import crisis, fields
from bot.usecases.planning import AGAIN, action_line
from bot.usecases.press import menu
from bot.usecases.screens import Option, Screen
from bot.usecases.stage import Stage, Voice, Who

WHAT_NOW = N_("Hvad vil du nu?")
WAITS = N_("{counsellor} venter på dit svar et sted. Du bestemmer, om og hvornår.")
NEXT_MEETING = N_("I mødes {when}. {place}")
CONTINUE = N_("Fortsæt, hvor du slap")
READ_QUESTION = N_("Svar på et spørgsmål")
READ_GOAL = N_("Læs målet og svar")
SEE_GOAL = N_("Vores mål")
READ_AIM = N_("Hvad vejlederen vil")
MY_STEPS = N_("Mine skridt")
NEW_STEP = N_("Lav et skridt")
MY_ANSWERS = N_("Mine svar og deling")
PROPOSE = N_("Foreslå et mål")
MORE = N_("Svar på lidt mere")
WHERE = N_("Hvor er vi?")
HELP = N_("Hjælp")
PARK = N_("Parkér en tanke")
BACK = N_("Menu")
LANGUAGE = N_("Sprog / Language")
PICK_LANGUAGE = N_("Vælg sprog. Choose a language.")
ERASE = N_("Slet alt")
REALLY_ERASE = N_("Vil du slette alt, du har skrevet? Det kan ikke fortrydes. {counsellor} kan heller ikke se det mere.")
ERASE_TELEGRAM = N_("Beskeder her i Telegram kan jeg ikke slette for dig. Slet selv samtalen bagefter.")
YES_ERASE = N_("Ja, slet alt")
NO_KEEP = N_("Nej, behold det")
PRIVATE_LINK = N_("Mit private link")
USE_TELEGRAM = N_("Brug Telegram")
OTHER_COURSE = N_("Skift forløb")
HELP_TEXT = (
    N_("Jeg er et program. Ingen læser med lige nu."),
    N_("Du svarer på spørgsmål, før I mødes. Du vælger, hvad {counsellor} må se."),
    N_("Du kan gå tilbage, springe over, holde pause og slette. Alt bliver gemt undervejs."),
    N_("Du kan trykke på knapperne. Du kan også skrive: /pause, /fortsæt, /tilbage, /parker, /kort, /deling, /slet, /hjælp, /akut."),
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
NO_AIM = N_("{counsellor} har ikke skrevet noget endnu.")
NO_STEPS = N_("Du har ingen skridt endnu.")
DONE = N_("Gjort")
CHANGE_PLAN = N_("Ret planen")
STEP_NUMBER = N_("{number}. {label}")


def screen(records: Records, stage: Stage, who: Who, seat: Seat, tongue: Voice, says: tuple[str, ...]) -> Screen:
    """What waits, and everything one can do."""
    options = [*_waiting(records, who, seat), *_begun(records, who), *_always(records, stage, who)]
    return Screen(
        name="home",
        says=says,
        text=tongue.say(WHAT_NOW),
        paragraphs=_meeting(records, who, tongue),
        answers=tuple(Option(label=tongue.say(label), press=press) for label, press in options),
        ways=(Option(label=tongue.say(crisis.TITLE), press=menu("crisis")),),
        turn=seat.turn,
    )


def page(records: Records, stage: Stage, who: Who, seat: Seat, tongue: Voice, says: tuple[str, ...]) -> Screen:
    """The page that the seat names; the front page for a name that is none."""
    name, _, about = seat.screen.partition("=")
    made = PAGES.get(name)
    if made is None:
        return screen(records, stage, who, seat, tongue, says)
    paragraphs, options = made(records, stage, who, tongue, about)
    goes_on = [Option(label=tongue.say(CONTINUE), press=menu("go"))] if seat.stack else []
    ways = (Option(label=tongue.say(BACK), press=menu("home")), Option(label=tongue.say(crisis.TITLE), press=menu("crisis")))
    return Screen(name=seat.screen, says=says, paragraphs=tuple(paragraphs), answers=(*options, *goes_on), ways=ways, turn=seat.turn)


def open_questions(records: Records, who: Who) -> list[Note]:
    """The follow-up questions this person has not answered or skipped."""
    viewer = Viewer(person=who.person)
    asked = notes.visible(records, who.course, viewer=viewer, flow="followup", step="question")
    done = {note.subject for note in notes.visible(records, who.course, viewer=viewer, flow="followup", step="answer")}
    return [note for note in asked if note.id not in done]


def _waiting(records: Records, who: Who, seat: Seat) -> list[tuple[str, str]]:
    questions = [(READ_QUESTION, f"q:{note.id}") for note in open_questions(records, who)]
    wording = agreements.read(records, who.course).now
    goal = [(READ_GOAL, menu("goals"))] if wording and who.person not in wording.said else []
    return ([(CONTINUE, menu("go"))] if seat.stack else []) + questions + goal


def _begun(records: Records, who: Who) -> list[tuple[str, str]]:
    options = [(MY_ANSWERS, menu("sharing"))]
    place = conversations.place(records, who.person, who.course, Frame(flow="agreement"))
    if place and place.ended and _left_more(place):
        options.append((MORE, menu("more")))
    if notes.visible(records, who.course, viewer=Viewer(person=who.person), flow="aim"):
        options.append((READ_AIM, menu("aim")))
    wording = agreements.read(records, who.course).now
    if wording and who.person in wording.said:
        options.append((SEE_GOAL, menu("goals")))
    if plans.visible(records, who.course, viewer=who.viewer):
        options.append((MY_STEPS, menu("actions")))
    return options


def _always(records: Records, stage: Stage, who: Who) -> list[tuple[str, str]]:
    goal = [] if agreements.read(records, who.course).now else [(PROPOSE, menu("goal"))]
    several = [(OTHER_COURSE, menu("switch"))] if len(courses.of(records, who.person, Role.COUNSELLEE)) > 1 else []
    connected = any(address.channel == people.TELEGRAM for address in people.reach(records, who.person))
    telegram = [(USE_TELEGRAM, menu("telegram"))] if stage.bot_name and not connected and not who.shared_only else []
    rest = [(PARK, menu("park")), (WHERE, menu("map")), (PRIVATE_LINK, menu("link")), (HELP, menu("help"))]
    return [*goal, (NEW_STEP, menu("step")), *rest, *telegram, *several, (LANGUAGE, menu("lang")), (ERASE, menu("erase"))]


def _left_more(place: Place) -> bool:
    return place.picks.get("more") != ("yes",)


def _meeting(records: Records, who: Who, tongue: Voice) -> tuple[str, ...]:
    meeting = courses.meeting(records, who.course)
    if meeting is None:
        return ()
    return (tongue.say(NEXT_MEETING, when=tongue.texts.when(meeting.starts_at), place=meeting.place).strip(),)


Made = tuple[list[str], list[Option]]


def _help(records: Records, stage: Stage, who: Who, tongue: Voice, about: str) -> Made:
    return [tongue.say(text) for text in HELP_TEXT], []


def _map(records: Records, stage: Stage, who: Who, tongue: Voice, about: str) -> Made:
    return fields.lines(records, who, tongue), [Option(label=tongue.say(MY_ANSWERS), press=menu("sharing"))]


def _aim(records: Records, stage: Stage, who: Who, tongue: Voice, about: str) -> Made:
    aims = notes.visible(records, who.course, viewer=Viewer(person=who.person), flow="aim")
    return [f"{note.words.question}\n{note.words.said}" for note in aims] or [tongue.say(NO_AIM)], []


def _goals(records: Records, stage: Stage, who: Who, tongue: Voice, about: str) -> Made:
    agreement = agreements.read(records, who.course)
    wording = agreement.now
    if wording is None:
        return [tongue.say(NO_GOAL)], [Option(label=tongue.say(PROPOSE), press=menu("goal"))]
    names = {m.person.id: tongue.say(YOU) if m.person.id == who.person else m.person.name for m in courses.members(records, who.course)}
    lines = [tongue.say(GOAL, goal=wording.text), tongue.say(GOAL_BY, who=names.get(wording.by, ""))]
    lines += [_said(wording.said.get(person), name or tongue.say(N_("Den anden")), tongue) for person, name in names.items()]
    lines += [tongue.say(EARLIER, goal=earlier.text) for earlier in agreement.earlier[:3]]
    verdicts = [(YES, "yes"), (NOT_YET, "not_yet"), (DIFFERENTLY, "differently")]
    left = verdicts[1:] if wording.confirmed_by(who.person) else verdicts
    options = [Option(label=tongue.say(label), press=f"g:{wording.version}:{verdict}") for label, verdict in left]
    return lines, [*options, Option(label=tongue.say(OTHER_WORDS), press=menu("goal"))]


def _said(said: Said | None, name: str, tongue: Voice) -> str:
    if said is None:
        return tongue.say(SAID_NOTHING, who=name)
    if said.line:
        return tongue.say(SAID_DIFFERENTLY, who=name, line=said.line)
    return tongue.say(SAID_YES if said.verdict == "yes" else SAID_NOT_YET, who=name)


def _actions(records: Records, stage: Stage, who: Who, tongue: Voice, about: str) -> Made:
    seen = plans.visible(records, who.course, viewer=who.viewer)
    lines, options = [], []
    for number, action in enumerate(seen, start=1):
        lines.append(tongue.say(STEP_NUMBER, number=number, label=action_line(records, action, who, tongue)))
        if action.doer == who.person and action.waits:
            acts = [(DONE, "done"), (NOT_YET, "not_yet"), (CHANGE_PLAN, "change")]
            options += [
                Option(label=tongue.say(STEP_NUMBER, number=number, label=tongue.say(label)), press=f"a:{action.id}:{action.version}:{act}")
                for label, act in acts
            ]
    return lines or [tongue.say(NO_STEPS)], [*options, Option(label=tongue.say(NEW_STEP), press=menu("step"))]


def _language(records: Records, stage: Stage, who: Who, tongue: Voice, about: str) -> Made:
    return [tongue.say(PICK_LANGUAGE)], [Option(label=name, press=f"l:{language}") for language, name in LANGUAGES.items()]


def _erase(records: Records, stage: Stage, who: Who, tongue: Voice, about: str) -> Made:
    options = [Option(label=tongue.say(YES_ERASE), press="e:all"), Option(label=tongue.say(NO_KEEP), press=menu("go"))]
    return [tongue.say(REALLY_ERASE), tongue.say(ERASE_TELEGRAM)], options


def _switch(records: Records, stage: Stage, who: Who, tongue: Voice, about: str) -> Made:
    others = [course for course in courses.of(records, who.person, Role.COUNSELLEE) if course != who.course]
    names = [" & ".join(m.person.name for m in courses.members(records, course) if m.role is Role.COUNSELLOR) for course in others]
    options = [Option(label=name, press=f"c:{course}") for course, name in zip(others, names, strict=True)]
    return [tongue.say(OTHER_COURSE)], options


def _again(records: Records, stage: Stage, who: Who, tongue: Voice, about: str) -> Made:
    action = plans.get(records, about)
    version = action.version if action else 0
    return [], [Option(label=tongue.say(label), press=f"a:{about}:{version}:{when}") for when, label in AGAIN.items()]


def _crisis(records: Records, stage: Stage, who: Who, tongue: Voice, about: str) -> Made:
    return [stage.crisis.card(tongue.texts)], []


PAGES = {
    "again": _again,
    "crisis": _crisis,
    "help": _help,
    "map": _map,
    "aim": _aim,
    "goals": _goals,
    "actions": _actions,
    "lang": _language,
    "erase": _erase,
    "switch": _switch,
}
