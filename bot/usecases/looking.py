"""What the counsellor sees of one course: one value for one page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.agreement import Agreement
from bot.domain.course import CLOSED, NAMES
from bot.domain.meeting import Meeting
from bot.domain.people import Role
from bot.domain.plan import Action
from bot.domain.sheet import Note
from bot.marks import N_
from bot.records import agreements, courses, freezing, notes, people, plans
from bot.records.core import Records
from bot.usecases import absent, comments, meetings, park_proposals, parked, planning, reviewing, sheet, undelivered
from bot.usecases.absent import Absent
from bot.usecases.comments import Comment
from bot.usecases.sheet import SheetField, SheetNote
from bot.usecases.stage import Stage, Who, called

MESSAGE = "message"
SOMEBODY = N_("Den vejledte")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the flow as asked, and what was shared of the answer (empty: not shared, whatever the reason).

    `note` is what was shared, by its id; empty where nothing was.
    """

    step: str
    question: str
    said: str
    edited: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePage:
    """Everything one counsellor sees of one course, and nothing else.

    `fresh` are the notes that were shared since the counsellor last said that they had read: id → version; `threads` what was written to
    a note, by its id; `theirs` are the notes of the counsellees. What stands elsewhere on the page is not in `sheet` once more.

    `ahead`: the meeting is still to begin, and `cannot` names who cannot come to it. `help_unseen`: help is wanted with a step that is
    not theirs to see.
    """

    course: str
    name: str
    headline: str
    joined: bool
    reason: str
    duty: str
    meeting: Meeting | None
    meets: str
    ahead: bool
    absent: Absent
    cannot: tuple[str, ...]
    timezone: str
    answers: tuple[Question, ...]
    asked: tuple[Question, ...]
    aim: dict[str, str]
    agreement: Agreement
    names: dict[str, str]
    me: str
    settled: bool
    actions: tuple[Action, ...]
    help_unseen: bool
    agenda: tuple[str, ...]
    parked: tuple[str, ...]
    proposed: tuple[tuple[str, str], ...]
    messages: tuple[SheetNote, ...]
    sheet: tuple[SheetField, ...]
    undelivered: tuple[str, ...]
    fresh: Mapping[str, int]
    theirs: frozenset[str]
    threads: Mapping[str, tuple[Comment, ...]]
    closed: bool

    @property
    def to_review(self) -> bool:
        """Whether there is something to mark as read."""
        return bool(self.fresh)

    def said(self, step: str) -> str:
        """What was shared of one answer; empty when nothing was."""
        return next((question.said for question in self.answers if question.step == step), "")


def course_page(records: Records, stage: Stage, who: Who) -> CoursePage:
    """One course as its counsellor sees it. Raises NotAllowed to anybody else."""
    courses.require(records, who.course, who.person, Role.COUNSELLOR)
    members = courses.members(records, who.course)
    agreement = agreements.read(records, who.course)
    told = {note.step: note.words.said for note in notes.visible(records, who.course, viewer=who.viewer, flow="invitation")}
    meeting = courses.meeting(records, who.course)
    language, timezone = people.tongue(records, who.person)
    texts = stage.texts_in(language)
    thoughts = parked.among(records, who, _theirs(records, who))
    absences = absent.at_the_desk(records, who.course)
    agenda, actions = parked.agenda(records, who, thoughts), plans.visible(records, who.course, viewer=who.viewer)
    answers, asked = _answers(records, stage, who, language), _asked(records, who)
    fresh, threads = reviewing.fresh(records, who), comments.threads(records, stage, who)
    elsewhere = _own_aim(records, who) | {one.note for one in (*answers, *asked)} | {one.id for some in threads.values() for one in some}
    return CoursePage(
        course=who.course,
        name=name_of(records, stage, who),
        headline=_headline(records, stage, who),
        joined=any(member.role is Role.COUNSELLEE for member in members),
        reason=told.get("reason", ""),
        duty=told.get("duty", ""),
        meeting=meeting,
        meets=_meets(stage, language, meeting),
        ahead=meetings.ahead(records, who.course) is not None,
        absent=absences,
        cannot=tuple(people.name(records, person) or texts.say(SOMEBODY) for person in absences.people),
        timezone=meeting.timezone if meeting else timezone,
        answers=answers,
        asked=asked,
        aim=reviewing.aim(records, who.course, who.viewer, who.person),
        agreement=agreement,
        names={member.person.id: called(records, texts, member.person.id) for member in members},
        me=who.person,
        settled=agreement.settled([member.person.id for member in members]),
        actions=tuple(actions),
        help_unseen=bool({one.id for one in planning.wants_help(records, who.course)} - {one.id for one in actions}),
        agenda=tuple(note.words.said for note in agenda),
        parked=tuple(note.words.said for note in thoughts if note not in agenda),
        proposed=tuple(park_proposals.made(records, who)),
        messages=sheet.told(records, stage, who, [note for note in fresh if note.flow == MESSAGE]),
        sheet=_without(sheet.read(records, stage, who), elsewhere),
        undelivered=tuple(undelivered.told(records, stage, who.course, who.person)),
        theirs=frozenset(note.id for note in _theirs(records, who)),
        fresh={note.id: note.version for note in fresh},
        threads=threads,
        closed=courses.state(records, who.course) == CLOSED,
    )


def _own_aim(records: Records, who: Who) -> set[str]:
    """The notes of one's own aim, which has a place of its own on the page."""
    return {note.id for note in notes.visible(records, who.course, viewer=who.viewer, author=who.person, flow="aim")}


def name_of(records: Records, stage: Stage, who: Who) -> str:
    """What the counsellee wants to be called (while nothing is frozen), else what the counsellor calls the course, else a plain word."""
    frozen = freezing.is_frozen(records, who.course)
    named = [people.get(records, person).name for person in courses.ids(records, who.course, Role.COUNSELLEE) if not frozen]
    language, _ = people.tongue(records, who.person)
    chosen = " & ".join(name for name in named if name)
    return chosen or courses.label(records, who.course) or stage.texts_in(language).say(SOMEBODY)


def seen_state(records: Records, who: Who) -> str:
    """The headline as the counsellor may know it: the counsellee's yes until something is shared with them."""
    state = courses.state(records, who.course)
    return "preparing" if state in {"shared", "reviewed"} and not _theirs(records, who) else state


def _headline(records: Records, stage: Stage, who: Who) -> str:
    language, _ = people.tongue(records, who.person)
    return stage.texts_in(language).say(NAMES[seen_state(records, who)])


def _theirs(records: Records, who: Who) -> list[Note]:
    counsellees = set(courses.ids(records, who.course, Role.COUNSELLEE))
    return [note for note in notes.visible(records, who.course, viewer=who.viewer) if note.author in counsellees]


def _answers(records: Records, stage: Stage, who: Who, language: str) -> tuple[Question, ...]:
    """Every question of the first flow, so that skipped, private and not yet asked look the same."""
    flow, texts = stage.flows["agreement"], stage.texts_in(language)
    shared = {note.step: note for note in _theirs(records, who) if note.flow == flow.id}
    names = {"counsellor": " & ".join(people.get(records, one).name for one in courses.ids(records, who.course, Role.COUNSELLOR))}
    asked = [step for step in flow.steps if step.asks and step.share == "ask"]
    return tuple(
        Question(
            step=step.id,
            question=shared[step.id].words.question if step.id in shared else texts.say(step.text, f"{flow.id}/{step.id}", **names),
            said=shared[step.id].words.said if step.id in shared else "",
            edited=step.id in shared and shared[step.id].edited,
            note=shared[step.id].id if step.id in shared else "",
        )
        for step in asked
    )


def _asked(records: Records, who: Who) -> tuple[Question, ...]:
    """The follow-up questions, with the answers that were shared."""
    seen = notes.visible(records, who.course, viewer=who.viewer, flow="followup")
    said = {note.subject: note for note in seen if note.step == "answer"}
    return tuple(
        Question(
            step=note.id,
            question=note.words.said,
            said=said[note.id].words.said if note.id in said else "",
            edited=note.id in said and said[note.id].edited,
            note=said[note.id].id if note.id in said else "",
        )
        for note in seen
        if note.step == "question"
    )


def _without(fields: tuple[SheetField, ...], elsewhere: set[str]) -> tuple[SheetField, ...]:
    """The fields without the notes that stand elsewhere on the page, and without what is empty then."""
    found = []
    for field in fields:
        kept = [replace(one, notes=tuple(note for note in one.notes if note.id not in elsewhere)) for one in field.takings]
        full = tuple(one for one in kept if one.notes)
        found += [replace(field, takings=full)] if full else []
    return tuple(found)


def _meets(stage: Stage, language: str, meeting: Meeting | None) -> str:
    if meeting is None:
        return ""
    return stage.texts_in(language).when(_local(meeting))


def _local(meeting: Meeting) -> datetime:
    return meeting.starts_at.astimezone(ZoneInfo(meeting.timezone))
