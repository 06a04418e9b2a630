"""What a service may know of itself: how many were invited, had prepared, agreed and took steps, month by month, and no small number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.agreement import Verdict
from bot.domain.plan import ActionState
from bot.domain.trail import Act
from bot.marks import N_
from bot.records import people, trail
from bot.records.core import Records, moment
from bot.usecases.handing_over import require_lead

LEAST, MONTHS, ROOM = 5, 12, 2
INVITED, PREPARED, AGREED, DONE = "invited", "prepared", "agreed", "done"
NAMES = {INVITED: N_("Inviteret"), PREPARED: N_("Havde forberedt sig"), AGREED: N_("Blev enige"), DONE: N_("Skridt, der er gjort")}
# No more courses can have come so far than were begun: whoever knows that can reckon backwards.
PART_OF_THE_INVITED = (PREPARED, AGREED)

Month = tuple[int, int]
Numbers = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One number as it may be shown: None is hidden, since it is under five (`few`), or since it would tell of one that is."""

    number: int | None
    few: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The months (their first days), the cells of each by column, and for each column the sum of what is shown and whether that is all."""

    months: tuple[date, ...]
    rows: tuple[Mapping[str, Cell], ...]
    sums: Mapping[str, tuple[int, bool]]


def counts(records: Records, lead: str) -> Counts:
    """The last twelve months in the lead's time zone, the newest last, from the first in which there was something to count.

    Raises NotAllowed for who is no lead.
    """
    require_lead(records, lead)
    zone = ZoneInfo(people.tongue(records, lead)[1])
    found = {column: _by_month(times, zone) for column, times in _times(records).items()}
    now = records.now.astimezone(zone)
    months = [_back(now.year, now.month, steps) for steps in range(MONTHS - 1, -1, -1)]
    while len(months) > 1 and not any(months[0] in column for column in found.values()):
        months = months[1:]
    rows = hidden([{column: found[column].get(month, 0) for column in NAMES} for month in months])
    shown = {column: [row[column].number for row in rows] for column in NAMES}
    return Counts(
        months=tuple(date(year, month, 1) for year, month in months),
        rows=tuple(rows),
        sums={column: (sum(one or 0 for one in numbers), None not in numbers) for column, numbers in shown.items()},
    )


def hidden(rows: Sequence[Numbers], least: int = LEAST) -> list[dict[str, Cell]]:
    """The rows with every number under the least hidden, and with so much more that none of those can be reckoned from what is shown.

    Sums stand under what is shown alone, so they tell nothing more. What is left is that no more can have prepared or agreed than were
    invited until then: where the shown numbers of a column would press on the hidden ones, all of that column is hidden, and in it a
    small number looks like any other.
    """
    cells = [{column: _cell(row[column], least) for column in NAMES} for row in rows]
    pressing = [column for column in PART_OF_THE_INVITED if _presses_somewhere(cells, column, least)]
    return [{column: Cell(number=None) if column in pressing else cell for column, cell in row.items()} for row in cells]


def _presses_somewhere(cells: list[dict[str, Cell]], column: str, least: int) -> bool:
    return any(_presses(cells[:until], column, least) for until in range(1, len(cells) + 1))


def _cell(number: int, least: int) -> Cell:
    return Cell(number=number) if number >= least else Cell(number=None, few=True)


def _presses(cells: list[dict[str, Cell]], column: str, least: int) -> bool:
    """Whether what is shown leaves the hidden numbers of these months too little room: all four invited, say, or nobody prepared."""
    shown, invited = (sum(one[name].number or 0 for one in cells) for name in (column, INVITED))
    few_invited, few = (sum(one[name].few for one in cells) for name in (INVITED, column))
    return few_invited + few > 0 and invited + few_invited * (least - 1) - shown < ROOM


def _times(records: Records) -> dict[str, list[str]]:
    """When each thing happened for the first time in each course (a step: when it was last changed), as stamps."""
    begun = [row for act in (Act.INVITE, Act.ASSIGN) for row in trail.acts(records.rows, {"act": act.value})]
    done = {row["id"] for row in records.rows.some("actions", {"state": ActionState.DONE.value})}
    moved = [row for row in trail.acts(records.rows, {"act": Act.PLAN.value}) if row["subject"] in done]
    return {
        INVITED: _first((row["course"], row["at"]) for row in begun),
        PREPARED: _first((row["course"], row["at"]) for row in trail.acts(records.rows, {"act": Act.SHARE.value})),
        AGREED: _first(_agreed(records)),
        DONE: [str(at) for at in {row["subject"]: row["at"] for row in sorted(moved, key=lambda row: str(row["at"]))}.values()],
    }


def _agreed(records: Records) -> Iterable[tuple[str, str]]:
    """Each wording that two people have said yes to: its course, and when the second did."""
    said: dict[tuple[str, int], list[str]] = {}
    for row in records.rows.some("verdicts", {"verdict": Verdict.YES.value}):
        said.setdefault((row["course"], row["version"]), []).append(row["said_at"])
    return [(course, sorted(times)[1]) for (course, _), times in said.items() if len(times) > 1]


def _first(happened: Iterable[tuple[str, str]]) -> list[str]:
    first: dict[str, str] = {}
    for course, at in happened:
        first[course] = min(at, first.get(course, at))
    return list(first.values())


def _by_month(times: Iterable[str], zone: ZoneInfo) -> dict[Month, int]:
    found: dict[Month, int] = {}
    for at in times:
        local = moment(at).astimezone(zone)
        found[local.year, local.month] = found.get((local.year, local.month), 0) + 1
    return found


def _back(year: int, month: int, steps: int) -> Month:
    months = year * 12 + month - 1 - steps
    return months // 12, months % 12 + 1
