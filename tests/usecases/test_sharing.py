"""What is shared, taken back, opened again with a code, and erased."""

import pytest

from bot.domain.agreement import Verdict
from bot.domain.people import Role
from bot.errors import LinkSpent, NotAllowed
from bot.records import courses, links
from bot.records.links import LinkKind
from bot.records.tables import TABLES
from bot.usecases import agreeing, erasing, inviting, planning, reviewing, sharing, talking
from bot.usecases.heard import Heard
from bot.usecases.stage import Who
from tests.usecases.story import answered, secret, shared


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
    assert [question.said for question in story.page().answers] == ["Mig", "Både-og", "En læreplads", "Min egen bolig", *[""] * 6]
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
    opened = story.ask(links.session, session, "counsellee")
    assert opened is not None
    assert who == Who(person=story.counsellee.person, course=story.counsellee.course, shared_only=True)
    assert (opened.person, opened.course, opened.role, opened.scope) == (who.person, who.course, "counsellee", "shared")
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


def test_a_follow_up_question_is_answered_and_the_answer_shared_apart() -> None:
    story = shared()
    story.do(reviewing.ask, story.stage, story.counsellor, " Hvilken læreplads? ")
    [letter] = story.letters(story.counsellee.person, "question")
    assert (letter.text, letter.rows[0][0].label) == ("Vejleder har spurgt dig om noget.", "Svar")
    story.press(letter.rows[0][0].press)
    assert story.told == ["Vejleder spørger: “Hvilken læreplads?”"]
    story.talk("Tømrer", "[Gem]")
    assert [(question.question, question.said) for question in story.page().asked] == [("Hvilken læreplads?", "")]
    story.talk("[Del med Vejleder]")
    assert [(question.question, question.said) for question in story.page().asked] == [("Hvilken læreplads?", "Tømrer")]
    story.press(letter.rows[0][0].press)
    assert story.told[0] == talking.NOT_HERE


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
    left = {table: [row for row in story.rows(table) if {course, person} & set(row.values())] for table in TABLES if table != "trail"}
    assert {table: rows for table, rows in left.items() if rows} == {}
    assert (story.rows("versions"), story.rows("shares"), story.rows("notes")) == ([], [], [])
    assert [row["act"] for row in story.rows("trail", course=course)][-1] == "erase"
    with pytest.raises(NotAllowed):
        story.page()


def test_erasing_one_of_two_courses_keeps_the_other() -> None:
    story = shared()
    second = story.do(inviting.invite, story.stage, story.counsellor.person, reason="Igen")
    who = story.do(inviting.accept, story.stage, secret(second.web), language="da", person=story.counsellee.person)
    story.do(erasing.erase, who)
    assert story.page().said("outcome") == "En læreplads"
    assert story.ask(courses.of, story.counsellee.person, Role.COUNSELLEE) == [story.counsellee.course]


def test_a_closed_course_takes_no_answers_but_is_read_taken_back_and_erased() -> None:
    story = shared()
    story.close()
    story.talk("noget nyt")
    assert story.told[0].startswith("Forløbet er slut.")
    before = len(story.mine())
    story.talk("/deling", "[Tag alt tilbage]")
    assert ([question.said for question in story.page().answers if question.said], len(story.mine())) == ([], before)
    for _ in range(2):
        story.do(reviewing.reopen, story.stage, story.counsellor)
    assert len(story.letters(story.counsellee.person, "reopened")) == len(story.rows("trail", act="reopen")) == 1
    story.talk("/parker en tanke")
    assert len(story.mine()) == before + 1
    story.close()
    story.talk("/slet", "[Ja, slet alt]")
    assert story.rows("notes") == []


def test_who_has_shared_some_and_keeps_some_is_done_and_not_put_off() -> None:
    story = answered()
    assert story.option("Del intet").press
    story.item(1, "Del")
    assert story.screen is not None
    assert [option.label for option in story.screen.answers if option.label in {"Færdig", "Ikke nu", "Del intet"}] == ["Færdig"]
    story.talk("[Færdig]")
    assert story.screen is not None
    assert story.screen.name == "home"
