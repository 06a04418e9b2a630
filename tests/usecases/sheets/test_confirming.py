"""A field is agreed when all have said yes to exactly the words that stand there, and by nothing else."""

from dataclasses import replace

import pytest

from bot.domain.people import Role
from bot.domain.trail import Act
from bot.errors import BadInput, CourseClosed, NotAllowed, WordingMoved
from bot.records import courses, freezing, notes
from bot.usecases.sheets import confirming
from bot.usecases.sheets.view import Confirmation
from bot.usecases.stage import Who
from tests.usecases.sheets.pens import Pens

BOTH = "den vejledte: En læreplads\nVejleder: Jeg ringer rundt"


def two() -> tuple[Pens, str, str]:
    """Each has written something that both see; the two notes."""
    pens = Pens()
    mine = pens.write(pens.guided, "En læreplads", show="1")
    return pens, mine, pens.write(pens.guide, "Jeg ringer rundt")


def put() -> tuple[Pens, str, str]:
    """As `two`, put to confirmation."""
    pens, mine, theirs = two()
    pens.do(pens.guide, "put", field="want", seen="0")
    return pens, mine, theirs


def agreed() -> tuple[Pens, str, str]:
    """As `put`, and both have said yes."""
    pens, mine, theirs = put()
    for who in (pens.guide, pens.guided):
        pens.do(who, "tick", version="1", verdict="yes")
    return pens, mine, theirs


def asked(pens: Pens, who: Who | None = None, field: str = "want") -> Confirmation:
    """What was put to confirmation, as somebody (the counsellee) has it before them."""
    found = pens.sheet(who or pens.guided).field(field).confirmation
    assert found is not None
    return found


def verdicts(one: Confirmation) -> list[tuple[bool, str, str]]:
    return [(tick.me, tick.verdict, tick.line) for tick in one.ticks]


def test_a_field_is_put_to_confirmation_in_its_exact_words_with_their_authors() -> None:
    pens, _, _ = put()
    assert [(asked(pens, who).text, asked(pens, who).by) for who in (pens.guided, pens.guide)] == [(BOTH, "Vejleder")] * 2
    assert (asked(pens).settled, asked(pens).moved, verdicts(asked(pens))) == (False, False, [(True, "", ""), (False, "", "")])


def test_whoever_puts_it_has_not_said_yes_by_that() -> None:
    pens, _, _ = put()
    assert pens.story.rows("verdicts") == []


def test_it_is_agreed_when_both_have_said_yes() -> None:
    pens, _, _ = put()
    assert pens.do(pens.guide, "tick", version="1", verdict="yes").said == confirming.YES_KEPT
    assert not asked(pens).settled
    assert pens.do(pens.guided, "tick", version="1", verdict="yes").said == confirming.FIELD_AGREED
    assert (asked(pens).settled, list(pens.story.ask(confirming.confirmed, pens.story.stage, pens.guide))) == (True, ["want"])


def test_only_the_goal_moves_the_headline() -> None:
    pens, mine, _ = agreed()
    before = pens.story.line().headline
    assert before != "aftalt"
    pens.do(pens.guided, "put", field="agreement", text="En vej", seen="0")
    for who in (pens.guide, pens.guided):
        pens.do(who, "tick", version="2", verdict="yes")
    assert (asked(pens, field="agreement").settled, pens.story.line().headline) == (True, "aftalt")
    pens.do(pens.guided, "edit", note=mine, base="1", text="En skole", show="1")
    assert (asked(pens).moved, pens.story.line().headline) == (True, "aftalt")
    pens.do(pens.guide, "put", field="agreement", text="En anden vej", seen="2")
    assert (asked(pens, field="agreement").settled, pens.story.line().headline) == (False, "I har mødtes")


@pytest.mark.parametrize("kind", ["edit", "hide", "remove", "erase", "move", "add"])
def test_a_change_of_what_both_see_greys_every_tick_and_keeps_the_words_readable(kind: str) -> None:
    pens, mine, _ = agreed()
    about = {"edit": {"base": "1", "text": "En skole", "show": "1"}, "move": {"field": "can", "after": ""}}.get(kind, {})
    new = {"field": "want", "text": "Og en bolig", "show": "1"} if kind == "add" else {"note": mine, **about}
    pens.do(pens.guided, kind, **new)
    now = asked(pens)
    assert (now.settled, now.moved, [tick.verdict for tick in now.ticks]) == (False, True, ["yes", "yes"])
    lost = "(taget tilbage)" if kind == "erase" else "den vejledte: En læreplads"
    assert now.text == now.earlier[0][0] == f"{lost}\nVejleder: Jeg ringer rundt"


def test_what_its_author_takes_back_nobody_else_reads_in_earlier_words() -> None:
    pens, mine, _ = agreed()
    pens.do(pens.guided, "hide", note=mine)
    assert asked(pens, pens.guide).text == "(taget tilbage)\nVejleder: Jeg ringer rundt"
    assert asked(pens).text == BOTH


def test_no_words_of_a_field_are_kept_in_its_wording_so_what_is_erased_is_gone() -> None:
    pens, _, _ = put()
    [row] = pens.story.rows("wordings")
    opened = pens.story.house.read(lambda records: records.open(row["course"], "wordings", "words", f"{row['course']}.1", row["words"]))
    assert "læreplads" not in opened


def test_the_same_words_put_back_are_agreed_as_they_were() -> None:
    pens, mine, _ = agreed()
    pens.do(pens.guided, "hide", note=mine)
    assert asked(pens).moved
    pens.do(pens.guided, "show", note=mine)
    assert (asked(pens).settled, asked(pens).moved) == (True, False)


def test_in_which_order_notes_lie_changes_no_words() -> None:
    pens, mine, theirs = agreed()
    pens.do(pens.guide, "move", note=mine, field="want", after=theirs)
    assert (pens.said(pens.guided), asked(pens).settled) == (["Jeg ringer rundt", "En læreplads"], True)


def test_private_words_neither_stand_in_it_nor_grey_it() -> None:
    pens, mine, _ = agreed()
    seen = asked(pens, pens.guide)
    pens.write(pens.guided, "Det siger jeg ikke")
    pens.do(pens.guided, "edit", note=mine, base="1", text="Helst en skole", show="")
    assert asked(pens, pens.guide) == seen
    assert (asked(pens).settled, asked(pens).text) == (True, BOTH)
    pens.do(pens.guided, "put", field="want", seen="1")
    assert (asked(pens).version, asked(pens, pens.guide)) == (1, seen)


def test_with_nothing_that_all_see_there_is_nothing_to_confirm() -> None:
    pens = Pens()
    pens.write(pens.guided, "Kun for mig")
    with pytest.raises(BadInput):
        pens.do(pens.guided, "put", field="want", seen="0")
    pens.write(pens.guided, "Til os begge", show="1")
    pens.come("Bo", Role.COUNSELLEE)
    with pytest.raises(BadInput):
        pens.do(pens.guide, "put", field="want", seen="0")


def test_what_waits_for_a_yes_and_what_answers_a_note_are_no_part_of_the_words() -> None:
    pens, mine, _ = two()
    pens.write(pens.guide, "Skrevet for en anden", lent_to=pens.guided.person)
    pens.write(pens.guide, "Hvor henne?", about=mine)
    pens.do(pens.guide, "wish", note=mine, text="En plads som tømrer")
    pens.do(pens.guided, "put", field="want", seen="0")
    assert asked(pens).text == BOTH


def test_a_yes_to_words_that_moved_is_refused() -> None:
    pens, mine, _ = put()
    pens.do(pens.guided, "edit", note=mine, base="1", text="En skole", show="1")
    with pytest.raises(WordingMoved):
        pens.do(pens.guide, "tick", version="1", verdict="yes")
    pens.do(pens.guide, "put", field="want", seen="1")
    for version in ("1", "3"):
        with pytest.raises(WordingMoved):
            pens.do(pens.guide, "tick", version=version, verdict="yes")
    assert [(tick.verdict) for tick in asked(pens).ticks] == ["", ""]
    assert [text for text, _ in asked(pens).earlier] == [BOTH]


def test_two_who_put_a_field_at_once_do_not_overrun_each_other() -> None:
    pens, mine, _ = put()
    pens.do(pens.guided, "edit", note=mine, base="1", text="En skole", show="1")
    pens.do(pens.guided, "put", field="want", seen="1")
    pens.write(pens.guide, "Mere")
    for seen in ("0", "1"):
        with pytest.raises(WordingMoved):
            pens.do(pens.guide, "put", field="want", seen=seen)
    with pytest.raises(WordingMoved):
        pens.do(pens.guide, "tick", version="2", verdict="yes")
    pens.do(pens.guided, "put", field="agreement", text="En vej", seen="0")
    with pytest.raises(WordingMoved):
        pens.do(pens.guide, "put", field="agreement", text="Min vej", seen="0")


def test_somebody_may_see_it_differently_and_a_yes_can_be_taken_back() -> None:
    pens, _, _ = agreed()
    pens.do(pens.guided, "tick", version="1", verdict="differently", line="Ikke før maj")
    assert (asked(pens).settled, verdicts(asked(pens))) == (False, [(True, "differently", "Ikke før maj"), (False, "yes", "")])
    assert pens.do(pens.guided, "tick", version="1", verdict="not_yet").said == confirming.LINE_KEPT


def test_who_sees_only_what_they_show_confirms_nothing() -> None:
    pens, _, _ = put()
    by_staff = replace(pens.guided, shared_only=True)
    for kind, about in (("tick", {"version": "1", "verdict": "yes"}), ("put", {"field": "agreement", "text": "En vej", "seen": "0"})):
        with pytest.raises(NotAllowed):
            pens.do(by_staff, kind, **about)
    assert asked(pens, by_staff).text == BOTH


def test_an_answer_given_to_nobody_is_no_deed() -> None:
    pens, _, _ = put()
    for version, verdict, line in (("1", "perhaps", ""), ("x", "yes", ""), ("1", "yes", "n" * 2001)):
        with pytest.raises(BadInput):
            pens.do(pens.guide, "tick", version=version, verdict=verdict, line=line)
    for about in ({"field": "evaluation", "seen": "0"}, {"field": "want", "seen": ""}):
        with pytest.raises(BadInput):
            pens.do(pens.guide, "put", **about)


def test_a_closed_course_takes_no_yes() -> None:
    pens, _, _ = put()
    pens.story.do(courses.move, pens.guide.course, "close")
    with pytest.raises(CourseClosed):
        pens.do(pens.guide, "tick", version="1", verdict="yes")


def test_everybody_of_a_course_is_asked() -> None:
    pens, _, _ = agreed()
    pens.come("Bo", Role.COUNSELLOR)
    assert (asked(pens).settled, asked(pens).moved) == (False, True)


def test_the_others_hear_that_a_field_was_put_and_what_came_of_it_without_a_word_of_it() -> None:
    pens, _, _ = agreed()
    told = [letter.text for kind in ("field_put", "field_agreed") for letter in pens.story.letters(pens.guided.person, kind)]
    assert told == ["Et felt på arket venter på dit svar."]
    told = [letter.text for letter in pens.story.letters(pens.guide.person, "field_agreed")]
    assert told == ["Nu har alle sagt ja til et felt på arket."]
    assert {row["act"] for row in pens.story.rows("trail", actor=pens.guide.person)} >= {Act.PROPOSE, Act.YES}


def test_what_stands_in_a_frozen_course_is_read_by_its_author_alone_and_agreed_as_before_when_it_is_opened_again() -> None:
    pens, _, _ = agreed()
    pens.story.do(freezing.freeze, pens.guide.course, pens.guided.person)
    assert (asked(pens).text, asked(pens).settled) == (BOTH, False)
    pens.story.do(freezing.thaw, pens.guide.course, pens.guided.person)
    assert asked(pens).settled


def test_in_a_group_nobody_reads_in_a_wording_what_was_not_shown_to_them() -> None:
    pens, mine, _ = put()
    third = pens.come("Bo", Role.COUNSELLEE)
    assert asked(pens, third).text == "(taget tilbage)\n(taget tilbage)"
    assert (asked(pens).moved, len(asked(pens).ticks)) == (True, 3)
    pens.story.do(notes.share, mine, 1, third.person)
    assert asked(pens, third).text == "den vejledte: En læreplads\n(taget tilbage)"
    pens.do(third, "put", field="want", seen="1")
    assert asked(pens, third).text == asked(pens).text == "den vejledte: En læreplads"


def test_what_some_see_in_other_words_is_none_that_all_say_yes_to() -> None:
    pens, mine, theirs = two()
    third = pens.come("Bo", Role.COUNSELLOR)
    for note in (mine, theirs):
        pens.story.do(notes.share, note, 1, third.person)
    pens.do(pens.guided, "put", field="want", seen="0")
    assert asked(pens, third).text == BOTH
    pens.do(pens.guided, "edit", note=mine, base="1", text="En skole", show="")
    pens.story.do(notes.share, mine, 2, pens.guide.person)
    pens.do(pens.guided, "put", field="want", seen="1")
    assert {asked(pens, who).text for who in (pens.guided, pens.guide, third)} == {"Vejleder: Jeg ringer rundt"}
