"""What is kept of an answer, and what happens when a flow is done."""

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue import engine
from bot.dialogue.answers import Answer
from bot.dialogue.flow import Flow, Step
from bot.dialogue.turns import ANSWERED, Place, Say, Written
from bot.domain.agreement import Verdict
from bot.domain.sheet import Words
from bot.errors import WordingMoved
from bot.marks import N_
from bot.records import conversations, files, notes, people, plans
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.usecases import acting, agreeing, composing, evaluating, evenings, scales, sharing
from bot.usecases.notices import tell_counsellors
from bot.usecases.stage import Stage, Voice, Who, voice
from bot.usecases.takings import share_class, told
from bot.usecases.telling import labels, spoken
from bot.usecases.topics import tongue_at

Follow = Callable[[Records, Stage, Who, Frame, Place], list[Say]]
# What some flows lead to when they are done, beside the words that are kept.
FOLLOWS: dict[str, Follow] = {
    plans.FLOW: acting.make_step,
    acting.DOORFRAME: acting.make_step,
    evenings.FLOW: evenings.begin,
    evaluating.FLOW: evaluating.done,
    **dict.fromkeys(scales.FLOWS, scales.meet),
}
# What counsellors are told of flows that both see.
TELLS = {"message": "message", evaluating.FLOW: "evaluated"}
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
    if step.share == "both":
        _show_at_once(records, who, note, written.answer)
    alone = [Say(text=sharing.NOBODY_YET)] if step.share == "both" and sharing.is_alone(records, who.course) else []
    # A pressed button leaves no trace in a chat, so the answer is said back; what was typed stands there already.
    back = [Say(text=SAID_BACK, values={"answer": words.said})] if _was_pressed(written.answer) else []
    return back + alone + acting.about_the_day(records, who, frame, step.id, written.answer)


def keep_apart(records: Records, stage: Stage, who: Who, frame: Frame, written: Written) -> None:
    """Keep words begun in a question that is gone, or asks for something else now, so that they can still be read."""
    flow, tongue = stage.flows[frame.flow], voice(records, stage, who)
    # They are plain words, or a file: any step tells them alike.
    said = spoken(flow, flow.steps[0], written.answer, {}, tongue)
    words = Words(question=tongue.say(flow.title, flow.id), said=said, answer=written.answer.as_data(), language=tongue.texts.language)
    place = {"field": flow.field, "flow": flow.id, "step": written.step, "subject": frame.subject}
    note = notes.write(records, course=who.course, author=who.person, words=words, **place)
    if written.answer.file:
        files.attach(records, written.answer.file, note)


def _was_pressed(answer: Answer) -> bool:
    return bool(answer.picks or answer.media or answer.at or answer.when or answer.number is not None)


def close_flow(records: Records, stage: Stage, who: Who, frame: Frame, place: Place) -> tuple[str, list[Say]]:
    """What follows when a flow is done: the screen to show (empty: go on where one was), and what is said."""
    if frame.flow in {"proposal", "differ"}:
        return "goals", []
    if frame.flow == "parking":
        return "", []
    composing.compose(records, stage, who, frame)
    follow = FOLLOWS.get(frame.flow)
    said = follow(records, stage, who, frame, place) if follow else []
    _tell_what_both_see(records, stage, who, frame)
    return _screen_after(records, stage, who, frame), said


def _screen_after(records: Records, stage: Stage, who: Who, frame: Frame) -> str:
    """What was written is said back, if anything was; the first flow asks what may be seen, and a message is sent already."""
    if frame.flow == "agreement":
        return "sharing=agreement"
    return f"told={frame.flow}.{frame.subject}" if frame.flow != "message" and told(records, stage, who, frame) else ""


def _show_at_once(records: Records, who: Who, note: str, answer: Answer) -> None:
    """What is for both is seen by both as soon as it is written, as was said beforehand."""
    if answer.skipped:
        notes.withdraw(records, note)
    else:
        sharing.let_see(records, who, note, notes.newest(records, note))


def _tell_what_both_see(records: Records, stage: Stage, who: Who, frame: Frame) -> None:
    seen = [note for note in told(records, stage, who, frame) if note.shared and share_class(stage, note) == "both"]
    if seen:
        tell_counsellors(
            records, stage, who.course, TELLS.get(frame.flow, "shared"), key=f"{frame.flow}.{who.person}.{who.course}.{frame.subject}"
        )


def ending(flow: Flow, place: Place, told: tuple[Say, ...]) -> tuple[Say, ...]:
    """A flow's last words, said only when they are true: something was answered, and it could be kept."""
    answered = {step for step, mark in place.marks.items() if mark[0] == ANSWERED}
    kept = "what" in answered if flow.id == plans.FLOW else bool(answered)
    untrue = any(said.text in {agreeing.MOVED, sharing.NOBODY_YET} for said in told)
    return (Say(text=flow.ending, context=flow.id),) if kept and not untrue else ()


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
