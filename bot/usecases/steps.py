"""The screen of one step of a flow: what is asked, what may be pressed, and what is there already."""

from dataclasses import replace

from bot.dialogue import cards, engine, phrases
from bot.dialogue.answers import Answer
from bot.dialogue.entries import back, open_part
from bot.dialogue.flow import ENTRY_KINDS, Flow, Kind, Step
from bot.dialogue.turns import Place
from bot.domain.media import PICTURE, VOICE
from bot.domain.sheet import Words
from bot.marks import N_
from bot.records import notes, people
from bot.records.conversations import Frame
from bot.usecases import crisis, filing
from bot.usecases.forms import asked_part, card_asked, entry_form, listed_entries, pile_form
from bot.usecases.home import PARK
from bot.usecases.press import here, menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Option, Screen
from bot.usecases.sharing import MENU
from bot.usecases.stage import Voice
from bot.usecases.telling import labels, part_labels

HAVE_PAUSE = N_("Pause")
DRAFT = N_("Du har skrevet: {draft}")
ONLY_DRAWINGS = N_("Du kan ikke sende et foto her. Vælg en af tegningerne.")
PRESENT = N_("Dit svar er: {answer}")

_ENTRIES = {
    Kind.TEXT: "text",
    Kind.LINES: "lines",
    Kind.DATE: "date",
    Kind.TIME: "time",
    Kind.SCALE: "number",
    Kind.CHOICE: "label",
    Kind.SEVERAL: "label",
    Kind.RANK: "label",
    Kind.FEELING: "number",
    Kind.NUMBER: "text",
}
_LABELS = {
    "save": phrases.SAVE,
    "over": phrases.START_OVER,
    "yes": phrases.YES_RIGHT,
    "no": phrases.NO_AGAIN,
    "onward": phrases.ONWARD,
    "keep": phrases.KEEP,
    "resume": phrases.RESUME,
    "add": phrases.ADD,
    "undo": phrases.UNDO,
    "back": phrases.BACK,
    "skip": phrases.SKIP,
    "why": phrases.WHY,
}
_READY_SAVES = ENTRY_KINDS | {Kind.PILES, Kind.RANK}
_ASIDE = ("back", "skip", "why")
_ELSEWHERE = {*_ASIDE, "edit", "drop"}


def step_screen(scene: Scene, frame: Frame, place: Place) -> Screen:
    """The screen of the step that is open in this flow, or of the pause in it."""
    flow, tongue = scene.stage.flows[frame.flow], scene.tongue
    step = flow.step(place.step)
    if place.paused or step is None:
        return _paused(place, scene)
    number, total = engine.progress(flow, place)
    present = _present(scene, frame, place)
    plain = Screen(
        name="step",
        says=scene.says,
        title=tongue.say(flow.title, flow.id),
        text=_asked(place, tongue) or tongue.step(flow, step.id, step.text),
        help="" if place.asked else tongue.step(flow, step.id, step.help),
        why=tongue.step(flow, step.id, step.why),
        number=number if step.asks else 0,
        total=total if total > 1 else 0,
        answers=tuple(
            _option(flow, step, place, one, tongue) for one in engine.offered(flow, place) if one.partition("=")[0] not in _ELSEWHERE
        ),
        ways=_ways(flow, place, tongue),
        entry="" if place.asked else _ENTRIES.get(step.kind, ""),
        draft="\n".join(place.draft),
        present=present.said if present else "",
        several=step.kind is Kind.SEVERAL,
        scale=(tongue.step(flow, step.id, step.lowest), tongue.step(flow, step.id, step.highest)),
        turn=place.turn,
        marks=step.kind in {Kind.SEVERAL, Kind.PILES, Kind.RANK},
        pictures=step.kind is Kind.PICTURE,
        own=step.own,
        chosen=tuple(labels(flow, step, place, tongue).get(one, one) for one in place.chosen) if step.kind is Kind.RANK else (),
    )
    return _with_files(scene, _with_parts(plain, flow, step, place, tongue), step, place, present)


def crisis_option(tongue: Voice) -> Option:
    """The way to the crisis card, on every screen."""
    return Option(label=tongue.say(crisis.TITLE), press=menu("crisis"))


def _with_parts(plain: Screen, flow: Flow, step: Step, place: Place, tongue: Voice) -> Screen:
    """The screen of a step that asks about entries or cards."""
    if step.kind is Kind.PILES:
        text, form = card_asked(flow, step, place, tongue), pile_form(flow, step, place, tongue)
        begun = bool(cards.piled(place))
        told = replace(plain, help="", present="") if begun else plain
        return replace(told, question=plain.text, lead=plain.help, text=text, form=form)
    if step.kind not in ENTRY_KINDS:
        return plain
    part = open_part(step, place)
    shown = replace(
        plain,
        question=plain.text,
        lead=plain.help,
        text=asked_part(flow, step, place, tongue),
        help=plain.help if part and part.id == step.parts[0].id and place.work["at"] == 0 else "",
        items=listed_entries(flow, step, place, tongue),
        form=entry_form(flow, step, place, tongue),
        present="",
    )
    if part is None:
        return replace(shown, entry="text")
    ends = (tongue.step(flow, step.id, part.lowest), tongue.step(flow, step.id, part.highest))
    return replace(shown, entry="label" if part.kind is Kind.CHOICE else _ENTRIES[part.kind], scale=ends)


def _with_files(scene: Scene, shown: Screen, step: Step, place: Place, present: Words | None) -> Screen:
    """What may be sent in this step, and what was."""
    sends = {Kind.TEXT: VOICE if step.voice else "", Kind.PICTURE: PICTURE}.get(step.kind, "")
    if sends and filing.refusal(scene.records, sends):
        # A photo is what such a step asks for, so that is said; where it asks for words nobody needs to hear of voices.
        shown, sends = replace(shown, help=scene.say(ONLY_DRAWINGS)) if sends == PICTURE else shown, ""
    kept = Answer.from_data(dict(present.answer)) if present else Answer()
    file, media = (place.file[0], place.file[1]) if place.file else (kept.file, kept.media)
    return replace(shown, sends=sends, file=file, media=media)


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
    if option == "save" and step.kind in _READY_SAVES:
        return Option(label=tongue.say(phrases.READY), press=press)
    if option[0] not in "=+":
        return Option(label=tongue.say(_LABELS[option]), press=press)
    shown = _shown(flow, step, place, tongue)
    return Option(label=shown.get(option[1:], option[1:]), press=press, on=option[1:] in place.chosen)


def _shown(flow: Flow, step: Step, place: Place, tongue: Voice) -> dict[str, str]:
    part = open_part(step, place) if step.kind in ENTRY_KINDS else None
    if part:
        return part_labels(flow, step, part, tongue)
    if step.kind is Kind.PILES:
        return {pile.id: tongue.step(flow, step.id, pile.label) for pile in step.piles}
    return labels(flow, step, place, tongue)


def _ways(flow: Flow, place: Place, tongue: Voice) -> tuple[Option, ...]:
    around = [option for option in engine.offered(flow, place) if option in _ASIDE]
    if place.step == flow.steps[0].id and _nothing_before(flow.steps[0], place):
        around = [option for option in around if option != "back"]
    ways = [Option(label=tongue.say(_LABELS[option]), press=here(place.turn, option)) for option in around]
    park = [Option(label=tongue.say(PARK), press=menu("park"))] if flow.id != "parking" else []
    out = Option(label=tongue.say(MENU), press=menu("home"))
    return (*ways, *park, Option(label=tongue.say(HAVE_PAUSE), press=menu("pause")), out, crisis_option(tongue))


def _nothing_before(first: Step, place: Place) -> bool:
    """Whether going back leads nowhere: the flow's first step, and in it the first thing asked."""
    return first.kind not in ENTRY_KINDS or back(first, place) is None


def _present(scene: Scene, frame: Frame, place: Place) -> Words | None:
    if place.step not in place.marks or place.asked or place.draft or place.file:
        return None
    who = scene.who
    if (frame.flow, place.step) == ("agreement", "called"):
        name = people.get(scene.records, who.person).name
        return Words(question="", said=name) if name else None
    found = notes.visible(
        scene.records, who.course, viewer=who.viewer, author=who.person, flow=frame.flow, subject=frame.subject, step=place.step
    )
    return found[-1].words if found else None
