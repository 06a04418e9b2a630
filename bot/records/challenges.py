"""What somebody has begun and not finished at a door: good for ten minutes, and once."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.errors import LinkSpent
from bot.records.core import POST, Records, stamp

LIFE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """What was kept of it: whose it is (empty while nobody is known), what it is for, and its data."""

    person: str
    purpose: str
    body: Any


def fresh(records: Records) -> str:
    """A secret that nobody can guess: 44 letters, digits, `_` and `-`."""
    return records.new_id() + records.new_id()


def begin(records: Records, purpose: str, person: str = "", body: Any = None) -> str:
    """Keep what is begun; the secret under which it is taken up again. What nobody took up in time goes."""
    for row in records.rows.some("challenges", {}, up_to={"expires_at": stamp(records.now)}):
        records.rows.drop("challenges", {"hash": row["hash"]})
    secret = fresh(records)
    name = _hash(purpose, secret)
    sealed = records.seal(person or POST, "challenges", "body", name, body)
    row = {"hash": name, "person": person, "purpose": purpose, "body": sealed}
    records.rows.add("challenges", {**row, "expires_at": stamp(records.now + LIFE)})
    return secret


def look(records: Records, purpose: str, secret: str) -> Challenge:
    """What was begun, without using it up. Raises LinkSpent alike for wrong, used and old."""
    row = records.rows.one("challenges", {"hash": _hash(purpose, secret)})
    if row is None or row["expires_at"] <= stamp(records.now):
        raise LinkSpent
    body = records.open(row["person"] or POST, "challenges", "body", row["hash"], row["body"])
    return Challenge(person=row["person"], purpose=purpose, body=body)


def take(records: Records, purpose: str, secret: str) -> Challenge:
    """As `look`, and it is used up, whatever comes of it."""
    found = look(records, purpose, secret)
    records.rows.drop("challenges", {"hash": _hash(purpose, secret)})
    return found


def _hash(purpose: str, secret: str) -> str:
    return hashlib.sha256(f"{purpose}:{secret}".encode()).hexdigest()
