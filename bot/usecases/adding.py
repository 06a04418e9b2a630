"""Adds to what was said in a method that is done: a line more, or an answer to a question that was left out."""

from dataclasses import replace

from bot.dialogue import phrases
from bot.dialogue.answers import cleaned
from bot.dialogue.conditions import applies
from bot.dialogue.flow import LONGEST_TEXT
from bot.dialogue.turns import SKIP, Changed, Say
from bot.domain.sheet import Words
from bot.marks import N_
from bot.records import conversations, notes
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases import crisis, sharing
from bot.usecases.press import here, menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Option, Screen
from bot.usecases.stage import Stage, Who, voice
from bot.usecases.takings import ADDED, class_beside, frame_of, kept
from bot.usecases.walking import go, open_flow, park

WHAT_MORE = N_("Hvad vil du tilføje?")
SEEN_TOO = N_("{counsellor} ser det også, når du gemmer det.")
STAYS_YOURS = N_("Kun du ser det, til du deler det.")
SKIPPED_ONE = N_("Det, jeg sprang over")
ADDED_LINE = N_("Tilføjet")
# What is pressed on the way here and back, and the screen it leads to.
SCREENS = {"more": "adding", "told": "told"}


def screen(scene: Scene) -> Screen:
    """A line more to what was said in a taking; or a question that was left out in it."""
    frame, step = frame_of(scene.about), _line(scene.about)
    note = kept(scene.records, scene.who, frame).get(step) if step and not scene.who.shared_only else None
    both = class_beside(scene.stage.flows.get(frame.flow)) == "both"
    left_out = [(SKIPPED_ONE, "skipped")] if not step and _left_out(scene.records, scene.stage, scene.who, frame) else []
    acts = [*left_out, (sharing.BACK, "told")]
    return Screen(
        name="adding",
        says=scene.says,
        text=scene.say(WHAT_MORE),
        help=scene.say(SEEN_TOO if both else STAYS_YOURS),
        answers=tuple(Option(label=scene.say(label), press=here(scene.seat.turn, act)) for label, act in acts),
        ways=(Option(label=scene.say(sharing.MENU), press=menu("home")), Option(label=scene.say(crisis.TITLE), press=menu("crisis"))),
        entry="text",
        present=note.words.said if note else "",
        turn=scene.seat.turn,
    )


def typed(records: Records, stage: Stage, who: Who, seat: Seat, text: str) -> Seat:
    """Keep a line with the taking that is said back; where its method is gone, the line is parked."""
    about, said = seat.screen.partition("=")[2], cleaned(text)
    if not said:
        return replace(seat, says=(Say(text=phrases.EMPTY),))
    if len(said) > LONGEST_TEXT:
        return replace(seat, says=(Say(text=phrases.TOO_LONG, values={"most": str(LONGEST_TEXT)}),))
    frame = frame_of(about)
    if frame.flow not in stage.flows:
        return park(records, stage, who, replace(seat, screen=""), text)
    _keep(records, stage, who, frame, _line(about) or f"{ADDED}{records.new_id()}", said)
    return replace(seat, screen=f"told={frame.flow}.{frame.subject}", turn=seat.turn + 1)


def ask_again(records: Records, stage: Stage, who: Who, seat: Seat, frame: Frame) -> Seat:
    """The first question that was left out, once more."""
    step = _left_out(records, stage, who, frame)
    if not step:
        return replace(seat, says=(Say(text=phrases.STALE),))
    return go(records, stage, who, open_flow(records, stage, who, seat, frame), lambda _: Changed(step=step))


def _keep(records: Records, stage: Stage, who: Who, frame: Frame, step: str, said: str) -> None:
    flow, tongue = stage.flows[frame.flow], voice(records, stage, who)
    words = Words(question=tongue.say(ADDED_LINE), said=said, answer={"text": said}, language=tongue.texts.language)
    place = {"field": flow.field, "flow": flow.id, "step": step, "subject": frame.subject}
    note = notes.write(records, course=who.course, author=who.person, words=words, **place)
    if class_beside(flow) == "both":
        sharing.let_see(records, who, note, notes.newest(records, note))


def _line(about: str) -> str:
    """The step of the added line that is to be changed; empty for a new one."""
    return f"{ADDED}{about.rpartition('.')[2]}" if f".{ADDED}" in about else ""


def _left_out(records: Records, stage: Stage, who: Who, frame: Frame) -> str:
    """The first question of a taking that was left out; empty if none was."""
    flow, place = stage.flows.get(frame.flow), conversations.place(records, who.person, who.course, frame)
    # What was skipped looks like what is private to whoever came by a link of staff's.
    if flow is None or place is None or who.shared_only:
        return ""
    asked = [step.id for step in flow.steps if step.id in place.marks and applies(step, place.picks)]
    return next((step for step in asked if place.marks[step][0] == SKIP), "")
