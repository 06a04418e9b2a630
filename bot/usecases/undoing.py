"""The counsellor sees when and how somebody said yes, and can undo it while nothing is shared: it was not the right person."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Role
from bot.domain.trail import Act
from bot.errors import BadInput
from bot.marks import N_
from bot.records import courses, trail
from bot.records.core import Records, moment
from bot.records.people import TELEGRAM, WEB
from bot.usecases import erasing, inviting
from bot.usecases.inviting import Invitation
from bot.usecases.stage import Stage, Who

CAME = N_("Sagde ja {when}.")
CAME_BY = {WEB: N_("Sagde ja {when}, på nettet."), TELEGRAM: N_("Sagde ja {when}, i Telegram.")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """How the counsellee came in: when, by which channel ("web", "telegram", empty: not known), and whether it can be undone still."""

    at: datetime
    channel: str
    undoable: bool

    @property
    def text(self) -> str:
        """What is said of it, as a source text with the value `when`."""
        return CAME_BY.get(self.channel, CAME)


def joined(records: Records, who: Who) -> Joined | None:
    """How the one who said yes last came in; None while nobody has. Raises NotAllowed to anybody but a counsellor of the course."""
    courses.require(records, who.course, who.person, Role.COUNSELLOR)
    rows = records.rows.some("memberships", {"course": who.course, "role": Role.COUNSELLEE}, order=("joined_at",))
    if not rows:
        return None
    person = rows[-1]["person"]
    said = trail.acts(records.rows, {"course": who.course, "act": Act.ACCEPT, "actor": person})
    channel = said[-1]["subject"] if said else ""
    return Joined(at=moment(rows[-1]["joined_at"]), channel=channel, undoable=_can_be_undone(records, who.course, person))


def undo(records: Records, stage: Stage, who: Who) -> Invitation:
    """Whoever said yes is out, what they wrote is erased, and there is a fresh link. Raises BadInput("undo") once something was shared."""
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    guided = courses.ids(records, who.course, Role.COUNSELLEE)
    if len(guided) != 1 or not _can_be_undone(records, who.course, guided[0]):
        raise BadInput("undo")
    reason, duty = inviting.reason_of(records, who)
    erasing.put_out(records, Who(person=guided[0], course=who.course))
    if not any(inviting.reason_of(records, who)):
        inviting.give_reason(records, who, reason, duty)
    courses.move(records, who.course, "undo")
    records.log(who.person, Act.UNDO_INVITATION, who.course)
    return inviting.renew(records, stage, who)


def _can_be_undone(records: Records, course: str, person: str) -> bool:
    """Whether nothing of this person's was ever shared here, nor proposed or answered."""
    written = records.rows.some("notes", {"course": course, "author": person})
    shared = any(records.rows.one("shares", {"note": note["id"]}) for note in written)
    proposed = records.rows.count("wordings", {"course": course, "by": person})
    answered = records.rows.count("verdicts", {"course": course, "person": person})
    return courses.state(records, course) == "preparing" and not (shared or proposed or answered)
