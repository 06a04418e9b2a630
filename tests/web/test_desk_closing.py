from bot.usecases import closing, looking, talking
from bot.usecases.heard import Heard
from bot.usecases.talking import CLOSED
from tests.web.closing_steps import closed
from tests.web.desk_steps import as_counsellor, at_the_desk, joined, talk
from tests.web.test_chat import begun
from tests.web.world import World


def test_a_closed_course_takes_no_more_answers_and_can_be_opened_again(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    before = talk(world, who, "Videre")
    assert "Forløbet er afsluttet." in closed(world, browser, who)
    told = world.write(lambda r: talking.turn(r, world.stage, who, Heard(press=before.answers[0].press)))
    assert told is not None
    assert told.says == (CLOSED,)
    assert "Forløbet er afsluttet." not in browser.press("Åbn forløbet igen")
    after = talk(world, who, "Mig")
    assert after.text == "Hvad tænker du om at skulle mødes?"


def test_a_closed_course_can_still_be_read_taken_back_and_erased(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    talk(world, who, "Videre", "Mig")
    world.write(lambda r: talking.turn(r, world.stage, who, Heard(text="/deling")))
    talk(world, who)
    shared = world.write(lambda r: talking.turn(r, world.stage, who, Heard(text="/deling")))
    assert shared is not None
    world.write(lambda r: talking.turn(r, world.stage, who, Heard(press=shared.items[0].options[0].press)))
    closed(world, browser, who)
    listed = world.write(lambda r: talking.turn(r, world.stage, who, Heard(text="/deling")))
    assert listed is not None
    assert [item.state for item in listed.items] == ["Delt"]
    taken = world.write(lambda r: talking.turn(r, world.stage, who, Heard(press=listed.items[0].options[0].press)))
    assert taken is not None
    assert [item.state for item in taken.items] == ["Ikke delt"]
    again = world.write(lambda r: talking.turn(r, world.stage, who, Heard(press=taken.items[0].options[0].press)))
    assert again is not None
    assert again.says == (CLOSED,)
    assert world.write(lambda r: looking.course_page(r, world.stage, as_counsellor(world, who.course))).said("whose_idea") == ""
    assert world.write(lambda r: talking.turn(r, world.stage, who, Heard(press="e:all"))) is None


def test_what_the_counsellor_proposes_the_counsellee_answers_on_their_own_page(world: World) -> None:
    browser, course = begun(world)
    desk = at_the_desk(world)
    desk.go(f"/desk/course/{course}")
    assert "Svarer den anden ikke inden 14 dage, kan du slutte alene." in desk.text
    assert "kan du slutte alene fra 7. dec. 2026." in desk.press("Foreslå at slutte")
    browser.go("/chat")
    assert "Vejleder foreslår, at I slutter forløbet. Er I færdige?" in browser.text
    browser.press("Nej, ikke endnu")
    assert "I fortsætter." in browser.text
    desk.go(f"/desk/course/{course}")
    assert ("Foreslå at slutte" in desk.labels, "Der er svar: Forløbet er ikke slut endnu." in desk.go("/desk")) == (True, True)


def test_what_the_counsellee_proposes_the_counsellor_answers_at_the_desk(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    world.write(lambda r: closing.propose(r, world.stage, who))
    assert "Foreslår at slutte forløbet" in browser.go("/desk")
    assert "foreslår, at I slutter." in browser.go(f"/desk/course/{who.course}")
    assert "Skrevet ned. I fortsætter." in browser.press("Nej, ikke endnu")
    world.write(lambda r: closing.propose(r, world.stage, who))
    browser.go(f"/desk/course/{who.course}")
    assert "Forløbet er afsluttet." in browser.press("Ja, vi er færdige")


def test_after_fourteen_days_without_an_answer_there_is_a_button_and_not_before(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    address = f"/desk/course/{who.course}"
    browser.go(address)
    browser.press("Foreslå at slutte")
    browser.post(f"{address}/closing", [("answer", "alone")])
    assert (browser.status, "Det står på en anden måde nu." in browser.text, "Slut forløbet alene" in browser.labels) == (422, True, False)
    world.clock.now += closing.PATIENCE
    browser = at_the_desk(world)
    browser.go(address)
    assert "Forløbet er afsluttet." in browser.press("Slut forløbet alene")


def test_a_course_nobody_came_into_is_closed_by_its_counsellor_alone(world: World) -> None:
    course, browser = world.invite().course, at_the_desk(world)
    browser.go(f"/desk/course/{course}")
    assert "Forløbet er afsluttet." in browser.press("Ja, afslut")
