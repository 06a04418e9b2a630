"""The credentials people sign in with. They are found by a hash, and what is secret in them is sealed under their person."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.signing import Way
from bot.ports import Row
from bot.records import past
from bot.records.core import Records, moment, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """One credential. `step`: of a passkey how often it says it was used, of a code app the last half minute that let somebody in."""

    id: str
    person: str
    kind: Way
    body: Any
    step: int
    made_at: datetime
    used_at: datetime | None


def key_of(kind: Way, name: str) -> str:
    """The id of the credential that goes by this name: a passkey's own id, a sign-in name, an account."""
    return hashlib.sha256(f"{kind}:{name}".encode("utf-8", "surrogatepass")).hexdigest()


def keep(records: Records, kind: Way, person: str, name: str, body: Any, step: int = 0) -> None:
    """Keep a credential, in place of one that goes by the same name, which lets nobody in any more."""
    key = key_of(kind, name)
    if records.rows.one("credentials", {"id": key}):
        past.note(records, _ending(key))
    sealed = records.seal(person, "credentials", "body", key, body)
    row = {"id": key, "person": person, "kind": kind, "body": sealed, "step": step}
    records.rows.put("credentials", {**row, "made_at": stamp(records.now), "used_at": None})


def find(records: Records, kind: Way, name: str) -> Credential | None:
    """The credential that goes by this name."""
    row = records.rows.one("credentials", {"id": key_of(kind, name), "kind": kind})
    return _credential(records, row) if row else None


def of(records: Records, person: str, *kinds: Way) -> list[Credential]:
    """A person's credentials of these kinds, or of all; oldest first."""
    rows = records.rows.some("credentials", {"person": person}, order=("made_at", "id"))
    return [_credential(records, row) for row in rows if not kinds or row["kind"] in kinds]


def kinds_of(records: Records, person: str) -> set[Way]:
    """What kinds of credentials somebody has, without opening any."""
    return {Way(row["kind"]) for row in records.rows.some("credentials", {"person": person})}


def used(records: Records, credential: Credential, step: int) -> None:
    """It let somebody in just now."""
    records.rows.change("credentials", {"id": credential.id}, {"step": step, "used_at": stamp(records.now)})


def drop(records: Records, person: str, *kinds: Way, id: str = "") -> int:  # noqa: A002 - the column's name
    """Remove a person's credentials of these kinds, or the one with this id among them; how many there were."""
    match = {"person": person, **({"id": id} if id else {})}
    going = [row["id"] for kind in kinds for row in records.rows.some("credentials", {**match, "kind": kind})]
    past.note(records, *(_ending(one) for one in going))
    return sum(records.rows.drop("credentials", {"id": one}) for one in going)


def drop_again(records: Records) -> int:
    """Remove what was removed or replaced already and an older copy has brought back; how many."""
    kept = records.rows.some("credentials", {})
    ended = [(row, past.ended(records, _ending(row["id"]), row["made_at"])) for row in kept]
    # What took the place of another was made at the very moment at which that one ended.
    return sum(records.rows.drop("credentials", {"id": row["id"]}) for row, at in ended if at and row["made_at"] < stamp(at))


def _ending(key: str) -> str:
    return f"credential.{key}"


def _credential(records: Records, row: Row) -> Credential:
    return Credential(
        id=row["id"],
        person=row["person"],
        kind=Way(row["kind"]),
        body=records.open(row["person"], "credentials", "body", row["id"], row["body"]),
        step=row["step"] or 0,
        made_at=moment(row["made_at"]),
        used_at=moment(row["used_at"]) if row["used_at"] else None,
    )
