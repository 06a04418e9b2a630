"""Staff read words of a counsellee's: it is written down and anchored before they are shown, and told to whom they belong."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Role
from bot.domain.trail import READS, Act, Head
from bot.errors import BrokenTrail
from bot.ports import Witness
from bot.records import courses, trail
from bot.records.core import Records, moment
from bot.usecases.house import House

LETTERS = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Somebody on the staff had words of a course before them: when, which, and who, by a letter that is theirs in this course alone."""

    at: datetime
    what: Act
    who: str


def read_course(records: Records, person: str, course: str, what: Act, subject: str = "") -> None:
    """Write down that a counsellor has words of this course before them. Raises NotAllowed when it is not theirs."""
    courses.require_also_frozen(records, course, person, Role.COUNSELLOR)
    records.log(person, what, course, subject)


def read_list(records: Records, person: str, listed: Iterable[str], what: Act = Act.READ_LIST) -> None:
    """Write down that somebody on the staff has a list of courses before them, with the names of those who are in, or has searched them."""
    for course in listed:
        if courses.ids(records, course, Role.COUNSELLEE):
            records.log(person, what, course)


def noted(records: Records, log: Callable[[Records], object], anchor: Head | None) -> Head:
    """Write something down; the head of the trail after it. Raises BrokenTrail when what was anchored is not in the trail any more."""
    if not trail.holds(records.rows, anchor):
        raise BrokenTrail
    if anchor is None and records.head().number:
        records.log("", Act.ANCHORED_ANEW)
    log(records)
    return records.head()


def keep_head(house: House, witness: Witness) -> Head:
    """Anchor the head of the trail as it is now; the head. Raises BrokenTrail, or StoreUnavailable when it cannot be done."""
    anchor = witness.read()
    head = house.read(lambda records: records.head())
    if anchor is None or head != anchor:
        head = house.write(lambda records: noted(records, lambda _: None, anchor))
        witness.keep(head, house.clock())
    return head


def accept(house: House, witness: Witness) -> Head:
    """Take the trail as it stands, though it does not hold what was anchored, and anchor it; that this was done stands in it."""
    head = house.write(_accepted)
    witness.keep(head, house.clock(), back=True)
    return head


def reads_of(records: Records, course: str) -> list[Read]:
    """Every time somebody on the staff had words of this course before them, oldest first."""
    rows = [row for row in trail.acts(records.rows, {"course": course}) if row["act"] in READS]
    letters = {person: _letter(number) for number, person in enumerate(dict.fromkeys(row["actor"] for row in rows))}
    return [Read(at=moment(row["at"]), what=Act(row["act"]), who=letters[row["actor"]]) for row in rows]


def touched(records: Records, person: str, since: datetime, until: datetime) -> dict[str, list[tuple[datetime, Act]]]:
    """What somebody on the staff had before them from one time until (not with) another, by course: for the question who was hit."""
    found: dict[str, list[tuple[datetime, Act]]] = {}
    for row in trail.acts(records.rows, {"actor": person}):
        if row["act"] in READS and since <= moment(row["at"]) < until:
            found.setdefault(row["course"], []).append((moment(row["at"]), Act(row["act"])))
    return found


def _accepted(records: Records) -> Head:
    records.log("", Act.RESTORED)
    return records.head()


def _letter(number: int) -> str:
    rest, last = divmod(number, LETTERS)
    return (_letter(rest - 1) if rest else "") + chr(ord("A") + last)
