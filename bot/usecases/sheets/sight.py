"""Who looks at a sheet, and what is looked up once for all that stands on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.course import CLOSED
from bot.domain.people import Role
from bot.records import courses, spots
from bot.records.core import Records
from bot.records.spots import Spot
from bot.usecases.sheets.view import Writer
from bot.usecases.stage import Stage, Voice, Who, called, voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One member before the sheet: their voice, their zone, everybody who writes, where notes lie, and whether it is closed."""

    records: Records
    stage: Stage
    who: Who
    tongue: Voice
    zone: ZoneInfo
    writers: tuple[Writer, ...]
    lying: Mapping[str, Spot]
    closed: bool

    @property
    def me(self) -> Writer:
        """Who looks."""
        return next(writer for writer in self.writers if writer.me)

    def role(self, person: str) -> Role:
        """What somebody is here; who is here no more was a counsellor, since a counsellee who leaves takes their words along."""
        return next((Role(writer.role) for writer in self.writers if writer.person == person), Role.COUNSELLOR)

    def name(self, person: str) -> str:
        """What somebody is called."""
        known = (writer.name for writer in self.writers if writer.person == person)
        return next(known, "") or called(self.records, self.tongue.texts, person)

    def spot(self, note: str) -> Spot:
        """Where a note lies."""
        return self.lying.get(note) or Spot(note=note, course=self.who.course)


def sight(records: Records, stage: Stage, who: Who) -> Sight:
    """Look at a sheet. Raises NotAllowed for who is no member of the course, CourseFrozen."""
    courses.require(records, who.course, who.person)
    tongue = voice(records, stage, who)
    return Sight(
        records=records,
        stage=stage,
        who=who,
        tongue=tongue,
        zone=ZoneInfo(tongue.timezone),
        writers=tuple(_writers(records, who, tongue)),
        lying=spots.of(records, who.course),
        closed=courses.state(records, who.course) == CLOSED,
    )


def _writers(records: Records, who: Who, tongue: Voice) -> list[Writer]:
    return [
        Writer(
            person=member.person.id,
            name=member.person.name or called(records, tongue.texts, member.person.id),
            role=member.role,
            me=member.person.id == who.person,
        )
        for member in courses.members(records, who.course)
    ]
