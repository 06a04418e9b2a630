"""A word to the thing it is about, at the desk; what is new is marked; and one sensible deed is always at hand."""

from datetime import timedelta

import pytest

from bot.records import courses
from bot.usecases import reviewing, sharing
from bot.usecases.stage import Who
from tests.web.browser import Browser
from tests.web.desk_steps import THE_REST, TO_THE_OUTCOME, as_counsellor, at_the_desk, joined, talk
from tests.web.world import World

NEW = '<span class="tag on">Ny</span>'


@pytest.fixture
def guided(world: World) -> Who:
    who = joined(world)
    talk(world, who, *TO_THE_OUTCOME, "En læreplads", *THE_REST, "Del alt")
    return who


def desk(world: World, who: Who) -> Browser:
    browser = at_the_desk(world)
    browser.go(f"/desk/course/{who.course}")
    return browser


def meet_today(world: World, who: Who) -> None:
    at = (world.clock.now + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    guide = as_counsellor(world, who.course)
    world.write(lambda r: reviewing.set_meeting(r, world.stage, guide, day_and_time=at, timezone="UTC", place=""))


def test_a_word_is_written_at_a_thing_and_stands_there(world: World, guided: Who) -> None:
    browser = desk(world, guided)
    assert browser.labels.count("Send") == 3
    note = browser.stands("Send")["note"]
    text = browser.press("Send", text="Hvis idé var det så?")
    assert ("Sendt. Den anden får besked." in text, "Hvis idé var det så?" in text) == (True, True)
    assert browser.html.index(f'id="note-{note}"') < browser.html.index("Hvis idé var det så?")
    assert browser.labels.count("Send") == 3


def test_what_cannot_be_sent_stays_in_its_field_at_its_thing(world: World, guided: Who) -> None:
    browser = desk(world, guided)
    note = browser.stands("Send")["note"]
    browser.press("Send", text="a" * 1001)
    assert (browser.status, browser.stands("Send")["text"], browser.stands("Send")["note"]) == (422, "a" * 1001, note)
    assert "Skriv en besked på højst 1000 tegn." in browser.text


def test_words_to_what_was_taken_back_are_kept_on_the_page(world: World, guided: Who) -> None:
    browser = desk(world, guided)
    world.write(lambda r: sharing.take_all_back(r, world.stage, guided))
    text = browser.press("Send", text="Mine gode ord")
    assert (browser.status, "er taget tilbage. Dine ord er ikke sendt." in text, "Mine gode ord" in text) == (422, True, True)
    assert "En læreplads" not in browser.html


def test_what_is_new_is_marked_until_it_is_read(world: World, guided: Who) -> None:
    browser = desk(world, guided)
    assert browser.html.count(NEW) == 3
    browser.press("Markér som læst")
    assert NEW not in browser.html


def test_what_came_while_the_page_stood_open_is_not_marked_as_read(world: World) -> None:
    who = joined(world)
    talk(world, who, *TO_THE_OUTCOME, "En læreplads", *THE_REST, "Vælg selv", "Del")
    browser = desk(world, who)
    talk(world, who, "Mine svar og deling", "Del resten")
    text = browser.press("Markér som læst")
    assert (browser.status, "Der er kommet noget nyt" in text, browser.html.count(NEW)) == (422, True, 3)


@pytest.mark.parametrize("closed", [False, True])
def test_one_deed_is_at_hand_and_it_is_the_next_sensible_one(world: World, guided: Who, closed: bool) -> None:
    meet_today(world, guided)

    def deed() -> str:
        return desk(world, guided).html.partition('class="deed')[2]

    assert "Markér som læst" in deed()
    desk(world, guided).press("Markér som læst")
    assert "Åbn arket til mødet" in deed()
    world.clock.now += timedelta(hours=4)
    if closed:
        world.write(lambda r: courses.move(r, guided.course, "close"))
    assert ">Åbn arket<" in deed()


def test_before_anybody_has_come_there_is_no_sheet_to_open(world: World) -> None:
    course, browser = world.invite().course, at_the_desk(world)
    browser.go(f"/desk/course/{course}")
    assert ('class="deed' in browser.html, f"{course}/ark" in browser.html) == (False, False)


def test_when_the_counsellor_reads_is_said_at_the_desk_and_too_long_is_not_lost(world: World) -> None:
    browser = at_the_desk(world)
    assert "Sig hvornår" in browser.text
    browser.go("/desk/laeser")
    text = browser.press("Gem", reads="tirsdag formiddag")
    assert "Det er gemt. De, du vejleder, kan se det." in text
    assert "tirsdag formiddag" in browser.go("/desk")
    browser.go("/desk/laeser")
    browser.press("Gem", reads="a" * 121)
    assert (browser.status, browser.stands("Gem")["reads"]) == (422, "a" * 121)


def test_a_list_shows_one_tag_for_each_course(world: World, guided: Who) -> None:
    meet_today(world, guided)
    browser = at_the_desk(world)
    listed = browser.html.partition('class="plain-list courses"')[2].partition("</ul>")[0]
    assert (listed.count("<li>"), listed.count('class="tag')) == (1, 1)
    assert "i dag kl." in listed
