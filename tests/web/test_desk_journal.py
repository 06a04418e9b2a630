"""“Kopiér til journal” shows the words only when it is written down that they were taken."""

import pytest

from bot.domain.agreement import Verdict
from bot.domain.trail import Act
from bot.records import trail
from bot.usecases import agreeing
from bot.usecases.stage import Who
from tests.web.desk_steps import as_counsellor, at_the_desk, joined, talk
from tests.web.world import World

GOAL = "En læreplads inden maj"


@pytest.fixture
def guided(world: World) -> Who:
    who = joined(world)
    world.write(lambda r: agreeing.propose(r, world.stage, who, GOAL))
    for one in (who, as_counsellor(world, who.course)):
        world.write(lambda r, one=one: agreeing.say(r, world.stage, one, 1, Verdict.YES))  # type: ignore[misc]
    return who


def taken(world: World) -> list[tuple[str, str]]:
    rows = world.write(lambda r: trail.acts(r.rows, {"act": Act.JOURNAL.value}))
    return [(row["actor"], row["course"]) for row in rows]


def test_the_words_come_when_they_are_asked_for_and_it_is_told(world: World, guided: Who) -> None:
    browser = at_the_desk(world)
    browser.go(f"/desk/course/{guided.course}/journal")
    assert (GOAL in browser.html, "Målet" in browser.text, taken(world)) == (False, True, [])
    browser.press("Kopiér til journal")
    assert GOAL in browser.html
    assert taken(world) == [(world.counsellor, guided.course)]
    screen = talk(world, guided, "Menu", "Dine data", "Hvem har set det?")
    assert any("kopierede det, I har aftalt, til sin journal." in line for line in (*screen.paragraphs, screen.text))


def test_it_can_be_had_as_a_text_file(world: World, guided: Who) -> None:
    browser, address = at_the_desk(world), f"/desk/course/{guided.course}/journal"
    answer = browser.client.post(address, data={"as": "file"}, headers=browser.proof(address))
    assert (answer.headers["content-type"], answer.headers["content-disposition"]) == (
        "text/plain; charset=utf-8",
        'attachment; filename="aftale.txt"',
    )
    assert GOAL in answer.text
    assert taken(world) == [(world.counsellor, guided.course)]


def test_where_nothing_is_agreed_it_says_what_is_needed_and_nothing_is_taken(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    world.write(lambda r: agreeing.propose(r, world.stage, who, GOAL))
    text = browser.go(f"/desk/course/{who.course}/journal")
    assert "Når I alle har sagt ja til de samme ord, står de her." in text
    browser.post(f"/desk/course/{who.course}/journal", [])
    assert (GOAL in browser.html, taken(world)) == (False, [])
