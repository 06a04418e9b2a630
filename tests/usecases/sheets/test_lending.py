"""What a counsellor types for a counsellee is the counsellee's after their own yes, and gone after their no."""

from dataclasses import replace

import pytest

from bot.domain.people import Role
from bot.errors import NotAllowed, NoteMoved, NotFound
from tests.usecases.sheets.pens import Pens


def lent() -> tuple[Pens, str]:
    """The counsellor has typed something for the counsellee; its id."""
    pens = Pens()
    return pens, pens.write(pens.guide, "Jeg vil helst arbejde ude", lent_to=pens.guided.person)


def test_it_says_who_typed_it_for_whom_and_asks_that_one() -> None:
    pens, note = lent()
    seen = {who.person: pens.note(who, note) for who in (pens.guided, pens.guide)}
    assert [(one.author, one.typed_by) for one in seen.values()] == [("Vejleder", "Vejleder")] * 2
    assert [(one.asks_me, one.awaits) for one in seen.values()] == [(True, ""), (False, "den vejledte")]


def test_after_a_yes_it_is_the_counsellees_and_the_counsellor_still_sees_it() -> None:
    pens, note = lent()
    pens.do(pens.guided, "lent_yes", note=note)
    for who, mine in ((pens.guided, True), (pens.guide, False)):
        seen = pens.note(who, note)
        assert (seen.author, seen.typed_by, seen.mine, seen.asks_me, seen.awaits) == ("den vejledte", "Vejleder", mine, False, "")
    pens.do(pens.guided, "hide", note=note)
    assert pens.said(pens.guide) == []


def test_after_a_yes_the_typist_edits_and_takes_off_nothing_of_it() -> None:
    pens, note = lent()
    pens.do(pens.guided, "lent_yes", note=note)
    for kind in ("edit", "remove", "erase"):
        with pytest.raises(NotAllowed):
            pens.do(pens.guide, kind, note=note, base="1", text="Noget andet")


def test_after_a_no_it_is_gone() -> None:
    pens, note = lent()
    pens.do(pens.guided, "lent_no", note=note)
    assert (pens.said(pens.guide), pens.story.rows("notes", id=note), pens.story.rows("versions", note=note)) == ([], [], [])
    with pytest.raises(NotFound):
        pens.do(pens.guided, "lent_yes", note=note)


def test_nobody_else_says_yes_or_no() -> None:
    pens, note = lent()
    other = pens.come("Bo", Role.COUNSELLEE)
    for who in (pens.guide, other):
        for kind in ("lent_yes", "lent_no"):
            with pytest.raises(NotFound):
                pens.do(who, kind, note=note)
    for kind in ("lent_yes", "lent_no"):
        with pytest.raises((NotAllowed, NotFound)):
            pens.do(replace(pens.guided, shared_only=True), kind, note=note)


def test_a_yes_to_words_that_were_changed_meanwhile_is_refused() -> None:
    pens, note = lent()
    pens.do(pens.guide, "edit", note=note, base="1", text="Jeg vil helst på kontor")
    for seen in ({}, {"version": "1"}):
        with pytest.raises(NoteMoved) as moved:
            pens.do(pens.guided, "lent_yes", note=note, **seen)
        assert (moved.value.now, moved.value.version) == ("Jeg vil helst på kontor", 2)
    pens.do(pens.guided, "lent_yes", note=note, version="2")
    assert pens.note(pens.guided, note).mine


def test_only_a_counsellor_types_for_a_counsellee() -> None:
    pens = Pens()
    other = pens.come("Bo", Role.COUNSELLEE)
    for who, lent_to in ((pens.guided, pens.guide), (pens.guided, other), (pens.guide, pens.guide)):
        with pytest.raises(NotAllowed):
            pens.write(who, "For en anden", lent_to=lent_to.person, show="1")


def test_what_was_said_yes_to_is_not_asked_about_again() -> None:
    pens, note = lent()
    pens.do(pens.guided, "lent_yes", note=note)
    for kind in ("lent_yes", "lent_no"):
        with pytest.raises(NotFound):
            pens.do(pens.guided, kind, note=note)
