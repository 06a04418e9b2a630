"""“Jeg kan ikke komme”: said in one press, told to the counsellors, and shown to both sides until it is seen or the meeting is another."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.dialogue.turns import Say
from bot.domain.course import CLOSED
from bot.domain.letter import Letter
from bot.domain.meeting import Meeting
from bot.domain.people import Role
from bot.domain.trail import Act
from bot.errors import NotFound
from bot.marks import N_
from bot.records import absences, courses, people, post, trail
from bot.records.absences import Absence
from bot.records.core import Records, stamp
from bot.texts import Texts
from bot.usecases import meetings
from bot.usecases.notices import tell_counsellors
from bot.usecases.press import Press
from bot.usecases.scene import Scene
from bot.usecases.stage import Stage, Who, counsellors_of, voice

TOLD_SOON = N_("{counsellor} får besked.")
AS_AGREED = N_("Så mødes I som aftalt. {counsellor} får besked.")
NOW_AT = N_("Mødet er flyttet til {when}.")
COMES = N_("Jeg kan alligevel")
FILE_COMES = N_("Her er filen til din kalender.")
FILE_THERE = N_("Hent filen til din kalender her:\n{link}")
FILE = "/chat/kalender/moede.ics"
SAID = N_("Du har sagt, at du ikke kan komme.")


class Reached(StrEnum):
    """How far it has come that somebody cannot come."""

    SEEN = "seen"
    DELIVERED = "delivered"
    ON_ITS_WAY = "on_its_way"
    NOT_ARRIVED = "not_arrived"


STANDS = {
    Reached.SEEN: N_("{counsellor} har set det."),
    Reached.DELIVERED: N_("Beskeden er nået frem til {counsellor}."),
    Reached.ON_ITS_WAY: N_("Beskeden er på vej til {counsellor}."),
    Reached.NOT_ARRIVED: N_("Beskeden er ikke nået frem til {counsellor}. Ring eller skriv selv."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """What the desk shows of a meeting that is ahead: who cannot come (ids), whether that is marked as seen, and whether it arrived."""

    people: tuple[str, ...] = ()
    seen: bool = False
    arrived: bool = True


def press(records: Records, stage: Stage, who: Who, press: Press) -> tuple[tuple[Say, ...], str]:
    """One of the presses about a meeting: “no” or “yes” to a version of it, “ics” for its file; what is said, and the screen to show.

    The last part names the course, for a button in a chat that has gone on to another. Raises NotFound, NotAllowed, CourseClosed.
    """
    who = replace(who, course=press.parts[2]) if len(press.parts) > 2 else who
    courses.require_open(records, who.course, who.person, Role.COUNSELLEE)
    meeting = courses.last_meeting(records, who.course)
    if meeting is None or press.parts[0] not in {"no", "yes", "ics"}:
        raise NotFound
    if press.parts[0] == "ics":
        return (_file(records, stage, who, meeting),), "home"
    if press.number(1) != meeting.version or meeting.cancelled or meeting.starts_at <= records.now:
        return (_another(records, stage, who, meeting),), "home"
    said = TOLD_SOON if press.parts[0] == "no" else AS_AGREED
    _keep(records, stage, who, meeting, comes=press.parts[0] == "yes")
    return (Say(text=said, values=_names(records, who)),), "home"


def told(scene: Scene) -> tuple[str, ...]:
    """What stands on the front page of somebody who cannot come: that they said so, and how far it has come."""
    meeting = meetings.ahead(scene.records, scene.who.course)
    said = _said(scene.records, meeting, scene.who.person) if meeting else None
    if said is None:
        return ()
    return (f"{scene.say(SAID)} {scene.say(STANDS[reached(scene.records, scene.who.course, said)])}",)


def ways(scene: Scene) -> list[tuple[str, str]]:
    """What one can do about the meeting that is ahead, as (words, press)."""
    records, who, texts = scene.records, scene.who, scene.tongue.texts
    meeting = meetings.ahead(records, who.course)
    if meeting is None or who.shared_only or courses.state(records, who.course) == CLOSED:
        return []
    comes = (scene.say(COMES), f"w:yes:{meeting.version}:{who.course}")
    no, file = meetings.cannot_come(texts, meeting), meetings.to_calendar(texts, who.course)
    return [comes if _said(records, meeting, who.person) else (no.label, no.press), (file.label, file.press)]


def mark_seen(records: Records, _stage: Stage, who: Who) -> None:
    """A counsellor has seen who cannot come."""
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    if is_waiting(records, who.course):
        records.log(who.person, Act.ABSENCE_SEEN, who.course)


def is_waiting(records: Records, course: str) -> bool:
    """Whether somebody cannot come and no counsellor has marked that as seen."""
    found = at_the_desk(records, course)
    return bool(found.people) and not found.seen


def at_the_desk(records: Records, course: str) -> Absent:
    """Who cannot come to the meeting that is ahead, and how that stands."""
    meeting = meetings.ahead(records, course)
    found = absences.of(records, meeting) if meeting else []
    if not found:
        return Absent()
    marked = _newest(records, course, Act.ABSENCE_SEEN)
    arrived = all(absences.letters(records, course, one.said_at) != {post.REFUSED} for one in found)
    return Absent(people=tuple(one.person for one in found), seen=marked > stamp(found[-1].said_at), arrived=arrived)


def reached(records: Records, course: str, absence: Absence) -> Reached:
    """How far an absence has come: seen once a counsellor had the course's page before them; else as the letters about it stand."""
    since = stamp(absence.said_at)
    if max(_newest(records, course, Act.ABSENCE_SEEN), _newest(records, course, Act.READ_COURSE)) > since:
        return Reached.SEEN
    states = absences.letters(records, course, absence.said_at)
    if post.SENT in states:
        return Reached.DELIVERED
    is_lost = bool(states) and not states & {post.WAITING, post.SENDING}
    return Reached.NOT_ARRIVED if is_lost or not courses.ids(records, course, Role.COUNSELLOR) else Reached.ON_ITS_WAY


def _keep(records: Records, stage: Stage, who: Who, meeting: Meeting, *, comes: bool) -> None:
    """Kept and told once, however often it is pressed."""
    change, act, notice = (absences.take_back, Act.COMES, "comes") if comes else (absences.say, Act.ABSENT, absences.KIND)
    if change(records, meeting, who.person):
        records.log(who.person, act, who.course)
        tell_counsellors(records, stage, who.course, notice)


def _another(records: Records, stage: Stage, who: Who, meeting: Meeting) -> Say:
    """The button was about a meeting that is not any more. Raises NotFound where that has begun."""
    if meeting.starts_at <= records.now:
        raise NotFound
    tongue = voice(records, stage, who)
    when = meetings.told_when(tongue.texts, meeting, tongue.timezone)
    return Say(text=meetings.CANCELLED if meeting.cancelled else NOW_AT, values={"when": when})


def _file(records: Records, stage: Stage, who: Who, meeting: Meeting) -> Say:
    """The file goes to the person's own chat; who has none is told where to get it."""
    texts = stage.texts_in(people.tongue(records, who.person)[0])
    chats = [a for a in people.reach(records, who.person) if (a.channel, a.state) == (people.TELEGRAM, people.OPEN)]
    for chat in chats:
        _send_file(records, who, chat, meetings.calendar_file(records, stage, meeting, texts), texts)
    return Say(text=FILE_COMES) if chats else Say(text=FILE_THERE, values={"link": f"{stage.url}{FILE}"})


def _send_file(records: Records, who: Who, chat: people.Address, file: str, texts: Texts) -> None:
    post.post(
        records,
        Letter(text=texts.say(meetings.TO_CALENDAR), attachment=file),
        key=f"calendar.{records.new_id()}",
        channel=chat.channel,
        external=chat.external,
        person=who.person,
        course=who.course,
        slot=f"calendar.{who.course}",
        kind="calendar",
    )


def _names(records: Records, who: Who) -> dict[str, str]:
    """The counsellor of the course that the meeting is in; left to the voice where there is nobody."""
    return {"counsellor": name} if (name := counsellors_of(records, who.course)) else {}


def _said(records: Records, meeting: Meeting, person: str) -> Absence | None:
    return next((one for one in absences.of(records, meeting) if one.person == person), None)


def _newest(records: Records, course: str, act: Act) -> str:
    return max((row["at"] for row in trail.acts(records.rows, {"course": course, "act": act.value})), default="")
