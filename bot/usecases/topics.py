"""The values that a step's texts need: why the counsellor invites, what they asked, the goal, and what was answered before."""

from dataclasses import replace

from bot.dialogue.checking import values_in
from bot.dialogue.flow import Flow, Step
from bot.domain.people import Viewer
from bot.domain.sheet import Words
from bot.marks import N_
from bot.records import agreements, notes, people
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.usecases.stage import Stage, Voice, Who, voice

DUTY = N_("Der er en pligt bag: “{duty}”")
YOUR_GOAL = N_("det, du vil nå")
LONGEST_VALUE = 160


def tongue_at(records: Records, stage: Stage, who: Who, frame: Frame | None, step_id: str) -> Voice:
    """The voice in which a step is asked, with the values that its texts need."""
    flow = stage.flows.get(frame.flow) if frame else None
    step = flow.step(step_id) if flow else None
    plain = voice(records, stage, who)
    if frame is None or flow is None or step is None:
        return plain
    values = _values(records, stage, who, frame, flow, step, plain)
    return replace(plain, names={**plain.names, **values}) if values else plain


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


def _values(records: Records, stage: Stage, who: Who, frame: Frame, flow: Flow, step: Step, plain: Voice) -> dict[str, str]:
    if flow.id == "followup":
        return {"question": question(records, who, frame.subject)}
    if (flow.id, step.id) == ("agreement", "whose_idea"):
        return dict(zip(("reason", "duty"), reasons(records, stage, who), strict=True))
    texts = (step.text, step.help, step.why, step.lowest, step.highest, *(part.text for part in step.parts))
    wanted = {name for text in texts for name in values_in(text)}
    goal = {"goal": _goal(records, who, plain)} if "goal" in wanted else {}
    return goal | _answered(records, who, frame, flow, wanted, plain)


def _goal(records: Records, who: Who, plain: Voice) -> str:
    wording = agreements.read(records, who.course).now
    return _short(wording.text) if wording else plain.say(YOUR_GOAL)


def _answered(records: Records, who: Who, frame: Frame, flow: Flow, wanted: set[str], plain: Voice) -> dict[str, str]:
    asked = [step for step in flow.steps if step.id in wanted and step.stand_in]
    if not asked:
        return {}
    mine = notes.visible(records, who.course, viewer=who.viewer, author=who.person, flow=flow.id, subject=frame.subject)
    said = {note.step: _repeated(note.words) for note in mine if not note.words.skipped and _in_words(note.words)}
    return {step.id: said.get(step.id) or plain.step(flow, step.id, step.stand_in) for step in asked}


def _in_words(words: Words) -> bool:
    """Whether there is something to repeat: a voice message or a photo alone is not."""
    return bool(words.said) and (not words.answer.get("file") or bool(words.answer.get("text")))


def _repeated(words: Words) -> str:
    number = words.answer.get("number")
    return _short(words.said) if number is None else str(number)


def _short(said: str) -> str:
    """Somebody's words as they stand in a sentence: one line, not too long."""
    line = " ".join(said.split())
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"
