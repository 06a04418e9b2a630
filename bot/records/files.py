"""Photos and voice messages, sealed with the key of their course. Nobody gets one without saying who is looking."""

from bot.domain.media import Media
from bot.domain.people import Viewer
from bot.ports import Row
from bot.records import notes
from bot.records.core import Records, row_of, stamp


def keep(records: Records, course: str, owner: str, sent: Media) -> str:
    """Keep a file of this owner's; its id. Until it is attached to a note, nobody else gets it."""
    file = records.new_id()
    what = {"media": sent.media, "kind": sent.kind, "seconds": sent.seconds}
    body = records.seal_bytes(course, "files", "body", file, sent.body)
    whose = {"id": file, "course": course, "owner": owner, "note": ""}
    records.rows.add("files", {**whose, **what, "body": body, "made_at": stamp(records.now)})
    return file


def attach(records: Records, file: str, note: str) -> None:
    """The file is (part of) the answer kept in this note."""
    records.rows.change("files", {"id": file}, {"note": note})


def is_double(records: Records, file: str) -> bool:
    """Whether its owner has another file with the very same bytes, as a form that is sent twice brings."""
    row = row_of(records.rows.one("files", {"id": file}))
    others = records.rows.some("files", {"course": row["course"], "owner": row["owner"], "media": row["media"]})
    return any(_bytes(records, other) == _bytes(records, row) for other in others if other["id"] != file)


def drop(records: Records, file: str) -> None:
    """The file is of no use and goes."""
    records.rows.drop("files", {"id": file})


def visible(records: Records, course: str, file: str, *, viewer: Viewer) -> Media | None:
    """A file of this course, if this viewer may have it; None too when there is no such file.

    Its owner may (with `shared_only` what they have shared), and whoever may see a version of its note that speaks of this file.
    """
    row = records.rows.one("files", {"id": file, "course": course})
    if row is None or not _may_have(records, row, viewer):
        return None
    return Media(media=row["media"], kind=row["kind"], body=_bytes(records, row), seconds=row["seconds"])


def _bytes(records: Records, row: Row) -> bytes:
    return records.open_bytes(row["course"], "files", "body", row["id"], row["body"])


def _may_have(records: Records, row: Row, viewer: Viewer) -> bool:
    if row["owner"] == viewer.person and not viewer.shared_only:
        return True
    seen = notes.visible(records, row["course"], viewer=viewer, id=row["note"])
    return any(note.words.answer.get("file") == row["id"] for note in seen)
