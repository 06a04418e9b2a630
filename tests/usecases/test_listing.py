"""The list of courses: those that need the counsellor first, each with one tag in words."""

from datetime import timedelta

import pytest

from bot.domain.agreement import Verdict
from bot.records import courses
from bot.usecases import agreeing, inviting, listing, reviewing
from bot.usecases.listing import Need
from bot.usecases.stage import Who
from tests.usecases.story import Story, answered, shared


def meet(story: Story, hours: float) -> None:
    """They meet so many hours from now."""
    at = (story.clock.now + timedelta(hours=hours + 1)).strftime("%Y-%m-%dT%H:%M")
    story.do(reviewing.set_meeting, story.stage, story.counsellor, day_and_time=at, timezone="Europe/Copenhagen", place="Her")


def resting(story: Story) -> str:
    person = story.counsellor.person
    return story.ask(lambda records: listing.resting(records, story.stage, person, listing.course_lines(records, story.stage, person)))


def read(story: Story) -> Story:
    story.do(reviewing.mark_reviewed, story.stage, story.counsellor)
    return story


def test_what_is_to_be_read_comes_before_the_meeting_and_the_meeting_before_what_waits() -> None:
    story = shared()
    meet(story, 3)
    story.do(agreeing.propose, story.stage, story.counsellor, "Et mål")
    assert story.line().waits == ("Nyt at læse", "Møde i dag kl. 13.00", "Venter på dit svar om målet")
    assert (story.line().tag, story.line().urgent) == ("Nyt at læse", Need.READ)
    read(story)
    assert (story.line().tag, story.line().urgent) == ("Møde i dag kl. 13.00", Need.TODAY)
    story.clock.later(days=1)
    assert (story.line().tag, story.line().urgent) == ("Venter på dit svar om målet", Need.ON_ME)
    story.do(agreeing.say, story.stage, story.counsellor, 1, Verdict.YES)
    assert (story.line().tag, story.line().urgent) == ("Venter på den andens svar om målet", Need.ON_THEM)


def test_a_quiet_course_says_so_and_an_invitation_nobody_took_waits_on_them() -> None:
    assert (Story().line().tag, Story().line().urgent) == ("Venter på et ja til invitationen", Need.ON_THEM)
    quiet = answered().line()
    assert (quiet.tag, quiet.urgent) == ("Ingenting venter", Need.QUIET)


def test_a_closed_course_comes_last_and_asks_for_nothing() -> None:
    story = shared()
    meet(story, 3)
    story.do(courses.move, story.counsellor.course, "close")
    assert (story.line().waits, story.line().urgent) == (("afsluttet",), Need.NOTHING)


@pytest.mark.parametrize(("hours", "said"), [(3, "i dag kl. 13.00"), (24, "i morgen kl. 10.00"), (72, "25. nov. 2026 kl. 10.00")])
def test_when_they_meet_is_said_in_few_words(hours: float, said: str) -> None:
    story = answered()
    meet(story, hours)
    assert story.line().meets == said


def test_a_meeting_is_todays_until_it_is_likely_to_be_over() -> None:
    story = answered()
    meet(story, 1)
    for later, tag in ((0, "Møde i dag kl. 11.00"), (2.5, "Møde i dag kl. 11.00"), (0.6, "Ingenting venter")):
        story.clock.later(hours=later)
        assert story.line().tag == tag


def test_of_those_who_meet_today_the_earliest_comes_first() -> None:
    story = answered()
    meet(story, 5)
    made = story.do(inviting.invite, story.stage, story.counsellor.person, reason="Nu", label="Å")
    at = (story.clock.now + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    other = Who(person=story.counsellor.person, course=made.course)
    story.do(reviewing.set_meeting, story.stage, other, day_and_time=at, timezone="Europe/Copenhagen", place="Her")
    lines = story.ask(listing.course_lines, story.stage, story.counsellor.person)
    assert [(line.name, line.meets) for line in lines] == [("Å", "i dag kl. 11.00"), ("Alex", "i dag kl. 15.00")]


def test_where_nothing_is_to_be_read_the_next_meeting_is_said() -> None:
    story = shared()
    assert resting(story) == "Der er nyt til dig. Det står øverst på listen."
    read(story)
    assert resting(story) == "Ingen svar at læse. Når nogen deler noget med dig, står det øverst på listen."
    meet(story, 3)
    assert resting(story) == "Ingen svar at læse. Næste møde: Alex, i dag kl. 13.00."
