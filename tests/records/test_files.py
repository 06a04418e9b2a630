"""A photo or a voice message lies sealed, and is given to nobody who may not see the words it belongs to."""

import pytest

from bot.domain.media import VOICE, Media
from bot.domain.people import Viewer
from bot.domain.sheet import Words
from bot.errors import WrongKey
from bot.ports import Row
from bot.records import files, notes
from bot.records.core import Records
from tests.records.conftest import Desk

COURSE, OWNER, AUDIENCE, OTHER = "course", "owner", "audience", "other"
VIEWERS = {
    "owner": Viewer(person=OWNER),
    "owner without code": Viewer(person=OWNER, shared_only=True),
    "audience": Viewer(person=AUDIENCE),
    "other": Viewer(person=OTHER),
}
VOICE_MESSAGE = Media(media=VOICE, kind="audio/ogg", body=b"OggS min stemme \x00\xff", seconds=7)


def keep(desk: Desk) -> str:
    return desk.do(files.keep, COURSE, OWNER, VOICE_MESSAGE)


def answered(desk: Desk, file: str) -> str:
    """A note whose answer is this file; an earlier one in its place has a newer version."""
    words = Words(question="Hvad?", said="Talebesked", answer={"file": file, "media": VOICE, "seconds": 7})
    note = desk.do(notes.write, course=COURSE, author=OWNER, field="story", flow="picture", step="seen", words=words)
    desk.do(files.attach, file, note)
    return note


def seen(desk: Desk, file: str) -> set[str]:
    return {name for name, viewer in VIEWERS.items() if desk.do(files.visible, COURSE, file, viewer=viewer) == VOICE_MESSAGE}


def rows(desk: Desk) -> list[Row]:
    return desk.do(lambda records: records.rows.some("files", {}))


def test_a_file_comes_back_as_it_was_and_lies_sealed(desk: Desk) -> None:
    file = keep(desk)
    assert desk.do(files.visible, COURSE, file, viewer=VIEWERS["owner"]) == VOICE_MESSAGE
    assert b"stemme" not in rows(desk)[0]["body"]


def test_a_file_that_is_no_answer_yet_is_its_owners_alone(desk: Desk) -> None:
    assert seen(desk, keep(desk)) == {"owner"}


def test_a_file_is_shared_with_its_note_and_taken_back_with_it(desk: Desk) -> None:
    file = keep(desk)
    note = answered(desk, file)
    assert seen(desk, file) == {"owner"}
    desk.do(notes.share, note, 1, AUDIENCE)
    assert seen(desk, file) == {"owner", "owner without code", "audience"}
    desk.do(notes.withdraw, note)
    assert seen(desk, file) == {"owner"}


def test_a_newer_file_is_private_until_it_is_shared(desk: Desk) -> None:
    before, after = keep(desk), keep(desk)
    desk.do(notes.share, answered(desk, before), 1, AUDIENCE)
    note = answered(desk, after)
    assert (seen(desk, before), seen(desk, after)) == ({"owner", "owner without code", "audience"}, {"owner"})
    desk.do(notes.share, note, 2, AUDIENCE)
    assert (seen(desk, before), seen(desk, after)) == ({"owner"}, {"owner", "owner without code", "audience"})


def test_no_file_and_a_file_of_another_course_look_the_same(desk: Desk) -> None:
    file = keep(desk)
    assert desk.do(files.visible, "another", file, viewer=VIEWERS["owner"]) is None
    assert desk.do(files.visible, COURSE, "none", viewer=VIEWERS["owner"]) is None


def test_what_is_of_no_use_goes(desk: Desk) -> None:
    file = keep(desk)
    desk.do(files.drop, file)
    assert rows(desk) == []


@pytest.mark.parametrize("place", [("c2", "files", "body", "f1"), ("c1", "inbox", "body", "f1"), ("c1", "files", "body", "f2")])
def test_sealed_bytes_open_in_no_other_place(desk: Desk, place: tuple[str, str, str, str]) -> None:
    sealed = desk.do(Records.seal_bytes, "c1", "files", "body", "f1", b"\x00\xff")
    assert desk.do(Records.open_bytes, "c1", "files", "body", "f1", sealed) == b"\x00\xff"
    with pytest.raises(WrongKey):
        desk.do(Records.open_bytes, *place, sealed)
