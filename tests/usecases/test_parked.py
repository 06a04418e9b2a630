"""Thoughts that are put aside: they come up again, and are taken up, kept or let go by the one who parked them."""

import pytest

from bot.records import parked as states
from bot.usecases import deeds, parked
from bot.usecases.letters import letter
from bot.usecases.stage import Who
from tests.usecases.story import Story, answered

THOUGHT = "Hvad med min kæreste?"


def parking(*thoughts: str) -> Story:
    """A course whose counsellee has shared nothing and parked these thoughts."""
    story = answered()
    story.talk("[Del intet]", *(f"/parker {thought}" for thought in thoughts), "/parkerede")
    return story


def test_parked_thoughts_are_listed_with_what_can_be_done_with_each() -> None:
    story = parking(THOUGHT, "Penge")
    assert story.screen is not None
    assert [(item.said, item.state) for item in story.screen.items] == [(THOUGHT, ""), ("Penge", "")]
    assert [one.label for one in story.screen.items[0].options] == ["Tag op", "Behold", "Slip"]
    assert story.screen.help.splitlines()[0] == "Tag op: Så ser Vejleder den, og I kan tale om den på mødet."


def test_where_nothing_is_parked_one_can_park() -> None:
    story = parking()
    assert story.screen is not None
    assert (story.told, story.screen.help) == ([parked.NONE], "")
    story.talk("[Parkér en tanke]")
    assert story.told[-1] == "Hvad vil du parkere?"


def test_the_front_page_leads_to_thoughts_that_are_parked() -> None:
    story = parking()
    story.talk("/menu")
    assert story.screen is not None
    assert parked.PARKED not in [one.label for one in story.screen.answers]
    story.talk(f"/parker {THOUGHT}", "/menu", "[Parkerede tanker]")
    assert [item.said for item in story.screen.items] == [THOUGHT]


def test_a_thought_that_is_taken_up_is_seen_by_the_counsellor_and_stands_on_the_agenda() -> None:
    story = parking(THOUGHT, "Penge")
    assert (story.page().agenda, story.page().parked) == ((), ())
    story.item(1, "Tag op")
    assert story.told[0].startswith("Den er med på mødet. Vejleder kan nu se den.")
    assert "Gem denne kode" in story.told[1]
    assert story.screen is not None
    assert (story.screen.items[0].state, story.page().agenda) == ("Til mødet. Vejleder ser den.", (THOUGHT,))
    assert story.page().to_review
    assert [letter.text for letter in story.letters(story.counsellor.person, "shared")] == ["Der er nyt at læse i et forløb."]


def test_a_thought_that_is_taken_back_is_seen_by_nobody_and_kept() -> None:
    story = parking(THOUGHT)
    story.item(1, "Tag op")
    story.item(1, "Tag tilbage")
    assert (story.page().agenda, story.page().parked, len(story.mine(flow="parking"))) == ((), (), 1)
    story.item(1, "Tag op")
    story.talk("/deling")
    number = next(item.number for item in story.screen.items if item.question == "Parkér en tanke") if story.screen else 0
    story.item(number, "Åbn")
    story.item(1, "Tag tilbage")
    assert story.page().agenda == ()
    story.talk("/parkerede")
    assert story.screen is not None
    assert (story.screen.items[0].state, len(story.screen.items[0].options)) == ("", 3)


def test_a_thought_that_is_shared_but_not_taken_up_is_only_read() -> None:
    story = parking(THOUGHT)
    story.talk("/deling")
    number = next(item.number for item in story.screen.items if item.question == "Parkér en tanke") if story.screen else 0
    story.item(number, "Åbn")
    story.item(1, "Del")
    assert (story.page().agenda, story.page().parked) == ((), (THOUGHT,))
    story.talk("/parkerede")
    assert story.screen is not None
    assert story.screen.items[0].state == "Delt"
    story.item(1, "Tag tilbage")
    assert (story.told[0], story.page().parked) == ("Taget tilbage. Vejleder kan ikke se det mere.", ())


def test_a_thought_that_is_let_go_is_seen_by_nobody_any_more_nor_by_its_author() -> None:
    story = parking(THOUGHT)
    story.item(1, "Tag op")
    story.item(1, "Slip")
    assert (story.told[0], story.page().agenda, story.mine(flow="parking")) == (parked.NOW_GONE, (), [])
    [row] = story.rows("parked")
    assert [story.rows(table, note=row["note"]) for table in ("versions", "shares")] == [[], []]
    assert (row["state"], story.rows("notes", id=row["note"])) == (states.LET_GO, [])


def test_only_who_parked_a_thought_does_anything_with_it() -> None:
    story = parking(THOUGHT)
    assert story.screen is not None
    presses = [one.press for one in story.screen.items[0].options]
    other = Story().accept("/menu")
    for press in (*presses, "p:nothing:up", "p:", "p:x"):
        other.press(press)
        assert other.told[0] == deeds.GONE
    note = story.mine(flow="parking")[0].id
    story.press(f"p:{note}:nonsense")
    assert story.told[0] == deeds.GONE
    assert story.rows("parked") == []


def test_a_closed_course_takes_no_thoughts_up() -> None:
    story = parking(THOUGHT)
    assert story.screen is not None
    up = story.screen.items[0].options[0].press
    story.close()
    story.press(up)
    story.talk("/parkerede")
    assert (len(story.screen.items), story.page().agenda) == (1, ())


@pytest.mark.parametrize("act", ["up", "keep", "go"])
def test_a_link_from_staff_does_nothing_with_thoughts(act: str) -> None:
    story = parking(THOUGHT)
    note = story.mine(flow="parking")[0].id
    story.counsellee = Who(person=story.counsellee.person, course=story.counsellee.course, shared_only=True)
    story.press(f"p:{note}:{act}")
    assert story.rows("parked") == []


def test_thoughts_come_up_again_once_when_a_flow_is_done() -> None:
    story = parking(THOUGHT, "Penge")
    story.press("m:take=flip")
    story.talk("Jeg sover dårligt", "[Gem]", "/menu")
    story.press("m:go")
    while story.screen is not None and story.screen.name == "step":
        story.talk("[Spring over]")
    story.talk("[Behold for mig selv]")
    assert story.told[-1] == "Du har 2 parkerede tanker."
    story.talk("[Se dem]")
    assert story.screen is not None
    assert story.screen.name == "parked"
    story.talk("/menu")
    assert "parkerede tanker." not in str(story.told)


def test_one_can_go_on_without_looking() -> None:
    story = answered()
    story.talk(f"/parker {THOUGHT}", "/menu")
    story.press("m:take=dream")
    story.talk("Et hus", "[Gem]")
    while story.screen is not None and story.screen.name == "step":
        story.talk("[Spring over]")
    story.talk("[Behold for mig selv]")
    assert story.told[-1] == "Du har én parkeret tanke."
    story.talk("[Ikke nu]")
    assert story.screen is not None
    assert story.screen.name == "home"


def test_a_thought_that_was_kept_rests_for_a_week() -> None:
    story = parking(THOUGHT)
    story.item(1, "Behold")
    assert story.told[0] == parked.NOW_KEPT
    assert story.ask(parked.lying, story.counsellee) == 0
    story.clock.later(days=7)
    assert story.ask(parked.lying, story.counsellee) == 1
    story.item(1, "Tag op")
    assert story.ask(parked.lying, story.counsellee) == 0


def test_erasing_takes_what_became_of_thoughts_along() -> None:
    story = parking(THOUGHT)
    story.item(1, "Behold")
    assert [row["state"] for row in story.rows("parked")] == [states.KEPT]
    story.talk("/slet", "[Ja, slet alt]")
    assert story.rows("parked") == []


def test_a_letter_has_no_more_buttons_than_messengers_take_however_many_thoughts_there_are() -> None:
    story = parking(*(f"Tanke {number}" for number in range(45)))
    story.press("m:parked")
    assert story.screen
    written = letter(story.screen, story.stage.texts_in("da"))
    assert ("45. Tanke 44" in written.text, sum(map(len, written.rows))) == (True, 99)
