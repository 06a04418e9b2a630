"""What the counsellor does between reading and meeting: mark as read, ask one question, write the aim, set the meeting."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.course import CLOSED
from bot.domain.letter import Button
from bot.domain.meeting import Meeting
from bot.domain.people import Role, Viewer
from bot.domain.sheet import Note, Words
from bot.domain.trail import Act
from bot.errors import BadInput
from bot.marks import N_
from bot.records import conversations, courses, notes, people, trail
from bot.records.core import Records
from bot.usecases import evaluating, meetings
from bot.usecases.notices import tell, tell_counsellees
from bot.usecases.stage import Stage, Who

LONGEST, LONGEST_COMES = 2000, 200
QUESTION = N_("Et spørgsmål til dig")
AIM = {"want": N_("Det vil jeg"), "duty": N_("Det kræver loven eller stedet"), "offer": N_("Det kan jeg bidrage med")}
READ_AIM = N_("Læs det")
ANSWER = N_("Svar")


def mark_reviewed(records: Records, stage: Stage, who: Who, seen: Collection[str] | None = None) -> None:
    """The counsellor has read what is shared.

    Raises BadInput when something came that is not among what they had before them (`seen`: "note.version" of each; None: all of it).
    """
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    new = fresh(records, who)
    if seen is not None and any(f"{note.id}.{note.version}" not in seen for note in new):
        raise BadInput
    if not new:
        return
    courses.move(records, who.course, "review")
    records.log(who.person, Act.REVIEW, who.course)
    tell_counsellees(records, stage, who.course, "reviewed")


def unread(records: Records, who: Who) -> bool:
    """Whether something shared with this counsellor was shared after they last said that they had read."""
    return bool(fresh(records, who))


def fresh(records: Records, who: Who) -> list[Note]:
    """What was shared with this counsellor after they last said that they had read, oldest first."""
    reviews = trail.acts(records.rows, {"course": who.course, "actor": who.person, "act": Act.REVIEW.value})
    read_at = max((row["at"] for row in reviews), default="")
    theirs = [note for note in notes.visible(records, who.course, viewer=who.viewer) if note.author != who.person]
    return [note for note in theirs if notes.shared_at(records, note, who.person) > read_at]


def mark_met(records: Records, _stage: Stage, who: Who) -> None:
    """They have met. The counsellee is asked how it was, once for each meeting."""
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    evaluating.met(records, who)
    records.log(who.person, Act.MEET, who.course)
    courses.move(records, who.course, "meet")


def end(records: Records, who: Who) -> None:
    """The course is over. What was written stays where it is, and the counsellee can still read, take back and erase.

    Whether it may be ended is for `bot.usecases.closing` to say.
    """
    courses.require_open(records, who.course, who.person)
    courses.move(records, who.course, "close")
    records.log(who.person, Act.CLOSE, who.course)


def reopen(records: Records, stage: Stage, who: Who) -> None:
    """The course goes on; one that is open already does, and nobody is told."""
    courses.require(records, who.course, who.person, Role.COUNSELLOR)
    if courses.state(records, who.course) != CLOSED:
        return
    courses.move(records, who.course, "reopen")
    records.log(who.person, Act.REOPEN, who.course)
    _no_more_of_the_end(records, who.course)
    tell_counsellees(records, stage, who.course, "reopened")


def _no_more_of_the_end(records: Records, course: str) -> None:
    """Who sits where they were told that it is over is told so no more."""
    for person in courses.ids(records, course, Role.COUNSELLEE):
        seat = conversations.seat(records, person, course)
        if seat is not None:
            screen = "home" if seat.screen == "closing" else seat.screen
            conversations.keep_seat(records, person, course, replace(seat, screen=screen, says=()))


def ask(records: Records, stage: Stage, who: Who, question: str) -> None:
    """Ask one follow-up question, which the counsellee gets in chat. Raises BadInput without words, or with too many.

    Earlier questions do not stand in the way: whether they were answered is not the counsellor's to know.
    """
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    said = _checked(question)
    note = notes.write(
        records,
        course=who.course,
        author=who.person,
        field="agreement",
        flow="followup",
        step="question",
        subject=records.new_id(),
        words=Words(question=QUESTION, said=said, answer={"text": said}),
    )
    _share_with_counsellees(records, who.course, note)
    records.log(who.person, Act.ASK, who.course, note)
    for person in courses.ids(records, who.course, Role.COUNSELLEE):
        label = stage.texts_in(people.tongue(records, person)[0]).say(ANSWER)
        tell(records, stage, person, who.course, "question", rows=((Button(label=label, press=f"q:{note}"),),), key=f"question.{note}")


def write_aim(records: Records, stage: Stage, who: Who, lines: dict[str, str]) -> None:
    """The counsellor's aim in its three lines, open to the counsellee at once. Only lines that changed are written anew."""
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    before = aim(records, who.course, Viewer(person=who.person), who.person)
    changed = {step: lines[step].strip() for step in AIM if step in lines and lines[step].strip() != before.get(step, "")}
    if any(len(said) > LONGEST for said in changed.values()):
        raise BadInput
    for step, said in changed.items():
        words = Words(question=AIM[step], said=said, answer={"text": said})
        note = notes.write(records, course=who.course, author=who.person, field="agreement", flow="aim", step=step, words=words)
        _share_with_counsellees(records, who.course, note)
    if changed:
        records.log(who.person, Act.AIM, who.course)
        for person in courses.ids(records, who.course, Role.COUNSELLEE):
            label = stage.texts_in(people.tongue(records, person)[0]).say(READ_AIM)
            tell(records, stage, person, who.course, "aim", rows=((Button(label=label, press="m:aim"),),))


def aim(records: Records, course: str, viewer: Viewer, author: str = "") -> dict[str, str]:
    """The aim's three lines as a viewer sees them, by one counsellor or (author empty) by whoever wrote last."""
    by = {"author": author} if author else {}
    return {note.step: note.words.said for note in notes.visible(records, course, viewer=viewer, flow="aim", **by)}


def aimed(records: Records, course: str, viewer: Viewer) -> list[str]:
    """Whose aims a viewer sees, the first written first."""
    return list(dict.fromkeys(note.author for note in notes.visible(records, course, viewer=viewer, flow="aim")))


def set_meeting(records: Records, stage: Stage, who: Who, *, day_and_time: str, timezone: str, place: str, comes: str = "") -> Meeting:
    """Set or move the meeting: local time as "2026-11-27T14:00" in an IANA time zone. Raises BadInput for a time that is none.

    `comes` says in plain words who comes, beside the two; the counsellee is told.
    """
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    earlier = courses.last_meeting(records, who.course)
    try:
        starts_at = datetime.fromisoformat(day_and_time).replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC)
    except (ValueError, OverflowError, ZoneInfoNotFoundError, OSError) as error:
        raise BadInput from error
    before = None if earlier is None or earlier.cancelled else earlier
    version = earlier.version + 1 if earlier else 1
    first = before.first if before and records.now < before.starts_at + evaluating.NOBODY_CAME else version
    meeting = Meeting(
        course=who.course,
        version=version,
        first=first,
        starts_at=starts_at,
        timezone=timezone,
        place=place.strip()[:LONGEST],
        comes=comes.strip()[:LONGEST_COMES],
    )
    courses.set_meeting(records, meeting)
    records.log(who.person, Act.MEETING, who.course)
    meetings.expect(records, stage, meeting, before)
    return meeting


def _checked(text: str) -> str:
    said = text.strip()
    if not said or len(said) > LONGEST:
        raise BadInput
    return said


def _share_with_counsellees(records: Records, course: str, note: str) -> None:
    for person in courses.ids(records, course, Role.COUNSELLEE):
        notes.share(records, note, notes.newest(records, note), person)
