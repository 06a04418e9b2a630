"""Search at the desk: what is sought stands in no address, and every search is told to those it was about."""

import pytest

from bot.domain.trail import Act
from bot.records import trail
from bot.usecases import owndata
from bot.usecases.stage import Who
from tests.web.browser import Browser
from tests.web.desk_steps import THE_REST, TO_THE_OUTCOME, at_the_desk, joined, talk
from tests.web.world import World

NASTY = "<b>Læreplads</b> hos tømreren"


@pytest.fixture
def guided(world: World) -> Who:
    who = joined(world)
    talk(world, who, *TO_THE_OUTCOME, NASTY, *THE_REST, "Del alt")
    return who


def searches(world: World) -> list[tuple[str, str, str]]:
    rows = world.write(lambda r: trail.acts(r.rows, {"act": Act.READ_SEARCH.value}))
    return [(row["actor"], row["course"], row["subject"]) for row in rows]


def sought(browser: Browser, words: str) -> str:
    return browser.post("/desk/soeg", [("words", words)])


def test_what_was_shared_is_found_with_its_question_and_a_way_to_it(world: World, guided: Who) -> None:
    browser = at_the_desk(world)
    text = sought(browser, "laereplads")
    assert "Hvad vil du gerne have ud af denne vejledning?" in text
    assert "<mark>Læreplads</mark>" in browser.html
    assert "<b>Læreplads" not in browser.html
    link = next(part.split('"')[0] for part in browser.html.split('href="')[1:] if "#note-" in part)
    browser.go(link.partition("#")[0])
    assert f'id="{link.partition("#")[2]}"' in browser.html
    assert link.startswith(f"/desk/course/{guided.course}#")


def test_every_course_that_is_looked_through_is_written_down_without_the_words(world: World, guided: Who) -> None:
    sought(at_the_desk(world), "findes ikke")
    assert searches(world) == [(world.counsellor, guided.course, "")]
    screen = talk(world, guided, "Dine data", "Hvem har set det?")
    assert any("søgte efter ord i sine forløb, også i dit." in line for line in (*screen.paragraphs, screen.text))


def test_who_found_nothing_is_told_so_and_what_was_typed_stays(world: World, guided: Who) -> None:
    browser = at_the_desk(world)
    assert "Ordene står ikke i noget, du kan se." in sought(browser, "Banan")
    assert browser.stands("Søg") == {"words": "Banan"}


@pytest.mark.parametrize("words", ["", "a", "a" * 101])
def test_too_few_letters_are_no_search_and_nothing_is_written_down(world: World, guided: Who, words: str) -> None:
    browser = at_the_desk(world)
    assert ("Skriv mindst to bogstaver" in sought(browser, words), browser.status, searches(world)) == (True, 422, [])


def test_nothing_is_found_in_a_frozen_course(world: World, guided: Who) -> None:
    world.write(lambda r: owndata.freeze(r, guided))
    browser = at_the_desk(world)
    assert "Ordene står ikke" in sought(browser, "laereplads")
    assert (guided.course in browser.html, searches(world)) == (False, [])


def test_the_words_stand_in_no_address(world: World, guided: Who) -> None:
    browser = at_the_desk(world)
    browser.press("Søg", words="laereplads")
    assert (browser.address, browser.status) == ("/desk/soeg", 200)
    browser.go("/desk/soeg?words=laereplads")
    assert "Fundet" not in browser.text


def test_there_is_a_limit_to_how_often(world: World, guided: Who) -> None:
    browser = at_the_desk(world)
    for _ in range(30):
        sought(browser, "ab")
    assert ("Det er mange søgninger" in sought(browser, "ab"), browser.status) == (True, 429)
