"""The counsellee's own front page: what waits, and everything one can do."""

from bot.domain.course import CLOSED
from bot.domain.people import Role
from bot.domain.sheet import Note
from bot.marks import N_
from bot.records import agreements, courses, notes, people, plans
from bot.usecases import (
    absent,
    between,
    closing_page,
    crisis,
    evenings,
    inviting,
    mail_screen,
    mailing,
    meetings,
    owndata,
    paper_copies,
    park_proposals,
    parked,
    preparing,
    reading_times,
    sharing,
    suggesting,
    wishes_page,
)
from bot.usecases.preparing import CHOOSE, CONTINUE, MORE
from bot.usecases.press import menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Option, Screen
from bot.usecases.sheets import latest, sitting

WHAT_NOW = N_("Hvad vil du nu?")
READ_QUESTION = N_("Svar på et spørgsmål")
READ_GOAL = N_("Læs målet og svar")
SEE_GOAL = N_("Vores mål")
READ_AIM = N_("Hvad vejlederen vil")
MY_STEPS = N_("Mine skridt")
NEW_STEP = N_("Lav et skridt")
MY_ANSWERS = N_("Mine svar og deling")
PROPOSE = N_("Foreslå et mål")
SEE_SUGGESTION = N_("Se forslag")
SUGGESTION = N_("Forslag: {title}. {told}")
REST = N_("Mere")
WHERE = N_("Hvor er vi?")
HELP = N_("Hjælp")
PARK = N_("Parkér en tanke")
LANGUAGE = N_("Sprog / Language")
ERASE = N_("Slet alt")
PRIVATE_LINK = N_("Mit private link")
USE_TELEGRAM = N_("Brug Telegram")
OTHER_COURSE = N_("Skift forløb")

Way = tuple[str, str]


def screen(scene: Scene) -> Screen:
    """What waits, and what one can do; what is needed less often stands behind one more press."""
    first, always = ([(scene.say(label), press) for label, press in ways] for ways in ([*_waiting(scene), *_begun(scene)], _always(scene)))
    ways = [*between.ways(scene), *closing_page.ways(scene), *first, *absent.ways(scene), *always]
    return Screen(
        name="home",
        says=scene.says,
        text=scene.say(WHAT_NOW),
        paragraphs=(
            *between.told(scene),
            *closing_page.told(scene),
            *_left_with(scene),
            *_meeting(scene),
            *_reading(scene),
            *_suggested(scene),
        ),
        answers=tuple(Option(label=label, press=press) for label, press in ways),
        ways=(Option(label=scene.say(crisis.TITLE), press=menu("crisis")),),
        turn=scene.seat.turn,
    )


def rest(scene: Scene) -> list[Option]:
    """What is needed less often: a copy of the sheet, other ways in, and erasing."""
    records, who = scene.records, scene.who
    on_telegram = any(address.channel == people.TELEGRAM for address in people.reach(records, who.person))
    found = [
        (paper_copies.TITLE, paper_copies.NAME, True),
        (PRIVATE_LINK, "link", not who.shared_only),
        (USE_TELEGRAM, "telegram", inviting.has_bot(scene.records, scene.stage) and not on_telegram and not who.shared_only),
        (wishes_page.TITLE, "reminders", not who.shared_only),
        (mail_screen.TITLE, mail_screen.NAME, not who.shared_only and mailing.is_offered(records, who.person)),
        (closing_page.TITLE, "closing", courses.state(records, who.course) != CLOSED and not who.shared_only),
        (ERASE, "erase", True),
    ]
    return [Option(label=scene.say(label), press=menu(name)) for label, name, there in found if there]


def open_questions(scene: Scene) -> list[Note]:
    """The follow-up questions this person has not answered or skipped; who has left asks no more."""
    course = scene.who.course
    asked = notes.visible(scene.records, course, viewer=scene.person, flow="followup", step="question")
    # An answer that is not shared, and a skip, are not there for whoever came by a link of staff's.
    done = {note.subject for note in notes.visible(scene.records, course, viewer=scene.who.viewer, flow="followup", step="answer")}
    here = courses.ids(scene.records, course, Role.COUNSELLOR)
    return [note for note in asked if note.id not in done and note.author in here]


def _waiting(scene: Scene) -> list[Way]:
    goes_on = [(CONTINUE, menu("go"))] if scene.seat.stack else []
    news = [(latest.TITLE, menu(latest.NAME))] if latest.is_any(scene) else []
    questions = [(READ_QUESTION, f"q:{note.id}") for note in open_questions(scene)]
    wording = agreements.read(scene.records, scene.who.course).now
    goal = [(READ_GOAL, menu("goals"))] if wording and scene.who.person not in wording.said else []
    suggested = [(SEE_SUGGESTION, menu("suggested"))] if suggesting.waiting(scene.records, scene.stage, scene.who) else []
    return [*goes_on, *news, *questions, *goal, *suggested, (CHOOSE, menu("methods"))]


def _begun(scene: Scene) -> list[Way]:
    """What is there to come back to."""
    records, who = scene.records, scene.who
    wording = agreements.read(records, who.course).now
    found = [
        (MY_ANSWERS, "sharing", True),
        (sharing.ALL_BACK, "withdraw", not who.shared_only and sharing.is_anything_shared(records, who)),
        (MORE, "more", preparing.is_more_left(records, who)),
        (READ_AIM, "aim", bool(notes.visible(records, who.course, viewer=scene.person, flow="aim"))),
        (SEE_GOAL, "goals", wording is not None and who.person in wording.said),
        (parked.PARKED, "parked", bool(parked.thoughts(records, who) or park_proposals.waiting(records, who))),
        (MY_STEPS, "actions", bool(plans.visible(records, who.course, viewer=who.viewer) or evenings.told(records, who, scene.tongue))),
    ]
    return [(label, menu(name)) for label, name, there in found if there]


def _always(scene: Scene) -> list[Way]:
    records, who = scene.records, scene.who
    found = [
        (PROPOSE, "goal", agreements.read(records, who.course).now is None),
        (NEW_STEP, "step", True),
        (PARK, "park", True),
        (WHERE, "map", True),
        (OTHER_COURSE, "switch", len(courses.of(records, who.person, Role.COUNSELLEE)) > 1),
        (HELP, "help", True),
        (LANGUAGE, "lang", True),
        (owndata.TITLE, "data", True),
        (REST, "rest", True),
    ]
    return [(label, menu(name)) for label, name, there in found if there]


def _left_with(scene: Scene) -> tuple[str, ...]:
    """For a while after a conversation round the sheet."""
    if scene.who.shared_only:
        return ()
    lines = sitting.closing_lines(scene.records, scene.stage, scene.who)
    return ("\n".join([scene.say(sitting.OVER), *(f"• {line}" for line in lines)]),) if lines else ()


def _meeting(scene: Scene) -> tuple[str, ...]:
    meeting = courses.meeting(scene.records, scene.who.course)
    if meeting is None:
        return ()
    texts = scene.tongue.texts
    return (meetings.line(texts, meetings.MEETS, meeting, scene.tongue.timezone), *meetings.coming(texts, meeting), *absent.told(scene))


def _reading(scene: Scene) -> tuple[str, ...]:
    return tuple(scene.tongue.said(one) for one in reading_times.usually(scene.records, scene.who.course))


def _suggested(scene: Scene) -> tuple[str, ...]:
    flows = scene.stage.flows
    return tuple(
        scene.say(SUGGESTION, title=scene.say_of(flows[one.flow], flows[one.flow].title), told=suggesting.told(scene, one))
        for one in suggesting.waiting(scene.records, scene.stage, scene.who)
    )
