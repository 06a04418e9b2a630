"""The plan at the desk, seen by both: steps of both, how they stand, what got in the way, and the counsellor's own to change."""

from bot.domain.people import Viewer
from bot.domain.plan import Action, ActionState
from bot.records import plans
from bot.usecases.sheets import ops
from bot.usecases.stage import Who
from tests.web.browser import Browser
from tests.web.desk_steps import at_the_desk, joined, promised
from tests.web.world import World


def step_of_the_other(world: World, who: Who) -> None:
    """The counsellee has a step that both see, which something got in the way of."""
    op = ops.Op(id="one", kind="step", about={"what": "Skrive til skolen", "show": "1"})
    world.write(lambda r: ops.do(r, world.stage, who, op))
    step = world.write(lambda r: plans.visible(r, who.course, viewer=who.viewer))[0]
    about = {"action": step.id, "version": str(step.version), "state": "not_yet", "hindered": "Toget var aflyst"}
    world.write(lambda r: ops.do(r, world.stage, who, ops.Op(id="two", kind="step_state", about=about)))


def own(world: World, course: str) -> Action:
    return world.write(lambda r: plans.visible(r, course, viewer=Viewer(person=world.counsellor)))[-1]


def at_the_plan(world: World) -> tuple[Browser, str]:
    who, browser = joined(world), at_the_desk(world)
    promised(world, browser, who.course)
    browser.go(f"/desk/course/{who.course}")
    return browser, who.course


def test_the_steps_of_both_stand_there_with_what_got_in_the_way(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    step_of_the_other(world, who)
    promised(world, browser, who.course)
    browser.go(f"/desk/course/{who.course}")
    assert "Skrive til skolen Det kom i vejen: Toget var aflyst den vejledte · ikke endnu" in browser.text
    assert browser.html.count("Ret skridtet") == 1


def test_ones_own_step_is_changed_and_the_other_sees_the_new_words(world: World) -> None:
    browser, course = at_the_plan(world)
    assert "Skridtet er rettet. Den anden kan se det." in browser.press("Gem skridtet", step="Ringe til kommunen", by="2026-12-03")
    step = own(world, course)
    assert (step.what, f"{step.due}", step.first) == ("Ringe til kommunen", "2026-12-03", "Finde nummeret")
    assert "senest 3. dec. 2026" in browser.text


def test_what_got_in_the_way_is_kept_with_how_it_went(world: World) -> None:
    browser, course = at_the_plan(world)
    assert "Det kom i vejen: Sygdom" in browser.press("Ikke gjort endnu", hindered="Sygdom")
    browser.press("Tag det af planen")
    assert own(world, course).state is ActionState.DROPPED
    browser.press("Sæt det på planen igen")
    assert own(world, course).state is ActionState.OPEN


def test_what_cannot_be_kept_stands_there_again_and_nothing_is_changed(world: World) -> None:
    browser, course = at_the_plan(world)
    browser.press("Gem skridtet", step="Ringe igen", by="i morgen om en uge")
    assert (browser.status, "Ringe igen</textarea>" in browser.html) == (422, True)
    browser.go(f"/desk/course/{course}")
    form, button = browser.button("Gem skridtet")
    browser.press("Gjort")
    browser.post(f"/desk/course/{course}/rewrite", browser.filled(form, button, typed={"step": "Noget gammelt"}))
    assert browser.status == 422
    assert own(world, course).what == "Ringe"


def test_nobody_changes_the_others_step_from_the_desk(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    step_of_the_other(world, who)
    step = own(world, who.course)
    fields = [("action", step.id), ("version", str(step.version))]
    for deed in ([("step", "Mit")], [("state", "done")]):
        address = "rewrite" if deed[0][0] == "step" else "went"
        browser.post(f"/desk/course/{who.course}/{address}", [*fields, *deed])
        assert browser.status == 403
    assert own(world, who.course).what == "Skrive til skolen"


def test_an_empty_plan_says_what_a_step_is(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    assert "Her ser du dine egne og dem, der er delt med dig." in browser.go(f"/desk/course/{who.course}")
