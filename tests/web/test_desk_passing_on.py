"""A counsellor gives a course to a colleague from its page."""

from bot.domain.people import Role
from bot.records import courses
from bot.usecases import inviting
from tests.web.desk_steps import at_the_desk
from tests.web.test_chat import begun
from tests.web.world import World


def another(world: World) -> str:
    return world.write(lambda r: inviting.add_counsellor(r, world.stage, "Afløser"))[0]


def counsellors(world: World, course: str) -> list[str]:
    return world.write(lambda r: courses.ids(r, course, Role.COUNSELLOR))


def test_the_colleague_is_proposed_the_other_says_yes_and_the_counsellor_is_out(world: World) -> None:
    coming, (phone, course), desk = another(world), begun(world), at_the_desk(world)
    desk.go(f"/desk/course/{course}")
    assert "Du er vejleder, til der er sagt ja." in desk.press("Giv videre", coming=coming)
    assert "Venter på et ja til Afløser" in desk.text
    phone.go("/chat")
    assert "Vejleder vil gerne give forløbet videre til Afløser." in phone.text
    phone.press("Ja, men del ikke noget endnu")
    assert counsellors(world, course) == [coming]
    desk.go(f"/desk/course/{course}")
    assert desk.status == 403
    assert "Du kan ikke se det mere." in desk.go("/desk")


def test_it_can_be_taken_back_and_a_choice_of_nobody_is_said_kindly(world: World) -> None:
    coming, (_, course), desk = another(world), begun(world), at_the_desk(world)
    desk.go(f"/desk/course/{course}")
    desk.press("Giv videre", coming="")
    assert (desk.status, "Vælg en kollega, der kan tage over." in desk.text) == (422, True)
    desk.press("Giv videre", coming=coming)
    assert "Forløbet er stadig dit." in desk.press("Tag forslaget tilbage")
    assert counsellors(world, course) == [world.counsellor]
    desk.post(f"/desk/course/{course}/keep", [])
    assert desk.status == 422


def test_where_nobody_is_in_yet_it_goes_at_once_and_the_counsellor_is_back_at_the_list(world: World) -> None:
    coming, course, desk = another(world), world.invite().course, at_the_desk(world)
    desk.go(f"/desk/course/{course}")
    desk.press("Giv videre", coming=coming)
    assert (desk.status, desk.address, counsellors(world, course)) == (200, "/desk", [coming])


def test_without_a_colleague_that_is_said(world: World) -> None:
    course, desk = world.invite().course, at_the_desk(world)
    assert "Der er ingen anden vejleder her endnu." in desk.go(f"/desk/course/{course}")
