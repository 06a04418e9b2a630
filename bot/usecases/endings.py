"""What is kept of an answer, and what happens when a flow is done."""

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.dialogue import engine
from bot.dialogue.answers import Answer
from bot.dialogue.flow import Flow, Step
from bot.dialogue.turns import ANSWERED, Place, Say, Written
from bot.domain.agreement import Verdict
from bot.domain.people import Viewer
from bot.domain.plan import Action, ActionState, reminder_time
from bot.domain.sheet import Words
from bot.errors import WordingMoved
from bot.marks import N_
from bot.records import conversations, files, notes, people, plans
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.usecases import agreeing, planning
from bot.usecases.stage import Stage, Voice, Who, voice
from bot.usecases.telling import labels, spoken
from bot.usecases.topics import tongue_at

SAID_BACK = N_("✓ {answer}")
LINE_PARKED = N_("Det, du skrev, er parkeret, så det ikke går tabt.")


def write(records: Records, stage: Stage, who: Who, frame: Frame, written: Written) -> list[Say]:
    """Keep one answer where it belongs; what is said about it."""
    flow = stage.flows[frame.flow]
    step = flow.step(written.step)
    if step is None:
        return []
    if (flow.id, step.id) == ("agreement", "called"):
        return _call(records, who, written.answer)
    if flow.id in {"proposal", "differ"}:
        return _to_the_agreement(records, stage, who, frame, written.answer)
    place = conversations.place(records, who.person, who.course, frame) or engine.start(flow).place
    words = _words(flow, step, place, written.answer, tongue_at(records, stage, who, frame, step.id))
    note = notes.write(
        records,
        course=who.course,
        author=who.person,
        field=flow.field,
        flow=flow.id,
        step=step.id,
        subject=frame.subject,
        words=words,
    )
    if written.answer.file:
        files.attach(records, written.answer.file, note)
    # A pressed button leaves no trace in a chat, so the answer is said back; what was typed stands there already.
    return [Say(text=SAID_BACK, values={"answer": words.said})] if _was_pressed(written.answer) else []


def _was_pressed(answer: Answer) -> bool:
    return bool(answer.picks or answer.media or answer.at or answer.when or answer.number is not None)


def close_flow(records: Records, stage: Stage, who: Who, frame: Frame, place: Place) -> tuple[str, list[Say]]:
    """What follows when a flow is done: the screen to show (empty: go on where one was), and what is said."""
    if frame.flow in {"proposal", "differ"}:
        return "goals", []
    if frame.flow == "parking":
        return "", []
    if frame.flow == plans.FLOW:
        _make_action(records, stage, who, frame, place)
    return "sharing", []


def ending(flow: Flow, place: Place, told: tuple[Say, ...]) -> tuple[Say, ...]:
    """A flow's last words, said only when they are true: something was answered, and it could be kept."""
    answered = {step for step, mark in place.marks.items() if mark[0] == ANSWERED}
    kept = "what" in answered if flow.id == plans.FLOW else bool(answered)
    return (Say(text=flow.ending, context=flow.id),) if kept and Say(text=agreeing.MOVED) not in told else ()


def _call(records: Records, who: Who, answer: Answer) -> list[Say]:
    if not answer.skipped:
        people.add(records, replace(people.get(records, who.person), name=answer.text))
    return []


def _to_the_agreement(records: Records, stage: Stage, who: Who, frame: Frame, answer: Answer) -> list[Say]:
    if answer.skipped:
        return []
    if frame.flow == "proposal":
        agreeing.propose(records, stage, who, answer.text)
        return []
    try:
        agreeing.say(records, stage, who, int(frame.subject), Verdict.DIFFERENTLY, answer.text)
    except WordingMoved:
        _park(records, stage, who, answer.text)
        return [Say(text=agreeing.MOVED), Say(text=LINE_PARKED)]
    return []


def _park(records: Records, stage: Stage, who: Who, line: str) -> None:
    """Words that found their place taken are not lost: they are parked."""
    flow = stage.flows["parking"]
    step = flow.steps[0]
    words = _words(flow, step, engine.start(flow).place, Answer(text=line), voice(records, stage, who))
    place = {"field": flow.field, "flow": flow.id, "step": step.id, "subject": records.new_id()}
    notes.write(records, course=who.course, author=who.person, words=words, **place)


def _words(flow: Flow, step: Step, place: Place, answer: Answer, tongue: Voice) -> Words:
    shown = {**labels(flow, step, place, tongue), **answer.own}
    return Words(
        question=tongue.step(flow, step.id, step.text),
        said=spoken(flow, step, answer, shown, tongue),
        answer=answer.as_data(),
        choices=tuple(shown.items()),
        language=tongue.texts.language,
    )


def _make_action(records: Records, stage: Stage, who: Who, frame: Frame, place: Place) -> None:
    """The step of the plan that the flow's answers describe; without a "what" there is none."""
    viewer = Viewer(person=who.person)
    found = notes.visible(records, who.course, viewer=viewer, author=who.person, flow=plans.FLOW, subject=frame.subject)
    said = {note.step: Answer.from_data(dict(note.words.answer)) for note in found}
    if said.get("what", Answer(skipped=True)).skipped:
        return
    due = said["by"].when.day if "by" in said and said["by"].when else None
    own = _own_time(said.get("remind_at"), voice(records, stage, who))
    now = records.now.astimezone(ZoneInfo(voice(records, stage, who).timezone))
    choice = next(iter(place.picks.get("remind", ())), "")
    earlier = plans.get(records, frame.subject)
    action = Action(
        id=frame.subject,
        course=who.course,
        doer=who.person,
        version=earlier.version + 1 if earlier else 1,
        state=ActionState.OPEN,
        due=due,
        remind_at=reminder_time(choice, own, due, now),
    )
    planning.keep_action(records, who, action)


def _own_time(answer: Answer | None, tongue: Voice) -> datetime | None:
    if answer is None or answer.when is None:
        return None
    return datetime.combine(answer.when.day, answer.when.at or time(10), ZoneInfo(tongue.timezone))
