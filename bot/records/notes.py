"""Notes and what is shared of them. Nobody reads words here without saying who is looking."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.domain.people import Viewer
from bot.domain.sheet import Note, Words
from bot.ports import Row
from bot.records import freezing, past, sheets, spots
from bot.records.core import Records, moment, row_of, stamp


def write(records: Records, *, course: str, author: str, field: str, flow: str, step: str, subject: str = "", words: Words) -> str:
    """Write a note, or a new version of the one this author has in this place; its id. New versions are private."""
    place = {"course": course, "author": author, "flow": flow, "subject": subject, "step": step}
    found = records.rows.one("notes", place)
    note = found["id"] if found else records.new_id()
    if not found:
        records.rows.add("notes", {**place, "id": note, "field": field, "made_at": stamp(records.now)})
    version = newest(records, note) + 1
    sealed = records.seal(course, "versions", "words", f"{note}.{version}", _data(words))
    records.rows.add("versions", {"note": note, "version": version, "words": sealed, "written_at": stamp(records.now)})
    sheets.touch(records, course)
    return str(note)


def newest(records: Records, note: str) -> int:
    """The number of the newest version of a note; 0 if there is none."""
    row = _newest_row(records, note)
    return int(row["version"]) if row else 0


def visible(records: Records, course: str, *, viewer: Viewer, **where: str) -> list[Note]:
    """The notes of a course that this viewer may see, oldest first, each in the version they may see.

    `where` narrows by column of the note (author, flow, step, subject, field). Of somebody who has frozen the course, only they see words,
    and not by a link of staff's: staff could open it themselves. What its author has taken off the sheet is not among them.
    """
    rows = _lying(records, course, where)
    hidden = freezing.frozen_by(records, course) - (set() if viewer.shared_only else {viewer.person}) if rows else set()
    seen = (_as_seen(records, row, viewer) for row in rows if row["author"] not in hidden)
    return [note for note in seen if note is not None]


def seen_by_all(records: Records, course: str, people: Iterable[str], **where: str) -> list[tuple[Row, int]]:
    """The notes of a course that all these people see in one and the same version, oldest first: each row with that version, no words.

    For its author that is what they show, not what they have written since.
    """
    hidden, everyone = freezing.frozen_by(records, course), list(people)
    rows = [row for row in records.rows.some("notes", {"course": course, **where}, order=("made_at",)) if row["author"] not in hidden]
    found = [(row, _seen_alike(records, row, everyone)) for row in rows]
    return [(row, version) for row, version in found if version]


def as_it_was(records: Records, note: str, version: int, *, viewer: Viewer) -> Note | None:
    """A note as it stood in one version; None when this viewer may not see that version, or no longer."""
    row = records.rows.one("notes", {"id": note})
    kept = records.rows.one("versions", {"note": note, "version": version})
    if row is None or kept is None:
        return None
    own, whole = row["author"] == viewer.person, not viewer.shared_only
    if row["author"] in freezing.frozen_by(records, row["course"]) and not (own and whole):
        return None
    shares = records.rows.some("shares", {"note": note, "version": version, "ended_at": None})
    if not (own and whole) and not any(own or share["audience"] == viewer.person for share in shares):
        return None
    return _note(records, row, kept, edited=False, shared=version if own and shares else 0)


def removed(records: Records, course: str, *, viewer: Viewer) -> list[Note]:
    """What the viewer has taken off the sheet, oldest first; nothing of anybody else's."""
    if viewer.shared_only:
        return []
    away = spots.removed(records, course)
    rows = records.rows.some("notes", {"course": course, "author": viewer.person}, order=("made_at",)) if away else []
    seen = (_as_seen(records, row, viewer) for row in rows if row["id"] in away)
    return [note for note in seen if note is not None]


def history(records: Records, note: Note, *, viewer: Viewer) -> list[tuple[int, datetime, Words]]:
    """Every version of a note of the viewer's own, with its number and when it was written; none of anybody else's."""
    if note.author != viewer.person or viewer.shared_only:
        return []
    rows = records.rows.some("versions", {"note": note.id}, order=("version",))
    return [(row["version"], moment(row["written_at"]), _kept(records, note.course, row)) for row in rows]


def sharing_of(records: Records, note: Note) -> list[tuple[int, str, datetime, datetime | None]]:
    """Every time a version was shared: its number, with whom, from when, and until when (None: it still is)."""
    rows = records.rows.some("shares", {"note": note.id}, order=("shared_at", "version"))
    ends = [moment(row["ended_at"]) if row["ended_at"] else None for row in rows]
    return [(row["version"], row["audience"], moment(row["shared_at"]), end) for row, end in zip(rows, ends, strict=True)]


def author_of(records: Records, note: str) -> tuple[str, str]:
    """The course and the author of a note, no words. Raises LookupError."""
    row = row_of(records.rows.one("notes", {"id": note}))
    return row["course"], row["author"]


def share(records: Records, note: str, version: int, audience: str) -> None:
    """Let somebody see this version from now on."""
    row = {"note": note, "version": version, "audience": audience, "shared_at": stamp(records.now), "ended_at": None}
    records.rows.put("shares", row)
    sheets.touch_of(records, note)


def shared_at(records: Records, note: Note, audience: str) -> str:
    """When the version a viewer sees was shared with them, as a stamp; empty if it is not."""
    share = records.rows.one("shares", {"note": note.id, "version": note.version, "audience": audience, "ended_at": None})
    return share["shared_at"] if share else ""


def withdraw(records: Records, *ids: str) -> None:
    """Nobody but the author sees any version of these notes from now on. Raises StoreUnavailable when it cannot be noted."""
    shares = [row for note in ids for row in records.rows.some("shares", {"note": note, "ended_at": None})]
    past.note(records, *dict.fromkeys(_sight(row) for row in shares))
    for row in shares:
        _end(records, row, records.now)
    for note in ids:
        sheets.touch_of(records, note)


def withdraw_again(records: Records) -> int:
    """End the shares that were ended already and an older copy has brought back; how many."""
    shares = records.rows.some("shares", {"ended_at": None})
    ended = [(row, past.ended(records, _sight(row), row["shared_at"])) for row in shares]
    return sum(_end(records, row, at) for row, at in ended if at)


def give(records: Records, note: str, person: str) -> None:
    """The note is this person's own from now on; they need nobody's leave to see it."""
    records.rows.change("notes", {"id": note}, {"author": person})
    records.rows.change("shares", {"note": note, "audience": person, "ended_at": None}, {"ended_at": stamp(records.now)})
    sheets.touch_of(records, note)


def blind(records: Records, course: str, person: str) -> None:
    """This person sees nothing of the course from now on but what they wrote. Their leaving is noted by whoever lets them go."""
    for note in records.rows.some("notes", {"course": course}):
        match = {"note": note["id"], "audience": person, "ended_at": None}
        records.rows.change("shares", match, {"ended_at": stamp(records.now)})
    sheets.touch(records, course)


def erase(records: Records, note: str) -> None:
    """The note is gone, with every version of it, whoever saw it, and the files that belonged to it."""
    sheets.touch_of(records, note)
    for table in ("versions", "shares", "files", "spots"):
        records.rows.drop(table, {"note": note})
    records.rows.drop("notes", {"id": note})


def _lying(records: Records, course: str, where: dict[str, str]) -> list[Row]:
    """The rows of notes, but for what was taken off the sheet."""
    rows = records.rows.some("notes", {"course": course, **where}, order=("made_at",))
    away = spots.removed(records, course) if any(row["flow"] in spots.LOOSE for row in rows) else set()
    return [row for row in rows if row["id"] not in away]


def _sight(share: Row) -> str:
    return f"share.{share['note']}.{share['audience']}"


def _end(records: Records, share: Row, at: datetime) -> int:
    match = {name: share[name] for name in ("note", "version", "audience")}
    return records.rows.change("shares", match, {"ended_at": stamp(at)})


def _as_seen(records: Records, row: Row, viewer: Viewer) -> Note | None:
    own = row["author"] == viewer.person
    shares = records.rows.some("shares", {"note": row["id"], "ended_at": None})
    shared = sorted({share["version"] for share in shares if own or share["audience"] == viewer.person})
    if own and not viewer.shared_only:
        kept = _newest_row(records, row["id"])
    else:
        kept = records.rows.one("versions", {"note": row["id"], "version": shared[-1]}) if shared else None
    if kept is None:
        return None
    edited = bool(shared) and kept["version"] > shared[0]
    return _note(records, row, kept, edited=edited, shared=shared[-1] if own and shared else 0)


def _seen_alike(records: Records, row: Row, people: list[str]) -> int:
    shares = records.rows.some("shares", {"note": row["id"], "ended_at": None})
    seen = {max((one["version"] for one in shares if person in {row["author"], one["audience"]}), default=0) for person in people}
    return int(seen.pop()) if len(seen) == 1 else 0


def _newest_row(records: Records, note: str) -> Row | None:
    return max(records.rows.some("versions", {"note": note}), key=lambda row: int(row["version"]), default=None)


def _note(records: Records, row: Row, kept: Row, *, edited: bool, shared: int) -> Note:
    names = ("id", "course", "author", "field", "flow", "step", "subject")
    return Note(
        **{name: row[name] for name in names},
        version=kept["version"],
        words=_kept(records, row["course"], kept),
        written_at=moment(kept["written_at"]),
        edited=edited,
        shared=shared,
    )


def _kept(records: Records, course: str, row: Row) -> Words:
    """The words of a version, which stay as they are: they are made once, however many look."""
    name = f"{row['note']}.{row['version']}"
    return records.once(f"words.{name}", lambda: _words(records.open(course, "versions", "words", name, row["words"])))


def _data(words: Words) -> dict[str, Any]:
    """The words as plain data, by hand: `asdict` copies deeply and costs a turn five times as much."""
    told = {"question": words.question, "said": words.said, "language": words.language}
    return {**told, "answer": dict(words.answer), "choices": [list(choice) for choice in words.choices]}


def _words(data: dict[str, Any]) -> Words:
    return Words(**{**data, "choices": tuple((choice[0], choice[1]) for choice in data["choices"])})
