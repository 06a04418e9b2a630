"""The story of one course: invited, answered, shared, read, asked, aimed, agreed."""

import pytest

from bot.domain.agreement import Verdict
from bot.domain.people import Role
from bot.errors import BadInput, LinkSpent, NotAllowed, WordingMoved
from bot.records import courses, links
from bot.records.core import Records
from bot.records.links import LinkKind
from bot.records.tables import TABLES
from bot.usecases import agreeing, erasing, inviting, looking, planning, reviewing, sharing, talking
from bot.usecases.inviting import Invited
from bot.usecases.stage import Who
from bot.usecases.talking import Heard
from tests.usecases.story import SHORT_WAY_TO_THE_END, Story, secret


def answered() -> Story:
    return Story().accept(*SHORT_WAY_TO_THE_END)


def shared() -> Story:
    story = answered()
    story.talk("[Del alt]")
    return story


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


def test_nothing_is_shared_before_it_is_shared() -> None:
    story = answered()
    assert {said for _, said in story.states} == {"Ikke delt"}
    assert [question.said for question in story.page().answers if question.said] == []
    assert (story.line().headline, story.page().to_review) == ("har sagt ja", False)


def test_answers_are_shared_one_by_one_and_taken_back_one_by_one() -> None:
    story = answered()
    story.talk("[Vælg selv]")
    story.item(3, "Del")
    assert [question.said for question in story.page().answers if question.said] == ["En læreplads"]
    assert [state for _, state in story.states] == ["Ikke delt", "Ikke delt", "Delt", "Ikke delt"]
    story.item(3, "Tag tilbage")
    assert [question.said for question in story.page().answers if question.said] == []
    assert story.line().headline == "har sagt ja"


def test_everything_is_shared_and_taken_back_at_once() -> None:
    story = shared()
    assert [question.said for question in story.page().answers] == ["Mig", "Både-og", "En læreplads", "Min egen bolig", "", "", "", "", ""]
    assert (story.line().headline, story.page().to_review, story.page().name) == ("har delt", True, "Alex")
    story.talk("[Tag alt tilbage]")
    assert [question.said for question in story.page().answers if question.said] == []
    assert story.line().headline == "har sagt ja"


def test_sharing_nothing_is_an_answer_too() -> None:
    story = answered()
    story.talk("[Del intet]")
    assert story.told[0] == "Intet er delt. Du kan dele senere."


def test_an_edit_after_sharing_is_private_until_it_is_shared_and_then_marked() -> None:
    story = shared()
    story.item(3, "Ret")
    story.talk("Min egen forretning", "[Gem]")
    assert story.states[2] == ("Min egen forretning", "Delt. Din rettelse er ikke delt.")
    assert (story.page().said("outcome"), story.page().answers[2].edited) == ("En læreplads", False)
    story.item(3, "Del rettelsen")
    assert story.states[2] == ("Min egen forretning", "Delt og rettet")
    assert (story.page().said("outcome"), story.page().answers[2].edited) == ("Min egen forretning", True)


def test_the_counsellee_sees_exactly_what_the_counsellor_sees() -> None:
    story = answered()
    story.talk("[Se, hvad Vejleder ser]")
    assert story.told == ["Vejleder kan ikke se nogen af dine svar."]
    story.talk("[Tilbage]", "[Vælg selv]")
    story.item(1, "Del")
    story.talk("[Se, hvad Vejleder ser]")
    assert story.states == [("Mig", "Delt")]


def test_the_first_share_gives_a_recovery_code_and_no_later_one_does() -> None:
    story = answered()
    story.talk("[Vælg selv]")
    story.item(1, "Del")
    assert [line.startswith("Gem denne kode: ") for line in story.told[:2]] == [False, True]
    story.item(2, "Del")
    assert not any("kode" in line for line in story.told)


def test_a_link_from_staff_opens_shared_words_and_the_code_opens_the_rest() -> None:
    story = answered()
    story.talk("[Vælg selv]")
    story.item(1, "Del")
    code = story.told[1].split("\n")[0].removeprefix("Gem denne kode: ")
    again = story.do(inviting.renew, story.stage, story.counsellor)
    session, who = story.do(inviting.come_back, LinkKind.REENTER, secret(again.web))
    assert (who, story.ask(links.session, session, "counsellee")) == (
        Who(person=story.counsellee.person, course=story.counsellee.course, shared_only=True),
        links.Session(person=who.person, course=who.course, role="counsellee", scope="shared"),
    )
    screen = story.do(talking.turn, story.stage, who, Heard(text="/deling"))
    assert screen is not None
    assert ([item.said for item in screen.items], screen.help) == (["Mig"], sharing.LOCKED)
    locked = story.do(talking.turn, story.stage, who, Heard(press="m:link"))
    assert locked is not None
    assert locked.says == (sharing.LOCKED,)
    for wrong in ("", "AAAA-BBBB-CCCC-DDDD"):
        with pytest.raises(LinkSpent):
            story.do(inviting.recover, session, who, wrong)
    story.do(inviting.recover, session, who, code.lower().replace("-", " "))
    found = story.ask(links.session, session, "counsellee")
    assert found is not None
    assert found.scope == "full"
    with pytest.raises(LinkSpent):
        story.do(inviting.come_back, LinkKind.REENTER, secret(again.web))


def test_the_code_of_one_person_opens_nothing_of_another() -> None:
    story = shared()
    code = next(line for line in story.told if "kode" in line).split("\n")[0].removeprefix("Gem denne kode: ")
    with pytest.raises(LinkSpent):
        story.do(inviting.recover, "any", Who(person="another", course=story.counsellee.course), code)


def test_a_private_link_works_again_and_again_until_the_next_one_is_made() -> None:
    story = answered()
    first = story.do(inviting.private_link, story.stage, story.counsellee)
    for _ in range(2):
        assert story.do(inviting.come_back, LinkKind.PRIVATE, secret(first))[1] == story.counsellee
    second = story.do(inviting.private_link, story.stage, story.counsellee)
    with pytest.raises(LinkSpent):
        story.do(inviting.come_back, LinkKind.PRIVATE, secret(first))
    assert story.do(inviting.come_back, LinkKind.PRIVATE, secret(second))[1] == story.counsellee


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


def test_a_follow_up_question_is_answered_and_the_answer_shared_apart() -> None:
    story = shared()
    story.do(reviewing.ask, story.stage, story.counsellor, " Hvilken læreplads? ")
    [letter] = story.letters(story.counsellee.person, "question")
    assert (letter.text, letter.rows[0][0].label) == ("Vejleder har stillet dig et spørgsmål.", "Svar")
    story.press(letter.rows[0][0].press)
    assert story.told == ["Vejleder spørger: “Hvilken læreplads?”"]
    story.talk("Tømrer", "[Gem]")
    assert [(question.question, question.said) for question in story.page().asked] == [("Hvilken læreplads?", "")]
    story.talk("[Del resten]")
    assert [(question.question, question.said) for question in story.page().asked] == [("Hvilken læreplads?", "Tømrer")]
    story.press(letter.rows[0][0].press)
    assert story.told[0] == talking.NOT_HERE


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


def test_a_goal_is_agreed_when_both_say_yes_to_the_same_words() -> None:
    story = answered()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    assert not story.do(agreeing.say, story.stage, story.counsellor, 1, Verdict.YES)
    story.talk("/menu", "[Læs målet og svar]", "[Ja, det siger jeg ja til]")
    assert story.told[0] == "I har nu begge sagt ja til målet."
    assert (story.page().settled, story.line().headline) == (True, "aftalt")


def test_nobody_agrees_for_the_other() -> None:
    story = answered()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    for _ in range(2):
        assert not story.do(agreeing.say, story.stage, story.counsellor, 1, Verdict.YES)
    assert not story.page().settled


def test_a_yes_to_words_that_moved_is_refused() -> None:
    story = answered()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    story.talk("/menu", "[Læs målet og svar]")
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en bedre vej", seen=1)
    story.talk("[Ja, det siger jeg ja til]")
    assert story.told[:2] == ["Målet er ændret, siden du så det. Læs det nye her.", "Målet lyder: “At finde en bedre vej”"]
    for seen in (0, 1, 3, -1):
        with pytest.raises(WordingMoved):
            story.do(agreeing.say, story.stage, story.counsellor, seen, Verdict.YES)
    with pytest.raises(WordingMoved):
        story.do(agreeing.propose, story.stage, story.counsellor, "Noget andet", seen=1)


def test_a_later_edit_needs_both_again_and_the_earlier_words_stay_readable() -> None:
    story = answered()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    story.do(agreeing.say, story.stage, story.counsellor, 1, Verdict.YES)
    story.do(agreeing.say, story.stage, story.counsellee, 1, Verdict.YES)
    assert story.do(agreeing.propose, story.stage, story.counsellee, " At finde en vej ") == 1
    assert story.do(agreeing.propose, story.stage, story.counsellee, "At finde to veje", seen=1) == 2
    agreement = story.page().agreement
    assert (story.page().settled, story.line().headline) == (False, "I har mødtes")
    assert [(wording.text, len(wording.said)) for wording in agreement.wordings] == [("At finde en vej", 2), ("At finde to veje", 0)]
    assert [wording.text for wording in agreement.earlier] == ["At finde en vej"]


def test_somebody_may_see_it_differently_in_a_line_of_their_own() -> None:
    story = answered()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    story.talk("/menu", "[Læs målet og svar]", "[Jeg ser det anderledes]", "Ikke før maj", "[Gem]")
    now = story.page().agreement.now
    assert now is not None
    assert [(said.verdict, said.line) for said in now.said.values()] == [(Verdict.DIFFERENTLY, "Ikke før maj")]
    assert "Du ser det anderledes: “Ikke før maj”" in story.told


def test_a_line_to_words_that_moved_meanwhile_is_not_put_beside_the_new_ones() -> None:
    story = answered()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    story.talk("/menu", "[Læs målet og svar]", "[Jeg ser det anderledes]", "Ikke før maj")
    story.do(agreeing.propose, story.stage, story.counsellor, "At vente")
    story.talk("[Gem]")
    now = story.page().agreement.now
    assert now is not None
    assert (now.said, story.told[0]) == ({}, "Målet er ændret, siden du så det. Læs det nye her.")


def test_not_yet_is_in_order_and_takes_an_earlier_yes_back() -> None:
    story = answered()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    story.do(agreeing.say, story.stage, story.counsellor, 1, Verdict.YES)
    story.talk("/menu", "[Læs målet og svar]", "[Ja, det siger jeg ja til]", "[Ikke endnu]")
    assert (story.told[0], story.page().settled) == ("Det er i orden. Målet venter, til I begge er med.", False)


@pytest.mark.parametrize("words", ["", " ", "x" * 2001])
def test_a_goal_has_words_and_not_too_many(words: str) -> None:
    story = answered()
    with pytest.raises(BadInput):
        story.do(agreeing.propose, story.stage, story.counsellor, words)


@pytest.mark.parametrize("role", list(Role))
def test_only_members_do_anything(role: Role) -> None:
    story, other = answered(), Who(person="stranger", course="")
    stranger = Who(person=other.person, course=story.counsellor.course)
    wrong = stranger if role is Role.COUNSELLOR else story.counsellee
    for work in (reviewing.mark_reviewed, reviewing.close, reviewing.reopen, inviting.renew, looking.course_page):
        with pytest.raises(NotAllowed):
            story.do(work, story.stage, wrong)
    with pytest.raises(NotAllowed):
        story.do(reviewing.mark_met, wrong)
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


def test_erasing_leaves_no_row_of_the_course_and_no_word() -> None:
    story = shared()
    story.do(reviewing.ask, story.stage, story.counsellor, "Hvad nu?")
    story.do(agreeing.propose, story.stage, story.counsellee, "At finde en vej")
    story.do(agreeing.say, story.stage, story.counsellee, 1, Verdict.DIFFERENTLY, "Hov")
    story.do(planning.promise, story.stage, story.counsellor, what="Ringe", first="Finde", due=None, remind_at=story.clock.now)
    story.do(inviting.private_link, story.stage, story.counsellee)
    story.do(reviewing.set_meeting, story.stage, story.counsellor, day_and_time="2026-11-27T14:00", timezone="UTC", place="Her")
    story.talk("/slet", "[Ja, slet alt]")
    course, person = story.counsellee.course, story.counsellee.person
    left = {table: [row for row in story.rows(table) if {course, person} & set(row.values())] for table in TABLES if table != "audit"}
    assert {table: rows for table, rows in left.items() if rows} == {}
    assert (story.rows("versions"), story.rows("shares"), story.rows("notes")) == ([], [], [])
    assert [row["act"] for row in story.rows("audit", course=course)][-1] == "erase"
    with pytest.raises(NotAllowed):
        story.page()


def test_erasing_one_of_two_courses_keeps_the_other() -> None:
    story = shared()
    second = story.do(inviting.invite, story.stage, story.counsellor.person, reason="Igen")
    who = story.do(inviting.accept, story.stage, secret(second.web), language="da", person=story.counsellee.person)
    story.do(erasing.erase, who)
    assert story.page().said("outcome") == "En læreplads"
    assert story.ask(courses.of, story.counsellee.person, Role.COUNSELLEE) == [story.counsellee.course]


def test_a_counsellor_who_tries_their_own_invitation_does_not_use_it_up() -> None:
    story = Story()

    def tries(records: Records) -> None:
        with pytest.raises(LinkSpent):
            inviting.accept(records, story.stage, secret(story.invitation.web), language="da", person=story.counsellor.person)

    story.do(tries)
    assert story.accept().line().headline == "har sagt ja"


def test_a_closed_course_takes_no_answers_but_is_read_taken_back_and_erased() -> None:
    story = shared()
    story.do(reviewing.close, story.stage, story.counsellor)
    story.talk("noget nyt")
    assert story.told[0].startswith("Forløbet er slut.")
    before = len(story.mine())
    story.talk("/deling", "[Tag alt tilbage]")
    assert ([question.said for question in story.page().answers if question.said], len(story.mine())) == ([], before)
    story.do(reviewing.reopen, story.stage, story.counsellor)
    story.talk("/parker en tanke")
    assert len(story.mine()) == before + 1
    story.do(reviewing.close, story.stage, story.counsellor)
    story.talk("/slet", "[Ja, slet alt]")
    assert story.rows("notes") == []
