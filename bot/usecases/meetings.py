"""The meeting as people hear of it: set, moved, cancelled, and reminded of, with a file for their own calendar."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.domain import invites
from bot.domain.course import CLOSED
from bot.domain.letter import Button, Letter
from bot.domain.meeting import Before, Meeting
from bot.domain.people import Role
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.trail import Act
from bot.errors import BadInput
from bot.marks import N_
from bot.records import absences, courses, people, post, timers
from bot.records.core import Records
from bot.records.timers import Timer
from bot.texts import Texts
from bot.usecases import evaluating, notices, preparing
from bot.usecases.stage import Stage, Who

TIMER = "meeting"
MEETS = N_("I mødes {when}. {place}")
MOVED = N_("Mødet er flyttet til {when}. {place}")
CANCELLED = N_("Mødet {when} er aflyst.")
COMES = N_("Der kommer også: {comes}")
REMEMBER = N_("Husk jeres møde: {when}. {place}")
PREPARE = N_("Vil du forberede dig?")
OTHER_CLOCK = N_("{when} (på stedet: {there})")
CANNOT_COME = N_("Jeg kan ikke komme")
TO_CALENDAR = N_("Læg i kalender")


def expect(records: Records, stage: Stage, meeting: Meeting, before: Meeting | None) -> None:
    """A meeting is set or moved: what was to come of it as it was before goes, it is reminded of anew, and the counsellees are told."""
    forget(records, meeting.course)
    for which, at in meeting.reminders(records.now).items():
        about, course = f"{meeting.course}:{which}:", meeting.course
        timers.set_timer(records, kind=TIMER, subject=about, version=meeting.version, person="", course=course, at=at)
    evaluating.expect(records, meeting, before)
    _tell(records, stage, meeting, MOVED if meeting.version != meeting.first else MEETS)


def cancel(records: Records, stage: Stage, who: Who, *, seen: int) -> Meeting:
    """A counsellor calls off the meeting that is ahead, as they have seen it (its version). Raises BadInput when it is another."""
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    before = ahead(records, who.course)
    if before is None or before.version != seen:
        raise BadInput("cancel")
    gone = replace(before, version=before.version + 1, cancelled=True)
    courses.set_meeting(records, gone)
    forget(records, who.course)
    evaluating.forget(records, before)
    records.log(who.person, Act.CANCEL_MEETING, who.course)
    _tell(records, stage, gone, CANCELLED)
    return gone


def forget(records: Records, course: str) -> None:
    """Nothing that was to be said of the meeting as it was is said: reminders, and letters that still wait."""
    for timer in timers.waiting(records, kind=TIMER, course=course):
        timers.clear(records, timer.subject, TIMER)
    for kind in (f"remind_{ReminderKind.MEETING}", absences.KIND):
        post.cancel(records, course=course, kind=kind)


def ahead(records: Records, course: str) -> Meeting | None:
    """The meeting, if it is still to begin."""
    meeting = courses.meeting(records, course)
    return meeting if meeting and meeting.starts_at > records.now else None


def whom(records: Records, timer: Timer) -> list[str]:
    """Who is reminded: everybody in the course; to prepare, only the counsellees."""
    roles = [Role.COUNSELLEE] if _which(timer) is Before.PREPARE else [Role.COUNSELLEE, Role.COUNSELLOR]
    return [person for role in roles for person in courses.ids(records, timer.course, role)]


def ring(records: Records, stage: Stage, timer: Timer) -> Reminder | None:
    """A reminder's time has come; None when the meeting is not as it was, has begun, or does not take place for this person.

    Nobody misses an early meeting because they rest an hour before: what is put off until it has begun is not said, and they were
    reminded a day before.
    """
    who, meeting = Who(person=timer.person, course=timer.course), ahead(records, timer.course)
    if meeting is None or meeting.version != timer.version or courses.state(records, timer.course) == CLOSED:
        return None
    counsellees = courses.ids(records, timer.course, Role.COUNSELLEE)
    absent = {one.person for one in absences.of(records, meeting)}
    if who.person in counsellees:
        letter = None if who.person in absent else _to_counsellee(records, stage, who, meeting, _which(timer))
    else:
        nobody_comes = bool(counsellees) and absent.issuperset(counsellees)
        letter = None if nobody_comes else _to_counsellor(records, stage, who, meeting)
    if letter is None:
        return None
    line = letter.text.partition("\n")[0]
    about = f"{TIMER}.{timer.course}"
    return Reminder(kind=ReminderKind.MEETING, about=about, letter=letter, line=line, subject=about, good_until=meeting.starts_at)


def told_when(texts: Texts, meeting: Meeting, timezone: str) -> str:
    """When the meeting begins, by somebody's own clock; where another clock hangs on the wall there, by that too."""
    here = meeting.starts_at.astimezone(ZoneInfo(timezone))
    there = meeting.starts_at.astimezone(ZoneInfo(meeting.timezone))
    if here.utcoffset() == there.utcoffset():
        return texts.when(here)
    shown = texts.hour(there.timetz().replace(tzinfo=None)) if here.date() == there.date() else texts.when(there)
    return texts.say(OTHER_CLOCK, when=texts.when(here), there=shown)


def line(texts: Texts, text: str, meeting: Meeting, timezone: str) -> str:
    """One of the lines about the meeting, in somebody's language and by their clock."""
    return texts.say(text, when=told_when(texts, meeting, timezone), place=meeting.place).strip()


def coming(texts: Texts, meeting: Meeting) -> list[str]:
    """Who else comes, in one line; nothing where the counsellor has not said."""
    return [texts.say(COMES, comes=meeting.comes)] if meeting.comes else []


def calendar_file(records: Records, stage: Stage, meeting: Meeting, texts: Texts) -> str:
    """The meeting as iCalendar text, which says that it is cancelled where it is."""
    return invites.invite(
        uid_of=f"meeting {meeting.course} {meeting.first}",
        version=meeting.version,
        starts_at=meeting.starts_at,
        title=texts.say(invites.APPOINTMENT),
        place=meeting.place,
        url=stage.url,
        now=records.now,
        cancelled=meeting.cancelled,
    )


def cannot_come(texts: Texts, meeting: Meeting) -> Button:
    """The button that says that one cannot come to this meeting as it is now."""
    return Button(label=texts.say(CANNOT_COME), press=f"w:no:{meeting.version}:{meeting.course}")


def to_calendar(texts: Texts, course: str) -> Button:
    """The button that gives the file for one's calendar."""
    return Button(label=texts.say(TO_CALENDAR), press=f"w:ics:m:{course}")


def _tell(records: Records, stage: Stage, meeting: Meeting, text: str) -> None:
    """Every counsellee hears of it. Should the letter go by mail, the place is taken out of its file there (`bot.usecases.mails`)."""
    for person in courses.ids(records, meeting.course, Role.COUNSELLEE):
        language, timezone = people.tongue(records, person)
        texts = stage.texts_in(language)
        said = [texts.say(notices.TEXTS["meeting"])] if text is MEETS else []
        first = [] if meeting.cancelled or meeting.starts_at <= records.now else [cannot_come(texts, meeting)]
        told = [] if meeting.cancelled else coming(texts, meeting)
        letter = Letter(
            text="\n\n".join([*said, line(texts, text, meeting, timezone), *told]),
            rows=tuple((button,) for button in (*first, to_calendar(texts, meeting.course))),
            attachment=calendar_file(records, stage, meeting, texts),
        )
        notices.send(records, person, meeting.course, letter, kind="meeting")


def _to_counsellee(records: Records, stage: Stage, who: Who, meeting: Meeting, which: Before) -> Letter | None:
    language, timezone = people.tongue(records, who.person)
    texts = stage.texts_in(language)
    no = (cannot_come(texts, meeting),)
    if which is not Before.PREPARE:
        return Letter(text=line(texts, REMEMBER, meeting, timezone), rows=(no,))
    if preparing.has_prepared(records, who):
        return None
    label, press = preparing.way(records, who)
    text = f"{line(texts, MEETS, meeting, timezone)}\n\n{texts.say(PREPARE)}"
    return Letter(text=text, rows=((Button(label=texts.say(label), press=press),), no))


def _to_counsellor(records: Records, stage: Stage, who: Who, meeting: Meeting) -> Letter:
    language, timezone = people.tongue(records, who.person)
    texts = stage.texts_in(language)
    desk = Button(label=texts.say(notices.OPEN), url=f"{stage.url}/desk/course/{who.course}")
    return Letter(text=line(texts, REMEMBER, meeting, timezone), rows=((desk,),))


def _which(timer: Timer) -> Before:
    return Before(timer.subject.split(":")[1])
