"""The evaluation of a meeting: asked for once, the same day, and read by both as it went from meeting to meeting."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.dialogue.answers import Answer
from bot.dialogue.flow import HIGHEST, Kind
from bot.dialogue.turns import ANSWERED, Place, Say
from bot.domain.course import CLOSED
from bot.domain.letter import Button, Letter
from bot.domain.meeting import Meeting
from bot.domain.people import Role
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.sheet import Note
from bot.domain.trail import Act
from bot.marks import N_
from bot.records import conversations, courses, notes, people, timers, trail
from bot.records.conversations import Frame
from bot.records.core import Records, stamp
from bot.records.timers import Timer
from bot.usecases.stage import Stage, Voice, Who, counsellors_of

FLOW = TIMER = "evaluation"
ACT = Act.EVALUATION
AFTER = timedelta(hours=1)
# A meeting that is moved within a quarter of an hour after it should have begun was not held.
NOBODY_CAME = timedelta(minutes=15)
SAME_MEETING = timedelta(hours=12)
MARKED_LATE = timedelta(days=3)
HEADING = N_("Et minut om mødet?")
SEEN_BY_BOTH = N_("Det er fire tal og én linje. Både du og {counsellor} ser dem.")
OPEN = N_("Ja, et minut")
OUT_OF = N_("{number} af {most}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What one person said of one meeting: the day, each scale's number in words (by step), and the line; empty where nothing was said."""

    author: str
    day: date
    numbers: dict[str, str]
    line: str


def expect(records: Records, meeting: Meeting, before: Meeting | None) -> None:
    """A meeting is set: it will be asked about an hour after its start. One that is moved takes that with it."""
    if before and records.now < before.starts_at + NOBODY_CAME:
        timers.clear(records, _about(before.course, _name(before)), TIMER)
    at = meeting.starts_at + AFTER
    if at > records.now - SAME_MEETING:
        _set(records, meeting.course, _name(meeting), at, version=meeting.version)


def forget(records: Records, meeting: Meeting) -> None:
    """The meeting is cancelled: nobody is asked about it."""
    for timer in timers.waiting(records, kind=TIMER, course=meeting.course):
        if _meeting_of(timer) == _name(meeting):
            timers.clear(records, timer.subject, TIMER)


def whom(records: Records, timer: Timer) -> list[str]:
    """Who is asked about a meeting: every counsellee."""
    return courses.ids(records, timer.course, Role.COUNSELLEE)


def ring(records: Records, stage: Stage, timer: Timer) -> Reminder | None:
    """The time has come to ask somebody about a meeting; None when there is nobody to ask, or they were asked before."""
    who, meeting = Who(person=timer.person, course=timer.course), _meeting_of(timer)
    if courses.state(records, timer.course) == CLOSED or not courses.ids(records, timer.course, Role.COUNSELLOR):
        return None
    if _was_asked(records, who, meeting) or conversations.place(records, who.person, who.course, Frame(flow=FLOW, subject=meeting)):
        return None
    language, _ = people.tongue(records, who.person)
    texts = stage.texts_in(language)
    lines = [texts.say(HEADING), texts.say(SEEN_BY_BOTH, counsellor=counsellors_of(records, who.course))]
    letter = Letter(text="\n\n".join(lines), rows=((Button(label=texts.say(OPEN), press=f"v:{meeting}"),),))
    return Reminder(kind=ReminderKind.EVALUATION, about=f"{FLOW}.{timer.course}", letter=letter, line=lines[0], act=ACT, subject=meeting)


def met(records: Records, who: Who) -> None:
    """The counsellor says that they have met, before that is logged: it is asked about now, if it was not yet."""
    soon = timers.waiting(records, kind=TIMER, course=who.course, until=records.now + SAME_MEETING)
    if not soon and _asked_lately(records, who.course):
        return
    _, timezone = people.tongue(records, who.person)
    today = records.now.astimezone(ZoneInfo(timezone)).date()
    meeting, version = (_meeting_of(soon[0]), soon[0].version) if soon else (f"d{today}", 0)
    for timer in soon:
        timers.clear(records, timer.subject, TIMER)
    _set(records, who.course, meeting, records.now, version=version)


def frame(records: Records, who: Who, meeting: str) -> Frame | None:
    """The taking about a meeting that this person was asked about, if they were."""
    return Frame(flow=FLOW, subject=meeting) if _was_asked(records, who, meeting) else None


def done(records: Records, _stage: Stage, who: Who, _frame: Frame, place: Place) -> list[Say]:
    """An evaluation is done: the course has been looked back on, if anything was answered."""
    if any(mark[0] == ANSWERED for mark in place.marks.values()):
        courses.move(records, who.course, "evaluate")
    return []


def history(records: Records, stage: Stage, who: Who) -> list[Evaluation]:
    """The evaluations of a course as this member may read them, the newest first."""
    language, timezone = people.tongue(records, who.person)
    takings: dict[tuple[str, str], list[Note]] = {}
    for note in notes.visible(records, who.course, viewer=who.viewer, flow=FLOW):
        if not note.words.skipped:
            takings.setdefault((note.author, note.subject), []).append(note)
    texts = stage.texts_in(language)
    return [
        Evaluation(
            author=author,
            day=min(note.written_at for note in said).astimezone(ZoneInfo(timezone)).date(),
            numbers={note.step: texts.say(OUT_OF, number=number, most=HIGHEST) for note in said if (number := _number(note)) is not None},
            line="\n".join(note.words.said for note in said if _number(note) is None),
        )
        for (author, _), said in reversed(takings.items())
    ]


def scales(stage: Stage, tongue: Voice) -> dict[str, str]:
    """The questions with a number for an answer, by step."""
    flow = stage.flows[FLOW]
    return {step.id: tongue.step(flow, step.id, step.text) for step in flow.steps if step.kind is Kind.SCALE}


def _was_asked(records: Records, who: Who, meeting: str) -> bool:
    return bool(trail.acts(records.rows, {"course": who.course, "actor": who.person, "act": ACT, "subject": meeting}))


def _asked_lately(records: Records, course: str) -> bool:
    """Whether the meeting they have had is asked about or marked already: today, or asked about lately and not yet marked."""
    asked = max((row["at"] for row in trail.acts(records.rows, {"course": course, "act": ACT})), default="")
    marked = max((row["at"] for row in trail.acts(records.rows, {"course": course, "act": Act.MEET.value})), default="")
    return max(asked, marked) > stamp(records.now - SAME_MEETING) or asked > max(marked, stamp(records.now - MARKED_LATE))


def _set(records: Records, course: str, meeting: str, at: datetime, *, version: int) -> None:
    timers.set_timer(records, kind=TIMER, subject=_about(course, meeting), version=version, person="", course=course, at=at)


def _about(course: str, meeting: str) -> str:
    """What a timer is about: a meeting of a course; the one for each person has their id behind it."""
    return f"{course}:{meeting}:"


def _meeting_of(timer: Timer) -> str:
    return timer.subject.split(":")[1]


def _name(meeting: Meeting) -> str:
    return f"m{meeting.version}"


def _number(note: Note) -> int | None:
    return Answer.from_data(dict(note.words.answer)).number
