"""One's own last acts are undone, one after the other, as long as nothing has moved on."""

from collections.abc import Callable

import pytest

from bot.errors import BadInput
from bot.usecases.sheets.view import Seen
from tests.usecases.sheets.pens import Pens

Act = Callable[[Pens, str], object]
ACTS: dict[str, Act] = {
    "add": lambda pens, _: pens.write(pens.guided, "Nyt"),
    "add_shown": lambda pens, _: pens.write(pens.guided, "Nyt", show="1"),
    "edit": lambda pens, note: pens.do(pens.guided, "edit", note=note, base="1", text="Andet"),
    "edit_shown": lambda pens, note: pens.do(pens.guided, "edit", note=note, base="1", text="Andet", show="1"),
    "show": lambda pens, note: pens.do(pens.guided, "show", note=note),
    "hide": lambda pens, note: pens.do(pens.guided, "hide", note=note),
    "move": lambda pens, note: pens.do(pens.guided, "move", note=note, field="can", after=""),
    "first": lambda pens, note: pens.do(pens.guided, "move", note=note, field="want", after=""),
    "park": lambda pens, note: pens.do(pens.guided, "park", note=note),
    "remove": lambda pens, note: pens.do(pens.guided, "remove", note=note),
}


def told(pens: Pens) -> list[list[tuple[str, str, str]]]:
    """What both see: each note's field, words, and who sees it."""
    sheets = (pens.sheet(pens.guided), pens.sheet(pens.guide))
    return [[(field.id, note.said, note.seen.value) for field in sheet.fields for note in field.notes] for sheet in sheets]


@pytest.mark.parametrize("shown", ["", "1"])
@pytest.mark.parametrize("act", ACTS)
def test_after_an_undo_both_see_what_they_saw_before(act: str, shown: str) -> None:
    pens = Pens()
    pens.write(pens.guide, "Først")
    note = pens.write(pens.guided, "Et hus", show=shown)
    pens.write(pens.guide, "Sidst")
    before = told(pens)
    ACTS[act](pens, note)
    assert pens.sheet(pens.guided).undo
    pens.do(pens.guided, "undo")
    assert told(pens) == before


def test_acts_are_undone_from_the_last_to_the_first_and_then_there_is_no_more() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus")
    pens.do(pens.guided, "show", note=note)
    pens.do(pens.guided, "edit", note=note, base="1", text="Et stort hus")
    said = []
    for _ in range(3):
        said.append(pens.sheet(pens.guided).undo)
        pens.do(pens.guided, "undo")
    assert said == ["at du rettede en note", "at du viste en note", "at du skrev en note"]
    assert (pens.said(pens.guided), pens.said(pens.guide), pens.sheet(pens.guided).undo) == ([], [], "")
    with pytest.raises(BadInput, match="undo"):
        pens.do(pens.guided, "undo")


def test_moves_of_one_note_are_undone_one_by_one() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus")
    for field in ("can", "story"):
        pens.do(pens.guided, "move", note=note, field=field, after="")
    fields = []
    for _ in range(2):
        pens.do(pens.guided, "undo")
        fields.append(pens.note(pens.guided, note).field)
    assert fields == ["can", "want"]


def test_an_undo_that_comes_twice_undoes_one_act() -> None:
    pens = Pens()
    pens.write(pens.guided, "Et hus")
    pens.write(pens.guided, "En hest")
    assert pens.do(pens.guided, "undo", "same") == pens.do(pens.guided, "undo", "same")
    assert pens.said(pens.guided) == ["Et hus"]


def test_one_undoes_ones_own_acts_and_nobody_elses() -> None:
    pens = Pens()
    pens.write(pens.guided, "Et hus", show="1")
    pens.write(pens.guide, "En have")
    pens.do(pens.guided, "undo")
    assert pens.said(pens.guide) == ["En have"]


def test_an_act_that_cannot_be_undone_does_not_stand_in_the_way_of_the_one_before() -> None:
    pens = Pens()
    pens.write(pens.guided, "Et hus")
    pens.do(pens.guided, "dot", field="belief", value="7", show="")
    assert pens.sheet(pens.guided).undo == "at du skrev en note"
    pens.do(pens.guided, "undo")
    assert pens.said(pens.guided) == []


def test_what_somebody_else_has_moved_since_is_not_moved_back() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    pens.do(pens.guided, "move", note=note, field="can", after="")
    pens.do(pens.guide, "move", note=note, field="story", after="")
    assert pens.sheet(pens.guided).undo == ""
    with pytest.raises(BadInput, match="undo"):
        pens.do(pens.guided, "undo")
    assert pens.said(pens.guided, "story") == ["Et hus"]


def test_what_was_taken_back_elsewhere_since_is_not_shown_again_by_an_undo() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    pens.do(pens.guided, "edit", note=note, base="1", text="Et stort hus", show="1")
    pens.story.talk("/menu", "[Tag alt tilbage]")
    assert (pens.sheet(pens.guided).undo, pens.said(pens.guide)) == ("", [])
    with pytest.raises(BadInput, match="undo"):
        pens.do(pens.guided, "undo")


def test_a_typed_note_that_got_its_yes_is_not_taken_off_by_who_typed_it() -> None:
    pens = Pens()
    note = pens.write(pens.guide, "Et hus", lent_to=pens.guided.person)
    pens.do(pens.guided, "lent_yes", note=note)
    assert pens.sheet(pens.guide).undo == ""
    with pytest.raises(BadInput, match="undo"):
        pens.do(pens.guide, "undo")


def test_an_edit_undone_stays_in_the_history_and_counts_as_the_words_of_before() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    pens.do(pens.guided, "edit", note=note, base="1", text="Et stort hus")
    pens.do(pens.guided, "undo")
    seen = pens.note(pens.guided, note)
    assert (seen.said, seen.version, seen.seen) == ("Et hus", 3, Seen.BOTH)
    assert (pens.note(pens.guide, note).edited, pens.note(pens.guide, note).version) == (False, 1)


def test_a_counsellors_acts_are_undone_for_both() -> None:
    pens = Pens()
    note = pens.write(pens.guide, "En have")
    pens.do(pens.guide, "edit", note=note, base="1", text="En hæk")
    pens.do(pens.guide, "undo")
    assert pens.said(pens.guided) == ["En have"]
    pens.do(pens.guide, "remove", note=note)
    pens.do(pens.guide, "undo")
    assert pens.said(pens.guided) == ["En have"]
