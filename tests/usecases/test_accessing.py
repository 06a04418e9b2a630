"""Who has looked: told to the counsellee, answered for a breach; and a yes by the wrong person, undone."""

from datetime import timedelta

import pytest

from bot.domain.people import Role
from bot.domain.trail import READS, Act
from bot.errors import BadInput, CourseClosed, LinkSpent, NotAllowed
from bot.records import courses, links, people
from bot.records.links import LinkKind
from bot.records.people import Address
from bot.usecases import accessing, agreeing, inviting, looked, reviewing, sharing, undoing
from bot.usecases.inviting import Invitation
from bot.usecases.stage import Who
from tests.usecases.story import SHORT_WAY_TO_THE_END, Story, secret


def a_second_counsellor(story: Story) -> str:
    person, _ = story.do(inviting.add_counsellor, story.stage, "En anden")
    story.do(courses.join, story.counsellor.course, person, Role.COUNSELLOR)
    return person


def undo(story: Story) -> Invitation:
    return story.do(undoing.undo, story.stage, story.counsellor)


def test_only_a_counsellor_of_the_course_reads_it_and_a_refusal_is_no_read() -> None:
    story = Story().accept()
    stranger, _ = story.do(inviting.add_counsellor, story.stage, "En anden")
    for person in (stranger, story.counsellee.person, "nobody"):
        with pytest.raises(NotAllowed):
            story.do(accessing.read_course, person, story.counsellee.course, Act.READ_COURSE)
    assert story.ask(accessing.reads_of, story.counsellee.course) == []


def test_readers_have_a_letter_of_their_own_that_stays_and_no_name() -> None:
    story = Story().accept()
    course, other = story.counsellee.course, a_second_counsellor(story)
    for person in (other, story.counsellor.person, other):
        story.clock.later(minutes=1)
        story.do(accessing.read_course, person, course, Act.READ_COURSE)
    assert [(one.who, one.what) for one in story.ask(accessing.reads_of, course)] == [
        ("A", Act.READ_COURSE),
        ("B", Act.READ_COURSE),
        ("A", Act.READ_COURSE),
    ]


def test_there_are_letters_enough() -> None:
    story = Story().accept()
    readers = [f"staff{number}" for number in range(28)]
    story.do(lambda records: [records.log(reader, Act.READ_COURSE, "c") for reader in readers])
    assert [one.who for one in story.ask(accessing.reads_of, "c")][25:] == ["Z", "AA", "AB"]


def test_a_list_is_a_read_of_those_who_have_joined() -> None:
    story = Story()
    story.do(accessing.read_list, story.counsellor.person, [story.counsellor.course])
    assert story.ask(accessing.reads_of, story.counsellor.course) == []
    story.accept()
    story.do(accessing.read_list, story.counsellor.person, [story.counsellor.course])
    assert [one.what for one in story.ask(accessing.reads_of, story.counsellor.course)] == [Act.READ_LIST]


def test_what_somebody_had_before_them_in_some_days_is_told_by_course() -> None:
    story = Story().accept()
    course, since = story.counsellee.course, story.clock.now
    story.do(accessing.read_course, story.counsellor.person, course, Act.READ_COURSE)
    story.clock.later(days=2)
    story.do(accessing.read_course, story.counsellor.person, course, Act.READ_FILE, "file")
    told = story.ask(accessing.touched, story.counsellor.person, since, since + timedelta(days=1))
    assert {course: [act for _, act in reads] for course, reads in told.items()} == {course: [Act.READ_COURSE]}
    assert story.ask(accessing.touched, "another", since, since + timedelta(days=9)) == {}


def test_every_kind_of_read_can_be_told_to_the_counsellee() -> None:
    assert set(looked.WHAT) == READS


def test_the_counsellee_sees_who_has_looked_day_by_day_the_newest_first() -> None:
    story = Story().accept()
    story.press("m:looked")
    assert story.told[-1] == "Ingen medarbejder har set noget af dit endnu."
    story.do(accessing.read_list, story.counsellor.person, [story.counsellee.course])
    story.clock.later(days=1)
    for _ in range(3):
        story.do(accessing.read_course, story.counsellor.person, story.counsellee.course, Act.READ_COURSE)
    story.press("m:looked")
    assert story.told[-1].splitlines() == [
        "23. nov. 2026: Medarbejder A åbnede siden om dit forløb. (3 gange)",
        "22. nov. 2026: Medarbejder A så dit forløb på sin liste.",
    ]


def test_many_days_are_told_in_short_and_the_rest_is_in_the_copy() -> None:
    story = Story().accept()
    for _ in range(looked.MOST + 1):
        story.clock.later(days=1)
        story.do(accessing.read_course, story.counsellor.person, story.counsellee.course, Act.READ_COURSE)
    story.press("m:looked")
    assert (len(story.told[-2].splitlines()), story.told[-1]) == (looked.MOST, "Her står det nyeste. Alt står i din kopi af dine data.")


@pytest.mark.parametrize(
    ("channel", "text"),
    [("web", "Sagde ja {when}, på nettet."), ("telegram", "Sagde ja {when}, i Telegram."), ("", "Sagde ja {when}.")],
)
def test_the_counsellor_sees_when_and_how_somebody_said_yes(channel: str, text: str) -> None:
    story = Story()
    assert story.ask(undoing.joined, story.counsellor) is None
    story.do(inviting.accept, story.stage, secret(story.invitation.web), language="da", channel=channel)
    joined = story.ask(undoing.joined, story.counsellor)
    assert joined
    assert (joined.at, joined.text, joined.undoable) == (story.clock.now, text, True)


def test_nobody_but_the_counsellor_sees_it_or_undoes_it() -> None:
    story = Story().accept()
    for who in (story.counsellee, Who(person="nobody", course=story.counsellee.course)):
        with pytest.raises(NotAllowed):
            story.ask(undoing.joined, who)
        with pytest.raises(NotAllowed):
            story.do(undoing.undo, story.stage, who)


def test_a_yes_by_the_wrong_person_is_undone_with_all_they_wrote_and_all_their_ways_in() -> None:
    story = Story(duty="Loven").accept(*SHORT_WAY_TO_THE_END)
    wrong, course = story.counsellee, story.counsellee.course
    session = story.do(links.open_session, person=wrong.person, course=course, role="counsellee")
    private = story.do(inviting.private_link, story.stage, wrong)
    story.do(people.settle, Address(channel="telegram", external="7", person=wrong.person, course=course, state=people.OPEN))
    story.do(reviewing.ask, story.stage, story.counsellor, "Kun til dig?")
    fresh = undo(story)
    assert story.ask(links.session, session, "counsellee") is None
    with pytest.raises(LinkSpent):
        story.ask(links.look, LinkKind.PRIVATE, secret(private))
    left = {table: story.rows(table, person=wrong.person) for table in ("memberships", "addresses", "sessions", "links", "seats", "places")}
    assert {table: rows for table, rows in left.items() if rows} == {}
    assert (story.rows("notes", author=wrong.person), story.rows("people", id=wrong.person)) == ([], [])
    assert (story.page().joined, story.page().headline, story.page().asked) == (False, "inviteret", ())
    invited = story.ask(inviting.look, secret(fresh.web))
    assert (invited.course, invited.reason, invited.duty) == (course, "Vi skal tale sammen", "Loven")


def test_the_right_person_comes_in_by_the_fresh_link_and_sees_nothing_of_the_other() -> None:
    story = Story().accept(*SHORT_WAY_TO_THE_END)
    wrong = story.counsellee.person
    fresh = undo(story)
    story.counsellee = story.do(inviting.accept, story.stage, secret(fresh.web), language="da")
    assert story.counsellee.person != wrong
    assert story.mine() == []
    story.talk("/menu", "/fortsæt")
    assert story.page().headline == "har sagt ja"


def test_who_is_guided_elsewhere_too_stays_there() -> None:
    story = Story().accept()
    second = story.do(inviting.invite, story.stage, story.counsellor.person, reason="Igen")
    who = story.do(inviting.accept, story.stage, secret(second.web), language="da", person=story.counsellee.person)
    story.do(people.settle, Address(channel="telegram", external="7", person=who.person, course=who.course, state=people.OPEN))
    story.do(undoing.undo, story.stage, Who(person=story.counsellor.person, course=who.course))
    assert story.ask(courses.of, who.person, Role.COUNSELLEE) == [story.counsellee.course]
    assert [address.course for address in story.ask(people.reach, who.person)] == [story.counsellee.course]


def test_once_something_was_shared_or_proposed_nothing_is_undone() -> None:
    shared = Story().accept(*SHORT_WAY_TO_THE_END, "[Del alt]")
    taken_back = Story().accept(*SHORT_WAY_TO_THE_END, "[Del alt]")
    taken_back.do(sharing.withdraw, taken_back.counsellee, taken_back.mine())
    assert taken_back.page().headline == "har sagt ja"
    proposed = Story().accept()
    proposed.do(agreeing.propose, proposed.stage, proposed.counsellee, "At finde en vej")
    for story in (shared, taken_back, proposed, Story()):
        with pytest.raises(BadInput, match="undo"):
            undo(story)
    joined = taken_back.ask(undoing.joined, taken_back.counsellor)
    assert joined
    assert not joined.undoable


def test_a_closed_course_is_not_undone() -> None:
    story = Story().accept()
    story.close()
    with pytest.raises(CourseClosed):
        undo(story)
