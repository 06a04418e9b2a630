"""What was done on a sheet, by the id that the doer's browser made: nothing is done twice, and one's own last acts can be undone."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.ports import Row
from bot.records.core import Records, stamp

TABLE = "ops"
_SAID = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Did:
    """One deed that was done. `was` and `became`: what it changed, by name; ids and numbers, never a word of anybody's. `at`: a stamp."""

    seq: int
    person: str
    kind: str
    note: str
    said: str
    was: Mapping[str, str]
    became: Mapping[str, str]
    at: str


def add(  # noqa: PLR0913 - a deed has that many parts
    records: Records,
    course: str,
    *,
    op: str,
    person: str,
    kind: str,
    note: str,
    said: str = "",
    was: Mapping[str, str],
    became: Mapping[str, str],
) -> None:
    """Keep that something was done, and what was said about it (a source text)."""
    kept = {"was": json.dumps(dict(was)), "became": json.dumps({**became, _SAID: said})}
    what = {"op": op, "person": person, "kind": kind, "note": note, **kept}
    seq = records.rows.count(TABLE, {"course": course}) + 1
    while not records.rows.add(TABLE, {"course": course, "seq": seq, **what, "undone": 0, "at": stamp(records.now)}):
        seq += 1


def find(records: Records, course: str, person: str, op: str) -> Did | None:
    """What this person did by this id, if anything."""
    row = records.rows.one(TABLE, {"course": course, "person": person, "op": op})
    return _did(row) if row else None


def last(records: Records, course: str, person: str, kinds: Collection[str]) -> Did | None:
    """What this person did last of these kinds and has not undone."""
    rows = records.rows.some(TABLE, {"course": course, "person": person, "undone": 0})
    mine = (row for row in rows if row["kind"] in kinds)
    row = max(mine, key=lambda row: (row["at"], row["seq"]), default=None)
    return _did(row) if row else None


def undone(records: Records, course: str, seq: int) -> None:
    """Keep that it was undone."""
    records.rows.change(TABLE, {"course": course, "seq": seq}, {"undone": 1})


def every(records: Records, course: str, kind: str) -> list[Did]:
    """All deeds of one kind on a sheet, oldest first."""
    rows = records.rows.some(TABLE, {"course": course, "kind": kind}, order=("at", "seq"))
    return [_did(row) for row in rows]


def _did(row: Row) -> Did:
    same = {name: row[name] for name in ("seq", "person", "kind", "note", "at")}
    became = json.loads(row["became"])
    return Did(**same, said=became.pop(_SAID), was=json.loads(row["was"]), became=became)
