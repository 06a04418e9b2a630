"""A first conversation today: a course that begins with two people at one table, and goes straight to the sheet."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.people import Role
from bot.domain.trail import Act
from bot.errors import NotAllowed, NotFound
from bot.marks import N_
from bot.records import courses, people, trail
from bot.records.core import Records, stamp
from bot.usecases import inviting
from bot.usecases.inviting import Invitation
from bot.usecases.sheets import ops, sitting
from bot.usecases.stage import Stage, Who

TOGETHER = "together"
SOON = timedelta(hours=3)
LONGEST_NAME = 60
REASON = N_("Vi taler sammen i dag.")


def begin(records: Records, stage: Stage, counsellor: str, reason: str = "") -> Invitation:
    """A new course with its invitation, for somebody who sits here; without a reason it says that they talk today. Raises as `invite`."""
    language, _ = people.tongue(records, counsellor)
    course = inviting.begin_course(records, counsellor, reason=reason.strip() or stage.texts_in(language).say(REASON))
    return again(records, stage, Who(person=counsellor, course=course))


def again(records: Records, stage: Stage, who: Who) -> Invitation:
    """A fresh link and code, to be opened here and now. Raises NotFound where somebody is in already, CourseClosed."""
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    if is_in(records, who):
        raise NotFound
    records.log(who.person, Act.INVITE, who.course, TOGETHER)
    return inviting.renew(records, stage, who)


def is_in(records: Records, who: Who) -> bool:
    """Whether the other has said yes. Raises NotAllowed to anybody but a counsellor of the course."""
    courses.require(records, who.course, who.person, Role.COUNSELLOR)
    return bool(courses.ids(records, who.course, Role.COUNSELLEE))


def sits(records: Records, course: str) -> bool:
    """Whether this course was begun, or its link made anew, for two who sit together: within the last three hours."""
    made = trail.acts(records.rows, {"course": course, "act": Act.INVITE.value})
    return any(row["subject"] == TOGETHER and row["at"] > stamp(records.now - SOON) for row in made)


def come(records: Records, stage: Stage, who: Who, name: str) -> None:
    """The counsellee is here, with the name they want to be called by (may be empty), and the conversation begins.

    Raises NotAllowed for who came by a link of staff's, NotFound where nobody waits at the table.
    """
    courses.require_open(records, who.course, who.person, Role.COUNSELLEE)
    if who.shared_only:
        raise NotAllowed
    if not sits(records, who.course):
        raise NotFound
    if name.strip():
        people.add(records, replace(people.get(records, who.person), name=name.strip()[:LONGEST_NAME]))
    if sitting.sitting(records, stage, who) is None:
        ops.do(records, stage, who, ops.Op(id=records.new_id(), kind="sit", about={"do": "begin"}))
