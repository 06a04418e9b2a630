"""What somebody keeps for themself leaves no trace for anybody else, and a link of staff's finds out nothing."""

from dataclasses import replace

import pytest

from bot.errors import NotAllowed, NotFound
from bot.usecases.sheets.view import Seen
from bot.usecases.stage import Who
from tests.usecases.sheets.pens import Pens


def by_link(pens: Pens) -> Who:
    """The counsellee, as a link of staff's lets in."""
    return replace(pens.guided, shared_only=True)


def wished(pens: Pens) -> tuple[str, str]:
    """A shown note, and the counsellor's wording of it."""
    note = pens.write(pens.guided, "Et job", show="1")
    pens.do(pens.guide, "wish", note=note, text="Et job, jeg kan lide")
    return note, pens.note(pens.guided, note).wishes[0].id


def test_an_answer_stays_where_it_lies_when_a_note_that_its_writer_no_longer_sees_is_moved() -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et job", show="1")
    pens.do(pens.guide, "add", about=note, text="Hvilket?")
    pens.do(pens.guided, "hide", note=note)
    before = pens.sheet(pens.guide)
    pens.do(pens.guided, "move", note=note, field="can", after="")
    pens.do(pens.guided, "park", note=note)
    assert pens.sheet(pens.guide) == before


def test_nobody_is_told_that_their_wording_was_taken_for_a_note_that_was_hidden_since() -> None:
    pens = Pens()
    note, wish = wished(pens)
    pens.do(pens.guided, "hide", note=note)
    told = pens.story.rows("outbox")
    pens.do(pens.guided, "take", wish=wish)
    assert pens.note(pens.guided, note).said == "Et job, jeg kan lide"
    assert pens.story.rows("outbox") == told


def test_by_a_link_of_staffs_nobody_says_no_to_a_wording() -> None:
    pens = Pens()
    note, wish = wished(pens)
    with pytest.raises(NotAllowed):
        pens.do(by_link(pens), "leave", wish=wish)
    assert pens.note(pens.guided, note).wishes


def test_by_a_link_of_staffs_nobody_finds_out_how_many_steps_there_are() -> None:
    pens = Pens()
    for what in ("Ringe", "Spørge", "Skrive"):
        pens.do(pens.guided, "step", what=what, show="")
    pens.do(by_link(pens), "step", what="Gå", show="1")
    assert [step.what for step in pens.sheet(by_link(pens)).field("plan").steps] == ["Gå"]


def test_by_a_link_of_staffs_nobody_finds_out_where_a_dot_stands() -> None:
    pens = Pens()
    own = pens.do(pens.guided, "dot", field="belief", value="7", show="").note
    guess = pens.do(by_link(pens), "dot", field="belief", value="7", show="1").note
    assert guess != own
    [dot] = pens.sheet(by_link(pens)).field("belief").dots
    assert (dot.now, dot.version, dot.before, dot.seen) == (7, 1, (), Seen.BOTH)


def test_somebody_elses_step_that_one_does_not_see_is_as_one_that_is_not_there() -> None:
    pens = Pens()
    step = pens.do(pens.guided, "step", what="Ringe", show="").note
    for kind in ("step_state", "step_edit", "step_show"):
        with pytest.raises(NotFound):
            pens.do(pens.guide, kind, action=step, version="1", state="done", what="Gå")
