"""Links and sessions: secrets that open something. Only their hashes are kept."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.errors import LinkSpent
from bot.ports import Row
from bot.records.core import Records, stamp


class LinkKind(StrEnum):
    """What a link opens."""

    INVITE = "invite"
    SIGN_IN = "sign_in"
    PRIVATE = "private"
    REENTER = "reenter"
    TELEGRAM = "telegram"
    RECOVERY = "recovery"


LIFETIMES = {
    LinkKind.INVITE: timedelta(days=30),
    LinkKind.SIGN_IN: timedelta(days=1),
    LinkKind.PRIVATE: timedelta(days=365),
    LinkKind.REENTER: timedelta(days=7),
    LinkKind.TELEGRAM: timedelta(hours=1),
    LinkKind.RECOVERY: timedelta(days=3650),
}
SESSION_LIFE = timedelta(days=90)
STAFF_SESSION_LIFE = timedelta(hours=10)
FULL, SHARED = "full", "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a link is good for."""

    kind: LinkKind
    person: str
    course: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Who a browser belongs to. `scope` is full, or shared: only words that are shared with staff anyway."""

    person: str
    course: str
    role: str
    scope: str


def make(records: Records, kind: LinkKind, *, person: str = "", course: str = "", token: str = "") -> str:
    """A new link; the secret, which is told once."""
    secret = token or records.new_id()
    row = {"hash": _hash(kind, secret), "kind": kind, "person": person, "course": course}
    times = {"made_at": stamp(records.now), "expires_at": stamp(records.now + LIFETIMES[kind]), "used_at": None}
    records.rows.put("links", {**row, **times})
    return secret


def look(records: Records, kind: LinkKind, secret: str) -> Link:
    """What a link opens, without using it. Raises LinkSpent alike for wrong, used and old."""
    row = records.rows.one("links", {"hash": _hash(kind, secret)})
    if row is None or row["used_at"] or row["expires_at"] <= stamp(records.now):
        raise LinkSpent
    return Link(kind=kind, person=row["person"], course=row["course"], hash=row["hash"])


def use(records: Records, kind: LinkKind, secret: str) -> Link:
    """As `look`, and it is used up."""
    link = look(records, kind, secret)
    records.rows.change("links", {"hash": link.hash}, {"used_at": stamp(records.now)})
    return link


def forget(records: Records, kind: LinkKind, *, person: str = "", course: str = "") -> None:
    """Earlier links of this kind open nothing any more."""
    match = {"kind": kind, **({"person": person} if person else {}), **({"course": course} if course else {})}
    records.rows.drop("links", match)


def open_session(records: Records, *, person: str, course: str, role: str, scope: str = FULL) -> str:
    """A new session; its secret."""
    secret = records.new_id() + records.new_id()
    life = SESSION_LIFE if role == "counsellee" else STAFF_SESSION_LIFE
    row = {"hash": _hash("session", secret), "person": person, "course": course, "role": role, "scope": scope}
    records.rows.add("sessions", {**row, "made_at": stamp(records.now), "expires_at": stamp(records.now + life)})
    return secret


def session(records: Records, secret: str, role: str) -> Session | None:
    """The session of this secret for this role, while it lasts."""
    row = records.rows.one("sessions", {"hash": _hash("session", secret), "role": role}) if secret else None
    if row is None or row["expires_at"] <= stamp(records.now):
        return None
    return _session(row)


def widen(records: Records, secret: str) -> None:
    """The session opens everything of its person from now on."""
    records.rows.change("sessions", {"hash": _hash("session", secret)}, {"scope": FULL})


def end_session(records: Records, secret: str) -> None:
    """The session opens nothing any more."""
    records.rows.drop("sessions", {"hash": _hash("session", secret)})


def _session(row: Row) -> Session:
    return Session(person=row["person"], course=row["course"], role=row["role"], scope=row["scope"])


def _hash(kind: str, secret: str) -> str:
    return hashlib.sha256(f"{kind}:{secret}".encode()).hexdigest()
