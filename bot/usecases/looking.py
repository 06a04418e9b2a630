"""What the counsellor sees: the list of courses, and the page of one course. Each is one value for one page."""

from dataclasses import dataclass
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
from bot.usecases import absent, meetings, park_proposals, parked, planning, reviewing, sheet, undelivered
from bot.usecases.absent import Absent
from bot.usecases.sheet import SheetField, SheetNote
from bot.usecases.stage import Stage, Who

MESSAGE = "message"
READ_IT = N_("Nyt at læse")
YOUR_YES = N_("Venter på dit svar om målet")
THEIR_YES = N_("Venter på den andens svar om målet")
PROMISES = N_("Du har lovet noget, der venter")
HELP_WANTED = N_("Vil gerne have hjælp til et skridt")
NOBODY_YET = N_("Venter på et ja til invitationen")
NOT_ARRIVED = N_("En besked nåede ikke frem")
CANNOT_COME = N_("Kan ikke komme til mødet")
QUIET = N_("Ingenting venter")
FROZEN = N_("frosset")
SOMEBODY = N_("Den vejledte")
NOBODY_READS = N_("Ingen andre kan læse i det nu")


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """One course in the list: what it is called, its headline, what waits, and when they meet. `urgent` sorts what needs me first."""

    course: str
    name: str
    headline: str
    waits: tuple[str, ...]
    meets: str
    urgent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the flow as asked, and what was shared of the answer (empty: not shared, whatever the reason)."""

    step: str
    question: str
    said: str
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePage:
    """Everything one counsellor sees of one course, and nothing else.

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
    to_review: bool
    closed: bool

    def said(self, step: str) -> str:
        """What was shared of one answer; empty when nothing was."""
        return next((question.said for question in self.answers if question.step == step), "")


def course_lines(records: Records, stage: Stage, person: str) -> list[CourseLine]:
    """The counsellor's own courses, those that need them first."""
    lines = [_line(records, stage, Who(person=person, course=course)) for course in courses.of(records, person, Role.COUNSELLOR)]
    return sorted(lines, key=lambda line: (-line.urgent, line.name.casefold()))


def course_page(records: Records, stage: Stage, who: Who) -> CoursePage:
    """One course as its counsellor sees it. Raises NotAllowed to anybody else."""
    courses.require(records, who.course, who.person, Role.COUNSELLOR)
    members = courses.members(records, who.course)
    agreement = agreements.read(records, who.course)
    told = {note.step: note.words.said for note in notes.visible(records, who.course, viewer=who.viewer, flow="invitation")}
    meeting = courses.meeting(records, who.course)
    language, timezone = people.tongue(records, who.person)
    thoughts = [note for note in _theirs(records, who) if note.flow == parked.FLOW]
    absences = absent.at_the_desk(records, who.course)
    agenda, actions = parked.agenda(records, who, thoughts), plans.visible(records, who.course, viewer=who.viewer)
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
        cannot=tuple(people.name(records, person) or stage.texts_in(language).say(SOMEBODY) for person in absences.people),
        timezone=meeting.timezone if meeting else timezone,
        answers=_answers(records, stage, who, language),
        asked=_asked(records, who),
        aim=reviewing.aim(records, who.course, who.viewer, who.person),
        agreement=agreement,
        names={member.person.id: member.person.name or stage.texts_in(language).say(N_("den vejledte")) for member in members},
        me=who.person,
        settled=agreement.settled([member.person.id for member in members]),
        actions=tuple(actions),
        help_unseen=bool({one.id for one in planning.wants_help(records, who.course)} - {one.id for one in actions}),
        agenda=tuple(note.words.said for note in agenda),
        parked=tuple(note.words.said for note in thoughts if note not in agenda),
        proposed=tuple(park_proposals.made(records, who)),
        messages=sheet.told(records, stage, who, [note for note in reviewing.fresh(records, who) if note.flow == MESSAGE]),
        sheet=sheet.read(records, stage, who),
        undelivered=tuple(undelivered.told(records, stage, who.course, who.person)),
        to_review=reviewing.unread(records, who),
        closed=courses.state(records, who.course) == CLOSED,
    )


def name_of(records: Records, stage: Stage, who: Who) -> str:
    """What the counsellee wants to be called (while nothing is frozen), else what the counsellor calls the course, else a plain word."""
    frozen = freezing.is_frozen(records, who.course)
    named = [people.get(records, person).name for person in courses.ids(records, who.course, Role.COUNSELLEE) if not frozen]
    language, _ = people.tongue(records, who.person)
    chosen = " & ".join(name for name in named if name)
    return chosen or courses.label(records, who.course) or stage.texts_in(language).say(SOMEBODY)


def _line(records: Records, stage: Stage, who: Who) -> CourseLine:
    language, _ = people.tongue(records, who.person)
    texts = stage.texts_in(language)
    if freezing.is_frozen(records, who.course):
        name, frozen = name_of(records, stage, who), texts.say(FROZEN)
        return CourseLine(course=who.course, name=name, headline=frozen, waits=(texts.say(NOBODY_READS),), meets="", urgent=0)
    waits = _waits(records, who)
    meeting = courses.meeting(records, who.course)
    return CourseLine(
        course=who.course,
        name=name_of(records, stage, who),
        headline=_headline(records, stage, who),
        waits=tuple(texts.say(text) for text, _ in waits) or (texts.say(QUIET),),
        meets=_meets(stage, language, meeting),
        urgent=sum(weight for _, weight in waits),
    )


def _waits(records: Records, who: Who) -> list[tuple[str, int]]:
    agreement = agreements.read(records, who.course)
    everyone = [person for role in Role for person in courses.ids(records, who.course, role)]
    joined = bool(courses.ids(records, who.course, Role.COUNSELLEE))
    mine = [a for a in plans.visible(records, who.course, viewer=who.viewer) if a.doer == who.person and a.waits]
    open_goal = agreement.now is not None and not agreement.settled(everyone)
    said = agreement.now is not None and who.person in agreement.now.said
    found = [
        (CANNOT_COME, 16, absent.is_waiting(records, who.course)),
        (READ_IT, 8, reviewing.unread(records, who)),
        (YOUR_YES, 4, open_goal and not said),
        (HELP_WANTED, 4, planning.asked_since(records, who)),
        (NOT_ARRIVED, 4, bool(undelivered.missed(records, who.course))),
        (PROMISES, 2, bool(mine)),
        (THEIR_YES, 1, open_goal and said),
        (NOBODY_YET, 1, not joined),
    ]
    return [(text, weight) for text, weight, holds in found if holds]


def _headline(records: Records, stage: Stage, who: Who) -> str:
    """The headline as the counsellor may know it: the counsellee's yes until something is shared with them."""
    language, _ = people.tongue(records, who.person)
    state = courses.state(records, who.course)
    seen = "preparing" if state in {"shared", "reviewed"} and not _theirs(records, who) else state
    return stage.texts_in(language).say(NAMES[seen])


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
        )
        for note in seen
        if note.step == "question"
    )


def _meets(stage: Stage, language: str, meeting: Meeting | None) -> str:
    if meeting is None:
        return ""
    return stage.texts_in(language).when(_local(meeting))


def _local(meeting: Meeting) -> datetime:
    return meeting.starts_at.astimezone(ZoneInfo(meeting.timezone))
