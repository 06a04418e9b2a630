"""A course ends when both say so: each may propose it, the other answers, and nobody ends it over somebody else's head."""

from dataclasses import replace

import pytest

from bot.errors import CourseClosed, NotAllowed, NotFound
from bot.records import conversations, courses
from bot.usecases import agreeing, closing, closing_page, handing_over, inviting, leading, listing, planning, reviewing
from bot.usecases.sharing import LOCKED
from bot.usecases.stage import Who
from tests.usecases.story import Story, shared
from tests.usecases.test_handing_over import agreed

ASKED = ["Vejleder foreslår, at I slutter forløbet. Er I færdige?",
         "Svarer du ikke inden 14 dage, kan Vejleder slutte det alene. Du kan stadig læse og slette dit eget bagefter."]  # fmt: skip
YES, NOT_YET = "[Ja, vi er færdige]", "[Nej, ikke endnu]"


def proposed() -> Story:
    story = shared()
    story.do(closing.propose, story.stage, story.counsellor)
    return story


def state(story: Story) -> str:
    return story.ask(courses.state, story.counsellor.course)


def asks(story: Story, who: Who) -> bool:
    return story.ask(closing.asks, who)


def test_the_counsellor_proposes_and_the_counsellee_is_told_plainly_and_says_yes() -> None:
    story = proposed()
    letter = story.letters(story.counsellee.person, "closing")[0]
    assert letter.text == "\n\n".join(ASKED)
    assert [button.label for row in letter.rows for button in row] == [YES[1:-1], NOT_YET[1:-1]]
    assert state(story) != "closed"
    story.talk("/menu")
    assert [line for line in story.told if line in ASKED] == ASKED
    story.talk(YES)
    assert story.told[0] == "Så er forløbet slut."
    assert state(story) == "closed"
    assert "ended" in {row["kind"] for row in story.rows("outbox", person=story.counsellor.person)}


def test_a_no_lets_it_go_on_and_the_counsellor_hears_of_it() -> None:
    story = proposed()
    story.talk("/menu", NOT_YET)
    assert story.told[0] == "Det er i orden. I fortsætter. Vejleder får besked."
    assert (state(story) != "closed", asks(story, story.counsellee)) == (True, False)
    assert [one.text for one in story.letters(story.counsellor.person, "not_over")] == ["Der er svar: Forløbet er ikke slut endnu."]


def test_the_counsellee_proposes_in_chat_and_the_counsellor_answers() -> None:
    story = shared()
    story.talk("/menu", "[Mere]", "[Slut forløbet]")
    assert "Er I færdige, kan du foreslå at slutte. Vejleder svarer ja eller nej." in story.told
    story.talk("[Foreslå at slutte]")
    assert story.told == ["Vejleder får besked om, at du gerne vil slutte.", "Du har foreslået at slutte. Vejleder har ikke svaret endnu."]
    assert listing.WOULD_END in story.line().waits
    story.do(closing.answer, story.stage, story.counsellor, yes=True)
    assert state(story) == "closed"


def test_whoever_proposed_it_can_take_it_back_and_nobody_answers_for_the_other() -> None:
    story = proposed()
    for yes in (True, False):
        with pytest.raises(NotFound):
            story.do(closing.answer, story.stage, story.counsellor, yes=yes)
    with pytest.raises(NotFound):
        story.do(closing.take_back, story.stage, story.counsellee)
    story.do(closing.propose, story.stage, story.counsellor)
    assert state(story) != "closed"
    story.do(closing.take_back, story.stage, story.counsellor)
    story.press(f"z:yes:{story.counsellee.course}")
    assert story.told[0] == "Den knap virker ikke mere. Her er vi nu."
    assert (state(story) != "closed", story.letters(story.counsellee.person, "closing")) == (True, [])


def test_both_who_propose_it_have_both_said_so() -> None:
    story = proposed()
    assert story.do(closing.propose, story.stage, story.counsellee)
    assert state(story) == "closed"


def test_without_an_answer_the_counsellor_ends_it_alone_after_fourteen_days_and_not_before() -> None:
    story = proposed()
    story.clock.later(days=13, hours=23)
    with pytest.raises(NotFound):
        story.do(closing.end_alone, story.stage, story.counsellor)
    story.clock.later(hours=2)
    with pytest.raises(NotAllowed):
        story.do(closing.end_alone, story.stage, story.counsellee)
    story.do(closing.end_alone, story.stage, story.counsellor)
    assert state(story) == "closed"
    assert story.letters(story.counsellee.person, "closed")


def test_what_the_counsellee_proposed_is_never_ended_by_waiting() -> None:
    story = shared()
    story.do(closing.propose, story.stage, story.counsellee)
    story.clock.later(days=30)
    for who in (story.counsellor, story.counsellee):
        with pytest.raises((NotFound, NotAllowed)):
            story.do(closing.end_alone, story.stage, who)


def test_where_nobody_ever_came_in_the_counsellor_ends_it_alone() -> None:
    story = Story()
    assert story.do(closing.propose, story.stage, story.counsellor)
    assert state(story) == "closed"


def test_the_end_shows_what_they_leave_with_and_a_course_can_be_opened_again() -> None:
    story = agreed()
    story.do(planning.promise, story.stage, story.counsellor, what="Ringe", first="", due=None, remind_at=None)
    story.close()
    story.talk("/menu", "[Det går du herfra med]")
    assert story.told == ["I blev enige om: “Finde en læreplads”", "Jeres skridt:\nRinge (Vejleder, på vej)"]
    assert {"Hent en kopi", "Mine svar og deling"} <= {option.label for option in (story.screen.answers if story.screen else ())}
    story.do(reviewing.reopen, story.stage, story.counsellor)
    assert (state(story), asks(story, story.counsellee)) == ("met", False)


def test_in_a_course_that_goes_on_nothing_says_any_more_that_it_is_over() -> None:
    story = proposed()
    story.talk("/menu", YES)
    assert closing_page.OVER in story.told
    story.do(reviewing.reopen, story.stage, story.counsellor)
    seat = story.ask(conversations.seat, story.counsellee.person, story.counsellee.course)
    assert seat is not None
    assert (seat.screen, seat.says) == ("home", ())


def test_a_course_without_a_goal_ends_with_kind_words_and_nothing_made_up() -> None:
    story = shared()
    story.close()
    story.talk("/menu", "[Det går du herfra med]")
    assert story.told == ["I har ikke aftalt et mål eller et skridt. Dine svar er her stadig."]


def test_a_link_of_staffs_neither_says_yes_nor_proposes() -> None:
    story = proposed()
    story.counsellee = replace(story.counsellee, shared_only=True)
    for press in ("yes", "no", "propose", "back"):
        story.press(f"z:{press}:{story.counsellee.course}")
        assert story.told[0] == LOCKED
    assert state(story) != "closed"


@pytest.mark.parametrize("forged", ["z:", "z:yes", "z:yes:no-such-course", "z:no:{other}", "z:all:{course}"])
def test_a_made_up_press_does_nothing(forged: str) -> None:
    story = proposed()
    other = story.do(inviting.invite, story.stage, story.counsellor.person, reason="Hej").course
    story.press(forged.format(other=other, course=story.counsellee.course))
    assert (state(story) != "closed", asks(story, story.counsellee)) == (True, True)


def test_a_closed_course_takes_no_proposal() -> None:
    story = shared()
    story.close()
    for who in (story.counsellor, story.counsellee):
        with pytest.raises(CourseClosed):
            story.do(closing.propose, story.stage, who)


def test_what_a_counsellor_proposed_goes_with_them() -> None:
    story = proposed()
    lead, _ = story.do(leading.add_lead, story.stage, "Leder")
    coming, _ = story.do(inviting.add_counsellor, story.stage, "Afløser")
    story.do(handing_over.hand_over, story.stage, lead, story.counsellor.course, coming)
    assert not asks(story, story.counsellee)
    assert story.rows("closings") == []


def test_an_agreement_that_was_changed_after_the_yes_is_nothing_to_leave_with() -> None:
    story = agreed()
    story.do(agreeing.propose, story.stage, story.counsellee, "Noget andet", seen=1)
    story.close()
    story.press("m:closing")
    assert "Noget andet" not in "\n".join(story.told)
