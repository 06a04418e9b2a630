"""The words of a step as they are written on the sheet: the same notes that the flows of the plan make, so that chat tells them too."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.dialogue import dates, phrases
from bot.dialogue.answers import SKIPPED, Answer, Misfit, read_text
from bot.dialogue.dates import When
from bot.dialogue.flow import Flow, Step
from bot.dialogue.track import END
from bot.dialogue.turns import Place, Written
from bot.domain.plan import Action, reminder_time
from bot.domain.sheet import Note, Words
from bot.errors import BadInput
from bot.records import notes, people, plans
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.usecases import acting, composing, endings, planning
from bot.usecases.sheets.common import whole
from bot.usecases.stage import Stage, Voice, Who, voice
from bot.usecases.takings import kept
from bot.usecases.telling import spoken

# Which step of the flow each name of a deed is an answer to.
PARTS = {
    plans.FLOW: {"what": "what", "first": "first", "helper": "helper", "sign": "done", plans.DAY: plans.DAY},
    acting.DOORFRAME: {
        "forget": "forget",
        "cue": "cue",
        "reply": "reply",
        "what": "first",
        plans.DAY: plans.DAY,
        "first": "piece",
        "helper": "helper",
        "sign": "done",
    },
}
# What the door frame does not ask for itself is asked as the flow of the plan asks it.
ASKED_AS = {"piece": "first", "helper": "helper", "done": "done"}
REMIND = {"tomorrow", "day_before", "same_day", "never", acting.CUE}


def make(records: Records, stage: Stage, who: Who, flow: str, about: Mapping[str, str]) -> Action:
    """A new step in these words, as its flow would make it. Raises BadInput where it does not say what it is, or a day that is none."""
    me, frame = whole(who), Frame(flow=flow, subject=records.new_id())
    if not about.get("what", "").strip():
        raise BadInput("what")
    for step, answer in _answers(records, stage, who, flow, about).items():
        if not answer.skipped:
            _write(records, stage, me, frame, step, answer)
    choice = about.get("remind", "")
    picks = {"remind": (choice,)} if choice in REMIND else {}
    endings.close_flow(records, stage, me, frame, Place(flow=flow, digest=stage.flows[flow].digest, step=END, picks=picks))
    made = plans.get(records, frame.subject)
    if made is None:
        raise BadInput
    return made


def change(records: Records, stage: Stage, who: Who, action: Action, about: Mapping[str, str]) -> Action:
    """The step after what came along was written anew. Its reminder moves with its day; raises BadInput as `make`."""
    frame = Frame(flow=plans.flow_of(records, who.course, action.id), subject=action.id)
    if "what" in about and not about["what"].strip():
        raise BadInput("what")
    before = kept(records, who, frame)
    for step, answer in _answers(records, stage, who, frame.flow, about, action.due).items():
        if _is_other(before.get(step), answer):
            _write(records, stage, whole(who), frame, step, answer)
    composing.compose(records, stage, whole(who), frame)
    due = _day(records, who, about[plans.DAY], action.due) if plans.DAY in about else action.due
    changed = replace(action, version=action.version + 1, due=due, remind_at=_reminded(records, who, action, due, about.get("remind", "")))
    planning.keep_action(records, who, changed)
    return changed


def _answers(records: Records, stage: Stage, who: Who, flow: str, about: Mapping[str, str], due: date | None = None) -> dict[str, Answer]:
    """What came along, as answers to the flow's steps."""
    answers = {}
    for name, step in PARTS[flow].items():
        if name in about:
            is_day = name == plans.DAY
            answers[step] = _when(_day(records, who, about[name], due)) if is_day else _text(_asked(stage, flow, step)[1], about[name])
    return answers


def _asked(stage: Stage, flow: str, step: str) -> tuple[Flow, Step]:
    """The flow and the step by which something is asked for."""
    found = stage.flows[flow].step(step)
    if found:
        return stage.flows[flow], found
    actions = stage.flows[plans.FLOW]
    return actions, next(one for one in actions.steps if one.id == ASKED_AS[step])


def _write(records: Records, stage: Stage, who: Who, frame: Frame, step: str, answer: Answer) -> None:
    flow, asked = _asked(stage, frame.flow, step)
    if flow.id == frame.flow:
        endings.write(records, stage, who, frame, Written(step=step, answer=answer))
    else:
        keep(records, who, frame, step, _beside(voice(records, stage, who), flow, asked, answer))


def keep(records: Records, who: Who, frame: Frame, step: str, words: Words) -> str:
    """Keep words of a step that its flow has no question for; the note."""
    place = {"field": "plan", "flow": frame.flow, "step": step, "subject": frame.subject}
    return notes.write(records, course=who.course, author=who.person, words=words, **place)


def _beside(tongue: Voice, flow: Flow, step: Step, answer: Answer) -> Words:
    question, said = tongue.step(flow, step.id, step.text), spoken(flow, step, answer, {}, tongue)
    return Words(question=question, said=said, answer=answer.as_data(), language=tongue.texts.language)


def _text(step: Step, text: str) -> Answer:
    answer = read_text(step, [text]) if text.strip() else SKIPPED
    if isinstance(answer, Misfit) or len(text) > planning.LONGEST:
        raise BadInput("what")
    return answer


def _when(day: date | None) -> Answer:
    return Answer(when=When(day=day)) if day else SKIPPED


def _day(records: Records, who: Who, text: str, before: date | None) -> date | None:
    """The day that was typed; a day gone by is none, but where it stood there already."""
    if not text.strip():
        return None
    now = _local(records, who)
    when = dates.read(text, now)
    if when is None:
        raise BadInput(phrases.NOT_A_DATE)
    if when.day < now.date() and when.day != before:
        raise BadInput(phrases.DATE_IS_PAST)
    return when.day


def _local(records: Records, who: Who) -> datetime:
    return records.now.astimezone(people.zone(records, who.person))


def _is_other(before: Note | None, answer: Answer) -> bool:
    """Whether what came along says something else than what stands there; a time of day that was said to the same day stays."""
    if before is None or before.words.skipped or answer.skipped:
        return answer.skipped != (before is None or before.words.skipped)
    known = Answer.from_data(dict(before.words.answer)).when
    return answer.when.day != known.day if answer.when and known else before.words.said != answer.text


def _reminded(records: Records, who: Who, action: Action, due: date | None, choice: str) -> datetime | None:
    """When to remind of a changed step: as it is chosen anew, else as many days off as it was."""
    if choice in REMIND - {acting.CUE}:
        return reminder_time(choice, None, due, _local(records, who))
    if action.remind_at is None or action.due is None or due is None:
        return action.remind_at
    zone = people.zone(records, who.person)
    return action.remind_at.astimezone(zone) + (due - action.due)
