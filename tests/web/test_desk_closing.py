from bot.usecases import looking, talking
from bot.usecases.heard import Heard
from bot.usecases.talking import CLOSED
from tests.web.desk_steps import as_counsellor, at_the_desk, joined, talk
from tests.web.world import World


def test_a_closed_course_takes_no_more_answers_and_can_be_opened_again(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    before = talk(world, who, "Videre")
    browser.go(f"/desk/course/{who.course}")
    assert "Forløbet er afsluttet." in browser.press("Ja, afslut")
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
    browser.go(f"/desk/course/{who.course}")
    browser.press("Ja, afslut")
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
