"""The end of a course, said by both: one proposes it, the other says yes or not yet; nobody ends it over somebody else's head."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.letter import Button, Letter
from bot.domain.people import Role
from bot.domain.trail import Act
from bot.errors import NotFound
from bot.marks import N_
from bot.records import closings, courses, people, post
from bot.records.core import Records
from bot.usecases import notices, reviewing
from bot.usecases.press import menu
from bot.usecases.stage import Stage, Voice, Who, voice

KIND = "closing"
DAYS = 14
PATIENCE = timedelta(days=DAYS)
ASK = N_("{counsellor} foreslår, at I slutter forløbet. Er I færdige?")
ALONE_LATER = N_("Svarer du ikke inden 14 dage, kan {counsellor} slutte det alene. Du kan stadig læse og slette dit eget bagefter.")
YES, NOT_YET = N_("Ja, vi er færdige"), N_("Nej, ikke endnu")
LEAVE_WITH = N_("Det går du herfra med")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the end of a course stands for one person: who proposed it, and when; `mine`: this person did, and the other has not answered.

    `alone_at` is when a counsellor may end it alone, `may_alone` that this is now; `by` is empty while nobody has proposed it.
    """

    by: str = ""
    mine: bool = False
    at: datetime | None = None
    alone_at: datetime | None = None
    may_alone: bool = False


def standing(records: Records, who: Who) -> Standing:
    """How it stands. Raises NotAllowed."""
    role = courses.require(records, who.course, who.person)
    waiting = closings.of(records, who.course)
    if waiting is None:
        return Standing()
    mine = courses.require_also_frozen(records, who.course, waiting.by) is role
    alone_at = waiting.at + PATIENCE if mine and role is Role.COUNSELLOR else None
    return Standing(
        by=waiting.by,
        mine=mine,
        at=waiting.at,
        alone_at=alone_at,
        may_alone=alone_at is not None and alone_at <= records.now,
    )


def asks(records: Records, who: Who) -> bool:
    """Whether the other has proposed the end, and waits for this person's answer. Raises NotAllowed."""
    now = standing(records, who)
    return bool(now.by) and not now.mine


def propose(records: Records, stage: Stage, who: Who) -> bool:
    """Say that it can end; whether it has ended by that: nobody was ever in it, or the other had said so before.

    Said twice it is said once. Raises NotAllowed, CourseClosed, CourseFrozen.
    """
    role = courses.require_open(records, who.course, who.person)
    now = standing(records, who)
    if (now.by and not now.mine) or not courses.ids(records, who.course, Role.COUNSELLEE):
        _end(records, stage, who)
        return True
    if not now.by:
        closings.propose(records, who.course, who.person)
        records.log(who.person, Act.PROPOSE_END, who.course)
        _tell(records, stage, who, role)
    return False


def answer(records: Records, stage: Stage, who: Who, *, yes: bool) -> None:
    """What the other says to it. Raises NotFound where nothing waits for this person's answer, else as `propose`."""
    courses.require_open(records, who.course, who.person)
    now = standing(records, who)
    if not now.by or now.mine:
        raise NotFound
    if yes:
        _end(records, stage, who)
        return
    _forget(records, who.course)
    records.log(who.person, Act.NOT_OVER, who.course)
    if courses.require(records, who.course, who.person) is Role.COUNSELLEE:
        notices.tell_counsellors(records, stage, who.course, "not_over")
    else:
        notices.tell(records, stage, now.by, who.course, "not_over")


def take_back(records: Records, _stage: Stage, who: Who) -> None:
    """It goes on after all, says who proposed the end. Raises NotFound where that is not so, else as `propose`."""
    courses.require_open(records, who.course, who.person)
    if not standing(records, who).mine:
        raise NotFound
    _forget(records, who.course)
    records.log(who.person, Act.NOT_OVER, who.course)


def end_alone(records: Records, stage: Stage, who: Who) -> None:
    """A counsellor ends what nobody has answered for fourteen days. Raises NotFound before that, else as `propose`."""
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    if not standing(records, who).may_alone:
        raise NotFound
    _end(records, stage, who)


def question(records: Records, who: Who, tongue: Voice) -> list[str]:
    """What a counsellee reads while their answer is waited for; nothing while it is not."""
    now = standing(records, who)
    if not now.by or now.mine:
        return []
    return [tongue.say(text, counsellor=people.name(records, now.by)) for text in (ASK, ALONE_LATER)]


def buttons(tongue: Voice, course: str) -> list[tuple[str, str]]:
    """The two answers, as (words, press)."""
    return [(tongue.say(YES), f"z:yes:{course}"), (tongue.say(NOT_YET), f"z:no:{course}")]


def _end(records: Records, stage: Stage, who: Who) -> None:
    """Everybody else hears that it is over; a counsellee with the way to what they leave with."""
    _forget(records, who.course)
    reviewing.end(records, who)
    others = [person for person in courses.ids(records, who.course, Role.COUNSELLEE) if person != who.person]
    for person in others:
        label = voice(records, stage, Who(person=person, course=who.course)).say(LEAVE_WITH)
        notices.tell(records, stage, person, who.course, "closed", rows=((Button(label=label, press=menu("closing")),),))
    if courses.require(records, who.course, who.person) is Role.COUNSELLEE:
        notices.tell_counsellors(records, stage, who.course, "ended")


def _forget(records: Records, course: str) -> None:
    closings.end(records, course)
    for kind in (KIND, "would_end"):
        post.cancel(records, course=course, kind=kind)


def _tell(records: Records, stage: Stage, who: Who, role: Role) -> None:
    """The other side hears of it; a counsellee with the two answers, and what happens without one."""
    if role is Role.COUNSELLEE:
        notices.tell_counsellors(records, stage, who.course, "would_end")
        return
    for person in courses.ids(records, who.course, Role.COUNSELLEE):
        other = Who(person=person, course=who.course)
        tongue = voice(records, stage, other)
        rows = tuple((Button(label=label, press=press),) for label, press in buttons(tongue, who.course))
        notices.send(records, person, who.course, Letter(text="\n\n".join(question(records, other, tongue)), rows=rows), kind=KIND)
