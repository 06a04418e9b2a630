"""The meeting on the web: a file for one's calendar, “Jeg kan ikke komme” in one press, and what the desk shows and does about it."""

from icalendar import Calendar

from bot.records import post
from tests.web.browser import Browser
from tests.web.desk_steps import at_the_desk, joined, page_of
from tests.web.test_chat import begun
from tests.web.world import World

FIELDS = [("day_and_time", "2026-11-27T14:00"), ("timezone", "Europe/Copenhagen"), ("place", "Rum 2")]
WHEN = "fredag den 27. november 2026 kl. 14.00"
FILE = "/chat/kalender/moede.ics"


def with_a_meeting(world: World) -> tuple[Browser, Browser, str]:
    """The counsellee's browser, the counsellor's, and the course, in which a meeting is set."""
    browser, course = begun(world)
    desk = at_the_desk(world)
    desk.post(f"/desk/course/{course}/meeting", FIELDS)
    browser.go("/chat")
    return browser, desk, course


def places(browser: Browser, address: str) -> tuple[str, str]:
    """Where the meeting is, and how it stands, as the file at an address says."""
    answer = browser.client.get(address)
    assert answer.status_code == 200
    [event] = Calendar.from_ical(answer.content).events
    return str(event.get("location", "")), str(event["status"])


def test_who_is_in_gets_the_file_and_nobody_keeps_it(world: World) -> None:
    browser, desk, course = with_a_meeting(world)
    answer = browser.client.get(FILE)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="aftale.ics"'
    assert answer.headers["cache-control"] == "private, no-store"
    assert course not in answer.text
    assert places(browser, FILE) == places(desk, f"/desk/course/{course}/moede.ics") == ("Rum 2", "CONFIRMED")
    assert world.browser().client.get(FILE).status_code == 404


def test_the_notice_of_a_meeting_has_its_file_as_a_link_and_a_way_to_say_no(world: World) -> None:
    browser, _, course = with_a_meeting(world)
    assert f"I mødes {WHEN}. Rum 2" in browser.text
    assert f'href="{FILE}"' in browser.html
    browser.press("Jeg kan ikke komme")
    assert "Vejleder får besked." in browser.text
    assert "Kan ikke komme til mødet" in at_the_desk(world).go("/desk")
    assert "Den vejledte kan ikke komme til mødet." in at_the_desk(world).go(f"/desk/course/{course}")


def test_the_counsellee_sees_that_the_counsellor_has_opened_the_page(world: World) -> None:
    browser, desk, course = with_a_meeting(world)
    browser.press("Jeg kan ikke komme")
    desk.go(f"/desk/course/{course}")
    browser.post("/chat", [("press", "m:home")])
    assert "Du har sagt, at du ikke kan komme. Vejleder har set det." in browser.text


def test_what_is_marked_as_seen_stands_there_without_calling(world: World) -> None:
    browser, desk, course = with_a_meeting(world)
    browser.press("Jeg kan ikke komme")
    desk.go(f"/desk/course/{course}")
    desk.press("Markér som set")
    assert "Skrevet ned, at du har set det." in desk.text
    assert ("Flyt eller aflys mødet" in desk.text, "kan ikke komme til mødet." in desk.text) == (False, True)
    assert "Kan ikke komme til mødet" not in desk.go("/desk")


def test_the_desk_says_that_the_letter_did_not_arrive(world: World) -> None:
    browser, _, course = with_a_meeting(world)
    browser.press("Jeg kan ikke komme")
    world.write(lambda r: r.rows.change("outbox", {"course": course, "kind": "absent"}, {"state": post.REFUSED}))
    assert "Beskeden om det nåede ikke frem til dig." in page_of(world, course)


def test_a_meeting_is_cancelled_after_one_has_said_yes_to_that(world: World) -> None:
    browser, desk, course = with_a_meeting(world)
    desk.go(f"/desk/course/{course}")
    assert f"Den anden får besked om, at I ikke mødes {WHEN}." in desk.text
    desk.press("Ja, aflys mødet")
    assert "Mødet er aflyst. Den anden får besked." in desk.text
    assert "Aflys mødet" not in desk.text
    browser.go("/chat")
    assert f"Mødet {WHEN} er aflyst." in browser.text
    assert places(browser, FILE) == ("Rum 2", "CANCELLED")


def test_a_page_from_before_it_was_moved_cancels_nothing(world: World) -> None:
    _, desk, course = with_a_meeting(world)
    desk.go(f"/desk/course/{course}")
    other = at_the_desk(world)
    other.post(f"/desk/course/{course}/meeting", [("day_and_time", "2026-11-28T14:00"), *FIELDS[1:]])
    desk.press("Ja, aflys mødet")
    assert (desk.status, "Mødet er ikke mere, som du så det. Se her, hvordan det står." in desk.text) == (422, True)
    assert "lørdag den 28. november 2026 kl. 14.00" in desk.text


def test_without_a_meeting_there_is_no_file(world: World) -> None:
    who, desk = joined(world), at_the_desk(world)
    desk.go(f"/desk/course/{who.course}/moede.ics")
    assert desk.status == 403
    assert "Aflys mødet" not in page_of(world, who.course)


def test_who_comes_is_told_in_the_notice_on_the_front_page_and_at_the_desk_and_not_in_the_file(world: World) -> None:
    browser, course = begun(world)
    desk = at_the_desk(world)
    desk.go(f"/desk/course/{course}")
    desk.press("Gem mødet", day_and_time="2026-11-27T14:00", comes="En tolk")
    assert "Der kommer også: En tolk" in desk.text
    assert desk.stands("Flyt mødet")["comes"] == "En tolk"
    assert browser.go("/chat").count("Der kommer også: En tolk") == 1
    browser.press("Menu")
    assert "Der kommer også: En tolk" in browser.text
    assert "tolk" not in browser.client.get(FILE).text
    desk.press("Flyt mødet", comes="x" * 201)
    assert (desk.status, "Skriv højst 200 tegn." in desk.text) == (422, True)


def test_the_place_stands_with_the_time_at_the_desk(world: World) -> None:
    _, desk, course = with_a_meeting(world)
    section = desk.go(f"/desk/course/{course}") and desk.html.partition('id="meeting"')[2].partition("</section>")[0]
    assert '<p dir="auto">Rum 2</p>' in section
