"""The story of one course: invited, come back to, read, asked, met, closed."""

import pytest

from bot.domain.agreement import Verdict
from bot.domain.people import Role
from bot.errors import BadInput, LinkSpent, NotAllowed
from bot.records import links
from bot.records.core import Records
from bot.usecases import agreeing, closing, erasing, inviting, looking, planning, reviewing, sharing, talking
from bot.usecases.heard import Heard
from bot.usecases.inviting import Invited
from bot.usecases.stage import Who
from tests.usecases.story import Story, answered, secret, shared


def test_an_invitation_says_why_and_opening_it_uses_nothing_up() -> None:
    story = Story(duty="Loven siger fem dage", workplace="Kommunen")
    told = Invited(
        course=story.counsellor.course,
        counsellor="Vejleder",
        workplace="Kommunen",
        reason="Vi skal tale sammen",
        duty="Loven siger fem dage",
    )
    assert [story.ask(inviting.look, secret(story.invitation.web)) for _ in range(2)] == [told, told]
    assert story.invitation.sms.startswith("Hej. Vejleder fra Kommunen vil gerne mødes med dig.")
    assert story.invitation.sms.endswith(story.invitation.web)


def test_a_yes_uses_the_invitation_up_and_tells_the_counsellor() -> None:
    story = Story().accept()
    assert story.line().headline == "har sagt ja"
    assert [letter.text for letter in story.letters(story.counsellor.person)] == ["En person har sagt ja til din invitation."]
    with pytest.raises(LinkSpent):
        story.do(inviting.accept, story.stage, secret(story.invitation.web), language="da")


def test_an_invitation_lasts_thirty_days() -> None:
    story = Story()
    story.clock.later(days=30)
    with pytest.raises(LinkSpent):
        story.ask(inviting.look, secret(story.invitation.web))


def test_a_new_invitation_makes_the_old_one_worth_nothing() -> None:
    story = Story()
    again = story.do(inviting.renew, story.stage, story.counsellor)
    with pytest.raises(LinkSpent):
        story.ask(inviting.look, secret(story.invitation.web))
    assert story.ask(inviting.look, secret(again.web)).course == story.counsellor.course


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_an_invitation_needs_a_reason_of_one_line(reason: str) -> None:
    story = Story()
    with pytest.raises(BadInput):
        story.do(inviting.invite, story.stage, story.counsellor.person, reason=reason)


def test_a_counsellor_needs_a_name() -> None:
    story = Story()
    with pytest.raises(BadInput):
        story.do(inviting.add_counsellor, story.stage, " ")


def test_a_sign_in_link_works_once_within_a_day() -> None:
    story = Story()
    session = story.do(inviting.sign_in, secret(story.sign_in_link))
    assert story.ask(links.session, session, "counsellor") is not None
    assert story.ask(links.session, session, "counsellee") is None
    with pytest.raises(LinkSpent):
        story.do(inviting.sign_in, secret(story.sign_in_link))
    later = story.do(inviting.sign_in_link, story.stage, story.counsellor.person)
    story.clock.later(days=1)
    with pytest.raises(LinkSpent):
        story.do(inviting.sign_in, secret(later))
    assert story.ask(links.session, session, "counsellor") is None


def test_a_review_is_told_once() -> None:
    story = shared()
    for _ in range(2):
        story.do(reviewing.mark_reviewed, story.stage, story.counsellor)
    assert (story.line().headline, story.page().to_review) == ("læst", False)
    assert [letter.text for letter in story.letters(story.counsellee.person, "reviewed")] == ["Vejleder har læst det, du delte."]


@pytest.mark.parametrize("question", ["", " ", "x" * 2001])
def test_a_question_has_words_and_not_too_many(question: str) -> None:
    story = shared()
    with pytest.raises(BadInput):
        story.do(reviewing.ask, story.stage, story.counsellor, question)


def test_the_aim_is_open_to_the_counsellee_at_once_and_told_when_it_changes() -> None:
    story = answered()
    for _ in range(2):
        story.do(reviewing.write_aim, story.stage, story.counsellor, {"want": " Hjælpe dig videre ", "duty": "Loven"})
    assert story.page().aim == {"want": "Hjælpe dig videre", "duty": "Loven"}
    story.talk("/menu", "[Hvad vejlederen vil]")
    assert story.told[:2] == ["Det vil jeg\nHjælpe dig videre", "Det kræver loven eller stedet\nLoven"]
    assert len(story.letters(story.counsellee.person, "aim")) == 1
    with pytest.raises(BadInput):
        story.do(reviewing.write_aim, story.stage, story.counsellor, {"want": "x" * 2001})


def test_what_was_written_before_the_yes_is_seen_after_it() -> None:
    story = Story()
    story.do(reviewing.write_aim, story.stage, story.counsellor, {"want": "Hjælpe"})
    story.accept("/menu", "[Hvad vejlederen vil]")
    assert story.told[0] == "Det vil jeg\nHjælpe"


def test_a_meeting_is_set_and_moved_and_told() -> None:
    story = answered()
    story.do(
        reviewing.set_meeting, story.stage, story.counsellor, day_and_time="2026-11-27T14:00", timezone="Europe/Copenhagen", place="Rum 2"
    )
    story.talk("/menu")
    assert story.told[0] == "I mødes fredag den 27. november 2026 kl. 14.00. Rum 2"
    moved = story.do(reviewing.set_meeting, story.stage, story.counsellor, day_and_time="2026-11-28T14:00", timezone="UTC", place="")
    assert (moved.version, story.page().meets) == (2, "lørdag den 28. november 2026 kl. 14.00")
    assert len(story.letters(story.counsellee.person, "meeting")) == 1


@pytest.mark.parametrize(("moment", "zone"), [("i morgen", "UTC"), ("2026-11-27T14:00", "Mars/Base"), ("2026-11-27T14:00", "../x")])
def test_a_meeting_needs_a_time_and_a_zone(moment: str, zone: str) -> None:
    story = answered()
    with pytest.raises(BadInput):
        story.do(reviewing.set_meeting, story.stage, story.counsellor, day_and_time=moment, timezone=zone, place="")


@pytest.mark.parametrize("role", list(Role))
def test_only_members_do_anything(role: Role) -> None:
    story, other = answered(), Who(person="stranger", course="")
    stranger = Who(person=other.person, course=story.counsellor.course)
    wrong = stranger if role is Role.COUNSELLOR else story.counsellee
    works = (reviewing.mark_reviewed, reviewing.mark_met, closing.end_alone, reviewing.reopen, inviting.renew, looking.course_page)
    for work in works:
        with pytest.raises(NotAllowed):
            story.do(work, story.stage, wrong)
    with pytest.raises(NotAllowed):
        story.do(reviewing.ask, story.stage, wrong, "Hvad?")
    with pytest.raises(NotAllowed):
        story.do(reviewing.write_aim, story.stage, wrong, {"want": "x"})
    with pytest.raises(NotAllowed):
        story.do(reviewing.set_meeting, story.stage, wrong, day_and_time="2026-11-27T14:00", timezone="UTC", place="")
    with pytest.raises(NotAllowed):
        story.do(planning.promise, story.stage, wrong, what="x", first="", due=None, remind_at=None)
    with pytest.raises(NotAllowed):
        story.do(inviting.invite, story.stage, wrong.person, reason="x")
    with pytest.raises(NotAllowed):
        story.do(agreeing.propose, story.stage, stranger, "x")
    with pytest.raises(NotAllowed):
        story.do(agreeing.say, story.stage, stranger, 1, Verdict.YES)
    for heard in (Heard(press="e:all"), Heard(text="hej")):
        with pytest.raises(NotAllowed):
            story.do(talking.turn, story.stage, stranger, heard)
    with pytest.raises(NotAllowed):
        story.do(erasing.erase, story.counsellor)
    with pytest.raises(NotAllowed):
        story.do(sharing.share, story.stage, stranger, story.mine())
    with pytest.raises(NotAllowed):
        story.do(sharing.withdraw, story.counsellor, story.mine())


def test_a_counsellor_who_tries_their_own_invitation_does_not_use_it_up() -> None:
    story = Story()

    def tries(records: Records) -> None:
        with pytest.raises(LinkSpent):
            inviting.accept(records, story.stage, secret(story.invitation.web), language="da", person=story.counsellor.person)

    story.do(tries)
    assert story.accept().line().headline == "har sagt ja"
