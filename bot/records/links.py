"""Links and sessions: secrets that open something. Only their hashes are kept."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.errors import LinkSpent
from bot.ports import Row
from bot.records.core import Records, moment, stamp


class LinkKind(StrEnum):
    """What a link opens."""

    INVITE = "invite"
    SIGN_IN = "sign_in"
    PRIVATE = "private"
    REENTER = "reenter"
    TELEGRAM = "telegram"
    KNOCK = "knock"
    RECOVERY = "recovery"
    EXPORT = "export"
    MAIL = "mail"
    CODE = "code"


LIFETIMES = {
    LinkKind.INVITE: timedelta(days=30),
    LinkKind.SIGN_IN: timedelta(days=1),
    LinkKind.PRIVATE: timedelta(days=365),
    LinkKind.REENTER: timedelta(days=7),
    LinkKind.TELEGRAM: timedelta(hours=1),
    LinkKind.KNOCK: timedelta(hours=24),
    LinkKind.RECOVERY: timedelta(days=3650),
    LinkKind.EXPORT: timedelta(minutes=15),
    LinkKind.MAIL: timedelta(hours=24),
    LinkKind.CODE: timedelta(hours=24),
}
SESSION_LIFE = timedelta(days=90)
STAFF_SESSION_LIFE = timedelta(hours=10)
STAFF_IDLE = timedelta(minutes=30)
SEEN_EVERY = timedelta(minutes=1)
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
    """Who a browser belongs to. `scope` is full, or shared: only words that are shared with staff anyway.

    `id` may be shown, it opens nothing. `made` and `seen` are aware UTC times; `stale`: it is time to write down that it was seen.
    """

    id: str
    made: datetime
    seen: datetime
    stale: bool
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


def is_taken(records: Records, kind: LinkKind, secret: str) -> bool:
    """Whether this secret was made before, whatever became of it."""
    return records.rows.one("links", {"hash": _hash(kind, secret)}) is not None


def use(records: Records, kind: LinkKind, secret: str) -> Link:
    """As `look`, and it is used up."""
    link = look(records, kind, secret)
    records.rows.change("links", {"hash": link.hash}, {"used_at": stamp(records.now)})
    return link


def forget(records: Records, kind: LinkKind, *, person: str = "", course: str = "") -> None:
    """Earlier links of this kind open nothing any more."""
    match = {"kind": kind, **({"person": person} if person else {}), **({"course": course} if course else {})}
    records.rows.drop("links", match)


def open_session(records: Records, *, person: str, course: str, role: str, scope: str = FULL, life: timedelta | None = None) -> str:
    """A new session, as long as its role has it or for this `life`; its secret, of 256 bits.

    Those of this person that are over are forgotten.
    """
    for row in records.rows.some("sessions", {"person": person}):
        if _is_over(records, row):
            records.rows.drop("sessions", {"hash": row["hash"]})
    secret = records.new_id() + records.new_id()
    life, now = life or (SESSION_LIFE if role == "counsellee" else STAFF_SESSION_LIFE), stamp(records.now)
    row = {"hash": _hash("session", secret), "id": records.new_id(), "person": person, "course": course, "role": role, "scope": scope}
    records.rows.add("sessions", {**row, "made_at": now, "seen_at": now, "expires_at": stamp(records.now + life)})
    return secret


def session(records: Records, secret: str, *roles: str) -> Session | None:
    """The session of this secret for one of these roles, while it lasts."""
    row = records.rows.one("sessions", {"hash": _hash("session", secret)}) if secret else None
    if row is None or row["role"] not in roles or _is_over(records, row):
        return None
    return _session(records, row)


def touch(records: Records, secret: str) -> None:
    """The session is in use."""
    records.rows.change("sessions", {"hash": _hash("session", secret)}, {"seen_at": stamp(records.now)})


def sessions_of(records: Records, person: str, *roles: str) -> tuple[Session, ...]:
    """The sessions of a person that still open something, the one that was seen last first."""
    rows = [row for row in records.rows.some("sessions", {"person": person}) if row["role"] in roles and not _is_over(records, row)]
    return tuple(sorted((_session(records, row) for row in rows), key=lambda one: one.seen, reverse=True))


def end_all(records: Records, person: str, *roles: str, but: str = "") -> None:
    """A person is signed out everywhere, but for the session of one secret."""
    for row in records.rows.some("sessions", {"person": person}):
        if row["role"] in roles and not (but and row["hash"] == _hash("session", but)):
            records.rows.drop("sessions", {"hash": row["hash"]})


def shut(records: Records) -> None:
    """Nobody is signed in any more, and no link opens anything but those that open more than once, and invitations."""
    lasting = {LinkKind.INVITE, LinkKind.PRIVATE, LinkKind.RECOVERY}
    for table, rows in (("sessions", records.rows.some("sessions", {})), ("links", records.rows.some("links", {}))):
        for row in rows:
            if row.get("kind") not in lasting:
                records.rows.drop(table, {"hash": row["hash"]})


def widen(records: Records, secret: str) -> None:
    """The session opens everything of its person from now on."""
    records.rows.change("sessions", {"hash": _hash("session", secret)}, {"scope": FULL})


def end_session(records: Records, secret: str) -> None:
    """The session opens nothing any more."""
    records.rows.drop("sessions", {"hash": _hash("session", secret)})


def has_way_in(records: Records, person: str) -> bool:
    """Whether somebody can come in on the web by what they have: a session, or their own link."""
    own = records.rows.some("links", {"person": person, "kind": LinkKind.PRIVATE}) if person else []
    sessions = records.rows.some("sessions", {"person": person}) if person else []
    return any(row["expires_at"] > stamp(records.now) for row in (*own, *sessions))


def _is_over(records: Records, row: Row) -> bool:
    idle = row["role"] != "counsellee" and _seen_at(row) <= stamp(records.now - STAFF_IDLE)
    return idle or bool(row["expires_at"] <= stamp(records.now))


def _session(records: Records, row: Row) -> Session:
    return Session(
        id=row["id"] or "",
        made=moment(row["made_at"]),
        seen=moment(_seen_at(row)),
        stale=_seen_at(row) <= stamp(records.now - SEEN_EVERY),
        person=row["person"],
        course=row["course"],
        role=row["role"],
        scope=row["scope"],
    )


def _seen_at(row: Row) -> str:
    """Rows from before this was written down were seen when they were made."""
    return str(row["seen_at"] or row["made_at"])


def _hash(kind: str, secret: str) -> str:
    return hashlib.sha256(f"{kind}:{secret}".encode()).hexdigest()
