"""Files for somebody's own calendar: one moment everywhere, taken over by later ones, and saying nothing of what it is about."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from bot.domain import invites

DENMARK = ZoneInfo("Europe/Copenhagen")
NOW = datetime(2026, 11, 22, 9, 30, 1, 500, tzinfo=UTC)
COURSE = "c0ursec0ursec0ursec0ur"


def meeting(**other: Any) -> str:
    given = {"uid_of": f"meeting {COURSE} 1", "version": 1, "starts_at": datetime(2026, 11, 27, 14, tzinfo=DENMARK), "title": "Aftale"}
    return invites.invite(**{**given, "url": "https://samvej.example", "now": NOW, **other})


def step(**other: Any) -> str:
    given = {"uid_of": "step 1", "version": 3, "day": date(2026, 11, 27), "at": None, "timezone": "Europe/Copenhagen"}
    return invites.step_event(**{**given, "url": "https://samvej.example", "title": "Et skridt", "now": NOW, **other})


def read(text: str) -> tuple[Calendar, Event]:
    """The calendar, and the one event in it."""
    calendar = Calendar.from_ical(text)
    [event] = calendar.events
    return calendar, event


def test_a_meeting_is_an_hour_at_its_moment_and_names_the_house() -> None:
    calendar, event = read(meeting())
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("PUBLISH", "CONFIRMED", 1)
    assert (event.start, event.end - event.start) == (datetime(2026, 11, 27, 13, tzinfo=UTC), timedelta(hours=1))
    assert (event["SUMMARY"], event["URL"], event.stamp) == ("Aftale", "https://samvej.example", NOW.replace(microsecond=0))


@pytest.mark.parametrize(("day", "hour"), [((2026, 3, 28), 13), ((2026, 3, 29), 12), ((2026, 10, 24), 12), ((2026, 10, 25), 13)])
def test_two_oclock_is_two_oclock_on_both_sides_of_daylight_saving(day: tuple[int, int, int], hour: int) -> None:
    _, event = read(meeting(starts_at=datetime(*day, 14, tzinfo=DENMARK)))
    assert event.start == datetime(*day, hour, tzinfo=UTC)
    assert isinstance(event.start, datetime)
    assert event.start.astimezone(DENMARK).hour == 14


def test_a_moved_meeting_takes_the_place_of_the_earlier_one_and_a_cancelled_one_takes_it_away() -> None:
    files = [read(meeting()), read(meeting(version=2)), read(meeting(version=3, cancelled=True))]
    assert len({event["UID"] for _, event in files}) == 1
    assert [event["SEQUENCE"] for _, event in files] == [1, 2, 3]
    assert [(calendar["METHOD"], event["STATUS"]) for calendar, event in files][-1] == ("CANCEL", "CANCELLED")


def test_another_meeting_is_another_event() -> None:
    assert read(meeting())[1]["UID"] != read(meeting(uid_of=f"meeting {COURSE} 2"))[1]["UID"]


def test_nothing_in_a_file_leads_to_the_course() -> None:
    assert COURSE not in meeting(place="Rum 2")


def test_a_place_stands_there_only_when_it_is_given() -> None:
    assert "LOCATION" not in read(meeting())[1]
    assert read(meeting(place="Rum 2, 3. sal;\nhos mig"))[1]["LOCATION"] == "Rum 2, 3. sal;\nhos mig"


def test_a_step_takes_a_whole_day_and_nobodys_time() -> None:
    calendar, event = read(step())
    assert (event.start, event.end, event["TRANSP"]) == (date(2026, 11, 27), date(2026, 11, 28), "TRANSPARENT")
    assert (calendar["METHOD"], event["SUMMARY"], event["SEQUENCE"]) == ("PUBLISH", "Et skridt", 3)


def test_a_step_with_a_time_is_at_that_time_where_its_doer_is() -> None:
    _, event = read(step(at=time(9, 30), timezone="America/Nuuk"))
    assert (event.start, event.end - event.start) == (datetime(2026, 11, 27, 11, 30, tzinfo=UTC), timedelta(minutes=30))


def test_a_step_that_is_no_more_is_taken_away() -> None:
    calendar, event = read(step(version=4, cancelled=True))
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 4)
