"""The tables: names, columns, keys and indexes, as every store makes them.

Columns ending in `_at` and `_until` hold UTC times as text of one length (`bot.records.core.stamp`), so that text order is time
order. BLOB columns hold sealed words and files (`bot.records.sealing`); nothing people wrote stands in any other column.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: its columns by SQLite type, its primary key, and the column groups that are looked up."""

    columns: dict[str, type]
    key: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...] = ()


TABLES: dict[str, Table] = {
    "keys": Table(columns={"owner": str, "wrapped": bytes, "master": str}, key=("owner",)),
    "people": Table(
        columns={"id": str, "name": bytes, "workplace": bytes, "reads": bytes, "language": str, "timezone": str, "made_at": str},
        key=("id",),
    ),
    "addresses": Table(
        columns={"channel": str, "external": str, "person": str, "course": str, "state": str, "seen_at": str},
        key=("channel", "external"),
        indexes=(("person",),),
    ),
    "courses": Table(columns={"id": str, "state": str, "label": bytes, "made_at": str, "moved_at": str}, key=("id",)),
    "memberships": Table(
        columns={"course": str, "person": str, "role": str, "joined_at": str}, key=("course", "person"), indexes=(("person",),)
    ),
    "links": Table(
        columns={"hash": str, "kind": str, "person": str, "course": str, "made_at": str, "expires_at": str, "used_at": str},
        key=("hash",),
        indexes=(("person", "kind"), ("course", "kind")),
    ),
    "sessions": Table(
        columns=dict.fromkeys(("hash", "id", "person", "course", "role", "scope", "made_at", "seen_at", "expires_at"), str),
        key=("hash",),
        indexes=(("person",),),
    ),
    "notes": Table(
        columns={"id": str, "course": str, "author": str, "field": str, "flow": str, "step": str, "subject": str, "made_at": str},
        key=("id",),
        indexes=(("course", "author", "flow", "subject"),),
    ),
    "versions": Table(columns={"note": str, "version": int, "words": bytes, "written_at": str}, key=("note", "version")),
    "shares": Table(
        columns={"note": str, "version": int, "audience": str, "shared_at": str, "ended_at": str}, key=("note", "version", "audience")
    ),
    "parked": Table(columns={"note": str, "course": str, "state": str, "moved_at": str}, key=("note",), indexes=(("course",),)),
    "files": Table(
        columns={
            "id": str,
            "course": str,
            "owner": str,
            "note": str,
            "media": str,
            "kind": str,
            "seconds": int,
            "body": bytes,
            "made_at": str,
        },
        key=("id",),
        indexes=(("course",),),
    ),
    "seats": Table(columns={"person": str, "course": str, "turn": int, "body": bytes, "moved_at": str}, key=("person", "course")),
    "places": Table(
        columns={"person": str, "course": str, "flow": str, "subject": str, "body": bytes, "moved_at": str},
        key=("person", "course", "flow", "subject"),
    ),
    # `field`: of which field of the sheet; empty stands for the goal. Versions are numbered over all fields of a course.
    "wordings": Table(
        columns={"course": str, "version": int, "field": str, "by": str, "words": bytes, "made_at": str}, key=("course", "version")
    ),
    "verdicts": Table(
        columns={"course": str, "version": int, "person": str, "verdict": str, "words": bytes, "said_at": str},
        key=("course", "version", "person"),
    ),
    "suggestions": Table(
        columns={
            "id": str,
            "course": str,
            "flow": str,
            "by": str,
            "person": str,
            "words": bytes,
            "state": str,
            "made_at": str,
            "moved_at": str,
        },
        key=("id",),
        indexes=(("course", "person"),),
    ),
    "begun": Table(
        columns={"course": str, "person": str, "flow": str, "subject": str, "chosen_by": str, "begun_at": str},
        key=("course", "person", "flow", "subject"),
    ),
    "meetings": Table(
        columns={
            "course": str,
            "version": int,
            "first": int,
            "starts_at": str,
            "timezone": str,
            "place": bytes,
            "comes": bytes,
            "state": str,
        },
        key=("course",),
    ),
    "actions": Table(
        columns={
            "id": str,
            "course": str,
            "doer": str,
            "version": int,
            "state": str,
            "due": str,
            "remind_at": str,
            "made_at": str,
        },
        key=("id",),
        indexes=(("course",),),
    ),
    "timers": Table(
        columns={
            "id": str,
            "kind": str,
            "subject": str,
            "version": int,
            "person": str,
            "course": str,
            "state": str,
            "at": str,
            "due_at": str,
            "asked": int,
            "tries": int,
            "claim": str,
        },
        key=("id",),
        indexes=(("state", "due_at"), ("subject",), ("course",), ("person", "state", "due_at")),
    ),
    # What somebody wants of their reminders: no words, only times, kinds and channels.
    "wishes": Table(
        columns={"person": str, "quiet_from": str, "quiet_to": str, "paused_until": str, "off": str, "first": str, "also": int},
        key=("person",),
    ),
    # E-mail addresses, sealed under their person, each known elsewhere by its id alone.
    "mailboxes": Table(
        columns={"id": str, "person": str, "address": bytes, "state": str, "made_at": str, "asked_at": str},
        key=("id",),
        indexes=(("person",),),
    ),
    # Which message in a messenger became which part of an answer, so that it can be changed there; for as long as a message can be.
    "typed": Table(
        columns={
            "channel": str,
            "external": str,
            "message": int,
            "person": str,
            "course": str,
            "flow": str,
            "subject": str,
            "step": str,
            "words": bytes,
            "at": str,
        },
        key=("channel", "external", "message"),
        indexes=(("course",), ("at",)),
    ),
    # Who has said that they cannot come to a meeting, at which version of it.
    "absences": Table(columns={"course": str, "version": int, "person": str, "said_at": str}, key=("course", "version", "person")),
    # How often the sheet of a course has changed, so that whoever looks at it learns that there is something new.
    "sheets": Table(columns={"course": str, "seq": int}, key=("course",)),
    # Where a note lies on the sheet, if it was put somewhere: in which place of its field, what it answers, and for whom it was typed.
    "spots": Table(
        columns={
            "note": str,
            "course": str,
            "rank": int,
            "about": str,
            "lent_to": str,
            "typed_by": str,
            "state": str,
            "moved_by": str,
            "moved_at": str,
        },
        key=("note",),
        indexes=(("course",),),
    ),
    # What was done on a sheet, by an id that the doer's browser made, so that nothing is done twice and everything can be undone.
    "ops": Table(
        columns={
            "course": str,
            "seq": int,
            "op": str,
            "person": str,
            "kind": str,
            "note": str,
            "was": str,
            "became": str,
            "undone": int,
            "at": str,
        },
        key=("course", "seq"),
        indexes=(("course", "person", "op"), ("note",)),
    ),
    # The conversation that is going on round a sheet: since when, and which field it is about just now.
    "sittings": Table(
        columns={"course": str, "state": str, "focus": str, "by": str, "begun_at": str, "moved_at": str, "ended_at": str},
        key=("course",),
    ),
    # Who would end a course, until the other has said yes or no.
    "closings": Table(columns={"course": str, "by": str, "at": str}, key=("course",)),
    "inbox": Table(
        columns={"channel": str, "key": str, "sender": str, "number": int, "body": bytes, "state": str, "received_at": str},
        key=("channel", "key"),
        indexes=(("state", "received_at", "number"), ("sender",)),
    ),
    "outbox": Table(
        columns={
            "key": str,
            "channel": str,
            "external": str,
            "person": str,
            "course": str,
            "owner": str,
            "slot": str,
            "kind": str,
            "body": bytes,
            "state": str,
            "lane": int,
            "tries": int,
            "failures": int,
            "number": int,
            "made_at": str,
            "due_at": str,
            "good_until": str,
            "ended_at": str,
        },
        key=("key",),
        indexes=(
            ("state", "due_at"),
            ("channel", "state", "lane", "made_at", "number", "key", "due_at"),
            ("channel", "external", "state"),
            ("person", "state"),
            ("course",),
        ),
    ),
    # What was written down before there was a trail: still read, never added to.
    "audit": Table(
        columns={"id": str, "at": str, "actor": str, "act": str, "course": str, "subject": str},
        key=("id",),
        indexes=(("course",),),
    ),
    # The access log and everything else that was done, each row bound to the one before it.
    "trail": Table(
        columns={"number": int, "at": str, "actor": str, "act": str, "course": str, "subject": str, "mac": bytes},
        key=("number",),
        indexes=(("course", "act"), ("actor", "at")),
    ),
    # How somebody signs in: a passkey, a password, a code app, an account of the organisation's. What is secret is sealed under the person.
    "credentials": Table(
        columns={"id": str, "person": str, "kind": str, "body": bytes, "step": int, "made_at": str, "used_at": str},
        key=("id",),
        indexes=(("person", "kind"),),
    ),
    "challenges": Table(columns={"hash": str, "person": str, "purpose": str, "body": bytes, "expires_at": str}, key=("hash",)),
    # The operator's own texts, kept as they were agreed to, and who agreed to which.
    "notices": Table(columns={"hash": str, "language": str, "text": str, "made_at": str}, key=("hash",)),
    "consents": Table(
        columns={"id": str, "person": str, "course": str, "act": str, "notice": str, "language": str, "channel": str, "at": str},
        key=("id",),
        indexes=(("person",), ("course",)),
    ),
    "frozen": Table(columns={"course": str, "person": str, "since": str}, key=("course", "person")),
    "expiring": Table(columns={"course": str, "warned_at": str, "rounds": int}, key=("course",)),
    "handovers": Table(
        columns={"course": str, "leaving": str, "coming": str, "by": str, "made_at": str}, key=("course",), indexes=(("coming",),)
    ),
    # What the bot said and heard in a messenger of late, by the messenger's own numbers, so that it can be taken back there.
    "traces": Table(
        columns={"channel": str, "external": str, "message": int, "course": str, "at": str},
        key=("channel", "external", "message"),
        indexes=(("course",), ("at",)),
    ),
    # Which channels are switched off, and when each of the house's daily jobs last ran.
    "switches": Table(columns={"name": str, "state": str, "moved_at": str}, key=("name",)),
    "chores": Table(columns={"name": str, "ran_at": str, "count": int}, key=("name",)),
}
