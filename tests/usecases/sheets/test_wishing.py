"""Only its author edits a note: somebody else proposes other words, which the author takes or leaves."""

from dataclasses import replace

import pytest

from bot.domain.people import Role
from bot.errors import BadInput, NotAllowed, NotFound
from bot.usecases.sheets.view import Seen
from tests.usecases.sheets.pens import Pens


def wished(show: str = "1") -> tuple[Pens, str, str]:
    """A note of the counsellee's, and the counsellor's proposal to it: their ids."""
    pens = Pens()
    note = pens.write(pens.guided, "En læreplads", show=show)
    pens.do(pens.guide, "wish", note=note, text="En læreplads som tømrer")
    [wish] = pens.note(pens.guided, note).wishes
    return pens, note, wish.id


def test_a_proposal_stands_beside_the_note_for_its_author_and_whoever_made_it() -> None:
    pens, note, _ = wished()
    told = [[(wish.text, wish.by, wish.mine) for wish in pens.note(who, note).wishes] for who in (pens.guided, pens.guide)]
    assert told == [[("En læreplads som tømrer", "Vejleder", False)], [("En læreplads som tømrer", "Vejleder", True)]]
    assert (pens.note(pens.guide, note).said, pens.said(pens.guide)) == ("En læreplads", ["En læreplads"])


def test_nobody_else_sees_a_proposal() -> None:
    pens, note, _ = wished()
    other = pens.come("Bo", Role.COUNSELLOR)
    pens.do(pens.guided, "show", note=note)
    pens.do(pens.guided, "edit", note=note, base="1", text="En plads", show="1")
    assert pens.note(other, note).wishes == ()


def test_the_author_takes_it_and_both_see_the_new_words() -> None:
    pens, note, wish = wished()
    pens.do(pens.guided, "take", wish=wish)
    for who in (pens.guided, pens.guide):
        seen = pens.note(who, note)
        assert (seen.said, seen.author, seen.seen, seen.wishes) == ("En læreplads som tømrer", "den vejledte", Seen.BOTH, ())


def test_the_author_leaves_it_and_nothing_changes() -> None:
    pens, note, wish = wished()
    pens.do(pens.guided, "leave", wish=wish)
    assert [(pens.note(who, note).said, pens.note(who, note).wishes) for who in (pens.guided, pens.guide)] == [("En læreplads", ())] * 2
    with pytest.raises(NotFound):
        pens.do(pens.guided, "take", wish=wish)


def test_whoever_made_it_takes_it_back_or_makes_another_but_never_takes_it() -> None:
    pens, note, wish = wished()
    with pytest.raises(NotAllowed):
        pens.do(pens.guide, "take", wish=wish)
    pens.do(pens.guide, "wish", note=note, text="En plads")
    [second] = pens.note(pens.guided, note).wishes
    assert second.text == "En plads"
    with pytest.raises(NotFound):
        pens.do(pens.guided, "take", wish=wish)
    pens.do(pens.guide, "leave", wish=second.id)
    assert pens.note(pens.guided, note).wishes == ()


def test_a_counsellee_proposes_other_words_for_a_counsellors_note_too() -> None:
    pens = Pens()
    note = pens.write(pens.guide, "Det kræver loven")
    pens.do(pens.guided, "wish", note=note, text="Det skal vi")
    [wish] = pens.note(pens.guide, note).wishes
    pens.do(pens.guide, "take", wish=wish.id)
    assert (pens.note(pens.guided, note).said, pens.note(pens.guided, note).role, wish.by) == ("Det skal vi", "counsellor", "den vejledte")


def test_of_what_one_does_not_see_and_of_ones_own_nothing_is_proposed() -> None:
    pens = Pens()
    private, mine = pens.write(pens.guided, "Kun for mig"), pens.write(pens.guided, "Også for dig", show="1")
    with pytest.raises(NotFound):
        pens.do(pens.guide, "wish", note=private, text="Noget")
    with pytest.raises(NotAllowed):
        pens.do(pens.guided, "wish", note=mine, text="Noget")
    for text in ("  ", "n" * 2001):
        with pytest.raises(BadInput):
            pens.do(pens.guide, "wish", note=mine, text=text)


def test_what_is_more_than_words_keeps_its_words() -> None:
    pens = Pens()
    dot = pens.do(pens.guided, "dot", field="belief", value="4", show="1").note
    with pytest.raises(BadInput):
        pens.do(pens.guide, "wish", note=dot, text="9 / 10")


def test_a_note_taken_back_meanwhile_is_still_its_authors_to_reword_for_themselves() -> None:
    pens, note, wish = wished()
    pens.do(pens.guided, "hide", note=note)
    pens.do(pens.guided, "take", wish=wish)
    assert (pens.note(pens.guided, note).said, pens.note(pens.guided, note).seen) == ("En læreplads som tømrer", Seen.MINE)
    assert pens.said(pens.guide) == []


def test_who_sees_only_what_they_show_takes_nothing() -> None:
    pens, _, wish = wished()
    with pytest.raises(NotAllowed):
        pens.do(replace(pens.guided, shared_only=True), "take", wish=wish)
