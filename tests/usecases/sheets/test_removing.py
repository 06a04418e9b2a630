"""What its author takes off the sheet is off for everybody, comes back to its author alone, or is gone for ever."""

from dataclasses import replace

import pytest

from bot.errors import NotAllowed, NotFound
from bot.usecases import exporting, parked, sharing
from bot.usecases.sheets import days
from bot.usecases.sheets.view import Seen
from tests.usecases.sheets.pens import Pens


def away(pens: Pens) -> list[str]:
    return [note.said for note in pens.story.ask(days.removed, pens.story.stage, pens.guided)]


def test_a_note_that_is_taken_off_is_off_for_everybody_and_listed_for_its_author() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    pens.do(pens.guided, "remove", note=note)
    assert (pens.said(pens.guided), pens.said(pens.guide), away(pens)) == ([], [], ["Et hus"])
    for who in (pens.guide, replace(pens.guided, shared_only=True)):
        assert pens.story.ask(days.removed, pens.story.stage, who) == ()


def test_it_comes_back_private_and_is_shown_again_by_a_press() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    pens.do(pens.guided, "remove", note=note)
    pens.do(pens.guided, "restore", note=note)
    assert (pens.note(pens.guided, note).seen, pens.said(pens.guide), away(pens)) == (Seen.MINE, [], [])
    pens.do(pens.guided, "show", note=note)
    assert pens.said(pens.guide) == ["Et hus"]


def test_a_counsellors_note_that_comes_back_is_seen_by_both() -> None:
    pens = Pens()
    note = pens.write(pens.guide, "En have")
    pens.do(pens.guide, "remove", note=note)
    assert (pens.said(pens.guide), pens.said(pens.guided)) == ([], [])
    pens.do(pens.guide, "restore", note=note)
    assert pens.said(pens.guided) == ["En have"]


def test_only_what_was_taken_off_comes_back_and_only_by_its_author() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    with pytest.raises(NotFound):
        pens.do(pens.guided, "restore", note=note)
    pens.do(pens.guided, "remove", note=note)
    for kind in ("restore", "erase"):
        with pytest.raises(NotFound):
            pens.do(pens.guide, kind, note=note)


def test_what_is_taken_off_is_nowhere_in_chat_but_in_the_export() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Pengene", field="parking")
    pens.do(pens.guided, "remove", note=note)
    assert pens.story.ask(sharing.offered, pens.story.stage, pens.guided) == []
    assert pens.story.ask(parked.thoughts, pens.guided) == []
    export, _ = pens.story.ask(exporting.export, pens.story.stage, pens.guided)
    assert "Pengene" in [answer.versions[-1].said for answer in export.courses[0].answers]


@pytest.mark.parametrize("first", ["", "remove"])
def test_an_erased_note_leaves_no_word_and_answers_to_it_lie_by_themselves(first: str) -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    pens.do(pens.guide, "wish", note=note, text="Et stort hus")
    pens.do(pens.guide, "add", about=note, text="Hvor?")
    if first:
        pens.do(pens.guided, first, note=note)
    pens.do(pens.guided, "erase", note=note)
    assert (pens.said(pens.guided), pens.said(pens.guide), away(pens)) == (["Hvor?"], ["Hvor?"], [])
    left = {row["id"] for row in pens.story.rows("notes")}
    assert note not in left
    assert {row["note"] for row in pens.story.rows("versions")} == left
    assert pens.story.rows("notes", flow="wish") == []
    assert note not in {row[name] for row in pens.story.rows("spots") for name in ("note", "about")}
    with pytest.raises(NotFound):
        pens.do(pens.guided, "restore", note=note)


def test_an_answer_that_is_erased_leaves_what_it_answered() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    answer = pens.do(pens.guide, "add", about=note, text="Hvor?").note
    with pytest.raises(NotAllowed):
        pens.do(pens.guided, "erase", note=answer)
    pens.do(pens.guide, "erase", note=answer)
    assert pens.note(pens.guided, note).answers == ()


def test_what_is_written_on_the_sheet_is_shared_and_taken_back_in_chat_too() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus")
    [mine] = pens.story.ask(sharing.offered, pens.story.stage, pens.guided)
    assert (mine.words.said, mine.words.question) == ("Et hus", "På arket")
    pens.story.do(sharing.share, pens.story.stage, pens.guided, [mine])
    assert pens.said(pens.guide) == ["Et hus"]
    pens.story.talk("/menu")
    pens.story.do(sharing.take_all_back, pens.story.stage, pens.guided)
    assert (pens.said(pens.guide), pens.note(pens.guided, note).seen) == ([], Seen.MINE)


def test_what_is_shown_on_the_sheet_stands_at_the_desk_in_its_field() -> None:
    pens = Pens()
    pens.write(pens.guided, "Et hus", show="1")
    pens.write(pens.guided, "En hest")
    [field] = pens.story.page().sheet
    assert (field.name, [note.said for taking in field.takings for note in taking.notes]) == ("Hvad vil jeg?", ["Et hus"])
