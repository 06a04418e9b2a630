"""Makes a step of the plan out of what was answered in a flow, and tells of a day that is far away."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.dialogue.answers import Answer
from bot.dialogue.conditions import ANY, MOMENT_NAMED
from bot.dialogue.cues import named
from bot.dialogue.dates import When
from bot.dialogue.turns import Place, Say
from bot.domain.plan import USUAL_HOUR, Action, ActionState, reminder_time
from bot.marks import N_
from bot.records import notes, people, plans
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.usecases import planning
from bot.usecases.stage import Stage, Who

DOORFRAME, CUE = "doorframe", "cue"
SOON = timedelta(days=2)
FAR = N_("Der er mere end to dage til. Det er helt i orden. Det er bare lettere at huske noget, der sker snart.")
_WHAT = {flow: next(step for step, word in words.items() if word == "what") for flow, words in plans.WORDS.items()}


def make_step(records: Records, _stage: Stage, who: Who, frame: Frame, place: Place) -> list[Say]:
    """The step of the plan that the flow's answers describe; without words for what to do there is none."""
    said = _said(records, who, frame)
    if said.get(_WHAT[frame.flow], Answer(skipped=True)).skipped:
        return []
    earlier = plans.get(records, frame.subject)
    _, timezone = people.tongue(records, who.person)
    due = said["by"].when.day if "by" in said and said["by"].when else None
    choice, own = next(iter(place.picks.get("remind", ())), ""), _own_time(said.get("remind_at"), timezone)
    at_cue = choice == CUE
    if at_cue:
        own = _moment(records, who, frame, due)
        choice = "own" if own else "tomorrow"
    action = Action(
        id=frame.subject,
        course=who.course,
        doer=who.person,
        version=earlier.version + 1 if earlier else 1,
        # A word changed in a step that is done makes it no less done.
        state=earlier.state if earlier and not earlier.waits else ActionState.OPEN,
        due=due,
        remind_at=reminder_time(choice, own, due, records.now.astimezone(ZoneInfo(timezone))),
    )
    planning.keep_action(records, who, action)
    return [Say(text=planning.WILL_REMIND, values={"when": _when(action, timezone)})] if at_cue else []


def knowing(records: Records, who: Who, frame: Frame, place: Place) -> Place:
    """The place with what is known by now: whether the cue of an if–then names a moment that is still to come."""
    if frame.flow != DOORFRAME:
        return place
    known = {MOMENT_NAMED: (ANY,)} if _moment(records, who, frame, None) else {}
    return replace(place, picks={**{step: picked for step, picked in place.picks.items() if step != MOMENT_NAMED}, **known})


def about_the_day(records: Records, who: Who, frame: Frame, step: str, answer: Answer) -> list[Say]:
    """A day more than two days away is told of gently, the first time one is chosen."""
    if (frame.flow, step) != (DOORFRAME, "by") or answer.when is None:
        return []
    _, timezone = people.tongue(records, who.person)
    far = answer.when.day - records.now.astimezone(ZoneInfo(timezone)).date() > SOON
    written = notes.visible(records, who.course, viewer=who.viewer, author=who.person, flow=frame.flow, subject=frame.subject, step=step)
    return [Say(text=FAR)] if far and all(note.version == 1 for note in written) else []


def _moment(records: Records, who: Who, frame: Frame, due: date | None) -> datetime | None:
    """The moment that the cue names, in the person's time zone; where it names only the hour, on the day that was chosen."""
    mine = {"author": who.person, "flow": frame.flow, "subject": frame.subject, "step": CUE}
    cue = next(iter(notes.visible(records, who.course, viewer=who.viewer, **mine)), None)
    if cue is None or cue.words.skipped:
        return None
    zone = ZoneInfo(people.tongue(records, who.person)[1])
    found = named(cue.words.said, cue.written_at.astimezone(zone))
    if found is None:
        return None
    at, now = found.at or USUAL_HOUR, records.now.astimezone(zone)
    day = found.day or due or now.date() + timedelta(days=at <= now.time())
    moment = datetime.combine(day, at, zone)
    return moment if moment > now else None


def _when(action: Action, timezone: str) -> When | str:
    local = action.remind_at.astimezone(ZoneInfo(timezone)) if action.remind_at else None
    return When(day=local.date(), at=local.time()) if local else ""


def _said(records: Records, who: Who, frame: Frame) -> dict[str, Answer]:
    mine = notes.visible(records, who.course, viewer=who.viewer, author=who.person, flow=frame.flow, subject=frame.subject)
    return {note.step: Answer.from_data(dict(note.words.answer)) for note in mine}


def _own_time(answer: Answer | None, timezone: str) -> datetime | None:
    if answer is None or answer.when is None:
        return None
    return datetime.combine(answer.when.day, answer.when.at or USUAL_HOUR, ZoneInfo(timezone))
