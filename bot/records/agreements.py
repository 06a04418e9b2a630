"""The wordings of the agreement and what was said to them."""

from bot.domain.agreement import Agreement, Said, Verdict, Wording
from bot.ports import Row
from bot.records import sheets
from bot.records.core import Records, moment, stamp

GOAL = ""


def read(records: Records, course: str, field: str = GOAL) -> Agreement:
    """All wordings of the course's goal, or of a field that was put to confirmation. They are joint: every member of the course may see
    them, nobody else is to ask.

    Those of somebody who has erased theirs are not among them.
    """
    rows = records.rows.some("wordings", {"course": course}, order=("version",))
    return Agreement(wordings=tuple(_wording(records, row) for row in rows if row["words"] and (row["field"] or GOAL) == field))


def field_of(records: Records, course: str, version: int) -> str | None:
    """The field that a wording is about (`GOAL`: the goal); None when there is no such wording."""
    row = records.rows.one("wordings", {"course": course, "version": version})
    return (row["field"] or GOAL) if row else None


def next_version(records: Records, course: str) -> int:
    """The number of the next wording; one that was erased keeps its number."""
    return max((row["version"] for row in records.rows.some("wordings", {"course": course})), default=0) + 1


def propose(records: Records, course: str, version: int, by: str, text: str, field: str = GOAL) -> None:
    """Add a wording; nobody has said anything to it yet."""
    sealed = records.seal(course, "wordings", "words", f"{course}.{version}", text)
    row = {"course": course, "version": version, "field": field, "by": by, "words": sealed, "made_at": stamp(records.now)}
    records.rows.add("wordings", row)
    sheets.touch(records, course)


def say(records: Records, course: str, version: int, person: str, verdict: Verdict, line: str = "") -> None:
    """Keep what somebody says to a wording; a later word replaces an earlier one."""
    row = {"course": course, "version": version, "person": person}
    sealed = records.seal(course, "verdicts", "words", f"{course}.{version}.{person}", line)
    records.rows.put("verdicts", {**row, "verdict": verdict, "words": sealed, "said_at": stamp(records.now)})
    sheets.touch(records, course)


def _wording(records: Records, row: Row) -> Wording:
    course, version = row["course"], row["version"]
    verdicts = records.rows.some("verdicts", {"course": course, "version": version})
    return Wording(
        version=version,
        text=records.open(course, "wordings", "words", f"{course}.{version}", row["words"]),
        by=row["by"],
        at=moment(row["made_at"]),
        said={verdict["person"]: _said(records, verdict) for verdict in verdicts},
    )


def _said(records: Records, row: Row) -> Said:
    place = f"{row['course']}.{row['version']}.{row['person']}"
    return Said(
        verdict=Verdict(row["verdict"]),
        line=records.open(row["course"], "verdicts", "words", place, row["words"]),
        at=moment(row["said_at"]),
    )
