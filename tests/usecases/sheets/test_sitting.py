"""A conversation round the sheet: begun by either, about one field at a time, and ended with what they leave with."""

from dataclasses import replace

import pytest

from bot.domain.people import Role
from bot.errors import BadInput, CourseClosed, NotFound
from bot.records import conversations, courses
from bot.usecases import park_proposals, reviewing
from bot.usecases.screens import Screen
from bot.usecases.sheets import sitting
from bot.usecases.sheets.view import Sitting
from bot.usecases.showing import show
from bot.usecases.stage import Who
from tests.usecases.sheets.pens import Pens
from tests.usecases.story import Story


def begun() -> Pens:
    pens = Pens()
    pens.do(pens.guide, "sit", do="begin")
    return pens


def going_on(pens: Pens, who: Who | None = None) -> Sitting:
    found = pens.sheet(who or pens.guided).sitting
    assert found is not None
    return found


def agenda(pens: Pens, who: Who | None = None) -> list[tuple[str, str, bool]]:
    return [(point.said, point.by, point.talked) for point in going_on(pens, who).agenda]


def closing(pens: Pens, who: Who) -> tuple[str, ...]:
    return pens.story.ask(sitting.closing_lines, pens.story.stage, who)


def talk(pens: Pens) -> Screen:
    """What the counsellee finds in their talk."""
    seat = pens.story.ask(conversations.seat, pens.guided.person, pens.guided.course)
    assert seat is not None
    return pens.story.ask(show, pens.story.stage, pens.guided, seat)


@pytest.mark.parametrize("side", ["guided", "guide"])
def test_either_begins_it_and_both_are_in_it_also_when_nothing_was_prepared(side: str) -> None:
    pens = Pens()
    assert pens.sheet(pens.guided).sitting is None
    pens.do(getattr(pens, side), "sit", do="begin")
    assert [(going_on(pens, who).focus, going_on(pens, who).next) for who in (pens.guided, pens.guide)] == [("agreement", "want")] * 2
    assert [field.id for field in pens.sheet(pens.guided).fields if field.focus] == ["agreement"]


def test_the_other_is_given_the_way_to_the_sheet_once_and_is_not_told_of_what_they_see_there() -> None:
    pens = begun()
    pens.do(pens.guided, "sit", do="begin")
    [letter] = pens.story.letters(pens.guided.person)
    assert (letter.text, letter.rows[0][0].press) == ("Jeres møde ved arket er begyndt.", "m:news")
    pens.story.press("m:news")
    pens.do(pens.guide, "put", field="agreement", text="En vej", seen="0")
    for who in (pens.guided, pens.guide):
        pens.do(who, "tick", version="1", verdict="yes")
    kinds = {row["kind"] for row in pens.story.rows("outbox")}
    assert not kinds & {"proposed", "verdict", "agreed"}
    pens.do(pens.guided, "sit", do="end")
    pens.do(pens.guided, "sit", do="begin")
    told = [letter.rows[0][0].url for letter in pens.story.letters(pens.guide.person, "sitting")]
    assert told == [f"https://samvej.test/desk/course/{pens.guide.course}/ark"]


def test_beginning_a_second_time_changes_nothing() -> None:
    pens = begun()
    pens.do(pens.guided, "sit", do="focus", field="can")
    pens.do(pens.guided, "sit", do="begin")
    assert going_on(pens).focus == "can"


def test_either_moves_to_any_field() -> None:
    pens = begun()
    for who, field in ((pens.guided, "plan"), (pens.guide, "parking"), (pens.guided, "story")):
        pens.do(who, "sit", do="focus", field=field)
        assert [going_on(pens, one).focus for one in (pens.guided, pens.guide)] == [field] * 2
    for field in ("", "evaluation", "nowhere"):
        with pytest.raises(BadInput):
            pens.do(pens.guide, "sit", do="focus", field=field)


def test_what_comes_next_goes_by_what_all_see_on_the_sheet() -> None:
    pens = begun()
    pens.write(pens.guided, "Min historie", field="story")
    assert _way(pens) == ["want", "importance", "belief", "plan", ""]
    pens.write(pens.guided, "Min historie", field="story", show="1")
    pens.write(pens.guided, "Jeg kan køre bil", field="can", show="1")
    assert _way(pens) == ["story", "can", "importance", "belief", "plan", ""]


def test_the_agenda_is_what_was_taken_up_asked_and_proposed_to_park() -> None:
    pens = Pens()
    _fill(pens)
    pens.do(pens.guided, "sit", do="begin")
    told = [("Huslejen", "den vejledte", False), ("Hvad med skolen?", "Vejleder", False), ("Kørekortet", "Vejleder", False)]
    assert [sorted(agenda(pens, who)) for who in (pens.guided, pens.guide)] == [sorted(told)] * 2


def test_a_point_is_ticked_as_talked_of_and_not_by_either() -> None:
    pens = Pens()
    _fill(pens)
    pens.do(pens.guide, "sit", do="begin")
    for who in (pens.guided, pens.guide):
        for point in going_on(pens).agenda:
            pens.do(who, "sit", do="talked", point=point.id)
        assert {talked for _, _, talked in agenda(pens)} == {who is pens.guided}
    assert len(agenda(pens)) == 3


def test_what_was_talked_of_is_not_on_the_agenda_of_the_next_conversation() -> None:
    pens = Pens()
    _fill(pens)
    pens.do(pens.guide, "sit", do="begin")
    for point in going_on(pens).agenda[:2]:
        pens.do(pens.guide, "sit", do="talked", point=point.id)
    pens.do(pens.guide, "sit", do="end")
    pens.story.clock.later(days=3)
    pens.do(pens.guide, "sit", do="begin")
    assert len(agenda(pens)) == 1
    assert {said for said, _ in pens.story.ask(park_proposals.made, pens.guide)} == {"Kørekortet"}


def test_a_question_answered_for_oneself_alone_stays_on_everybodys_agenda() -> None:
    pens = Pens()
    pens.story.do(reviewing.ask, pens.story.stage, pens.guide, "Hvad med skolen?")
    [note] = pens.story.rows("notes", flow="followup")
    pens.story.press(f"q:{note['id']}")
    pens.story.talk("Det går", "[Gem]")
    pens.do(pens.guide, "sit", do="begin")
    assert agenda(pens) == agenda(pens, pens.guide) == [("Hvad med skolen?", "Vejleder", False)]
    [answer] = pens.story.mine(flow="followup")
    pens.do(pens.guided, "show", note=answer.id)
    assert agenda(pens) == agenda(pens, pens.guide) == []


def test_what_is_no_point_of_the_agenda_is_not_ticked() -> None:
    pens = begun()
    private = pens.write(pens.guided, "Kun for mig", field="parking")
    for who in (pens.guided, pens.guide):
        with pytest.raises(NotFound):
            pens.do(who, "sit", do="talked", point=private)


def test_ending_asks_how_it_was_and_says_what_is_still_open_but_refuses_nothing() -> None:
    pens = begun()
    assert pens.do(pens.guided, "sit", do="end").said == sitting.NO_GOAL_NO_STEP
    assert (pens.sheet(pens.guide).sitting, pens.story.line().headline) == (None, "I har mødtes")
    assert [row["kind"] for row in pens.story.rows("timers")] == ["evaluation"]
    assert closing(pens, pens.guide) == (
        "I har ikke skrevet et mål endnu.",
        "Der er ikke noget skridt i planen endnu.",
        "I har ikke aftalt et nyt møde.",
    )


def test_a_step_that_only_one_sees_is_none_that_they_leave_with_together() -> None:
    pens = begun()
    pens.do(pens.guided, "step", what="Kun for mig")
    assert pens.do(pens.guide, "sit", do="end").said == sitting.NO_GOAL_NO_STEP
    assert [closing(pens, who)[1] for who in (pens.guided, pens.guide)] == ["Dig: Kun for mig", "Der er ikke noget skridt i planen endnu."]


def test_a_step_that_is_done_is_none_to_leave_with() -> None:
    pens = begun()
    step = pens.do(pens.guide, "step", what="Finde tre steder").note
    pens.do(pens.guide, "step_state", action=step, version="1", state="done")
    assert pens.do(pens.guide, "sit", do="end").said == sitting.NO_GOAL_NO_STEP
    pens.do(pens.guide, "sit", do="begin")
    pens.do(pens.guide, "step_state", action=step, version="2", state="open")
    assert pens.do(pens.guide, "sit", do="end").said == sitting.NO_GOAL


def test_one_that_nobody_ends_is_over_by_itself() -> None:
    pens = begun()
    pens.story.clock.later(hours=3)
    pens.do(pens.guided, "sit", do="focus", field="plan")
    pens.story.clock.later(hours=3, minutes=59)
    assert going_on(pens).focus == "plan"
    pens.story.clock.later(minutes=2)
    assert pens.sheet(pens.guided).sitting is None
    for do in ("focus", "talked", "end"):
        with pytest.raises(NotFound):
            pens.do(pens.guide, "sit", do=do, field="plan")


def test_one_that_was_ended_can_go_on_and_asks_once() -> None:
    pens = begun()
    since = going_on(pens).begun_at
    pens.do(pens.guided, "sit", do="end")
    pens.story.clock.later(minutes=10)
    pens.do(pens.guide, "sit", do="begin")
    assert (going_on(pens).begun_at, closing(pens, pens.guide)) == (since, ())
    pens.do(pens.guide, "sit", do="end")
    assert len(pens.story.rows("timers", kind="evaluation")) == 1
    pens.story.clock.later(days=1)
    pens.do(pens.guide, "sit", do="begin")
    assert going_on(pens).begun_at > since


def test_what_they_left_with_is_told_for_a_while() -> None:
    pens = begun()
    assert closing(pens, pens.guided) == ()
    pens.do(pens.guided, "sit", do="end")
    pens.story.clock.later(minutes=59)
    assert closing(pens, pens.guided)
    pens.story.clock.later(minutes=2)
    assert closing(pens, pens.guided) == ()


def test_more_than_two_sit_together() -> None:
    pens = begun()
    third = pens.come("Bo", Role.COUNSELLEE)
    pens.do(third, "sit", do="focus", field="want")
    assert [going_on(pens, who).focus for who in (pens.guided, pens.guide, third)] == ["want"] * 3


def test_by_a_link_from_staff_one_sits_along_with_what_one_shows() -> None:
    pens = begun()
    by_staff = replace(pens.guided, shared_only=True)
    pens.do(by_staff, "sit", do="focus", field="want")
    assert going_on(pens, by_staff).focus == "want"


def test_a_closed_course_has_no_conversation() -> None:
    pens = begun()
    pens.story.do(courses.move, pens.guide.course, "close")
    assert pens.sheet(pens.guided).sitting is None
    with pytest.raises(CourseClosed):
        pens.do(pens.guide, "sit", do="begin")


def test_another_deed_there_is_not() -> None:
    pens = begun()
    with pytest.raises(BadInput):
        pens.do(pens.guide, "sit", do="stand")
    assert going_on(pens).focus == "agreement"


def _way(pens: Pens) -> list[str]:
    """From the agreement to the end, each time to what comes next."""
    pens.do(pens.guide, "sit", do="focus", field="agreement")
    way = [going_on(pens).next]
    while way[-1]:
        pens.do(pens.guide, "sit", do="focus", field=way[-1])
        way.append(going_on(pens).next)
    return way


def _fill(pens: Pens) -> None:
    """A thought taken up, a question asked, and something proposed to park."""
    note = pens.write(pens.guided, "Huslejen", field="parking")
    pens.story.press(f"p:{note}:up")
    pens.story.do(reviewing.ask, pens.story.stage, pens.guide, "Hvad med skolen?")
    pens.story.do(park_proposals.propose, pens.story.stage, pens.guide, "Kørekortet")


def test_who_came_unprepared_finds_what_they_leave_with_in_their_talk() -> None:
    pens = Pens(Story().accept("[Videre]"))
    pens.do(pens.guide, "sit", do="begin")
    assert talk(pens).text == "Hvem fik ideen til, at I skal mødes?"
    pens.do(pens.guided, "sit", do="end")
    page = talk(pens)
    assert (page.text, page.paragraphs[0].splitlines()[:2]) == ("Hvad vil du nu?", [sitting.OVER, "• I har ikke skrevet et mål endnu."])
    pens.story.press("m:go")
    assert talk(pens).text == "Hvem fik ideen til, at I skal mødes?"


def test_who_has_begun_to_answer_stays_where_they_are() -> None:
    pens = Pens(Story().accept("[Videre]", "[Mig]"))
    before = talk(pens).text
    for do in ("begin", "end"):
        pens.do(pens.guide, "sit", do=do)
    assert talk(pens).text == before


def test_what_they_leave_with_stands_in_the_talk_for_a_while_only() -> None:
    pens = begun()
    pens.do(pens.guide, "sit", do="end")
    pens.story.press("m:home")
    assert sitting.OVER in talk(pens).paragraphs[0]
    pens.story.clock.later(hours=2)
    pens.story.press("m:home")
    assert not any(sitting.OVER in line for line in talk(pens).paragraphs)


def test_what_they_leave_with_the_course_for_says_nothing_more_of_the_conversation() -> None:
    pens = begun()
    pens.do(pens.guide, "sit", do="end")
    assert closing(pens, pens.guided)
    pens.close()
    assert closing(pens, pens.guided) == ()
