"""Who sees what of a note, from the first word to the last taking back."""

import pytest

from bot.domain.people import Viewer
from bot.domain.sheet import Words
from bot.records import notes
from tests.records.conftest import Desk

COURSE, AUTHOR, AUDIENCE, OTHER = "course", "author", "audience", "other"
VIEWERS = {
    "author": Viewer(person=AUTHOR),
    "author without code": Viewer(person=AUTHOR, shared_only=True),
    "audience": Viewer(person=AUDIENCE),
    "other": Viewer(person=OTHER),
}


def write(desk: Desk, said: str, *, skipped: bool = False) -> str:
    words = Words(question="Hvad?", said=said, answer={"skipped": True} if skipped else {"text": said}, choices=(("a", "A"),))
    return desk.do(notes.write, course=COURSE, author=AUTHOR, field="agreement", flow="agreement", step="wish", words=words)


def seen(desk: Desk) -> dict[str, list[tuple[str, bool, int, bool]]]:
    """What each viewer sees: the words, whether edited, the version shared, whether newer words wait."""
    return {
        name: [(n.words.said, n.edited, n.shared, n.newer) for n in desk.do(notes.visible, COURSE, viewer=viewer)]
        for name, viewer in VIEWERS.items()
    }


def matrix(author: object, shared_only: object = None, audience: object = None) -> dict[str, list[object]]:
    found = {"author": author, "author without code": shared_only, "audience": audience, "other": None}
    return {name: [one] if one else [] for name, one in found.items()}


def test_a_private_note_is_seen_by_its_author_alone(desk: Desk) -> None:
    write(desk, "et")
    assert seen(desk) == matrix(("et", False, 0, False))


def test_a_shared_note_is_seen_by_its_audience_and_nobody_else(desk: Desk) -> None:
    desk.do(notes.share, write(desk, "et"), 1, AUDIENCE)
    assert seen(desk) == matrix(("et", False, 1, False), ("et", False, 1, False), ("et", False, 0, False))


def test_an_edit_is_private_until_it_is_shared(desk: Desk) -> None:
    note = write(desk, "et")
    desk.do(notes.share, note, 1, AUDIENCE)
    assert write(desk, "to") == note
    assert seen(desk) == matrix(("to", True, 1, True), ("et", False, 1, False), ("et", False, 0, False))


def test_a_shared_edit_is_seen_as_edited(desk: Desk) -> None:
    note = write(desk, "et")
    desk.do(notes.share, note, 1, AUDIENCE)
    write(desk, "to")
    desk.do(notes.share, note, 2, AUDIENCE)
    assert seen(desk) == matrix(("to", True, 2, False), ("to", True, 2, False), ("to", True, 0, False))


def test_an_edit_before_the_first_share_leaves_no_trace(desk: Desk) -> None:
    note = write(desk, "et")
    write(desk, "to")
    desk.do(notes.share, note, 2, AUDIENCE)
    assert seen(desk) == matrix(("to", False, 2, False), ("to", False, 2, False), ("to", False, 0, False))


def test_what_is_taken_back_is_private_again(desk: Desk) -> None:
    note = write(desk, "et")
    desk.do(notes.share, note, 1, AUDIENCE)
    desk.do(notes.withdraw, note)
    assert seen(desk) == matrix(("et", False, 0, False))
    desk.do(notes.share, note, 1, AUDIENCE)
    assert seen(desk)["audience"] == [("et", False, 0, False)]


def test_a_skip_is_private_as_any_answer(desk: Desk) -> None:
    write(desk, "Sprunget over.", skipped=True)
    assert seen(desk) == matrix(("Sprunget over.", False, 0, False))
    [note] = desk.do(notes.visible, COURSE, viewer=VIEWERS["author"])
    assert (note.words.skipped, note.words.choices) == (True, (("a", "A"),))


def test_notes_of_another_course_are_not_seen(desk: Desk) -> None:
    write(desk, "et")
    assert desk.do(notes.visible, "another", viewer=VIEWERS["author"]) == []


def test_notes_are_found_by_where_they_stand(desk: Desk) -> None:
    note = write(desk, "et")
    found = [len(desk.do(notes.visible, COURSE, viewer=VIEWERS["author"], step=step)) for step in ("wish", "other")]
    assert (found, desk.do(notes.author_of, note), desk.do(notes.newest, note), desk.do(notes.newest, "none")) == (
        [1, 0],
        (COURSE, AUTHOR),
        1,
        0,
    )
    with pytest.raises(LookupError):
        desk.do(notes.author_of, "none")
