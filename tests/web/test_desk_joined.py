"""The counsellor sees on the course's page when somebody said yes and how, and puts the wrong person out."""

from bot.records import courses
from bot.usecases import inviting
from tests.web.desk_steps import THE_REST, TO_THE_OUTCOME, at_the_desk, joined, talk
from tests.web.world import World

UNDO = "Ja, fortryd invitationen"


def test_before_the_yes_there_is_nothing_to_undo(world: World) -> None:
    browser = at_the_desk(world)
    browser.go(f"/desk/course/{world.invite().course}")
    assert "Sagde ja" not in browser.text
    assert UNDO not in browser.labels


def test_when_and_how_somebody_said_yes_stands_by_the_link(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    browser.go(f"/desk/course/{who.course}")
    assert "Sagde ja mandag den 23. november 2026 kl. 10.00, på nettet." in browser.text


def test_the_wrong_person_is_out_and_the_answer_has_a_fresh_link(world: World) -> None:
    invitation = world.invite()
    theirs = world.browser()
    theirs.go(invitation.web)
    theirs.press(next(label for label in theirs.labels if label.startswith("Ja")))
    browser = at_the_desk(world)
    browser.go(f"/desk/course/{invitation.course}")
    assert "/i/" in browser.press(UNDO)
    theirs.go("/chat")
    assert theirs.status == 401
    browser.go(f"/desk/course/{invitation.course}")
    assert "Sagde ja" not in browser.text
    assert world.write(lambda records: courses.state(records, invitation.course)) == "invited"


def test_once_something_is_shared_the_button_is_gone_and_the_form_is_refused(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    browser.go(f"/desk/course/{who.course}")
    form, button = browser.button(UNDO)
    talk(world, who, *TO_THE_OUTCOME, "Noget", *THE_REST, "Del alt")
    browser.post(button.action, browser.filled(form, button))
    assert browser.status == 409
    assert "Den anden har delt noget. Nu kan invitationen ikke fortrydes." in browser.text
    assert UNDO not in browser.labels


def test_another_counsellor_undoes_nothing(world: World) -> None:
    who = joined(world)
    other, _ = world.write(lambda records: inviting.add_counsellor(records, world.stage, "En anden"))
    browser = at_the_desk(world, other)
    browser.post(f"/desk/course/{who.course}/undo", [])
    assert browser.status == 403
    assert world.write(lambda records: courses.state(records, who.course)) == "preparing"
