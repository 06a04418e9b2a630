"""A first conversation today: one press makes the course, the other says yes on their own phone, and both are at the sheet."""

from dataclasses import replace

import pytest

from bot.errors import BadInput, CourseClosed, NotAllowed, NotFound
from bot.records import people
from bot.usecases import closing, inviting, sitting_down
from bot.usecases.inviting import Invitation
from bot.usecases.sheets import sitting
from bot.usecases.stage import Who
from tests.usecases.story import Story, secret


class Table:
    """A counsellor who has begun a course for somebody who sits there."""

    def __init__(self, reason: str = "") -> None:
        self.story = Story()
        self.counsellor = self.story.counsellor.person
        self.invitation: Invitation = self.story.do(sitting_down.begin, self.story.stage, self.counsellor, reason)
        self.me = Who(person=self.counsellor, course=self.invitation.course)

    def yes(self) -> Who:
        return self.story.do(inviting.accept, self.story.stage, secret(self.invitation.web), language="da")

    def is_in(self) -> bool:
        return self.story.ask(sitting_down.is_in, self.me)


def test_one_press_makes_a_course_with_a_reason_that_says_no_more_than_is_true() -> None:
    table = Table()
    assert table.story.ask(inviting.look, secret(table.invitation.web)).reason == "Vi taler sammen i dag."
    assert Table("Skolen").story.rows("courses")
    with pytest.raises(BadInput):
        Table("x" * 301)


def test_the_other_says_yes_as_always_types_a_name_and_the_conversation_has_begun() -> None:
    table = Table()
    assert not table.is_in()
    who = table.yes()
    assert table.is_in()
    assert table.story.ask(sitting_down.sits, who.course)
    assert table.story.ask(sitting.sitting, table.story.stage, who) is None
    table.story.do(sitting_down.come, table.story.stage, who, " Alex ")
    assert table.story.ask(people.name, who.person) == "Alex"
    assert table.story.ask(sitting.sitting, table.story.stage, who) is not None
    assert table.story.ask(sitting.sitting, table.story.stage, table.me) is not None


def test_a_name_can_be_skipped_and_the_door_is_gone_through_once() -> None:
    table = Table()
    who = table.yes()
    for name in ("", "Alex"):
        table.story.do(sitting_down.come, table.story.stage, who, name)
    assert len(table.story.rows("sittings", course=who.course)) == 1


def test_who_opens_the_link_another_day_comes_in_as_always() -> None:
    table = Table()
    table.story.clock.later(hours=4)
    who = table.yes()
    assert not table.story.ask(sitting_down.sits, who.course)
    with pytest.raises(NotFound):
        table.story.do(sitting_down.come, table.story.stage, who, "Alex")


def test_an_invitation_that_was_sent_is_no_table() -> None:
    story = Story().accept("[Videre]")
    assert not story.ask(sitting_down.sits, story.counsellee.course)


def test_a_fresh_code_is_shown_while_nobody_is_in_and_not_after() -> None:
    table = Table()
    first = table.invitation
    table.invitation = table.story.do(sitting_down.again, table.story.stage, table.me)
    assert table.invitation.web != first.web
    table.yes()
    with pytest.raises(NotFound):
        table.story.do(sitting_down.again, table.story.stage, table.me)


def test_a_link_of_staffs_does_not_sit_at_the_table_for_somebody_else() -> None:
    table = Table()
    who = table.yes()
    with pytest.raises(NotAllowed):
        table.story.do(sitting_down.come, table.story.stage, replace(who, shared_only=True), "Alex")
    with pytest.raises(NotAllowed):
        table.story.do(sitting_down.come, table.story.stage, table.me, "Alex")
    with pytest.raises(NotAllowed):
        table.story.ask(sitting_down.is_in, who)


def test_nobody_sits_down_in_a_course_that_is_over() -> None:
    table = Table()
    who = table.yes()
    table.story.do(closing.propose, table.story.stage, who)
    table.story.do(closing.answer, table.story.stage, table.me, yes=True)
    with pytest.raises(CourseClosed):
        table.story.do(sitting_down.come, table.story.stage, who, "Alex")
