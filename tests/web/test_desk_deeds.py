import pytest

from bot.domain.agreement import Verdict
from bot.domain.people import Viewer
from bot.domain.plan import ActionState
from bot.records import agreements, plans
from bot.usecases import agreeing, reviewing
from bot.usecases.looking import course_page
from tests.web.desk_steps import as_counsellor, at_the_desk, joined, page_of, promised
from tests.web.world import World


def test_the_counsellors_aim_is_seen_by_the_counsellee(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    browser.go(f"/desk/course/{who.course}")
    browser.press("Gem sigtet", want="Hjælpe", duty="Loven siger", offer="")
    assert world.write(lambda r: reviewing.aim(r, who.course, Viewer(person=who.person))) == {"want": "Hjælpe", "duty": "Loven siger"}


def test_a_question_is_asked_and_its_answer_stays_unshared_until_it_is_shared(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    browser.go(f"/desk/course/{who.course}")
    assert "Hvilken læreplads?" in browser.press("Send spørgsmålet", question="Hvilken læreplads?")
    asked = world.write(lambda r: course_page(r, world.stage, as_counsellor(world, who.course))).asked
    assert [(one.question, one.said) for one in asked] == [("Hvilken læreplads?", "")]
    browser.press("Send spørgsmålet", question="  ")
    assert (browser.status, "Skriv et spørgsmål på højst 2000 tegn." in browser.text) == (422, True)


def test_a_yes_is_to_the_words_one_has_seen_and_no_other(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    world.write(lambda r: agreeing.propose(r, world.stage, who, "Finde et job"))
    browser.go(f"/desk/course/{who.course}")
    world.write(lambda r: agreeing.propose(r, world.stage, who, "Finde en læreplads", seen=1))
    text = browser.press("Ja")
    assert browser.status == 409
    assert agreeing.MOVED in text
    assert "Finde en læreplads" in text
    assert world.write(lambda r: agreements.read(r, who.course)).now.said == {}  # type: ignore[union-attr]
    browser.press("Ja")
    now = world.write(lambda r: agreements.read(r, who.course)).now
    assert now is not None
    assert {person: said.verdict for person, said in now.said.items()} == {world.counsellor: Verdict.YES}


def test_a_wording_does_not_write_over_one_its_author_has_not_seen_and_is_kept_in_the_form(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    browser.go(f"/desk/course/{who.course}")
    world.write(lambda r: agreeing.propose(r, world.stage, who, "Finde en læreplads"))
    text = browser.press("Foreslå", goal="Mine ord")
    assert (browser.status, agreeing.MOVED in text, "Finde en læreplads" in text) == (409, True, True)
    assert ("goal", "Mine ord") in browser.filled(*browser.button("Foreslå"))
    text = browser.press("Foreslå", goal="Mine ord")
    assert [one.text for one in world.write(lambda r: agreements.read(r, who.course)).wordings] == ["Finde en læreplads", "Mine ord"]
    assert "Tidligere ord (1)" in text


def test_seeing_it_differently_asks_for_a_line_of_ones_own(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    world.write(lambda r: agreeing.propose(r, world.stage, who, "Finde et job"))
    browser.go(f"/desk/course/{who.course}")
    browser.press("Gem, hvordan jeg ser det", line=" ")
    assert (browser.status, "Skriv med få ord, hvordan du ser det." in browser.text) == (422, True)
    assert "Hellere en læreplads" in browser.press("Gem, hvordan jeg ser det", line="Hellere en læreplads")


def test_a_promise_is_seen_by_both_and_rings_when_asked(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    action = promised(world, browser, who.course)
    assert [one.what for one in world.write(lambda r: plans.visible(r, who.course, viewer=who.viewer))] == ["Ringe"]
    timers = world.write(lambda r: r.rows.some("timers", {"subject": action, "kind": "action"}))
    assert [(row["person"], row["due_at"]) for row in timers] == [(world.counsellor, "2026-11-30T08:00:00.000000Z")]
    assert "senest 1. dec. 2026 · du bliver mindet mandag den 30. november 2026 kl. 09.00" in browser.text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("what", " ", "Skriv med højst 2000 tegn, hvad du vil gøre."),
        ("due", "2026-02-30", "Vælg en dag, der findes."),
        ("remind_at", "2026-11-22T09:00", "Vælg et tidspunkt, der ikke er gået."),
        ("first", "a" * 2001, "Skriv højst 2000 tegn."),
    ],
)
def test_a_promise_that_cannot_be_kept_says_where_and_loses_nothing(world: World, field: str, value: str, said: str) -> None:
    who, browser = joined(world), at_the_desk(world)
    fields = {"what": "Ringe", "first": "Finde nummeret", "due": "2026-12-01", "remind_at": "2026-11-30T09:00", field: value}
    browser.post(f"/desk/course/{who.course}/promise", list(fields.items()))
    assert (browser.status, said in browser.text) == (422, True)
    assert browser.stands("Lov det") == fields
    assert world.write(lambda r: plans.visible(r, who.course, viewer=Viewer(person=world.counsellor))) == []


def test_not_yet_is_in_order_and_asks_when_to_be_reminded_again(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    action = promised(world, browser, who.course)
    address = f"/desk/course/{who.course}/step"
    answer = browser.client.post(address, data={"press": f"a:{action}:1:not_yet"}, headers=browser.proof(address))
    browser.go(answer.headers["location"])
    assert "Det er i orden. Hvornår skal jeg minde dig om det igen?" in browser.text
    browser.press("Slet ikke")
    after = world.write(lambda r: plans.get(r, action))
    assert after is not None
    assert (after.state, after.remind_at) == (ActionState.NOT_YET, None)


def test_who_has_said_yes_is_not_asked_again_but_can_change_it(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    world.write(lambda r: agreeing.propose(r, world.stage, who, "Finde et job"))
    assert "<summary>Ret dit svar</summary>" not in page_of(world, who.course)
    browser.go(f"/desk/course/{who.course}")
    browser.press("Ja")
    before, _, after = browser.html.partition("<summary>Ret dit svar</summary>")
    assert ('value="not_yet"' in before, 'value="not_yet"' in after) == (False, True)
