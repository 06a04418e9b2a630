"""What a counsellor wants of their reminders, at the desk: one form that needs no script."""

import pytest

from bot.domain.letter import Button, Letter
from bot.domain.reminder import ReminderKind, Wishes
from bot.records import people, reminding
from bot.records.people import OPEN, TELEGRAM, Address
from bot.usecases import notices
from bot.usecases.wishes import QUIET
from tests.web.browser import Browser
from tests.web.desk_steps import at_the_desk
from tests.web.world import World

HERE = "/desk/paamindelser"


def opened(world: World) -> Browser:
    browser = at_the_desk(world)
    browser.go(HERE)
    return browser


def wanted(world: World) -> Wishes:
    return world.write(lambda r: reminding.wishes(r, world.counsellor))


def on_telegram(world: World) -> None:
    address = Address(channel=TELEGRAM, external="4711", person=world.counsellor, course="", state=OPEN)
    world.write(lambda r: people.settle(r, address))


def test_ones_own_page_leads_there(world: World) -> None:
    browser = at_the_desk(world)
    browser.go("/desk/adgang")
    assert f'href="{HERE}"' in browser.html


def test_it_shows_how_it_stands_and_keeps_it_when_nothing_is_changed(world: World) -> None:
    browser = opened(world)
    as_it_is = {"kind.meeting": "on", "kind.step": "on", "kind.agreement": "on", "pause": "", "quiet": "21-8", "zone": "Europe/Copenhagen"}
    assert browser.stands("Gem") == as_it_is
    assert "Det er gemt." in browser.press("Gem")
    assert wanted(world) == Wishes()


def test_a_kind_that_is_not_ticked_is_off_and_the_kinds_of_counsellees_are_left_alone(world: World) -> None:
    world.write(lambda r: reminding.keep(r, world.counsellor, Wishes(off=frozenset({ReminderKind.EVENING}))))
    browser = opened(world)
    browser.post(HERE, [("kind.meeting", "on")])
    assert wanted(world).off == {ReminderKind.EVENING, ReminderKind.STEP, ReminderKind.AGREEMENT}
    assert "kind.step" not in browser.stands("Gem")


def test_a_pause_is_told_of_and_ended(world: World) -> None:
    browser = opened(world)
    told = browser.press("Gem", pause="week")
    assert "Jeg holder pause til mandag den 30. november 2026 kl. 08.00." in told
    assert browser.stands("Gem")["pause"] == ""
    assert "Jeg holder pause" in browser.press("Gem")
    assert "Jeg holder pause" not in browser.press("Gem", pause="go")
    assert not wanted(world).is_paused(world.clock.now)


def test_quiet_hours_and_time_zone_are_chosen(world: World) -> None:
    browser = opened(world)
    browser.press("Gem", quiet="none", zone="America/Nuuk")
    assert (wanted(world).quiet_from, wanted(world).quiet_to) == QUIET["none"]
    assert world.write(lambda r: people.tongue(r, world.counsellor)) == ("da", "America/Nuuk")
    assert browser.stands("Gem")["quiet"] == "none"


def test_where_they_come_is_asked_of_who_has_a_choice(world: World) -> None:
    assert "Hvor de kommer" not in opened(world).text
    on_telegram(world)
    browser = opened(world)
    assert (browser.stands("Gem")["first"], browser.stands("Gem")["also"]) == (TELEGRAM, "on")
    browser.post(HERE, [("kind.meeting", "on"), ("kind.step", "on"), ("kind.agreement", "on"), ("first", "web")])
    assert wanted(world) == Wishes(first="web", also=False)


@pytest.mark.parametrize(("name", "value"), [("quiet", "1-2"), ("zone", "Mars/Base"), ("pause", "year"), ("first", "email")])
def test_what_is_not_offered_is_not_kept(world: World, name: str, value: str) -> None:
    browser = opened(world)
    browser.post(HERE, [("kind.meeting", "on"), ("kind.step", "on"), ("kind.agreement", "on"), (name, value)])
    assert browser.status == 200
    assert wanted(world) == Wishes()
    assert world.write(lambda r: people.tongue(r, world.counsellor)[1]) == "Europe/Copenhagen"


def test_a_reminder_that_waits_on_the_desk_has_its_own_way_to_stop(world: World) -> None:
    row = (Button(label="Ikke flere af dem", press="r:off:step"), Button(label="Pause i en uge", press="r:pause:week"))
    letter = Letter(text="Der er et skridt.", rows=(row,))
    world.write(lambda r: notices.send(r, world.counsellor, "c", letter, kind="remind_step"))
    browser = at_the_desk(world)
    browser.go("/desk")
    browser.press("Ikke flere af dem")
    assert browser.address == HERE
    assert "kind.step" not in browser.stands("Gem")
    assert "Der er et skridt." not in browser.go("/desk")
