"""Draws the screen somebody has before them, from where they are."""

from dataclasses import replace

from bot.dialogue import engine, phrases
from bot.dialogue.answers import Answer
from bot.dialogue.flow import HIGHEST, Flow, Kind, Step
from bot.dialogue.turns import Place
from bot.domain.people import Viewer
from bot.marks import N_
from bot.records import conversations, notes, people
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases import crisis, pages, sharing
from bot.usecases.home import PARK
from bot.usecases.press import here, menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Option, Screen
from bot.usecases.sharing import MENU
from bot.usecases.stage import Stage, Voice, Who, voice

HAVE_PAUSE = N_("Pause")
DUTY = N_("Der er en pligt bag: “{duty}”")
DRAFT = N_("Du har skrevet: {draft}")
PRESENT = N_("Dit svar er: {answer}")
SCREENS = {"sharing": sharing.screen, "picking": sharing.screen, "seen": sharing.seen}

_ENTRIES = {Kind.TEXT: "text", Kind.LINES: "lines", Kind.DATE: "date", Kind.SCALE: "number", Kind.CHOICE: "label", Kind.SEVERAL: "label"}
_LABELS = {
    "save": phrases.SAVE,
    "over": phrases.START_OVER,
    "yes": phrases.YES_RIGHT,
    "no": phrases.NO_AGAIN,
    "onward": phrases.ONWARD,
    "keep": phrases.KEEP,
    "resume": phrases.RESUME,
    "back": phrases.BACK,
    "skip": phrases.SKIP,
    "why": phrases.WHY,
}


def show(records: Records, stage: Stage, who: Who, seat: Seat) -> Screen:
    """The screen of this seat, with what was just said on top."""
    frame = seat.stack[-1] if seat.stack else None
    place = conversations.place(records, who.person, who.course, frame) if frame else None
    if place and who.shared_only:
        place = replace(place, draft=(), chosen=(), asked=None)  # begun words are nobody's to see who came by a link of staff's
    tongue = voice(records, stage, who, **topic(records, stage, who, frame, place))
    says = tuple(tongue.said(said) for said in seat.says if not (who.shared_only and said.values))
    scene = Scene(records=records, stage=stage, who=who, seat=seat, tongue=tongue, says=says, about=seat.screen.partition("=")[2])
    if seat.screen in SCREENS:
        return SCREENS[seat.screen](scene)
    if frame is None or place is None or seat.screen:
        return pages.page(scene)
    return _step_screen(scene, frame, place)


def topic(records: Records, stage: Stage, who: Who, frame: Frame | None, place: Place | None) -> dict[str, str]:
    """The values that the open step's texts need, beyond the names of the course."""
    if frame and frame.flow == "followup":
        return {"question": question(records, who, frame.subject)}
    if frame and place and (frame.flow, place.step) == ("agreement", "whose_idea"):
        return dict(zip(("reason", "duty"), reasons(records, stage, who), strict=True))
    return {}


def reasons(records: Records, stage: Stage, who: Who) -> tuple[str, str]:
    """Why the counsellor invites, and the duty behind it in a sentence (empty: none), in the counsellor's words."""
    told = notes.visible(records, who.course, viewer=Viewer(person=who.person), flow="invitation")
    said = {note.step: note.words.said for note in told}
    texts = stage.texts_in(people.tongue(records, who.person)[0])
    return said.get("reason", ""), texts.say(DUTY, duty=said["duty"]) if "duty" in said else ""


def question(records: Records, who: Who, note: str) -> str:
    """A follow-up question in its asker's words; empty when it may not be seen any more."""
    viewer = Viewer(person=who.person)
    asked = notes.visible(records, who.course, viewer=viewer, flow="followup", step="question")
    return next((one.words.said for one in asked if one.id == note), "")


def labels(flow: Flow, step: Step, tongue: Voice) -> dict[str, str]:
    """The words on the step's choices, by id. The counsellor is named where the choice means them."""
    return {choice.id: tongue.step(flow, step.id, choice.label) for choice in step.choices}


def spoken(answer: Answer, shown: dict[str, str], tongue: Voice) -> str:
    """An answer as a person reads it."""
    if answer.skipped:
        return tongue.say(phrases.SKIPPED)
    if answer.picks:
        return ", ".join(shown.get(pick, pick) for pick in answer.picks)
    if answer.number is not None:
        return f"{answer.number} / {HIGHEST}"
    if answer.when:
        return tongue.texts.moment(answer.when.day, answer.when.at)
    return "\n".join(f"– {line}" for line in answer.lines) if answer.lines else answer.text


def _step_screen(scene: Scene, frame: Frame, place: Place) -> Screen:
    flow, tongue = scene.stage.flows[frame.flow], scene.tongue
    step = flow.step(place.step)
    if place.paused or step is None:
        return _paused(place, scene)
    number, total = engine.progress(flow, place)
    options = [option for option in engine.offered(flow, place) if option not in _ASIDE]
    return Screen(
        name="step",
        says=scene.says,
        title=tongue.say(flow.title, flow.id),
        text=_asked(place, tongue) or tongue.step(flow, step.id, step.text),
        help="" if place.asked else tongue.step(flow, step.id, step.help),
        why=tongue.step(flow, step.id, step.why),
        number=number if step.asks else 0,
        total=total if total > 1 else 0,
        answers=tuple(_option(flow, step, place, option, tongue) for option in options),
        ways=_ways(flow, place, tongue),
        entry="" if place.asked else _ENTRIES.get(step.kind, ""),
        draft="\n".join(place.draft),
        present=_present(scene, frame, place),
        several=step.kind is Kind.SEVERAL,
        scale=(tongue.step(flow, step.id, step.lowest), tongue.step(flow, step.id, step.highest)),
        turn=place.turn,
    )


_ASIDE = ("back", "skip", "why")


def _paused(place: Place, scene: Scene) -> Screen:
    resume = Option(label=scene.say(phrases.RESUME), press=here(place.turn, "resume"))
    ways = (Option(label=scene.say(MENU), press=menu("home")), crisis_option(scene.tongue))
    return Screen(name="paused", says=scene.says, text=scene.say(phrases.PAUSED), answers=(resume,), ways=ways, turn=place.turn)


def _asked(place: Place, tongue: Voice) -> str:
    if place.asked is None:
        return ""
    return tongue.say(phrases.IS_THIS_RIGHT, when=tongue.texts.moment(place.asked.day, place.asked.at))


def _option(flow: Flow, step: Step, place: Place, option: str, tongue: Voice) -> Option:
    press = here(place.turn, option)
    if option[0] not in "=+":
        return Option(label=tongue.say(_LABELS[option]), press=press)
    shown = labels(flow, step, tongue)
    return Option(label=shown.get(option[1:], option[1:]), press=press, on=option[1:] in place.chosen)


def _ways(flow: Flow, place: Place, tongue: Voice) -> tuple[Option, ...]:
    around = [option for option in engine.offered(flow, place) if option in _ASIDE]
    if place.step == flow.steps[0].id:
        around = [option for option in around if option != "back"]
    ways = [Option(label=tongue.say(_LABELS[option]), press=here(place.turn, option)) for option in around]
    park = [Option(label=tongue.say(PARK), press=menu("park"))] if flow.id != "parking" else []
    out = Option(label=tongue.say(MENU), press=menu("home"))
    return (*ways, *park, Option(label=tongue.say(HAVE_PAUSE), press=menu("pause")), out, crisis_option(tongue))


def crisis_option(tongue: Voice) -> Option:
    """The way to the crisis card, on every screen."""
    return Option(label=tongue.say(crisis.TITLE), press=menu("crisis"))


def _present(scene: Scene, frame: Frame, place: Place) -> str:
    if place.step not in place.marks or place.asked or place.draft:
        return ""
    who = scene.who
    if (frame.flow, place.step) == ("agreement", "called"):
        return people.get(scene.records, who.person).name
    found = notes.visible(
        scene.records, who.course, viewer=who.viewer, author=who.person, flow=frame.flow, subject=frame.subject, step=place.step
    )
    return found[-1].words.said if found else ""
